"""时序进度: which share of the whole is expected by the end of a day, exactly.

In: from when to when, the figures an accepted implementation plan names for its steps.  Out: a `Path`.
时间过半、任务过半: without steps the path is straight; a season's own path is what the unit planned by its 节点.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Path:
    """Days in order with the share expected by their end, from 0 to 1, never falling; straight between them."""

    points: tuple[tuple[date, Fraction], ...]

    def share(self, day: date) -> Fraction:
        """What is expected by the end of the day."""
        first, last = self.points[0], self.points[-1]
        if day <= first[0]:
            return first[1]
        for (left, low), (right, high) in pairwise(self.points):
            if day <= right:
                return low + (high - low) * Fraction((day - left).days, (right - left).days)
        return last[1]


def path(start: date, end: date, *, goal: Decimal = Decimal(1), steps: Iterable[tuple[date, Decimal]] = ()) -> Path:
    """From the morning of `start` to the evening of `end`, by the steps (day, figure) that lie between."""
    begin = min(start, end) - ONE_DAY
    known: dict[date, Fraction] = {begin: Fraction(0)}
    high = Fraction(0)
    for day, figure in sorted(steps):
        if begin < day < end:
            high = min(max(high, Fraction(figure) / Fraction(goal)), Fraction(1))
            known[day] = high
    known[end] = Fraction(1)
    return Path(tuple(known.items()))
