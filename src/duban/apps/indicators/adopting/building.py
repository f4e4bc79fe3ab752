"""The set a draft becomes: fields, indicators with their parts, units, targets, tasks, stages, figures.

In: an import, its rows that are taken.  Out: the set with all that hangs on it, written; a draft still.
The number of queries grows only with batches of 500 rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.apps.indicators.adopting.rows import (
    BATCH,
    Given,
    composite_row,
    dated_figures,
    figure_rows,
    indicator_row,
    target_rows,
    task_rows,
)
from duban.apps.indicators.adopting.units import Names, names_of_import, unit_rows
from duban.apps.indicators.drafting.composites import Key, composite_of, wholes
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
    Stage,
)
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.comparing.sides import squeezed
from duban.apps.plans.models import PlanImport
from duban.rulebook.indicators import IndicatorKind


@dataclass(slots=True)
class Built:
    """`of`: which row became which indicator; `tops`: the composites that are new, by what they are called."""

    indicators: list[Indicator] = field(default_factory=list)
    of: dict[int, Indicator] = field(default_factory=dict)
    tops: dict[Key, Indicator] = field(default_factory=dict)
    figures: int = 0


def set_row(source: PlanImport, years: tuple[int, int]) -> IndicatorSet:
    one = IndicatorSet(
        jurisdiction=source.source.jurisdiction,
        title=source.title[:200],
        number=source.number,
        issuer=source.issuer,
        issued_on=source.issued_on,
        starts=years[0],
        ends=years[1],
        source=source.source,
        plan_import=source,
    )
    check_fits(one)
    return one


def build_indicators(
    one: IndicatorSet, rows: Sequence[DraftIndicator], source: PlanImport, *, first: int = 1, given: Given | None = None
) -> Built:
    """Add the rows to a set; `given`: with the figures they came with."""
    built = Built()
    fields = _fields(one, rows)
    whole = wholes(rows)
    standing = _composites(one)
    for order, row in enumerate(rows, first):
        key = composite_of(row, whole)
        if key is not None and key not in built.tops and key not in standing:
            built.tops[key] = composite_row(one, row, fields.get(row.field), order=order)
    tops = Indicator.objects.bulk_create(built.tops.values(), batch_size=BATCH)
    parents = standing | built.tops
    made = [
        indicator_row(one, row, fields.get(row.field), order=order, parent=_parent(row, parents, whole))
        for order, row in enumerate(rows, first)
    ]
    Indicator.objects.bulk_create(made, batch_size=BATCH)
    built.indicators = [*tops, *made]
    built.of = {row.pk: indicator for row, indicator in zip(rows, made, strict=True)}
    _write_belongings(built, rows, names_of_import(source), given)
    for row in rows:
        row.indicator = built.of[row.pk]
    DraftIndicator.objects.bulk_update(rows, ["indicator"], batch_size=BATCH)
    return built


def _composites(one: IndicatorSet) -> dict[Key, Indicator]:
    """Those the set has already; an added part joins them."""
    rows = one.indicators.filter(kind=IndicatorKind.COMPOSITE)
    return {(row.number, squeezed(row.name)): row for row in rows}


def _parent(row: DraftIndicator, parents: dict[Key, Indicator], whole: set[str]) -> Indicator | None:
    key = composite_of(row, whole)
    return parents[key] if key else None


def write_stages(one: IndicatorSet, source: PlanImport) -> None:
    """The stages of the document."""
    stages = [
        Stage(
            indicator_set=one,
            name=str(stage.get("name") or "")[:100],
            starts_on=_day(stage.get("starts_on")),
            ends_on=_day(stage.get("ends_on")),
            work="\n".join(stage.get("work") or ()),
            order=order,
        )
        for order, stage in enumerate(source.document.get("stages", ()), 1)
    ]
    Stage.objects.bulk_create(stages)


def write_targets(targets: Iterable[IndicatorTarget]) -> None:
    write_meanings(IndicatorTarget.objects.bulk_create(targets, batch_size=BATCH))


def _fields(one: IndicatorSet, rows: Iterable[DraftIndicator]) -> dict[str, IndicatorField]:
    """Those there are and those that are new, by their titles."""
    known = {row.title: row for row in one.fields.all()}
    new = [title for title in dict.fromkeys(row.field for row in rows) if title and title not in known]
    last = max((row.order for row in known.values()), default=0)
    made = [IndicatorField(indicator_set=one, title=title, order=last + at) for at, title in enumerate(new, 1)]
    IndicatorField.objects.bulk_create(made)
    return known | {row.title: row for row in made}


def _write_belongings(built: Built, rows: Sequence[DraftIndicator], names: Names, given: Given | None) -> None:
    units: list[IndicatorUnit] = []
    targets: list[IndicatorTarget] = []
    tasks: list[IndicatorTask] = []
    figures: list[Observation] = []
    shared = _shared_tasks(built, rows)
    for row in rows:
        indicator = built.of[row.pk]
        held = shared.get(indicator.parent_id or 0, {})
        units += unit_rows(indicator, {"lead": row.lead, "support": row.support}, names)
        targets += target_rows(indicator, row.targets, row)
        tasks += task_rows(indicator, [task for task in row.tasks if task["text"] not in held])
        figures += figure_rows(indicator, dated_figures(row).values(), given) if given else ()
    for top in built.tops.values():
        units += _units_of_top(top, _parts(top, built, rows), names)
        tasks += task_rows(top, shared[top.pk].values())
    IndicatorUnit.objects.bulk_create(units, batch_size=BATCH)
    IndicatorTask.objects.bulk_create(tasks, batch_size=BATCH)
    built.figures = len(Observation.objects.bulk_create(figures, batch_size=BATCH))
    write_targets(targets)


def _parts(top: Indicator, built: Built, rows: Iterable[DraftIndicator]) -> list[DraftIndicator]:
    return [row for row in rows if built.of[row.pk].parent is top]


def _shared_tasks(built: Built, rows: Sequence[DraftIndicator]) -> dict[int, dict[str, Any]]:
    """The tasks that all parts of a composite list are the composite's, once."""
    shared = {}
    for top in built.tops.values():
        parts = _parts(top, built, rows)
        texts = [{task["text"] for task in row.tasks} for row in parts]
        common = set.intersection(*texts) if len(parts) > 1 else set()
        shared[top.pk] = {task["text"]: task for task in parts[0].tasks if task["text"] in common}
    return shared


def _units_of_top(top: Indicator, parts: Sequence[DraftIndicator], names: Names) -> list[IndicatorUnit]:
    """Whoever leads a part leads the whole."""
    named = {role: dict.fromkeys(name for row in parts for name in getattr(row, role)) for role in ("lead", "support")}
    return list(unit_rows(top, named, names))


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
