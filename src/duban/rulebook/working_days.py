"""When an office works: how many working days lie between two days, which day is so many working days later.

In: a `WorkCalendar` (what the notices of the State Council say), days.  Out: days, counts.
The day of the event does not count, the first day is the next one (民法典 201). A year without a notice has plain
weekends; never an error.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class DayKind(StrEnum):
    """What a notice says of a day; of every other day the week decides."""

    OFF = "off"
    WORKING = "working"


OFFICE_HOURS = ((time(8), time(12)), (time(14), time(18)))  # eight hours


@dataclass(frozen=True)
class WorkCalendar:
    """`off`: no work; `working`: work although at a weekend (调休); `announced`: the years that have their notice."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    announced: frozenset[int] = frozenset()
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _working: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_off", _ordinals(day for day in self.off if not is_weekend(day)))
        object.__setattr__(self, "_working", _ordinals(day for day in self.working if is_weekend(day)))

    def is_working(self, day: date) -> bool:
        return day in self.working if is_weekend(day) else day not in self.off

    def is_announced(self, first: date, last: date) -> bool:
        """Whether every year from one day to the other has its notice."""
        low, high = sorted((first.year, last.year))
        return all(year in self.announced for year in range(low, high + 1))

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days come after `first`, up to and with `last`; negative when `last` is the earlier one."""
        return self._count(last.toordinal()) - self._count(first.toordinal())

    def add_working_days(self, day: date, number: int) -> date:
        """The working day so many after `day`, or before it when `number` is negative; 0 gives the day itself."""
        if number == 0:
            return day
        if number > 0:
            return self._working_day(self._count(day.toordinal()) + number)
        return self._working_day(self._count(day.toordinal() - 1) + 1 + number)

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next working day: where a term may not end on a day off (民法典 203)."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def add_working_hours(self, moment: datetime, hours: timedelta) -> datetime:
        """When so much of the office's time has gone by; `moment` is in the time of the place."""
        if hours <= timedelta(0):
            return moment
        each, due = self._hours_a_day(), self._worked(moment) + hours
        whole = -(-due // each)  # what ends with a day's work is due that day
        day, rest = self._working_day(whole), due - (whole - 1) * each
        for begin, end in self.hours:
            if rest <= (length := _length(begin, end)):
                break
            rest -= length
        return datetime.combine(day, begin, moment.tzinfo) + rest

    def working_time_between(self, first: datetime, last: datetime) -> timedelta:
        """How much of the office's time lies between two moments in the time of the place."""
        return self._worked(last) - self._worked(first)

    def _count(self, ordinal: int) -> int:
        """How many working days there are from the first day of the calendar to this one."""
        weeks, days = divmod(ordinal, 7)  # ordinal 1 is a Monday
        return weeks * 5 + min(days, 5) - bisect_right(self._off, ordinal) + bisect_right(self._working, ordinal)

    def _working_day(self, number: int) -> date:
        """The day that is the `number`-th working day of all."""
        near = number * 7 // 5
        low = max(1, near - 2 * len(self._working) - 7)
        high = min(date.max.toordinal(), near + 2 * len(self._off) + 7)
        return date.fromordinal(low + bisect_left(range(low, high + 1), number, key=self._count))

    def _hours_a_day(self) -> timedelta:
        return sum((_length(begin, end) for begin, end in self.hours), timedelta(0))

    def _worked(self, moment: datetime) -> timedelta:
        """The office's time from the first day of the calendar to this moment."""
        before = self._count(moment.toordinal() - 1) * self._hours_a_day()
        if not self.is_working(moment.date()):
            return before
        now = moment.time()
        return sum((_length(begin, min(end, now)) for begin, end in self.hours if begin < now), before)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a due date is from today; an exact day is late from the next day on, working or not."""

    days: int  # by the calendar; negative when it is past
    working_days: int  # likewise
    announced: bool  # False: a year between has no notice yet, its days off are guessed

    @property
    def is_past(self) -> bool:
        return self.days < 0

    @property
    def words(self) -> str:
        """还有3个工作日, 今天到期, 逾期约2个工作日 (约: guessed); in days where no working day lies between."""
        if self.days == 0:
            return "今天到期"
        count = f"{'' if self.announced else '约'}{abs(self.working_days)}个工作日"
        if self.is_past:
            return f"逾期{count}" if self.working_days else f"逾期{-self.days}天"
        return f"还有{count}" if self.working_days else f"还有{self.days}天，没有工作日"

    def nearness(self, near: int) -> str:
        """far, near (at most `near` working days), or late."""
        return "late" if self.is_past else "near" if self.working_days <= near else "far"


def distance(today: date, due: date, calendar: WorkCalendar) -> Distance:
    return Distance(
        days=(due - today).days,
        working_days=calendar.working_days_between(today, due),
        announced=calendar.is_announced(today, due),
    )


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def _ordinals(days: Iterable[date]) -> tuple[int, ...]:
    return tuple(sorted(day.toordinal() for day in days))


def _length(begin: time, end: time) -> timedelta:
    return datetime.combine(date.min, end) - datetime.combine(date.min, begin)
