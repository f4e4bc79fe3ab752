"""What a rule wants in the figures of a year: 增长30% of 1.06 is at least 1.378; or why no figure can be said.

In: a rule with its amount, the figure as the document has it, baseline, year, direction.  Out: `Meaning`.
A fall of 0.5 or more each year is a value of at most baseline - years × 0.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.words import rounded
from duban.rulebook.figures import plain
from duban.rulebook.indicators import Direction, TargetRule

PLACES = 6  # as the database keeps figures
MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
BY_DIRECTION = {Direction.HIGHER: ">=", Direction.LOWER: "<=", Direction.WITHIN: "~"}
PHRASES = {">=": "应不低于{}", ">": "应高于{}", "<=": "应不高于{}", "<": "应低于{}", "~": "应在{}左右", "=": "应为{}"}
STATED = (TargetRule.VALUE, TargetRule.ABOUT, TargetRule.RANGE)
IN_PERCENT = (TargetRule.GROW_FROM_BASE, TargetRule.GROW_A_YEAR)
BY_YEARS = (TargetRule.STEP_A_YEAR, TargetRule.GROW_A_YEAR)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`goal`, `goal_to` and `comparator` (>=, >, <=, <, ~, range; "=" while the direction is open) as
    `attainment.Goal` wants them; `goal` None: no figure can be said, `words` say why."""

    goal: Decimal | None
    goal_to: Decimal | None
    comparator: str
    words: str


@dataclass(frozen=True, slots=True)
class _Start:
    value: Decimal
    year: int | None

    @property
    def words(self) -> str:
        return f"{self.year}年{plain(self.value)}" if self.year is not None else f"基期{plain(self.value)}"


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
    if rule is TargetRule.WORDS:
        return _none("目标只有文字，由人评定")
    if rule in STATED:
        return _stated(rule, comparator, value, value_to, direction)
    if baseline is None:
        return _none("没有基期值，目标的数值无法确定")
    start = _Start(baseline, baseline_year)
    if rule is TargetRule.KEEP:
        return Meaning(baseline, None, "~", f"应与{start.words}基本持平")
    if rule is TargetRule.IMPROVE:
        return _better(start, direction)
    why_not = _why_not(rule, amount, start, year)
    if why_not or amount is None:
        return _none(why_not)
    return _changed(rule, amount, _signed(value_to, amount, comparator), start, year, comparator, direction)


def _none(reason: str) -> Meaning:
    return Meaning(None, None, "words", reason)


def _stated(
    rule: TargetRule, comparator: str, value: Decimal | None, value_to: Decimal | None, direction: Direction | None
) -> Meaning:
    if value is None:
        return _none("目标没有数值")
    if rule is TargetRule.RANGE and value_to is not None:
        return _between(value, value_to, direction)
    relation = "~" if rule is TargetRule.ABOUT else comparator if comparator in MIRRORED else _by_direction(direction)
    return Meaning(value, None, relation, PHRASES[relation].format(plain(value)))


def _between(one: Decimal, other: Decimal, direction: Direction | None, said: str = "") -> Meaning:
    """More than wanted of what is to rise is good: the end that counts is enough."""
    low, high = sorted((one, other))
    if direction is Direction.HIGHER:
        return Meaning(low, None, ">=", f"{said}应不低于区间下限{plain(low)}")
    if direction is Direction.LOWER:
        return Meaning(high, None, "<=", f"{said}应不高于区间上限{plain(high)}")
    return Meaning(low, high, "range", f"{said}应在{plain(low)}—{plain(high)}之间")


def _better(start: _Start, direction: Direction | None) -> Meaning:
    if direction is Direction.HIGHER:
        return Meaning(start.value, None, ">", f"应高于{start.words}")
    if direction is Direction.LOWER:
        return Meaning(start.value, None, "<", f"应低于{start.words}")
    return _none("指标方向还没有确定" if direction is None else "适度指标没有方向，持续改善由人评定")


def _why_not(rule: TargetRule, amount: Decimal | None, start: _Start, year: int) -> str:
    if amount is None:
        return "没有变动幅度，目标的数值无法确定"
    if rule in IN_PERCENT and start.value <= 0:
        return "基期值不是正数，不能按百分比计算"
    if rule not in BY_YEARS:
        return ""
    if start.year is None:
        return "没有基期年，无法计算年数"
    return "" if year > start.year else "目标年度不晚于基期年，无法计算年数"


def _signed(value_to: Decimal | None, amount: Decimal, comparator: str) -> Decimal | None:
    """The other end of 下降2%—3%."""
    if value_to is None or comparator != "range":
        return None
    return -abs(value_to) if amount < 0 else value_to


def _changed(
    rule: TargetRule,
    amount: Decimal,
    other: Decimal | None,
    start: _Start,
    year: int,
    comparator: str,
    direction: Direction | None,
) -> Meaning:
    years = year - start.year if rule in BY_YEARS and start.year is not None else 1
    goal = _after(rule, amount, start.value, years)
    said = _said(rule, amount, start, years)
    if other is not None:
        return _between(goal, _after(rule, other, start.value, years), direction, said)
    relation = comparator if comparator in (*MIRRORED, "~") else _by_direction(direction, amount)
    if amount < 0 and comparator in MIRRORED:
        relation = MIRRORED[comparator]
    return Meaning(goal, None, relation, said + PHRASES[relation].format(plain(goal)))


def _after(rule: TargetRule, amount: Decimal, base: Decimal, years: int) -> Decimal:
    if rule in IN_PERCENT:
        exact = Fraction(base) * (1 + Fraction(amount) / 100) ** years
    else:
        exact = Fraction(base) + Fraction(amount) * years
    return Decimal(rounded(exact, PLACES))


def _by_direction(direction: Direction | None, amount: Decimal = Decimal(0)) -> str:
    """A plain figure is a bound on the bad side; without a direction the sign of the change tells."""
    if direction is not None:
        return BY_DIRECTION[direction]
    return ">=" if amount > 0 else "<=" if amount < 0 else "="


def _said(rule: TargetRule, amount: Decimal, start: _Start, years: int) -> str:
    """自2020年48.8起每年降低0.5，共5年，"""
    if not amount:
        return f"以{start.words}为准，"
    verb = "增长" if rule in IN_PERCENT else "提高"
    verb = verb if amount > 0 else "降低"
    size = f"{verb}{plain(abs(amount))}{'%' if rule in IN_PERCENT else ''}"
    return f"自{start.words}起每年{size}，共{years}年，" if rule in BY_YEARS else f"比{start.words}{size}，"
