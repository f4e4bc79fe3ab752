"""What the words of a target mean: 增长30%, 翻一番, 每年降低0.5个百分点以上, 25左右, 保持平稳; for a person to confirm.

In: the words with the figure read in them; baseline, year, direction.  Out: a rule, and its meaning in figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duban.rulebook.indicators import Direction, TargetRule


@dataclass(frozen=True, slots=True)
class Meaning:
    """`goal`, `goal_to` and `comparator` (>=, >, <=, <, ~, range) as `attainment.Goal` wants them; `goal` None:
    no figure can be said, `words` say why. `words` else: 比2020年的1.06增长30%，应不低于1.378."""

    goal: Decimal | None
    goal_to: Decimal | None
    comparator: str
    words: str


def rule_of(
    text: str, *, comparator: str, value: Decimal | None, value_to: Decimal | None, unit: str, name: str = ""
) -> tuple[TargetRule, Decimal | None]:
    """The rule and its amount, negative for a fall: percent of GROW_*, the indicator's own unit of ADD_TO_BASE and
    STEP_A_YEAR, else None. `unit` and `name` are the indicator's: a 增速 that 增长7% has a plain value of 7."""
    raise NotImplementedError


def meaning(
    rule: TargetRule,
    amount: Decimal | None,
    *,
    comparator: str,
    value: Decimal | None,
    value_to: Decimal | None,
    baseline: Decimal | None,
    baseline_year: int | None,
    year: int,
    direction: Direction | None,
) -> Meaning:
    """What the target wants in the figures of its year."""
    raise NotImplementedError
