"""What follows when a report is filed or accepted: figures of linked targets become 实际值 of their indicators.

In: reports or links.  Out: observations, corrected and taken back as the reports are; one query if none is linked.
Nobody is asked for a permission: who linked the target has decided that its figures count here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from duban.apps.indicators import entering, figure_rows
from duban.apps.indicators.entering import Entered, Entry, Ground
from duban.apps.indicators.models import Indicator, Observation, TargetLink
from duban.apps.indicators.queries import observations as queries
from duban.apps.organizations.labels.people import in_words
from duban.apps.progress.models import ReportFigure
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState

S = ObservationStatus
_LATE = 15  # a round due by this day of a month asks how things stood when the month before ended
_READ = ("report__round", "report__unit", "report__task__jurisdiction", "target__indicator_link__indicator")


def follow_reports(*, reports: Collection[int], verified: bool, at: datetime, by: Actor, **_: Any) -> None:
    """Told by `progress.happenings.figures_told`, inside the transaction; few reports have a linked figure."""
    linked = ReportFigure.objects.filter(report__in=reports, target__in=TargetLink.objects.values("target"))
    if not linked.exists():
        return
    figures = list(_figures().filter(report__in=reports))
    _bring_over(figures, S.VERIFIED if verified else S.STATED, at=at, by=by)


def take_filed(links: Collection[TargetLink], *, at: datetime, by: Actor) -> None:
    """What was filed and accepted before the target was linked, or before the set was in force."""
    said = (FilingState.SUBMITTED, FilingState.ACCEPTED)
    rows = _figures().filter(target__indicator_link__in=[one.pk for one in links], report__state__in=said)
    figures = list(rows)
    for status in (S.STATED, S.VERIFIED):
        given = [one for one in figures if _value(one, status) is not None]
        if given:
            _bring_over(given, status, at=at, by=by)


def period_of(due: date) -> tuple[int, int]:
    """Year and last month of what a round due on this day asks about: 10 April asks about January to March."""
    end = due if due.day > _LATE else due.replace(day=1) - timedelta(days=1)
    return end.year, end.month


def _figures() -> QuerySet[ReportFigure]:
    """Those of linked targets, the newest round first: of two for one period it counts."""
    rows = ReportFigure.objects.filter(target__indicator_link__isnull=False).select_related(*_READ)
    return rows.defer("report__task__search", "report__task__grams").order_by("-report__round__due", "pk")


def _bring_over(figures: Sequence[ReportFigure], status: ObservationStatus, *, at: datetime, by: Actor) -> None:
    locked = figure_rows.locked_indicators(one.target.indicator_link.indicator for one in figures)
    entries = [_entry(one, status, locked) for one in figures if _value(one, status) is not None]
    cells = {one.cell for one in entries}
    ground = Ground(by, at, timezone.localdate(at), locked, set(), set(), queries.current_at(cells))
    figure_rows.write_figures([_made(one, ground) for one in entries], ground, by=by)
    gone = [one.pk for one in figures if _value(one, status) is None]
    _take_back(gone, status, at=at, by=by)


def _made(entry: Entry, ground: Ground) -> Entered:
    """A figure the indicator cannot take stays in its report; filing it is never refused for that."""
    try:
        return entering.made(entry, ground)
    except (Invalid, Conflict) as refusal:
        return Entered(entry, refusal=refusal)


def _entry(figure: ReportFigure, status: ObservationStatus, locked: dict[int, Indicator]) -> Entry:
    report = figure.report
    year, month = period_of(report.round.due)
    told = f"{report.task.year}年{report.round}进展情况"
    return Entry(
        indicator=locked[figure.target.indicator_link.indicator_id],
        place=report.task.jurisdiction,
        year=year,
        month=month,
        status=status,
        source=f"{told}，{report.unit}",
        value=_value(figure, status),
        note=f"报送期限{in_words(report.round.due)}",
        reason=f"{told}{'审核' if status is S.VERIFIED else '重新报送'}",
        report_figure=figure,
    )


def _value(figure: ReportFigure, status: ObservationStatus) -> Decimal | None:
    return figure.verified if status is S.VERIFIED else figure.value


def _take_back(figures: Sequence[int], status: ObservationStatus, *, at: datetime, by: Actor) -> None:
    if not figures:
        return
    rows = Observation.objects.filter(report_figure__in=figures, status=status, is_current=True)
    for row in rows.select_related("indicator__indicator_set", "jurisdiction").order_by("pk"):
        figure_rows.take_back(row, "报送的进展情况不再有这个数", at=at, by=by)
