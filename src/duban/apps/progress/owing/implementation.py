"""What units owe: implementation plans to be filed (报送落实方案), milestones to be reached (节点).

In: keys of units, a span of days.  Out: `Owed`s; one query for each kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.plans.models import Plan
from duban.apps.progress.models import ImplementationPlan
from duban.rulebook.reports import OPEN, FilingState
from duban.rulebook.tasks import TaskState

KIND = "报送落实方案"


def plans_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    wanted = Q(state__in=(*OPEN, FilingState.INNER))
    if span.done:
        wanted |= Q(first_submitted_at__isnull=False)
    rows = ImplementationPlan.objects.filter(
        wanted, unit__in=units, due__range=(span.first, span.last), task__state=TaskState.IN_FORCE
    ).exclude(state=FilingState.RELEASED)
    related = rows.select_related("task__plan").defer("measures", "task__search", "task__grams")
    for row in related:
        filed = row.submitted_at if row.state in (FilingState.SUBMITTED, FilingState.ACCEPTED) else None
        yield Owed(
            kind=KIND,
            key=f"implementation_plan:{row.pk}",
            title=str(row.task),
            due=row.due,
            url=reverse("progress:implementation", args=[row.pk]),
            unit=row.unit_id,
            asker=row.task.plan.issuer,
            basis=basis_of(row.task.plan),
            task=row.task_id,
            original_due=row.original_due if row.original_due != row.due else None,
            done_on=timezone.localtime(filed).date() if filed else None,
            place=row.task.jurisdiction_id,
        )


def basis_of(plan: Plan) -> str:
    return plan.number or plan.title
