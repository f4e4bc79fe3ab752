"""The reports of my units in one round as rows: with their targets, and with what was said last time.

In: an actor, a round.  Out: `Row`s in the order of the plan; a fixed number of queries, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duban.apps.plans.models import ReportingRound
from duban.apps.progress.models import Report, ReportFigure
from duban.apps.progress.models.reports import ReportQuerySet
from duban.apps.progress.queries import filed
from duban.apps.progress.queries.own_reports import own_reports
from duban.rulebook.actors import Actor
from duban.rulebook.reports import WRITABLE
from duban.rulebook.tasks import TaskState

_RELATED = ("task__plan", "round__plan", "unit__practice")
_HEAVY = ("task__search", "task__grams", "task__places", "task__measures")


@dataclass(frozen=True, slots=True)
class Row:
    """`lines`: the targets that have a figure."""

    report: Report
    last: Report | None
    lines: list[filed.Line]

    @property
    def values(self) -> dict[str, str]:
        return {
            name: getattr(self.report, name) for name in ("text", "problems", "coordination", "next_step", "stated")
        }

    @property
    def figures(self) -> dict[int, object]:
        return {line.target.pk: line.stated for line in self.lines}


def round_of(actor: Actor, pk: int) -> ReportingRound | None:
    """The round, if the actor's units report in it."""
    rounds = ReportingRound.objects.filter(pk=pk, reports__in=own_reports(actor)).select_related("plan")
    return rounds.distinct().first()


def rows_to_fill(actor: Actor, round: ReportingRound) -> list[Row]:
    """What is still to be written."""
    return dressed(_rows(actor, round).filter(state__in=WRITABLE, task__state=TaskState.IN_FORCE))


def rows_of(actor: Actor, round: ReportingRound) -> list[Row]:
    """All that the units report in the round, the filed ones too."""
    return dressed(_rows(actor, round))


def _rows(actor: Actor, round: ReportingRound) -> ReportQuerySet:
    rows = own_reports(actor).filter(round=round).select_related(*_RELATED).defer(*_HEAVY)
    return rows.prefetch_related("task__targets").order_by("unit__order", "unit", "task__order", "pk")


def dressed(reports: Iterable[Report]) -> list[Row]:
    reports = list(reports)
    last = _last_of(reports)
    keys = [one.pk for one in (*reports, *last.values())]
    said = {(one.report_id, one.target_id): one for one in ReportFigure.objects.filter(report__in=keys)}
    return [_row(one, last.get((one.task_id, one.unit_id)), said) for one in reports]


def _row(report: Report, last: Report | None, said: dict[tuple[int, int], ReportFigure]) -> Row:
    lines = []
    for target in sorted(report.task.targets.all(), key=lambda one: (one.order, one.pk)):
        then = said.get((last.pk, target.pk)) if last else None
        if line := filed.line_of(target, said.get((report.pk, target.pk)), then):
            lines.append(line)
    return Row(report, last, lines)


def _last_of(reports: list[Report]) -> dict[tuple[int, int], Report]:
    """What each unit filed for each task in the latest round before this one; one query."""
    if not reports:
        return {}
    earlier = Report.objects.filter(
        task__in={one.task_id for one in reports},
        unit__in={one.unit_id for one in reports},
        state__in=filed.AS_FILED,
        round__due__lt=reports[0].round.due,
    )
    return {(one.task_id, one.unit_id): one for one in earlier.select_related("round").order_by("round__due")}
