"""Tasks by hand: add one to a draft or to a plan in force, change, move and remove those of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, differences, locked
from duban.apps.organizations.models import Post
from duban.apps.plans import giving
from duban.apps.plans.actions.plans import check_can_edit, locked_plan
from duban.apps.plans.actions.targets import read_targets
from duban.apps.plans.answering import Answering, By, write_responsibilities
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Plan, Receipt, Section, Task
from duban.apps.plans.outline import renumber
from duban.apps.plans.plan_values import task_values
from duban.apps.plans.searching import write_search
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState

_LAST = 2**31 - 1  # until the plan is numbered again
WORDS = ("section", "number", "text", "measures", "deadline", "deadline_text", "original_deadline")


@transaction.atomic
def add_task(
    *,
    plan: Plan,
    section: Section | None,
    text: str,
    number: str = "",
    measures: str = "",
    deadline: date | None = None,
    deadline_text: str = "",
    leaders: Sequence[Post | str] = (),
    lead: Sequence[Answering] = (),
    implement: Sequence[Answering] = (),
    support: Sequence[Answering] = (),
    at: datetime | None = None,
    acknowledge_by: date | None = None,
    by: Actor,
) -> Task:
    """The last task of its section, with the targets its text names. In a plan in force it is given out `at` once."""
    plan = locked_plan(plan)
    check_can_add_task(plan, by)
    in_force = plan.state == PlanState.ISSUED
    task = Task(plan=plan, jurisdiction=plan.jurisdiction, jurisdiction_path=plan.jurisdiction.path, year=plan.year)
    task.order, task.state = _LAST, TaskState.IN_FORCE if in_force else TaskState.DRAFT
    _set_words(task, section, number, text, measures, deadline, deadline_text)
    task.save()
    renumber(plan)
    on = timezone.localtime(at).date() if at else None
    given = _by_role(leaders, lead, implement, support)
    write_responsibilities(task, given, by=by, since=on if in_force else None)
    read_targets(task)
    task.refresh_from_db()
    write_search([task])
    receipts = _give_out(task, at, acknowledge_by) if in_force else []
    if in_force:
        tell_changed([task], on=on)
    _record_added(task, receipts, by)
    return task


@transaction.atomic
def change_task(
    *,
    task: Task,
    section: Section | None,
    number: str,
    text: str,
    measures: str,
    deadline: date | None,
    deadline_text: str = "",
    leaders: Sequence[Post | str],
    lead: Sequence[Answering],
    implement: Sequence[Answering],
    support: Sequence[Answering],
    seen: int | None = None,
    by: Actor,
) -> Task:
    """Change a task of a draft; targets nobody confirmed are read anew where the text changed."""
    plan = locked_plan(task.plan)
    task = locked(task, "section")
    check_can_edit(plan, by)
    check_version(task, seen)
    old, old_text, was_in = task_values(task), task.text, task.section_id
    _set_words(task, section, number, text, measures, deadline, deadline_text)
    write_responsibilities(task, _by_role(leaders, lead, implement, support), by=by)
    before, after = differences(old, task_values(task))
    if not after:
        return task
    task.version += 1
    task.save(update_fields=[*WORDS, "version"])
    if task.section_id != was_in:
        Task.objects.filter(pk=task.pk).update(order=_LAST)
        renumber(plan)
    if task.text != old_text:
        read_targets(task)
    task.refresh_from_db()
    write_search([task])
    path = plan.jurisdiction.path
    recording.record("task.changed", task, by=by, before=before, after=after, about=[plan], jurisdiction_path=path)
    return task


@transaction.atomic
def move_task(*, task: Task, section: Section | None, after: Task | None, seen: int | None = None, by: Actor) -> Task:
    """Put a task of a draft behind another of the section, or first in it."""
    plan = locked_plan(task.plan)
    task = locked(task, "section")
    check_can_edit(plan, by)
    check_version(task, seen)
    _check_section(plan, section)
    if after is not None:
        after = plan.tasks.filter(pk=after.pk).first()
    if after is not None and (after.pk == task.pk or after.section_id != (section.pk if section else None)):
        raise Invalid("请选择要排在其后的任务", "place")
    old = str(task.section or "")
    task.section = section
    task.version += 1
    task.save(update_fields=["section", "version"])
    renumber(plan, moved=task, after=after)
    task.refresh_from_db()
    values = {"章节": str(section or ""), "排在其后": after.text if after else ""}
    path = plan.jurisdiction.path
    recording.record(
        "task.moved", task, by=by, before={"章节": old}, after=values, about=[plan], jurisdiction_path=path
    )
    return task


@transaction.atomic
def remove_task(*, task: Task, by: Actor) -> None:
    """Delete a task of a draft with its responsibilities and targets."""
    plan = locked_plan(task.plan)
    task = locked(task, "section")
    check_can_edit(plan, by)
    path, before = plan.jurisdiction.path, task_values(task)
    recording.record("task.removed", task, by=by, before=before, about=[plan], jurisdiction_path=path)
    task.delete()
    renumber(plan)


def check_can_add_task(plan: Plan, by: Actor) -> None:
    """A draft takes tasks, and so does a plan in force (增补)."""
    permissions.check_can(by, Permission.EDIT_PLAN, within=plan.jurisdiction.path)
    if plan.state == PlanState.ARCHIVED:
        raise Conflict("方案已归档，不能再增加任务")


def _set_words(
    task: Task,
    section: Section | None,
    number: str,
    text: str,
    measures: str,
    deadline: date | None,
    deadline_text: str,
) -> None:
    _check_section(task.plan, section)
    task.section, task.number, task.text = section, number.strip(), text.strip()
    task.measures, task.deadline, task.original_deadline = measures.strip(), deadline, deadline
    task.deadline_text = deadline_text.strip()
    if not task.text:
        raise Invalid("请填写任务内容", "text")
    if task.plan.tasks.filter(section=section, number=task.number, text=task.text).exclude(pk=task.pk).exists():
        raise Invalid("这一章节已有序号和内容都相同的任务", "text")


def _check_section(plan: Plan, section: Section | None) -> None:
    if section is not None and section.plan_id != plan.pk:
        raise Invalid("章节不在这个方案中", "section")


def _by_role(
    leaders: Sequence[Answering],
    lead: Sequence[Answering],
    implement: Sequence[Answering],
    support: Sequence[Answering],
) -> By:
    role = ResponsibilityRole
    return {role.LEADER: leaders, role.LEAD: lead, role.IMPLEMENT: implement, role.SUPPORT: support}


def _give_out(task: Task, at: datetime | None, acknowledge_by: date | None) -> list[Receipt]:
    if at is None:
        raise ValueError("a task of a plan in force is given out at a moment")
    on = timezone.localtime(at).date()
    giving.give_out([task], on=on, at=at, due=acknowledge_by)
    check_led([task])
    return list(task.receipts.select_related("unit"))


def check_led(tasks: Sequence[Task]) -> None:
    """Refuse to give out a task that no unit leads."""
    if unled := giving.without_lead(tasks):
        named = "；".join(f"{task.number or '无序号'} {task.text[:20]}" for task in unled[:10])
        rest = f"等{len(unled)}项" if len(unled) > 10 else ""
        raise Conflict(f"以下任务没有落实到牵头单位：{named}{rest}")


def _record_added(task: Task, receipts: Sequence[Receipt], by: Actor) -> None:
    values, verb = task_values(task), "task.added"
    if receipts:
        verb, values = "task.added_in_force", values | {"签收单位": [str(one.unit) for one in receipts]}
    path = task.plan.jurisdiction.path
    recording.record(verb, task, by=by, after=values, about=[task.plan], jurisdiction_path=path)
