"""Who acts for the lead unit of a task: asks for an adjustment, asks for closure.

In: a task, an actor.  Out: a unit, or a refusal.
"""

from __future__ import annotations

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import Adjustment, Closure
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.roles import Role
from duban.rulebook.tasks import PlanState, ResponsibilityRole, check_task_in_force


def unit_that_asks(task: Task, by: Actor, permission: Permission) -> Unit:
    """The lead unit for which the actor acts; for an adjustment also the office that runs the plan."""
    permissions.check_can(by, permission)
    leads = Responsibility.objects.filter(task=task, until=None, role=ResponsibilityRole.LEAD)
    unit = units_answered_by(by).filter(pk__in=leads.values("unit")).first()
    if unit is None and permission is Permission.ASK_ADJUSTMENT and _runs(task, by):
        unit = Unit.objects.filter(pk=by.unit or 0).first()
    if unit is None:
        raise NotAllowed("只有任务的牵头单位可以申请")
    return unit


def asked_oneself(row: Adjustment | Closure, by: Actor) -> bool:
    """Whether this person asked: the account tells, the name only where none was kept."""
    return row.asked_by == by.name if row.asker_id is None else row.asker_id == by.account


def check_in_force(task: Task) -> None:
    if task.plan.state == PlanState.ARCHIVED:
        raise Conflict("方案已归档，不能再申请")
    check_task_in_force(task.state)


def _runs(task: Task, by: Actor) -> bool:
    return by.role == Role.OFFICE and can(by, Permission.DECIDE_ADJUSTMENT, within=task.jurisdiction_path)
