"""The reporting dates of a plan on the axis of its year.

In: a plan, a day.  Out: marks with their place on the axis, in per cent; the next one is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from duban.apps.plans.models import Plan
from duban.apps.web.pictures import per_cent

_EDGE = 6  # per cent
_APART = 7  # so far from each other two have words of their own


@dataclass(frozen=True, slots=True)
class RoundMark:
    sequence: int
    due: date
    x: str
    kind: str  # past, next, later
    told: tuple[date, ...] = ()  # the days its words name; none where the next mark's do

    @property
    def at(self) -> float:
        return float(self.x.removesuffix("%"))

    @property
    def anchor(self) -> str:
        """At which end its words stand, so that they stay on the picture."""
        return "start" if self.at < _EDGE else "end" if self.at > 100 - _EDGE else "middle"


def round_marks(plan: Plan, *, on: date) -> list[RoundMark]:
    """The reporting dates on the axis of the plan's year, the next one marked."""
    dues = list(plan.rounds.order_by("due"))
    following = next((one.due for one in dues if one.due >= on), None)
    kinds = {True: "past", False: "later"}
    return _told(
        RoundMark(
            one.sequence, one.due, on_axis(plan, one.due), "next" if one.due == following else kinds[one.due < on]
        )
        for one in dues
    )


def _told(marks: Iterable[RoundMark]) -> list[RoundMark]:
    """Of marks that stand too near for words of their own the last names all."""
    found: list[RoundMark] = []
    for mark in marks:
        told: tuple[date, ...] = (mark.due,)
        if found and mark.at - found[-1].at < _APART:
            told = (*found[-1].told, mark.due)
            found[-1] = replace(found[-1], told=())
        found.append(replace(mark, told=told))
    return found


def on_axis(plan: Plan, day: date) -> str:
    """Where a day stands between the first of January and the end of the year, at its edge when it is outside."""
    begin, end = date(plan.year, 1, 1), date(plan.year, 12, 31)
    inside = min(max(day, begin), end)
    return per_cent((inside - begin).days + 1, (end - begin).days + 1)
