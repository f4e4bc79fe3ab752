"""Issue a plan (印发): tasks come into force, collective units are resolved and frozen, units are asked to answer."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans import giving
from duban.apps.plans.actions.plans import locked_plan
from duban.apps.plans.actions.tasks import check_led
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Plan, Responsibility, Task
from duban.apps.plans.rounds import drop_rounds_before
from duban.apps.plans.searching import write_search
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState, TaskState, check_plan_move

_YEAR = re.compile(r"[\[［【(（〔](\d{4})[\]］】)）〕]")


@transaction.atomic
def issue_plan(
    *,
    plan: Plan,
    number: str,
    issued_on: date,
    acknowledge_by: date,
    at: datetime,
    by: Actor,
    seen: int | None = None,
) -> Plan:
    """Collective units are those of `issued_on`, whatever becomes of them later."""
    Jurisdiction.objects.select_for_update().get(pk=plan.jurisdiction_id)
    plan = locked_plan(plan)
    permissions.check_can(by, Permission.ISSUE_PLAN, within=plan.jurisdiction.path)
    check_plan_move(PlanState(plan.state), PlanState.ISSUED)
    check_version(plan, seen)
    tasks = list(plan.tasks.order_by("order", "pk"))
    if not tasks:
        raise Conflict(NO_TASKS)
    _set_header(plan, number, issued_on, acknowledge_by, at)
    drop_rounds_before(plan, issued_on)
    _bring_into_force(tasks, issued_on)
    receipts = giving.give_out(tasks, on=issued_on, at=at, due=acknowledge_by)
    check_led(tasks)
    write_search(tasks)
    tell_changed(tasks, on=issued_on)
    _record(plan, tasks, len({receipt.unit_id for receipt in receipts}), by)
    return plan


def check_can_issue(plan: Plan, by: Actor) -> None:
    """What the button asks; what may still be missing in the tasks is said on the page of issue."""
    permissions.check_can(by, Permission.ISSUE_PLAN, within=plan.jurisdiction.path)
    check_plan_move(PlanState(plan.state), PlanState.ISSUED)
    if not plan.tasks.exists():
        raise Conflict(NO_TASKS)


NO_TASKS = "方案里还没有任务，请先增加任务再印发"


def _set_header(plan: Plan, number: str, issued_on: date, acknowledge_by: date, at: datetime) -> None:
    today, number = timezone.localtime(at).date(), tidy_number(number)
    if issued_on > today:
        raise Invalid("成文日期不能晚于今天", "issued_on")
    if acknowledge_by < today:
        raise Invalid("签收期限不能早于今天", "acknowledge_by")
    issued = Plan.objects.exclude(state=PlanState.DRAFT).filter(jurisdiction=plan.jurisdiction_id)
    same = issued.filter(number=number).exclude(number="").first()
    if same is not None:
        raise Invalid(f"{plan.jurisdiction.name}已用这个文号印发“{same}”", "number")
    plan.number, plan.issued_on, plan.acknowledge_by = number, issued_on, acknowledge_by
    plan.state, plan.put_in_force_at = PlanState.ISSUED, at
    plan.version += 1
    plan.save(update_fields=["number", "issued_on", "acknowledge_by", "state", "put_in_force_at", "version"])


def tidy_number(number: str) -> str:
    """文号 as GB/T 9704 writes it: 青府〔2026〕6号, without spaces, whatever brackets were typed."""
    return _YEAR.sub(r"〔\1〕", "".join(number.split()))


def _bring_into_force(tasks: list[Task], on: date) -> None:
    for task in tasks:
        task.state, task.version = TaskState.IN_FORCE, task.version + 1
    Task.objects.bulk_update(tasks, ["state", "version"], batch_size=500)
    Responsibility.objects.filter(task__in=[task.pk for task in tasks], until=None).update(since=on)


def _record(plan: Plan, tasks: list[Task], units: int, by: Actor) -> None:
    after = {
        "文号": plan.number,
        "成文日期": plan.issued_on,
        "签收期限": plan.acknowledge_by,
        "任务": len(tasks),
        "单位": units,
    }
    path = plan.jurisdiction.path
    recording.record("plan.issued", plan, by=by, after=after, about=tasks, jurisdiction_path=path)
