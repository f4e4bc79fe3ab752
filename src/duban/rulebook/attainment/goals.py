"""What is to be reached, and whether a value reaches it: goals of a year, the terms on which a set judges them.

In: goals as `target_rules.meaning` gives them.  Out: frozen values; which goals count for a year; met or not.
A plain figure (达到60) wants at least that of 正向, at most that of 逆向; 左右 and 平稳 allow the tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from duban.rulebook.indicators import Direction, Method, TargetLevel


@dataclass(frozen=True, slots=True)
class Goal:
    """`comparator` is one of >=, >, <=, <, =, ~, range; "words" or no value: a person judges."""

    year: int
    level: TargetLevel
    comparator: str
    value: Decimal | None
    value_to: Decimal | None = None
    text: str = ""


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
    raise NotImplementedError


def counting_goal(goals: Iterable[Goal]) -> Goal | None:
    """Of the levels of one year that which counts: 确保, else the plain one, else 力争."""
    raise NotImplementedError


def meets(value: Decimal, goal: Goal, direction: Direction, tolerance: Decimal) -> bool | None:
    """None where the goal has no figure."""
    raise NotImplementedError
