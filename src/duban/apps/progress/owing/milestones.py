"""What units owe: the milestones (节点) of accepted implementation plans, until said done or their figure is reached.

In: keys of units, a span of days.  Out: `Owed`s; two queries. What a unit merged away had planned, the unit it went to
owes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse

from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.progress.models import Milestone
from duban.apps.progress.owing.implementation import basis_of
from duban.apps.progress.standings.reached import reached_on
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import TaskState

KIND = "节点"


def milestones_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    rows = Milestone.objects.filter(
        of_units(list(units), "implementation_plan__unit"),
        implementation_plan__state=FilingState.ACCEPTED,
        implementation_plan__task__state=TaskState.IN_FORCE,
        due__range=(span.first, span.last),
    )
    if not span.done:
        rows = rows.filter(done_on=None)
    heavy = [f"implementation_plan__task__{name}" for name in ("search", "grams")]
    related = ("implementation_plan__task__plan", "implementation_plan__unit", "target")
    found = list(rows.select_related(*related).defer(*heavy))
    reached = reached_on([row for row in found if row.done_on is None])
    for row in found:
        if span.done or row.pk not in reached:
            yield _owed(row, set(units), row.done_on or reached.get(row.pk))


def _owed(row: Milestone, units: set[int], done_on: date | None) -> Owed:
    plan = row.implementation_plan
    unit = plan.unit
    return Owed(
        kind=KIND,
        key=f"milestone:{row.pk}",
        title=str(row),
        due=row.due,
        url=reverse("progress:implementation", args=[plan.pk]),
        unit=owing_unit(unit, units),
        asker=plan.task.plan.issuer,
        basis=basis_of(plan.task.plan),
        task=plan.task_id,
        original_due=row.original_due if row.original_due != row.due else None,
        done_on=done_on,
        place=plan.task.jurisdiction_id,
    )
