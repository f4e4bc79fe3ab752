"""The calendar as the database has it: to count with, and as a year to look at.

In: days, a year.  Out: the one `WorkCalendar`, distances, months. A process keeps the calendar; whether it is still the
right one is asked once in a request, in one query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from duban.apps.calendars.labels import said
from duban.apps.calendars.models import CalendarDay, CalendarYear
from duban.apps.calendars.named_days import NamedDay
from duban.rulebook import working_days
from duban.rulebook.working_days import DayKind, Distance, WorkCalendar

_kept: tuple[object, WorkCalendar] = (None, WorkCalendar())  # what it was read from, and the calendar
_asked: ContextVar[list[WorkCalendar] | None] = ContextVar("asked", default=None)


@contextmanager
def one_calendar() -> Iterator[None]:
    """Within it the calendar stays the same, and is asked for once: a request, a job."""
    before = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(before)


def work_calendar() -> WorkCalendar:
    """The calendar as it is now."""
    asked = _asked.get()
    if asked:
        return asked[0]
    found = _current()
    if asked is not None:
        asked.append(found)
    return found


def calendar_now() -> WorkCalendar:
    """The calendar as the database has it this moment, also after a change in the same request."""
    return _current()


def distance(due: date, *, on: date) -> Distance:
    return working_days.distance(on, due, work_calendar())


def _current() -> WorkCalendar:
    """The calendar in memory if its years are still those of the database, else read anew."""
    global _kept
    years = tuple(CalendarYear.objects.order_by("year").values_list("year", "is_announced", "stamp"))
    if _kept[0] != years:
        _kept = (years, _read(frozenset(year for year, is_announced, _ in years if is_announced)))
    return _kept[1]


def _read(announced: frozenset[int]) -> WorkCalendar:
    kinds: dict[str, set[date]] = {kind.value: set() for kind in DayKind}
    for day, kind in CalendarDay.objects.values_list("day", "kind"):
        kinds[kind].add(day)
    return WorkCalendar(frozenset(kinds[DayKind.OFF]), frozenset(kinds[DayKind.WORKING]), announced)


def days_of(first: date, last: date) -> list[NamedDay]:
    rows = CalendarDay.objects.filter(day__range=(first, last)).order_by("day")
    return [NamedDay(row.day, DayKind(row.kind), row.name) for row in rows]


def days_of_year(year: int) -> list[NamedDay]:
    return days_of(date(year, 1, 1), date(year, 12, 31))


def year_row(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def year_rows(years: Iterable[int]) -> list[CalendarYear]:
    return list(CalendarYear.objects.filter(year__in=list(years)).order_by("year"))


def as_calendar(days: list[NamedDay]) -> WorkCalendar:
    """What a notice alone would make of its year."""
    kinds = {kind: frozenset(one.day for one in days if one.kind is kind) for kind in DayKind}
    return WorkCalendar(kinds[DayKind.OFF], kinds[DayKind.WORKING])


def announced_years() -> list[int]:
    return list(CalendarYear.objects.filter(is_announced=True).values_list("year", flat=True))


@dataclass(frozen=True, slots=True)
class Change:
    day: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would change, day by day, and how many days it leaves as they are."""

    changed: tuple[Change, ...]
    unchanged: int


def compare(year: int, days: list[NamedDay]) -> Comparison:
    """The days of a notice beside what is known: all of its year, and those it names in another."""
    first = min([date(year, 1, 1), *(one.day for one in days)])
    last = max([date(year, 12, 31), *(one.day for one in days)])
    coming = {one.day: one for one in days}
    known = {one.day: one for one in days_of(first, last) if one.day.year == year or one.day in coming}
    both = sorted(known.keys() | coming.keys())
    changed = tuple(
        Change(day, _said(known.get(day)), _said(coming.get(day))) for day in both if known.get(day) != coming.get(day)
    )
    return Comparison(changed, len(both) - len(changed))


def _said(one: NamedDay | None) -> str:
    return said(one.kind, one.name) if one else said("", "")
