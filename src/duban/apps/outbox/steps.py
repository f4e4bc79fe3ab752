"""When an office reminds: how many working days before a day and after it; its rules are another application's.

In: keys of jurisdictions, a day.  Out: `Steps` for each; the usual ones where nobody says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from duban.rulebook.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Steps:
    """In working days; on the day itself everybody is reminded."""

    before: tuple[int, ...] = (3, 1)
    after: tuple[int, ...] = (1, 3)


USUAL = Steps()
StepsOf = Callable[[Collection[int], date], Mapping[int, Steps]]
_FOUND: dict[str, StepsOf] = {}


def register(name: str, steps: StepsOf) -> None:
    """Say the steps of jurisdictions on a day; called when an application is ready."""
    _FOUND[name] = steps


def steps_of(places: Collection[int], *, on: date) -> dict[int, Steps]:
    found = dict.fromkeys(places, USUAL)
    for steps in _FOUND.values():
        found |= steps(places, on)
    return found


def days_told(due: date, steps: Steps, calendar: WorkCalendar) -> set[date]:
    """The days on which a thing due that day is told; what would fall on a day off is told on the last one before."""
    last = due if calendar.is_working(due) else calendar.add_working_days(due, -1)
    before = {calendar.add_working_days(last, -number) for number in steps.before}
    return before | {last} | {calendar.add_working_days(due, number) for number in steps.after}


def reach(steps: Collection[Steps], *, after: date, on: date, calendar: WorkCalendar) -> tuple[date, date]:
    """Between which days lies all that can be told after one day, up to and with another."""
    past = max((number for one in steps for number in one.after), default=0)
    ahead = max((number for one in steps for number in one.before), default=0)
    first = calendar.add_working_days(after, -past - 1)
    return first, calendar.add_working_days(on, ahead + 1) - timedelta(days=1)
