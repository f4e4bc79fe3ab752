"""The rows a row of a draft becomes: the indicator, its targets, its tasks, the figures a table came back with.

In: a row of a draft.  Out: unsaved rows, checked against the lengths of their columns (they are written in bulk).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from duban.apps.indicators.models import (
    DraftIndicator,
    Indicator,
    IndicatorField,
    IndicatorSet,
    IndicatorTarget,
    IndicatorTask,
    Observation,
)
from duban.apps.indicators.review.words import target_of
from duban.apps.organizations.changes import check_fits
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import STATUS_RANKS, IndicatorKind, ObservationStatus, TargetRule

BATCH = 500
ORIGIN = "文件"
_SAME = (
    "number",
    "part",
    "name",
    "unit",
    "kind",
    "direction",
    "nature",
    "baseline_year",
    "baseline_value",
    "baseline_text",
)


class Given(NamedTuple):
    """Who brings the figures of a file in, when, and which file it is."""

    by: Actor
    at: datetime
    source: str


def indicator_row(
    one: IndicatorSet, row: DraftIndicator, field: IndicatorField | None, *, order: int, parent: Indicator | None = None
) -> Indicator:
    indicator = Indicator(indicator_set=one, field=field, parent=parent, order=order, places=row.places)
    for name in _SAME:
        setattr(indicator, name, getattr(row, name))
    check_fits(indicator)
    return indicator


def composite_row(one: IndicatorSet, part: DraftIndicator, field: IndicatorField | None, *, order: int) -> Indicator:
    """What the parts are of: measured by them alone."""
    indicator = Indicator(
        indicator_set=one,
        field=field,
        order=order,
        number=part.number,
        name=part.parent,
        kind=IndicatorKind.COMPOSITE,
        nature=part.nature,
    )
    check_fits(indicator)
    return indicator


def target_rows(
    indicator: Indicator, targets: Iterable[Mapping[str, Any]], row: DraftIndicator
) -> Iterator[IndicatorTarget]:
    """Of the set's own place; who checked the row saw what they mean, and a plain figure is what it says."""
    for read in targets:
        target = target_of(row, read)
        target.indicator, target.jurisdiction = indicator, indicator.indicator_set.jurisdiction
        target.origin, target.rule_confirmed = ORIGIN, row.checked or target.rule == TargetRule.VALUE
        check_fits(target)
        yield target


def task_rows(indicator: Indicator, tasks: Iterable[Mapping[str, Any]]) -> Iterator[IndicatorTask]:
    for order, read in enumerate(tasks, 1):
        yield IndicatorTask(
            indicator=indicator,
            order=order,
            text=read["text"],
            lead=read.get("lead", []),
            support=read.get("support", []),
            places=read.get("places", {}),
        )


def figure_rows(indicator: Indicator, figures: Iterable[Mapping[str, Any]], given: Given) -> Iterator[Observation]:
    """What the file says was reached is 自报 until a department or the statistics say so."""
    for read in figures:
        found = Observation(
            indicator=indicator,
            jurisdiction=indicator.indicator_set.jurisdiction,
            year=read["year"],
            month=read.get("month") or 12,
            status=ObservationStatus.STATED,
            rank=STATUS_RANKS[ObservationStatus.STATED],
            value=Decimal(str(read["value"])),
            source=given.source[:200],
            unit_id=given.by.unit,
            account_id=given.by.account,
            entered_by=given.by.name,
            entered_at=given.at,
        )
        check_fits(found)
        yield found


def dated_figures(row: DraftIndicator) -> dict[tuple[int, int], Mapping[str, Any]]:
    """The figures with a number, each period once."""
    return {
        (one["year"], one.get("month") or 12): one
        for one in row.figures
        if one.get("year") and one.get("value") not in (None, "")
    }
