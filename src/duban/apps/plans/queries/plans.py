"""Plans as the list shows them; the number a further task gets.

In: an actor; a plan.  Out: rows with counts; words.
"""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet

from duban.apps.plans.models import Plan, Task
from duban.apps.plans.queries.counting import counted
from duban.apps.plans.queries.receipts import receipts_of_units_seen
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import ReceiptState


def plans_with_counts(actor: Actor) -> QuerySet[Plan]:
    """The plans one sees with `task_count`, `asked` and `acknowledged` of what one sees of them."""
    tasks = Task.objects.visible_to(actor).filter(plan=OuterRef("pk"))
    receipts = receipts_of_units_seen(actor).filter(task__plan=OuterRef("pk")).exclude(state=ReceiptState.RELEASED)
    return (
        Plan.objects.visible_to(actor)
        .select_related("jurisdiction")
        .annotate(
            task_count=counted(tasks, "plan"),
            asked=counted(receipts, "task__plan"),
            acknowledged=counted(receipts.filter(state=ReceiptState.ACKNOWLEDGED), "task__plan"),
        )
    )


def next_number(plan: Plan) -> str:
    """The number after the highest the plan's tasks have."""
    numbers = [int(one) for one in plan.tasks.values_list("number", flat=True) if one.isascii() and one.isdecimal()]
    return str(max(numbers, default=0) + 1)
