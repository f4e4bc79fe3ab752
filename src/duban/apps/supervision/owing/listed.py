"""What units owe for listed cases: each month's report, each stage by its end, as long as the case is on the board.

In: keys of units, a span of days.  Out: `Owed`s; two queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.supervision.models import ListedReport, ListedStage
from duban.rulebook.listings import ON_BOARD, ListedReportState

MONTHS, STAGES = "挂牌月报", "挂牌整治"
_OPEN = (ListedReportState.OWED, ListedReportState.RETURNED)
_RELATED = ("listed_case__unit", "listed_case__jurisdiction")


def months_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    rows = ListedReport.objects.filter(of_units(list(units), "listed_case__unit"), due__range=(span.first, span.last))
    wanted = Q(state__in=_OPEN, listed_case__state__in=ON_BOARD)
    if span.done:
        wanted |= Q(first_submitted_at__isnull=False) & ~Q(state__in=_OPEN)
    for row in rows.filter(wanted).select_related(*_RELATED):
        filed = row.first_submitted_at
        done_on = timezone.localtime(filed).date() if filed and row.state not in _OPEN else None
        yield Owed(
            kind=MONTHS,
            key=f"listed_report:{row.pk}",
            title=f"{row.listed_case.title}：{row.month.month}月月报",
            due=row.due,
            url=reverse("supervision:listed-report", args=[row.pk]),
            unit=owing_unit(row.listed_case.unit, units),
            asker=str(row.listed_case.jurisdiction),
            basis=row.listed_case.basis,
            task=row.listed_case.task_id,
            done_on=done_on,
            place=row.listed_case.jurisdiction_id,
        )


def stages_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    rows = ListedStage.objects.filter(
        of_units(list(units), "listed_case__unit"),
        ends__range=(span.first, span.last),
        listed_case__state__in=ON_BOARD,
    )
    if not span.done:
        rows = rows.filter(done_on=None)
    for row in rows.select_related(*_RELATED):
        case = row.listed_case
        yield Owed(
            kind=STAGES,
            key=f"listed_stage:{row.pk}",
            title=f"{case.title}：{row.name}",
            due=row.ends,
            url=reverse("supervision:listed", args=[case.pk]),
            unit=owing_unit(case.unit, units),
            asker=str(case.jurisdiction),
            basis=case.basis,
            task=case.task_id,
            original_due=row.original_ends if row.original_ends != row.ends else None,
            done_on=row.done_on,
            place=case.jurisdiction_id,
        )
