"""合成指标 and 保持 over years: one attainment out of several, which has no figure of its own.

In: parts or years with their attainments.  Out: one `Attainment`; without a figure while one is missing.
农业发展指数 = 4 分项 × 25%; a level to be held every year is held as far as in its worst year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.attaining import attain
from duban.rulebook.attainment.goals import Goal, Terms
from duban.rulebook.attainment.results import Attainment, Part
from duban.rulebook.attainment.words import percent
from duban.rulebook.indicators import Direction, Method

NO_WEIGHTS = "权重应为非负数，合计应大于零"


def combine(parts: Sequence[Part], *, must_pass: bool = False) -> Attainment:
    """Σ weight × attainment ÷ Σ weight, met when every part is; a missing part is named with the index of the rest."""
    known = tuple(parts)
    missing = [part.name for part in known if part.attainment.percent is None and part.weight]
    value, reason = None, ""
    if not known:
        reason = "没有分项"
    elif not weighable([part.weight for part in known]):
        reason = NO_WEIGHTS
    else:
        value = mean([(part.weight, part.attainment.percent) for part in known])
    if missing and not reason:
        rest = f"；其余分项的指数为{percent(value)}" if value is not None else ""
        value, reason = None, f"{'、'.join(missing)}无法计算{rest}"
    return Attainment(value, _all_met(known), Method.COMPOSITE, reason, must_pass, parts=known)


def attain_years(
    *,
    values: Mapping[int, Decimal | None],
    goals: Sequence[Goal],
    baseline: Decimal | None,
    direction: Direction | None,
    terms: Terms,
) -> Attainment:
    """保持: each year by its own goal; met when every year is, as far as in the worst year."""
    known = []
    for year in sorted(values):
        if own := [goal for goal in goals if goal.year == year]:
            one = attain(value=values[year], goals=own, baseline=baseline, direction=direction, terms=terms)
            known.append(Part(f"{year}年", Decimal(1), one))
    reached = [part.attainment.percent for part in known if part.attainment.percent is not None]
    missing = [part.name for part in known if part.attainment.percent is None]
    worst, reason = min(reached, default=None), ""
    if not known:
        reason = "所评年度没有目标值"
    elif missing:
        rest = f"；其余年度最低为{percent(worst)}" if worst is not None else ""
        worst, reason = None, f"{'、'.join(missing)}无法计算{rest}"
    return Attainment(worst, _all_met(known), Method.KEEP, reason, terms.must_pass, parts=tuple(known))


def weighable(weights: Sequence[Decimal]) -> bool:
    return all(weight >= 0 for weight in weights) and sum(weights) > 0


def mean(pairs: Sequence[tuple[Decimal, Fraction | None]]) -> Fraction | None:
    """By weight, of those that have a figure; None where these weigh nothing."""
    weighed = [(Fraction(weight), one) for weight, one in pairs if one is not None]
    total = sum(weight for weight, _ in weighed)
    return sum((weight * one for weight, one in weighed), Fraction(0)) / total if total else None


def _all_met(parts: Sequence[Part]) -> bool | None:
    """One that is not met decides; one that nobody can judge leaves it open."""
    met = {part.attainment.is_met for part in parts}
    return False if False in met else None if None in met or not met else True
