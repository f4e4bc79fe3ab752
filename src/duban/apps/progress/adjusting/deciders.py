"""Who decides an adjustment on a day: the office, or the leader in charge where the office leaves it to one.

In: a request, an actor, a day.  Out: nothing, or a refusal; the accounts of the leaders in charge.
Who asked never decides. Where nobody in charge has an account, any leader of the place does.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.models import Appointment
from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.adjusting.askers import asked_oneself
from duban.apps.progress.models import Adjustment
from duban.apps.progress.queries.practice import practice_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.requests import ADJUSTMENT, ADJUSTMENT_KINDS, AdjustmentKind, AdjustmentState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import ResponsibilityRole


def check_may_decide(row: Adjustment, by: Actor, *, on: date) -> None:
    """Grant or refuse it, in the state it is in."""
    permissions.check_can(by, Permission.DECIDE_ADJUSTMENT, within=row.task.jurisdiction_path)
    if asked_oneself(row, by):
        raise NotAllowed("申请由您提出，须由他人审批")
    if row.state == AdjustmentState.REFERRED:
        _check_leads(row.task, by, on)
    elif by.role == Role.LEADER:
        raise NotAllowed("督查室还没有提出拟办意见，呈批后再审批")
    elif is_left_to_leader(row, on=on):
        raise Conflict(f"{ADJUSTMENT_KINDS[AdjustmentKind(row.kind)]}由领导审批，请填写拟办意见，呈领导审批")


def check_may_refer(row: Adjustment, by: Actor) -> None:
    permissions.check_can(by, Permission.DECIDE_ADJUSTMENT, within=row.task.jurisdiction_path)
    if by.role == Role.LEADER:
        raise NotAllowed("呈领导审批由督查室办理")


def why_not_decide(row: Adjustment, by: Actor, *, on: date) -> str:
    """Why this actor does not decide it now; "" when he does."""
    return permissions.why_not(_check_grant, row, by, on)


def may_refer(row: Adjustment, by: Actor) -> bool:
    return row.state == AdjustmentState.ASKED and not permissions.why_not(check_may_refer, row, by)


def _check_grant(row: Adjustment, by: Actor, on: date) -> None:
    ADJUSTMENT.check_move(AdjustmentState(row.state), AdjustmentState.GRANTED)
    check_may_decide(row, by, on=on)


def is_left_to_leader(row: Adjustment, *, on: date) -> bool:
    """Whether the office's rules leave this kind to a leader."""
    return row.kind in practice_of(row.task.jurisdiction_id, on=on).leader_decides


def leaders_in_charge(task: Task, *, on: date) -> list[Account]:
    """The accounts of who holds a leader's post of the task on the day, and acts as leader of the place."""
    posts = Responsibility.objects.filter(task=task, role=ResponsibilityRole.LEADER, until=None).values("post")
    holders = Appointment.objects.on(on).filter(post__in=posts).values("official")
    acting = leaders_of(task.jurisdiction_id, on=on).values("account")
    return list(Account.objects.filter(official__in=holders, pk__in=acting))


def leaders_of(jurisdiction: int, *, on: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.in_force(on=on).filter(role=Role.LEADER, unit__jurisdiction=jurisdiction)


def _check_leads(task: Task, by: Actor, on: date) -> None:
    if by.role != Role.LEADER or by.jurisdiction != task.jurisdiction_id:
        raise NotAllowed(f"已呈领导审批，由{task.jurisdiction}的领导审批")
    in_charge = leaders_in_charge(task, on=on)
    if in_charge and by.account not in {account.pk for account in in_charge}:
        raise NotAllowed(f"这项任务由{'、'.join(account.name for account in in_charge)}分管，由分管领导审批")
