"""Which cases can be opened for tasks that are ticked, and which not, with why.

In: tasks, an actor, a day.  Out: `Opening`s, one for each unit that leads, and refusals; three queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Responsibility, Task
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_grounds import missing_of, words_of
from duban.rulebook.actors import Actor
from duban.rulebook.cases import OPEN
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import ResponsibilityRole, TaskState


@dataclass(frozen=True, slots=True)
class Opening:
    """`reason`: what the record says, "" where it says nothing."""

    task: Task
    unit: Unit
    subject: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Left:
    task: Task
    why: str


def openings_of(tasks: QuerySet[Task], actor: Actor, *, on: date) -> tuple[list[Opening], list[Left]]:
    rows = list(tasks.select_related("plan", "standing").defer("search", "grams").order_by("plan", "order", "pk"))
    keys = [task.pk for task in rows]
    leads, asked, missing = _leads(keys), _asked(keys), missing_of(keys, on)
    openings: list[Opening] = []
    left: list[Left] = []
    for task in rows:
        units = [unit for unit in leads[task.pk] if (task.pk, unit.pk) not in asked]
        if why := _why_not(task, actor, units, leads[task.pk]):
            left.append(Left(task, why))
            continue
        words = words_of(task, missing.get(task.pk, []), on)
        openings += [Opening(task, unit, words["subject"], words["reason"], words["basis"]) for unit in units]
    return openings, left


def _why_not(task: Task, actor: Actor, units: list[Unit], leads: list[Unit]) -> str:
    if task.state != TaskState.IN_FORCE:
        return f"任务{task.get_state_display()}，不需要督办"
    if not can(actor, Permission.SERVE_CASE, within=task.jurisdiction_path):
        return "不是本级的任务"
    if not leads:
        return "没有牵头单位"
    return "" if units else "已有办理中的督办件"


def _leads(tasks: Iterable[int]) -> dict[int, list[Unit]]:
    """Who leads each; a unit that was merged stands for the one it went to."""
    rows = Responsibility.objects.filter(
        task__in=list(tasks), role=ResponsibilityRole.LEAD, until=None, unit__isnull=False
    )
    found: dict[int, list[Unit]] = defaultdict(list)
    for row in rows.select_related("unit__merged_into", "unit__jurisdiction").order_by("order", "pk"):
        assert row.unit is not None  # asked for above
        acting = row.unit.merged_into or row.unit
        if acting not in found[row.task_id]:
            found[row.task_id].append(acting)
    return found


def _asked(tasks: Iterable[int]) -> set[tuple[int | None, int]]:
    """Which unit has a case about which task that is not finished."""
    rows = Case.objects.filter(task__in=list(tasks), state__in=OPEN)
    return set(rows.values_list("task", "unit"))
