"""What was said of tasks in reports: the newest figure of each target, the newest statement, and what is asked when.

In: keys of tasks.  Out: plain values by task or target; drafts and what was returned say nothing.
The office's word stands before the unit's within a round; a newer round before an older one, whoever said it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from duban.apps.progress.models import Report, ReportFigure
from duban.apps.web.built_once import built_once
from duban.rulebook.health import Health, worst
from duban.rulebook.pace_facts import Figure, Statement
from duban.rulebook.reports import FilingState

SAID = (FilingState.SUBMITTED, FilingState.ACCEPTED)


@dataclass(slots=True)
class Said:
    """`rounds`: the rounds it is asked in; `released`: those it need not report in."""

    statement: Statement | None = None
    is_reported: bool = False
    rounds: set[int] = field(default_factory=set)
    released: set[int] = field(default_factory=set)


def said_of(tasks: Collection[int]) -> dict[int, Said]:
    """One query."""
    found: dict[int, Said] = defaultdict(Said)
    counted: dict[int, list[Report]] = defaultdict(list)
    for report in _reports(*tasks):
        said = found[report.task_id]
        is_released = report.state == FilingState.RELEASED
        (said.released if is_released else said.rounds).add(report.round_id)
        if report.state in SAID:
            said.is_reported = True
            counted[report.task_id].append(report)
    for task, reports in counted.items():
        found[task].statement = _statement(reports)
    return found


@built_once
def _reports(*tasks: int) -> QuerySet[Report]:
    fields = ("task", "state", "stated", "verified", "submitted_at", "round__due", "round__sequence")
    rows = Report.objects.filter(task__in=tasks).select_related("round")
    return rows.only(*fields).order_by("round__due", "pk")


def _statement(reports: Iterable[Report]) -> Statement | None:
    """Of the newest round that says something; where several units lead, the worst they say."""
    telling = [one for one in reports if one.verified or one.stated]
    if not telling:
        return None
    newest = [one for one in telling if one.round.due == telling[-1].round.due]
    verified = [one for one in newest if one.verified]
    word = worst(Health(one.verified or one.stated) for one in verified or newest)
    on = max(as_of(one) for one in verified or newest)
    return Statement(word, on, newest[-1].round.sequence, bool(verified))


def as_of(report: Report) -> date:
    """The day a report describes: when it came, at the latest the day its round asks about."""
    if report.submitted_at is None:
        return report.round.due
    return min(timezone.localdate(report.submitted_at), report.round.due)


def figures_of(targets: Iterable[int]) -> dict[int, list[Figure]]:
    """What was said of each target, one figure a round, the oldest first; one query."""
    newest: dict[int, dict[date, tuple[tuple[bool, date], Figure]]] = defaultdict(dict)
    for row in _figures(*targets):  # states are asked here: their index would mislead
        value = row.verified if row.verified is not None else row.value
        if value is None or row.report.state not in SAID:
            continue
        report, is_verified = row.report, row.verified is not None
        figure = Figure(value, as_of(report), report.round.due, report.round.sequence, is_verified)
        weight = (is_verified, figure.on)
        known = newest[row.target_id].get(report.round.due)
        if known is None or weight >= known[0]:
            newest[row.target_id][report.round.due] = (weight, figure)
    return {target: [figure for _, figure in rounds.values()] for target, rounds in newest.items()}


@built_once
def _figures(*targets: int) -> QuerySet[ReportFigure]:
    said_in = ("report__state", "report__submitted_at", "report__round__due", "report__round__sequence")
    rows = ReportFigure.objects.filter(target__in=targets).select_related("report__round")
    return rows.only("target", "value", "verified", *said_in).order_by("report__round__due", "pk")
