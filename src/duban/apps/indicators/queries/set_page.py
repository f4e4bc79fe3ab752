"""What a set consists of, for whoever draws it up: fields with their indicators, stages; constant queries.

In: a set.  Out: `SetPage`; parts stand behind their whole, with the last year's targets of the set's own place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet, IndicatorTarget, IndicatorUnit, Stage
from duban.apps.indicators.ordering import in_outline
from duban.rulebook.figures import plain
from duban.rulebook.indicators import TargetLevel, TargetRule
from duban.rulebook.tasks import ResponsibilityRole


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as a row: `targets` of the last year that has any, `years` how many have."""

    indicator: Indicator
    lead: list[str]
    baseline: str
    targets: list[tuple[int, str]]
    years: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Group:
    """A field, None for the indicators that stand in none."""

    field: IndicatorField | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class SetPage:
    groups: list[Group]
    stages: list[Stage]
    count: int


def set_page(one: IndicatorSet) -> SetPage:
    rows = in_outline(_rows(one))
    lines = [_line(row) for row in rows]
    by_field: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines:
        by_field[line.indicator.field_id].append(line)
    groups = [Group(field, by_field[field.pk]) for field in one.fields.all()]
    if by_field[None] or not groups:
        groups.append(Group(None, by_field[None]))
    return SetPage(
        groups=groups,
        stages=list(one.stages.all()),
        count=sum(row.parent_id is None for row in rows),
    )


def _rows(one: IndicatorSet) -> Iterable[Indicator]:
    units = IndicatorUnit.objects.filter(role=ResponsibilityRole.LEAD, through=None)
    return one.indicators.select_related("field", "parent").prefetch_related(
        Prefetch("units", units.select_related("unit", "unit_group").order_by("order", "pk"), to_attr="leading"),
        Prefetch("targets", IndicatorTarget.objects.order_by("year", "level"), to_attr="aimed_at"),
    )


def _line(row: Indicator) -> Line:
    own = one_place(row, row.indicator_set.jurisdiction_id)
    last = max((one.year for one in own), default=None)
    every: list[IndicatorTarget] = row.aimed_at  # type: ignore[attr-defined]
    return Line(
        indicator=row,
        lead=[str(one) for one in row.leading],  # type: ignore[attr-defined]
        baseline=row.baseline_text or plain(row.baseline_value),
        targets=[_told(one) for one in own if one.year == last],
        years=len({one.year for one in own}),
        unconfirmed=sum(not one.rule_confirmed and one.rule != TargetRule.WORDS for one in every),
    )


def one_place(row: Indicator, place: int) -> list[IndicatorTarget]:
    targets: list[IndicatorTarget] = row.aimed_at  # type: ignore[attr-defined]
    return [one for one in targets if one.jurisdiction_id == place]


def _told(target: IndicatorTarget) -> tuple[int, str]:
    """The year, and the words with their level where they do not name it."""
    level = "" if target.level == TargetLevel.PLAIN else target.get_level_display()
    return target.year, target.text if level and level in target.text else f"{level}{target.text}"


def next_number(one: IndicatorSet) -> str:
    """The number after the highest the set's indicators have."""
    numbers = [row for row in one.indicators.values_list("number", flat=True) if row.isascii() and row.isdecimal()]
    return str(max(map(int, numbers), default=0) + 1)
