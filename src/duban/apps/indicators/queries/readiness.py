"""What is still open in a set before it can be put in force: what blocks, and what only needs to be known.

In: a set, or a queryset of sets.  Out: `Readiness`; sets with the counts that the list tells of. Constant queries.
Blocked is what would make figures wrong or leave nothing to judge; who has no lead is reported for by the office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, IndicatorUnit
from duban.apps.plans.queries.counting import counted
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import IndicatorKind, SetState, TargetRule
from duban.rulebook.tasks import ResponsibilityRole

NOTHING = "还没有指标"


@dataclass(frozen=True, slots=True)
class Point:
    """What is open, of which indicators; `kind` names where it is put right."""

    kind: str
    words: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    blocking: tuple[Point, ...]
    warnings: tuple[Point, ...]

    @property
    def refusal(self) -> str:
        """One sentence, "" when nothing blocks."""
        if not self.blocking:
            return ""
        return "还不能启用：" + "；".join(_told(point) for point in self.blocking)


def readiness(one: IndicatorSet) -> Readiness:
    """Every point with its indicators; three queries."""
    rows = list(with_open_points(one.indicators.all()).order_by("order", "pk"))
    wholes = {row.parent_id for row in rows if row.parent_id}
    blocking, warnings = list(_blocking(rows, wholes)), list(_warnings(rows, wholes))
    return Readiness(tuple(one for one in blocking if one), tuple(one for one in warnings if one))


def with_open_points(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Indicators with `measured` (a target that a figure is judged by), `unconfirmed`, `aimed` and `is_led`."""
    targets = IndicatorTarget.objects.filter(indicator=OuterRef("pk")).order_by()
    leads = IndicatorUnit.objects.filter(role=ResponsibilityRole.LEAD).filter(
        Q(unit__isnull=False) | Q(unit_group__isnull=False)
    )
    led = leads.filter(Q(indicator=OuterRef("pk")) | Q(indicator=OuterRef("parent")))
    return rows.annotate(
        aimed=Exists(targets),
        measured=Exists(targets.exclude(rule=TargetRule.WORDS)),
        unconfirmed=Exists(targets.exclude(rule=TargetRule.WORDS).filter(rule_confirmed=False)),
        is_led=Exists(led.order_by()),
    )


def without_direction(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Those whose attainment cannot be computed because nobody said which way is better."""
    measured = IndicatorTarget.objects.filter(indicator=OuterRef("pk")).exclude(rule=TargetRule.WORDS).order_by()
    return rows.exclude(kind=IndicatorKind.COMPOSITE).filter(Exists(measured), direction="")


def is_unsettled(row: Indicator) -> bool:
    """Whether a person still has to say which way is better, or whether it is binding; parts follow their whole."""
    return (not row.direction and row.kind != IndicatorKind.COMPOSITE) or (not row.nature and not row.parent_id)


def sets_with_counts(actor: Actor) -> QuerySet[IndicatorSet]:
    """The sets one sees with `indicator_count` and, of drafts, what is still open: for the list."""
    mine = Indicator.objects.visible_to(actor).filter(indicator_set=OuterRef("pk")).order_by()
    targets = IndicatorTarget.objects.filter(indicator__indicator_set=OuterRef("pk")).exclude(rule=TargetRule.WORDS)
    return (
        IndicatorSet.objects.visible_to(actor)
        .select_related("jurisdiction")
        .annotate(
            indicator_count=counted(mine.filter(parent=None), "indicator_set"),
            undirected=counted(without_direction(mine), "indicator_set"),
            unconfirmed=counted(targets.filter(rule_confirmed=False).order_by(), "indicator__indicator_set"),
        )
    )


def next_step(one: IndicatorSet) -> str:
    """What is to be done with a set of the list."""
    counts = one.indicator_count, one.undirected, one.unconfirmed  # type: ignore[attr-defined]
    if one.state == SetState.CLOSED:
        return ""
    if one.state == SetState.IN_FORCE:
        return f"确认{counts[2]}个目标值的含义" if counts[2] else ""
    if not counts[0]:
        return "增加指标"
    todo = [f"确认{counts[1]}项指标的方向" * bool(counts[1]), f"确认{counts[2]}个目标值的含义" * bool(counts[2])]
    return "，".join(filter(None, todo)) or "启用"


def _blocking(rows: list[Indicator], wholes: set[int]) -> Iterable[Point | None]:
    if not rows:
        yield Point("empty", NOTHING)
    plain = [row for row in rows if row.kind != IndicatorKind.COMPOSITE]
    yield _point("direction", "没有确认方向", [row for row in plain if _of(row, "measured") and not row.direction])
    yield _point("meaning", "目标值的含义没有确认", [row for row in plain if _of(row, "unconfirmed")])
    hollow = [row for row in rows if row.kind == IndicatorKind.COMPOSITE and row.pk not in wholes]
    yield _point("parts", "由分项组成，但还没有分项", hollow)


def _warnings(rows: list[Indicator], wholes: set[int]) -> Iterable[Point | None]:
    plain = [row for row in rows if row.kind != IndicatorKind.COMPOSITE]
    yield _point("lead", "没有牵头单位，实际值由督查室填报", [row for row in plain if not _of(row, "is_led")])
    yield _point("target", "没有目标值，不能计算实现程度", [row for row in plain if not _of(row, "aimed")])
    worded = [row for row in plain if _of(row, "aimed") and not _of(row, "measured")]
    yield _point("words", "目标只有文字，由人评定", worded)
    unknown = [row for row in plain if row.baseline_value is None and _of(row, "measured")]
    yield _point("baseline", "没有基期值，不能评价时序", unknown)
    yield _point("nature", "没有确认是约束性还是预期性", [row for row in rows if not row.nature and not row.parent_id])


def _point(kind: str, words: str, rows: list[Indicator]) -> Point | None:
    return Point(kind, words, tuple(rows)) if rows else None


def _of(row: Indicator, name: str) -> bool:
    return bool(getattr(row, name))


def _told(point: Point) -> str:
    if not point.indicators:
        return point.words
    named = "、".join(f"“{one.name[:20]}”" for one in point.indicators[:3])
    return f"{named}{f'等{len(point.indicators)}项指标' if len(point.indicators) > 3 else ''}{point.words}"
