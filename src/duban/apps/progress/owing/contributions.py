"""What supporting units owe a lead unit: material for its report, by the day it named; nothing once that is filed.

In: keys of units, a span of days.  Out: `Owed`s; one query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.progress.models import Contribution
from duban.apps.progress.queries.contributions import WANTED
from duban.rulebook.reports import ContributionState

KIND = "提供配合材料"
_DONE = (ContributionState.GIVEN, ContributionState.TAKEN_OVER)


def contributions_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    wanted = WANTED & Q(state=ContributionState.ASKED)
    if span.done:
        wanted |= Q(state__in=_DONE)
    rows = Contribution.objects.filter(wanted, of_units(list(units)), due__range=(span.first, span.last))
    for row in rows.select_related("unit", "report__unit", "report__task", "report__round__plan").order_by("pk"):
        report, plan = row.report, row.report.round.plan
        given = row.answered_at if row.state in _DONE else None
        yield Owed(
            kind=KIND,
            key=f"contribution:{row.pk}",
            title=f"{report.unit}请提供：{report.task}",
            due=row.due,
            url=reverse("progress:contribution", args=[row.pk]),
            unit=owing_unit(row.unit, units),
            asker=report.unit.name,
            basis=plan.number or plan.title,
            task=report.task_id,
            done_on=timezone.localtime(given).date() if given else None,
            place=plan.jurisdiction_id,
        )
