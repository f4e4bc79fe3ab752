"""The methods, one function each: what a value is of its goal, before the cap.

In: a `Case`: a goal with a figure, a value, a baseline, terms.  Out: a `Sum`, or a sentence why there is none.
Zero, negative, equal to the baseline: each decided here and listed in docs/explain/attainment.md.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.cases import FULL, NOTHING, Case, Sum, bounds
from duban.rulebook.attainment.goals import wanted
from duban.rulebook.indicators import Direction, Method

Result = Sum | str


def by_ratio(case: Case) -> Result:
    """Z = X ÷ S × 100."""
    value, goal = case.value, case.reference
    if goal <= 0:
        return _no_ratio(goal)
    if value < 0:
        return Sum("实际值{0}为负数", (value,), NOTHING, is_verdict=True)
    return _unless_near(case, Sum("{0} ÷ {1} × 100", (value, goal), share(value, goal)))


def by_inverse(case: Case) -> Result:
    """Z = S ÷ X × 100."""
    value, goal = case.value, case.reference
    if goal <= 0:
        return _no_ratio(goal)
    if value <= 0:
        return Sum("实际值{0}不大于零，已达到目标", (value,), FULL, is_verdict=True)
    return _unless_near(case, Sum("{1} ÷ {0} × 100", (value, goal), share(goal, value)))


def by_interval(case: Case) -> Result:
    """100 within, falling straight to 0 at the bounds; without bounds the ratio to the nearer end."""
    value = case.value
    low, high = wanted(case.goal, case.direction, case.terms.tolerance)
    least, most = bounds(case.goal, case.direction, case.terms)
    if low is not None and least is not None and least >= low:
        return "允许下限应低于目标区间，请核对"
    if high is not None and most is not None and most <= high:
        return "允许上限应高于目标区间，请核对"
    if low is not None and value < low:
        return _beside(value, low) if least is None else _falling(value, low, least)
    if high is not None and value > high:
        return _beside(value, high) if most is None else _falling(value, high, most)
    return _within(value, low, high)


def by_scale(case: Case) -> Result:
    """P = (X - B) ÷ (S - B) × 100."""
    value, goal, base = case.value, case.reference, case.baseline
    if case.direction is Direction.WITHIN:
        return "基期比例法只用于正向、逆向指标"
    if base is None:
        return "没有基期值，不能按基期比例法计算"
    if goal == base:
        return "目标等于基期值，基期比例法没有定义，只判定是否达到"
    if (goal > base) is not (case.direction is Direction.HIGHER):
        return "基期值已优于目标，基期比例法没有意义，只判定是否达到"
    numbers = (value, goal, base)
    return _unless_near(case, Sum("({0} - {2}) ÷ ({1} - {2}) × 100", numbers, share(value - base, goal - base)))


def by_keeping(case: Case) -> Result:
    """Held is 100; else what the direction's own method says, 0 where no ratio can be taken."""
    if case.direction is Direction.WITHIN:
        return by_interval(case)
    if case.is_met:
        return Sum("{0}，保持在目标（{goal}）之内", (case.value,), FULL, is_verdict=True)
    found = by_ratio(case) if case.direction is Direction.HIGHER else by_inverse(case)
    return by_verdict(case) if isinstance(found, str) else found


def by_verdict(case: Case) -> Result:
    """100 or 0."""
    if case.is_met:
        return Sum("{0}，达到目标（{goal}）", (case.value,), FULL, is_verdict=True)
    return Sum("{0}，未达到目标（{goal}）", (case.value,), NOTHING, is_verdict=True)


WAYS = {
    Method.RATIO: by_ratio,
    Method.INVERSE: by_inverse,
    Method.INTERVAL: by_interval,
    Method.SCALED: by_scale,
    Method.KEEP: by_keeping,
    Method.MET: by_verdict,
}


def share(part: Decimal, whole: Decimal) -> Fraction:
    """In percent, exactly; one reduction instead of two."""
    above, under = part.as_integer_ratio()
    over, below = whole.as_integer_ratio()
    return Fraction(above * below * 100, under * over)


def _no_ratio(goal: Decimal) -> str:
    return f"目标为{'负数' if goal else '零'}，比率没有意义，只判定是否达到"


def _unless_near(case: Case, found: Sum) -> Sum:
    """Within the tolerance of 左右 it counts as reached."""
    if case.is_near and found.raw < FULL:
        return Sum("{0}，在目标（{goal}）的允许误差之内", (case.value,), FULL, is_verdict=True)
    return found


def _falling(value: Decimal, end: Decimal, bound: Decimal) -> Sum:
    """From the end of the range to the bound."""
    if bound > end:
        return Sum("({2} - {0}) ÷ ({2} - {1}) × 100", (value, end, bound), share(bound - value, bound - end))
    return Sum("({0} - {2}) ÷ ({1} - {2}) × 100", (value, end, bound), share(value - bound, end - bound))


def _beside(value: Decimal, end: Decimal) -> Sum:
    """No bounds are given."""
    if end <= 0:
        return Sum("{0}，在目标（{goal}）之外，没有允许的上下限", (value,), NOTHING, is_verdict=True)
    if value <= 0:
        return Sum("实际值{0}不大于零", (value,), NOTHING, is_verdict=True)
    numbers = (value, end) if value < end else (end, value)
    return Sum("没有允许的上下限，按与区间较近一端的比率：{0} ÷ {1} × 100", numbers, share(*numbers))


def _within(value: Decimal, low: Decimal | None, high: Decimal | None) -> Sum:
    if low is not None and high is not None:
        return Sum("{0} 在 {1}—{2} 之内", (value, low, high), FULL, is_verdict=True)
    if low is not None:
        return Sum("{0} 不低于 {1}", (value, low), FULL, is_verdict=True)
    return Sum("{0} 不高于目标（{goal}）", (value,), FULL, is_verdict=True)
