"""How far the targets of a year are reached by a value: the method that fits, its result or the reason why not.

In: value, goals of one year (`goals_for`), baseline, direction, terms.  Out: `Attainment`.
Of two levels the ensured one counts: a promise kept is 100, what was hoped for beyond it is told beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.cases import FULL, NOTHING, Case
from duban.rulebook.attainment.goals import COUNTS, STRICT, Goal, Terms, contradicts, meets
from duban.rulebook.attainment.methods import WAYS, Result
from duban.rulebook.attainment.results import Asked, Attainment, LevelAttainment
from duban.rulebook.indicators import DIRECTIONS, METHODS, Direction, Method

DEFAULTS = {
    Direction.HIGHER: Method.RATIO,
    Direction.LOWER: Method.INVERSE,
    Direction.WITHIN: Method.INTERVAL,
}
ONLY_FOR = {Method.RATIO: Direction.HIGHER, Method.INVERSE: Direction.LOWER}


def method_for(direction: Direction | None, goals: Sequence[Goal], baseline: Decimal | None) -> Method:
    """The method that fits where the set names none; `auto` where nothing says which."""
    if len(goals) > 1:
        return Method.TWO_LEVEL
    if direction is None:
        return Method.AUTO
    if not goals or not goals[0].has_figure:
        return DEFAULTS[direction]
    return _fitting(direction, goals[0], baseline)


def _fitting(direction: Direction, goal: Goal, baseline: Decimal | None) -> Method:
    figure = goal.value or Decimal(0)
    if baseline == figure and goal.comparator in STRICT:  # 持续提升 wants more, and does not say how much
        return Method.MET
    if direction is Direction.WITHIN:
        return Method.INTERVAL
    if baseline is None:
        return DEFAULTS[direction] if figure > 0 else Method.MET
    held = meets(baseline, goal, direction, Decimal(0))
    if figure > 0:
        return Method.KEEP if held else DEFAULTS[direction]
    return Method.MET if held or baseline == figure else Method.SCALED


def attain(
    *,
    value: Decimal | None,
    goals: Sequence[Goal],
    baseline: Decimal | None,
    direction: Direction | None,
    terms: Terms,
) -> Attainment:
    """`goals` are those of the year judged, one for each level."""
    if len(goals) > 1:
        return _of_levels(value, goals, baseline, direction, terms)
    goal = goals[0] if goals else None
    return _of_one(Asked(value, goal, baseline, direction, terms))


def _of_levels(
    value: Decimal | None,
    goals: Sequence[Goal],
    baseline: Decimal | None,
    direction: Direction | None,
    terms: Terms,
) -> Attainment:
    if len({(goal.year, goal.level) for goal in goals}) < len(goals) or len({goal.year for goal in goals}) > 1:
        raise ValueError("one goal for each level of one year")
    ordered = sorted(goals, key=lambda goal: (not goal.has_figure, COUNTS.index(goal.level)))
    alone = [_of_one(Asked(value, goal, baseline, direction, terms)) for goal in ordered]
    levels = tuple(LevelAttainment(goal.level, one) for goal, one in zip(ordered, alone, strict=True))
    first = alone[0]
    method = Method.TWO_LEVEL if terms.method in (Method.AUTO, Method.TWO_LEVEL) else terms.method
    return Attainment(first.percent, first.is_met, method, first.reason, terms.must_pass, levels=levels)


def _of_one(asked: Asked) -> Attainment:
    goal, value, direction, terms = asked.goal, asked.value, asked.direction, asked.terms
    method = terms.method
    if method in (Method.AUTO, Method.TWO_LEVEL):
        method = method_for(direction, () if goal is None else (goal,), asked.baseline)
    missing = _missing(asked, method)
    if missing or goal is None or goal.value is None or value is None or direction is None:
        return Attainment(None, None, method, missing, terms.must_pass, asked)
    is_met = bool(meets(value, goal, direction, terms.tolerance))
    found = _computed(Case(value, goal, goal.value, asked.baseline, direction, terms, is_met), method)
    if isinstance(found, str):
        return Attainment(None, is_met, method, found, terms.must_pass, asked)
    beyond = found.raw.numerator - 100 * found.raw.denominator  # its sign; comparing fractions would take longer
    reason = "实际值等于目标值，而目标要求优于该值，未达到" if beyond >= 0 and not is_met else ""
    percent = FULL if beyond > 0 and terms.cap else _floored(found.raw, method, terms)
    return Attainment(percent, is_met, method, reason, terms.must_pass, asked, found)


def _missing(asked: Asked, method: Method) -> str:
    """Why there is nothing to compute."""
    if method is Method.COMPOSITE:
        return "合成指标没有自己的数值，由分项合成"
    if asked.goal is None:
        return "没有目标值"
    if not asked.goal.has_figure:
        return f"目标只有文字（{asked.goal.text}），由人评定" if asked.goal.text else "目标没有数值，由人评定"
    if asked.direction is None:
        return "指标方向还没有确定"
    return "没有实际值" if asked.value is None else ""


def _computed(case: Case, method: Method) -> Result:
    if contradicts(case.goal, case.direction):
        return f"目标的关系与指标方向（{DIRECTIONS[case.direction][:2]}）相反，请核对"
    only = ONLY_FOR.get(method, case.direction)
    if only is not case.direction:
        return f"{METHODS[method]}不用于{DIRECTIONS[case.direction][:2]}指标"
    return WAYS[method](case)


def _floored(raw: Fraction, method: Method, terms: Terms) -> Fraction:
    """Below 0 only what moved away from its baseline, where the set does not cap."""
    return NOTHING if raw.numerator < 0 and (terms.cap or method is not Method.SCALED) else raw
