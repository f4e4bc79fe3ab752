"""What is to be reached, and whether a value reaches it: goals of a year, the terms on which a set judges them.

In: goals as `target_rules.meaning` gives them.  Out: frozen values; which goals count for a year; met or not.
A plain figure (达到60) wants at least that of 正向, at most that of 逆向; 左右 and 平稳 allow the tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from duban.rulebook.indicators import Direction, Method, TargetLevel

AT_LEAST, AT_MOST, STRICT = (">=", ">"), ("<=", "<"), (">", "<")
AGAINST = {Direction.HIGHER: AT_MOST, Direction.LOWER: AT_LEAST, Direction.WITHIN: ()}
COUNTS = (TargetLevel.ENSURE, TargetLevel.PLAIN, TargetLevel.STRIVE)


@dataclass(frozen=True, slots=True)
class Goal:
    """`comparator` is one of >=, >, <=, <, =, ~, range; "words" or no value: a person judges."""

    year: int
    level: TargetLevel
    comparator: str
    value: Decimal | None
    value_to: Decimal | None = None
    text: str = ""

    @property
    def has_figure(self) -> bool:
        return self.value is not None and self.comparator != "words"


@dataclass(frozen=True, slots=True)
class Terms:
    """`lower` and `upper`: the bounds m and M at which the interval method gives 0; `tolerance` in percent."""

    method: Method = Method.AUTO
    cap: bool = True
    lower: Decimal | None = None
    upper: Decimal | None = None
    tolerance: Decimal = Decimal(5)
    must_pass: bool = False


def goals_for(goals: Iterable[Goal], year: int) -> tuple[Goal, ...]:
    """The goals a year is judged by: its own, else those of the next year that has any, else of the last."""
    known = tuple(goals)
    years = {goal.year for goal in known}
    if not years:
        return ()
    asked = min((one for one in years if one >= year), default=max(years))
    return tuple(goal for goal in known if goal.year == asked)


def counting_goal(goals: Iterable[Goal]) -> Goal | None:
    """Of the levels of one year that which counts: 确保, else the plain one, else 力争; one with a figure first."""
    return min(goals, key=lambda goal: (not goal.has_figure, COUNTS.index(goal.level)), default=None)


def wanted(goal: Goal, direction: Direction, tolerance: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """From where to where a value is good, None where there is no end; more than wanted of a good thing is good."""
    low = goal.value
    if low is None or goal.comparator in AT_LEAST:
        return low, None
    if goal.comparator in AT_MOST:
        return None, low
    high = goal.value_to if goal.comparator == "range" and goal.value_to is not None else low
    if goal.comparator == "~" or (direction is Direction.WITHIN and low == high):
        room = abs(low) * tolerance / 100
        low, high = low - room, high + room
    if direction is Direction.WITHIN:
        return low, high
    return (low, None) if direction is Direction.HIGHER else (None, high)


def meets(value: Decimal, goal: Goal, direction: Direction, tolerance: Decimal) -> bool | None:
    """None where the goal has no figure."""
    if not goal.has_figure:
        return None
    low, high = wanted(goal, direction, tolerance)
    if value == goal.value and goal.comparator in STRICT:
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def contradicts(goal: Goal, direction: Direction) -> bool:
    """≤ of something that is to rise, ≥ of something that is to fall."""
    return goal.comparator in AGAINST[direction]
