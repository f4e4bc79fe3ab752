"""A scheme as its page shows it: fields with the sum of weights, each indicator with what its method comes to.

In: a scheme.  Out: `SchemeView`; constant queries. What 按方向和目标确定 comes to is told with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet, IndicatorTarget, Scheme, SchemeLine
from duban.apps.indicators.ordering import in_outline
from duban.rulebook.attainment import Goal, goals_for, method_for
from duban.rulebook.indicators import METHODS, Direction, IndicatorKind, Method, TargetLevel

BECAUSE: Mapping[Method, str] = {
    Method.RATIO: "正向，目标为数值",
    Method.INVERSE: "逆向，目标为数值",
    Method.INTERVAL: "适度，目标为数值或区间",
    Method.SCALED: "目标为零或负数，按从基期走过的比例",
    Method.KEEP: "基期已达到目标，看是否保持",
    Method.TWO_LEVEL: "同一年有两级目标",
    Method.COMPOSITE: "由分项组成",
    Method.MET: "没有可比的数值，只看是否达到",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """`line` None: the version was made before the indicator was added."""

    indicator: Indicator
    line: SchemeLine | None
    resolved: str
    because: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A field with its weight, the sum of the weights in it, its indicators."""

    field: IndicatorField | None
    weight: Decimal | None
    total: Decimal
    judged: list[Judged]


@dataclass(frozen=True, slots=True)
class SchemeView:
    groups: list[Weighed]
    total: Decimal


def scheme_view(scheme: Scheme | None, indicators: Iterable[Indicator], fields: Iterable[IndicatorField]) -> SchemeView:
    lines = {row.indicator_id: row for row in scheme.lines.all()} if scheme else {}
    weights = {row.field_id: row.weight for row in scheme.fields.all()} if scheme else {}
    by_field: dict[int | None, list[Judged]] = defaultdict(list)
    for row in indicators:
        by_field[row.field_id].append(judged(row, lines.get(row.pk)))
    groups = [Weighed(one, weights.get(one.pk), _total(by_field[one.pk]), by_field[one.pk]) for one in fields]
    if by_field[None]:
        groups.append(Weighed(None, None, _total(by_field[None]), by_field[None]))
    return SchemeView(groups, sum(weights.values(), Decimal(0)))


def judged_rows(one: IndicatorSet) -> list[Indicator]:
    """The set's indicators in their order, with the targets of its own place; two queries."""
    targets = IndicatorTarget.objects.filter(jurisdiction=one.jurisdiction_id)
    rows = one.indicators.select_related("field", "parent")
    return in_outline(rows.prefetch_related(Prefetch("targets", targets, to_attr="own_targets")))


def judged(row: Indicator, line: SchemeLine | None) -> Judged:
    method = Method(line.method) if line else Method.AUTO
    found = resolved(row) if method is Method.AUTO else method
    return Judged(row, line, METHODS[found] if found else "", because(row, found) if method is Method.AUTO else "")


def resolved(row: Indicator) -> Method | None:
    """What 按方向和目标确定 comes to by the targets of the last year; None while it cannot be told."""
    if row.kind == IndicatorKind.COMPOSITE:
        return Method.COMPOSITE
    targets: list[IndicatorTarget] = row.own_targets  # type: ignore[attr-defined]
    goals = [Goal(one.year, TargetLevel(one.level), one.holds, one.goal, one.goal_to, one.text) for one in targets]
    if not row.direction or not any(goal.has_figure for goal in goals):
        return None
    last = max(goal.year for goal in goals)
    return method_for(Direction(row.direction), goals_for(goals, last), row.baseline_value)  # never AUTO: see above


def because(row: Indicator, method: Method | None) -> str:
    if method is not None:
        return BECAUSE[method]
    if not row.direction:
        return "方向还没有确认"
    return "目标只有文字，由人评定" if row.own_targets else "还没有目标值"  # type: ignore[attr-defined]


def _total(rows: Iterable[Judged]) -> Decimal:
    """The sum of the weights of wholes; must-pass indicators stand outside."""
    lines = (one.line for one in rows if one.indicator.parent_id is None)
    return sum((line.weight for line in lines if line and not line.must_pass), Decimal(0))
