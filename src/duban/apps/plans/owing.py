"""What units owe of plans: to acknowledge their tasks, one thing for each plan and unit, however many tasks.

In: keys of units, days.  Out: `Owed`s; one query. Due is the earliest day of what still waits.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.plans.models import Receipt
from duban.rulebook.tasks import PlanState, ReceiptState, TaskState

KIND = "签收任务"
_PLAN = ("task__plan", "task__plan__title", "task__plan__number", "task__plan__issuer", "task__plan__jurisdiction")


def receipts_owed(units: Collection[int], span: Span) -> list[Owed]:
    """What waits for an answer; with `span.done` also plans a unit has answered altogether."""
    given = Receipt.objects.filter(unit__in=units, task__state=TaskState.IN_FORCE, task__plan__state=PlanState.ISSUED)
    asked = Q(state=ReceiptState.ASKED)
    rows = given.order_by().values("unit", *_PLAN)
    days = (span.first, span.last)
    waiting = rows.filter(asked).annotate(count=Count("pk"), day=Min("due")).filter(day__range=days)
    found = [_owed(row) for row in waiting]
    if span.done:
        counted = rows.annotate(open=Count("pk", filter=asked), count=Count("pk"), day=Max("due"))
        answered = counted.annotate(last=Max("answered_at")).filter(open=0, day__range=days, last__isnull=False)
        found += [_owed(row) for row in answered]
    return found


def _owed(row: dict[str, Any]) -> Owed:
    """Of a row of counts: `day`, and `last` where all of it is answered."""
    return Owed(
        kind=KIND,
        key=f"receipts:{row['task__plan']}:{row['unit']}",
        title=f"{row['count']}项任务，{row['task__plan__title']}",
        due=row["day"],
        url=reverse("plans:receipts"),
        unit=row["unit"],
        asker=row["task__plan__issuer"],
        basis=row["task__plan__number"],
        done_on=timezone.localdate(row["last"]) if "last" in row else None,
        place=row["task__plan__jurisdiction"],
    )
