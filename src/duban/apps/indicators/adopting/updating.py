"""A set as a file completes it: what the comparison showed is written, nothing else.

In: a set, its comparison with an import.  Out: `Updated`: what is new in it, for the scheme and the record.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from duban.apps.indicators.adopting.building import build_indicators, write_targets
from duban.apps.indicators.adopting.comparing import Comparison, Pair
from duban.apps.indicators.adopting.rows import BATCH, Given, figure_rows, target_rows, task_rows
from duban.apps.indicators.adopting.units import names_of_import, unit_rows
from duban.apps.indicators.measuring import write_meanings
from duban.apps.indicators.models import (
    DraftIndicator,
    Indicator,
    IndicatorField,
    IndicatorSet,
    IndicatorTarget,
    IndicatorTask,
    IndicatorUnit,
    Observation,
)
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.models import PlanImport

_TARGET = ("level", "comparator", "value", "value_to", "text", "rule", "amount", "evaluation", "origin")


@dataclass(slots=True)
class Updated:
    """`given`: indicators that were given units; `years` of the targets that were added."""

    added: list[Indicator] = field(default_factory=list)
    fields: list[IndicatorField] = field(default_factory=list)
    given: list[Indicator] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    figures: int = 0


def update_indicators(one: IndicatorSet, source: PlanImport, comparison: Comparison, given: Given | None) -> Updated:
    before = set(one.fields.values_list("pk", flat=True))
    updated = Updated(given=[pair.indicator for pair in comparison.pairs if pair.lacks_units])
    _change(comparison.pairs)
    _complete(comparison.pairs, source)
    if given:
        updated.figures = _bring_figures(comparison.pairs, given)
    first = one.indicators.count() + 1
    built = build_indicators(one, comparison.added, source, first=first, given=given)
    updated.added, updated.figures = built.indicators, updated.figures + built.figures
    updated.fields = list(one.fields.exclude(pk__in=before))
    rows = [*(pair.row for pair in comparison.pairs), *comparison.added]
    updated.years = [target["year"] for row in rows for target in row.targets if target.get("year")]
    for pair in comparison.pairs:
        pair.row.indicator = pair.indicator
    DraftIndicator.objects.bulk_update([pair.row for pair in comparison.pairs], ["indicator"], batch_size=BATCH)
    return updated


def _change(pairs: list[Pair]) -> None:
    """Values and targets; what targets mean follows both."""
    changed = [pair for pair in pairs if pair.changes]
    for pair in changed:
        for name, value in pair.values.items():
            setattr(pair.indicator, name, value)
        pair.indicator.version += 1
        check_fits(pair.indicator)
    columns = {name for pair in changed for name in pair.values}
    Indicator.objects.bulk_update([pair.indicator for pair in changed], [*sorted(columns), "version"], batch_size=BATCH)
    new, other = [], []
    for pair in changed:
        for change in pair.targets:
            (row,) = target_rows(pair.indicator, [{**change.read, "level": change.level}], pair.row)
            if change.now is None:
                new.append(row)
            else:
                other.append(_as_file(change.now, row))
    IndicatorTarget.objects.bulk_update(other, [*_TARGET, "rule_confirmed"], batch_size=BATCH)
    write_targets(new)
    judged = [pair.indicator.pk for pair in changed]
    write_meanings(IndicatorTarget.objects.filter(indicator__in=judged).select_related("indicator"))


def _as_file(now: IndicatorTarget, row: IndicatorTarget) -> IndicatorTarget:
    for name in (*_TARGET, "rule_confirmed"):
        setattr(now, name, getattr(row, name))
    return now


def _complete(pairs: list[Pair], source: PlanImport) -> None:
    """Units and tasks where there were none."""
    names = names_of_import(source)
    units: list[IndicatorUnit] = []
    tasks: list[IndicatorTask] = []
    for pair in pairs:
        if pair.lacks_units:
            units += unit_rows(pair.indicator, {"lead": pair.row.lead, "support": pair.row.support}, names)
        if pair.lacks_tasks:
            tasks += task_rows(pair.indicator, pair.row.tasks)
    IndicatorUnit.objects.bulk_create(units, batch_size=BATCH)
    IndicatorTask.objects.bulk_create(tasks, batch_size=BATCH)


def _bring_figures(pairs: list[Pair], given: Given) -> int:
    """A figure that somebody else published or verified goes on counting."""
    rows: list[Observation] = []
    for pair in pairs:
        rows += figure_rows(pair.indicator, pair.figures, given)
    keys = {row.indicator_id for row in rows}
    counting = Observation.objects.filter(indicator__in=keys, counts=True)
    taken = set(counting.values_list("indicator", "jurisdiction", "year", "month"))
    for row in rows:
        row.counts = (row.indicator_id, row.jurisdiction_id, row.year, row.month) not in taken
    return len(Observation.objects.bulk_create(rows, batch_size=BATCH))
