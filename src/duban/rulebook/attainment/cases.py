"""What is computed: a value against a goal on the terms of a set, and the sum that comes of it.

In: nothing.  Out: frozen values; the allowed bounds of an interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.goals import Goal, Terms, wanted
from duban.rulebook.figures import plain
from duban.rulebook.indicators import Direction

FULL = Fraction(100)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """`template` with `numbers` filled in gives `raw` percent, not capped; a verdict says it without computing."""

    template: str
    numbers: tuple[Decimal, ...]
    raw: Fraction
    is_verdict: bool = False

    def words(self, goal: str) -> str:
        """Negative figures of a sum in brackets: (0.5 - (-2)) ÷ …."""
        told = [f"({plain(one)})" if one < 0 and not self.is_verdict else plain(one) for one in self.numbers]
        return self.template.format(*told, goal=goal)


@dataclass(frozen=True, slots=True)
class Case:
    """One value and one goal with a figure."""

    value: Decimal
    goal: Goal
    figure: Decimal  # of the goal
    baseline: Decimal | None
    direction: Direction
    terms: Terms
    is_met: bool

    @property
    def reference(self) -> Decimal:
        """What a ratio is taken to: of a range the end that counts."""
        goal = self.goal
        if goal.comparator == "range" and goal.value_to is not None and self.direction is Direction.LOWER:
            return goal.value_to
        return self.figure

    @property
    def is_near(self) -> bool:
        """Met, if only by the tolerance of 左右."""
        return self.goal.comparator == "~" and self.is_met


def bounds(goal: Goal, direction: Direction, terms: Terms) -> tuple[Decimal | None, Decimal | None]:
    """m and M; where one alone is given the other lies as far from the range (mirrored)."""
    low, high = wanted(goal, direction, terms.tolerance)
    least, most = terms.lower, terms.upper
    if low is not None and high is not None:
        if least is None and most is not None:
            return low - (most - high), most
        if most is None and least is not None:
            return least, high + (low - least)
    return least, most
