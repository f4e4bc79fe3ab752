"""A year to look at: twelve months of weeks, each day with what it is.

In: a year, its named days, the calendar.  Out: months. Knows neither Django nor the database.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.calendars.named_days import NamedDay
from duban.rulebook.working_days import DayKind, WorkCalendar

_WEEKS = Calendar()  # begins on Monday


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    mark: str  # 休, 班 or ""
    css: str  # off, working, weekend or ""
    name: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: list[list[Cell | None]]  # None: a day of another month
    working_days: int


def months_of(year: int, days: Iterable[NamedDay], calendar: WorkCalendar, *, on: date) -> list[Month]:
    named = {one.day: one for one in days}
    found = []
    for number in range(1, 13):
        weeks = [
            [_cell(day, named.get(day), on) if day.month == number else None for day in week]
            for week in _WEEKS.monthdatescalendar(year, number)
        ]
        count = sum(calendar.is_working(cell.day) for week in weeks for cell in week if cell)
        found.append(Month(number, weeks, count))
    return found


def _cell(day: date, named: NamedDay | None, on: date) -> Cell:
    css = "weekend" if day.weekday() >= 5 else ""
    if named is None:
        return Cell(day, "", css, "", day == on)
    is_off = named.kind is DayKind.OFF
    return Cell(day, "休" if is_off else "班", named.kind.value, named.name, day == on)
