"""What hangs on a unit in this application, and how it goes to the unit it is merged into.

A responsibility in force ends on the day and begins again at the winning unit; what was said to a task before stays.
Tasks are named by plan and number of them only: administrators merge units too, and see no business.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, F, Model, Q, QuerySet

from duban.apps.organizations.actions.unit_parts import begin_again, end_rows
from duban.apps.organizations.merging import Bar, Item, Part
from duban.apps.organizations.models import Unit
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.apps.plans.searching import write_search
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole, TaskState

_OPEN = (TaskState.DRAFT, TaskState.IN_FORCE)
_UNANSWERED = (ReceiptState.ASKED, ReceiptState.OBJECTED)


def _lasting(unit: Unit, on: date) -> QuerySet[Responsibility]:
    """What the unit answers for on the day or later, of tasks that are not finished."""
    lasts = Q(until=None) | Q(until__gt=on)
    return Responsibility.objects.filter(lasts, unit=unit, task__state__in=_OPEN)


def _listed(losing: Unit, winning: Unit, on: date) -> list[Item]:
    """Plan by plan: 2026年方案：任务12项，其中牵头3项."""
    leads = Q(role=ResponsibilityRole.LEAD)
    rows = _lasting(losing, on).order_by().values("task__plan", year=F("task__year"))
    counted = rows.annotate(tasks=Count("task", distinct=True), led=Count("task", filter=leads, distinct=True))
    return [
        Item(str(row["task__plan"]), f"{row['year']}年方案：任务{row['tasks']}项，其中牵头{row['led']}项")
        for row in counted.order_by("-year", "task__plan")
    ]


def _move(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> Sequence[Model]:
    concerned = Task.objects.filter(pk__in=_lasting(losing, on).order_by().values("task"))
    tasks = list(
        concerned.select_for_update(of=("self",), no_key=True).order_by("pk")
    )  # first, as whoever changes what they ask
    rows = list(_lasting(losing, on).select_related("task"))
    held = set(_lasting(winning, on).values_list("task", "role")) if winning else set()
    moving = [row for row in rows if winning is not None and str(row.task.plan_id) in keys]
    keys_moved = {row.task_id for row in moving}
    for row in moving:
        if winning is not None and (row.task_id, row.role) not in held:
            begin_again(row, on, unit=winning)
    end_rows(Responsibility.objects.filter(unit=losing, task__in=[row.task_id for row in rows]), on)
    if winning is not None:
        _move_receipts(losing, winning, keys_moved)
    write_search(tasks)
    tell_changed(tasks, on=on)
    return tasks


def _move_receipts(losing: Unit, winning: Unit, tasks: Collection[int]) -> None:
    """Who has not answered yet is asked at the winning unit; what was acknowledged is acknowledged there too."""
    asked = set(Receipt.objects.filter(unit=winning, task__in=tasks).values_list("task", flat=True))
    receipts = Receipt.objects.filter(unit=losing, task__in=tasks)
    for receipt in receipts.filter(state=ReceiptState.ACKNOWLEDGED).exclude(task__in=asked):
        receipt.pk, receipt._state.adding, receipt.unit = None, True, winning
        receipt.save()
    waiting = receipts.filter(state__in=_UNANSWERED)
    waiting.exclude(task__in=asked).update(unit=winning)
    waiting.filter(state=ReceiptState.ASKED, task__in=asked).delete()


TASKS = Part(
    "tasks",
    "承担的任务",
    _listed,
    _move,
    "责任到这一天终止，任务须另行分派",
    Bar("未办结的任务", lambda unit, on: _lasting(unit, on).values("task").distinct().count()),
    order=60,
)
