"""What units owe: the milestones (节点) of accepted implementation plans.

In: keys of units, a span of days.  Out: `Owed`s; one query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.models import Milestone
from duban.apps.progress.owing.implementation import basis_of
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import TaskState

KIND = "节点"


def milestones_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    rows = Milestone.objects.filter(
        implementation_plan__unit__in=units,
        implementation_plan__state=FilingState.ACCEPTED,
        implementation_plan__task__state=TaskState.IN_FORCE,
        due__range=(span.first, span.last),
    )
    if not span.done:
        rows = rows.filter(done_on=None)
    heavy = [f"implementation_plan__task__{name}" for name in ("search", "grams")]
    for row in rows.select_related("implementation_plan__task__plan").defer(*heavy):
        plan = row.implementation_plan
        yield Owed(
            kind=KIND,
            key=f"milestone:{row.pk}",
            title=str(row),
            due=row.due,
            url=reverse("progress:implementation", args=[plan.pk]),
            unit=plan.unit_id,
            asker=plan.task.plan.issuer,
            basis=basis_of(plan.task.plan),
            task=plan.task_id,
            original_due=row.original_due if row.original_due != row.due else None,
            done_on=row.done_on,
            place=plan.task.jurisdiction_id,
        )
