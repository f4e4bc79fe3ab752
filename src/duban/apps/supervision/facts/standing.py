"""How tasks stand: behind, severely behind, overdue; one fact for each unit that leads.

In: a jurisdiction, a day.  Out: `Found`s with the reason the task's own page gives; two queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.models import Standing
from duban.apps.progress.queries.standings import standing_as
from duban.apps.progress.standings.gathering import turning_of
from duban.apps.progress.standings.shown import shown
from duban.apps.supervision.facts.found import Found, basis_of, found
from duban.rulebook.cases import Trigger
from duban.rulebook.health import Health, is_severe, word
from duban.rulebook.tasks import ResponsibilityRole, TaskState

_BAD = (Health.BEHIND.value, Health.OVERDUE.value)


def tasks_behind(place: int, on: date) -> Iterator[Found]:
    stands = Standing.objects.filter(standing_as(_BAD, on), task__jurisdiction=place, task__state=TaskState.IN_FORCE)
    rows = stands.select_related("task__plan").defer("task__search", "task__grams", "task__measures").order_by("task")
    bad = {row.task_id: row for row in rows}
    leads = Responsibility.objects.filter(
        task__in=list(bad), role=ResponsibilityRole.LEAD, until=None, unit__isnull=False
    )
    for lead in leads.select_related("unit__merged_into").order_by("task", "unit").distinct():
        if lead.unit is not None:
            row = bad[lead.task_id]
            yield _found(row, row.task, lead, on)


def _found(row: Standing, task: Task, lead: Responsibility, on: date) -> Found:
    trigger, since = _turned(row, on)
    task._state.fields_cache["standing"] = row
    stands = shown(task, on)
    assert lead.unit is not None  # asked for above
    return found(
        trigger,
        lead.unit,
        f"task:{task.pk}",
        since,
        stands.reason if stands is not None else "任务进度落后",
        task=task,
        basis=basis_of(task.plan, f"第{task.number}项" if task.number else ""),
    )


def _turned(row: Standing, on: date) -> tuple[Trigger, date]:
    """Which fact it is, and the last day before it was one."""
    turning = turning_of(row)
    if word(turning, on) is Health.OVERDUE:
        return Trigger.OVERDUE, (turning.overdue_from or on) - timedelta(days=1)
    if is_severe(turning, on):
        return Trigger.SEVERELY_BEHIND, (turning.severe_from or on) - timedelta(days=1)
    return Trigger.BEHIND, (turning.behind_from or on) - timedelta(days=1)
