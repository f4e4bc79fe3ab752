"""The words of a target as somebody typed them: the figure in them, and the rule they seem to mean.

In: "≥60", "增长30%", "每年降低0.5个百分点以上", "25左右", "持续提升".  Out: `Wanted`, for a person to confirm.
Yearly values between baseline and target are proposed on a straight line or at a steady yearly rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from duban.apps.indicators.measuring import meaning_of
from duban.apps.indicators.models import Indicator, IndicatorTarget
from duban.documents.recognition.targets import read_value
from duban.rulebook.attainment import Goal
from duban.rulebook.figures import plain
from duban.rulebook.indicator_pace import PathKind, track_of
from duban.rulebook.indicators import Direction, IndicatorKind, TargetLevel, TargetRule
from duban.rulebook.target_rules import Meaning, rule_of

BY_HAND = "手工录入"
MEANT = ("year", "level", "text", "comparator", "value", "value_to", "rule", "amount")
STATED = (TargetRule.VALUE, TargetRule.ABOUT, TargetRule.RANGE)
MARKS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": ""}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One target of a year and level, with what its words mean."""

    year: int
    level: str
    text: str
    comparator: str = ""
    value: Decimal | None = None
    value_to: Decimal | None = None
    rule: str = TargetRule.VALUE.value
    amount: Decimal | None = None
    evaluation: Decimal | None = None
    origin: str = BY_HAND


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a place started: the indicator's own baseline, or a lower place's figure of that year."""

    year: int | None
    value: Decimal | None


def read_words(indicator: Indicator, year: int, level: str, text: str, *, origin: str = BY_HAND) -> Wanted:
    """What the words seem to mean for this indicator."""
    figure = read_value(text, measurement_unit=indicator.unit)
    comparator = figure.comparator.value
    rule, amount = rule_of(
        text,
        comparator=comparator,
        value=figure.value,
        value_to=figure.value_to,
        unit=indicator.unit,
        name=indicator.name,
    )
    return Wanted(year, level, text, comparator, figure.value, figure.value_to, rule.value, amount, None, origin)


def meaning_in_words(indicator: Indicator, wanted: Wanted, baseline: Baseline) -> Meaning:
    """What is wanted in the figures of its year, before anything is saved."""
    said: dict[str, Any] = {name: getattr(wanted, name) for name in MEANT}
    row = IndicatorTarget(indicator=indicator, **said)
    return meaning_of(row, baseline=baseline.value, baseline_year=baseline.year)


def spread(
    indicator: Indicator, targets: Sequence[Wanted], baseline: Baseline, *, years: Iterable[int], kind: PathKind
) -> tuple[list[Wanted], str]:
    """Proposals for the years that have no target, up to the last one; or why there are none."""
    if indicator.kind == IndicatorKind.COMPOSITE:
        return [], "由分项组成的指标没有自己的目标值"
    goals = [_goal(indicator, one, baseline) for one in targets]
    goals = [goal for goal in goals if goal.value is not None]
    direction = Direction(indicator.direction) if indicator.direction else None
    if not goals or direction is None:
        return [], "请先确认指标的方向，并填写目标年的目标值" if direction is None else "请先填写目标年的目标值"
    last = max(goal.year for goal in goals)
    track = track_of(
        baseline_year=baseline.year,
        baseline=baseline.value,
        goals=[goal for goal in goals if goal.year == last],
        direction=direction,
        kind=kind,
    )
    if track.goal is None or not track.points or track.kind is not kind:
        return [], track.reason or "没有基期值，不能分解"
    taken = {one.year for one in targets}
    stated = [one.value for one in targets if one.year == last and one.rule in STATED]
    places = _places(baseline.value, *stated)
    return [
        _proposed(indicator, year, value, track.goal.comparator, places, kind, baseline)
        for year in years
        if year not in taken and (baseline.year or 0) < year < last and (value := track.expected(year)) is not None
    ], ""


def _goal(indicator: Indicator, one: Wanted, baseline: Baseline) -> Goal:
    meant = meaning_in_words(indicator, one, baseline)
    return Goal(one.year, TargetLevel(one.level), meant.comparator, meant.goal, meant.goal_to, one.text)


_WAYS = {PathKind.LINEAR: "按直线分解", PathKind.COMPOUND: "按年均增速分解"}


def _proposed(
    indicator: Indicator, year: int, value: Fraction, relation: str, places: int, kind: PathKind, baseline: Baseline
) -> Wanted:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    figure = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{MARKS.get(relation, '')}{plain(figure)}{'左右' if relation == '~' else ''}"
    origin = f"{_WAYS[kind]}（自{baseline.year}年{plain(baseline.value)}起）"
    return read_words(indicator, year, "", text, origin=origin)


def _places(*figures: Decimal | None) -> int:
    """One more decimal place than the figures have that are written in the document."""
    written = [plain(figure) for figure in figures if figure is not None]
    return min(6, max((len(one.partition(".")[2]) for one in written), default=0) + 1)
