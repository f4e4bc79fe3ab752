"""Substance hints of reports as they are, and while one is written; each held against the round before.

In: reports, or what is being typed.  Out: the rulebook's `Hint`s; as many queries for many reports as for one.
The round before is the latest earlier one in which the unit filed something for the task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.apps.plans.models import Target
from duban.apps.progress.models import Report, ReportFigure
from duban.apps.progress.queries.filed import AS_FILED
from duban.rulebook.health import Health
from duban.rulebook.substance import Aim, Hint, Said, hints
from duban.rulebook.targets import TargetKind

Figures = Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class _Known:
    """What reports are held against, read at once."""

    aims: Mapping[int, Sequence[Aim]]  # by task
    before: Mapping[int, Report]  # by report
    figures: Mapping[int, Figures]  # by report


def hints_of(report: Report) -> list[Hint]:
    """The hints of a report as it is; four queries."""
    return hints_of_many([report])[report.pk]


def hints_of_many(reports: Collection[Report]) -> dict[int, list[Hint]]:
    known = _known(reports)
    return {one.pk: _hints(one, said_of(one, known.figures.get(one.pk, {})), known) for one in reports}


def hint_counts(reports: Collection[Report]) -> dict[int, int]:
    """How many hints each report has, by its key."""
    return {key: len(found) for key, found in hints_of_many(reports).items()}


def hints_for(report: Report, said: Said) -> list[Hint]:
    """The hints of what is being typed into a report; a form nobody has begun gives none."""
    if not (said.text or said.problems or said.next_step or any(one is not None for one in said.figures.values())):
        return []
    return _hints(report, said, _known([report]))


def said_of(report: Report, figures: Figures) -> Said:
    stated = Health(report.stated) if report.stated else None
    return Said(report.text, report.problems, report.next_step, figures, stated)


def _hints(report: Report, said: Said, known: _Known) -> list[Hint]:
    last = known.before.get(report.pk)
    before = said_of(last, known.figures.get(last.pk, {})) if last else None
    return hints(said, before, known.aims.get(report.task_id, ()))


def _known(reports: Collection[Report]) -> _Known:
    before = _before(reports)
    keys = {one.pk for one in reports} | {one.pk for one in before.values()}
    figures: dict[int, dict[int, Decimal | None]] = defaultdict(dict)
    for report, key, value in ReportFigure.objects.filter(report__in=keys).values_list("report", "target", "value"):
        figures[report][key] = value
    aims: dict[int, list[Aim]] = defaultdict(list)
    for target in Target.objects.filter(task__in={one.task_id for one in reports}).order_by("order", "pk"):
        aims[target.task_id].append(
            Aim(target.pk, target.measure or target.text, target.unit, target.value, TargetKind(target.kind))
        )
    return _Known(aims, before, figures)


def _before(reports: Collection[Report]) -> dict[int, Report]:
    """What was filed in the round before, by report, as `filed.last_report` finds it for one; two queries."""
    keys, tasks = {one.pk for one in reports}, {one.task_id for one in reports}
    days = dict(Report.objects.filter(pk__in=keys).values_list("pk", "round__due"))
    rows = Report.objects.filter(task__in=tasks, unit__in={one.unit_id for one in reports}, state__in=AS_FILED)
    filed: dict[tuple[int, int], list[Report]] = defaultdict(list)
    for row in rows.select_related("round").order_by("-round__due"):
        filed[row.task_id, row.unit_id].append(row)
    found = {}
    for one in reports:
        earlier = (row for row in filed[one.task_id, one.unit_id] if row.round.due < days[one.pk])
        if (last := next(earlier, None)) is not None:
            found[one.pk] = last
    return found
