"""Down the tree: tasks below are linked to the one above that they carry out, and unlinked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import locked
from duban.apps.organizations.models import UnitKind
from duban.apps.plans.actions.tasks import add_task
from duban.apps.plans.answering import Answering
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Plan, Receipt, Section, Task, TaskLink
from duban.apps.plans.queries.plans import next_number
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import ReceiptState, TaskState


@dataclass(frozen=True, slots=True)
class Line:
    """One task to be made below: what is to be done, by whom."""

    text: str
    lead: Sequence[Answering]
    support: Sequence[Answering] = ()


@transaction.atomic
def break_down_task(
    *,
    parent: Task,
    plan: Plan,
    section: Section | None,
    lines: Sequence[Line],
    deadline: date | None,
    acknowledge_by: date | None,
    at: datetime,
    by: Actor,
) -> list[Task]:
    """Make a task of the own plan of each line, and link it to `parent`; all of them or none."""
    permissions.check_can(by, Permission.LINK_TASKS, within=plan.jurisdiction.path)
    if not lines:
        raise Invalid("请至少写一项任务", "lines")
    _check_new(parent, plan, lines)
    made = [
        add_task(
            plan=plan,
            section=section,
            number=next_number(plan),
            text=line.text,
            deadline=deadline,
            lead=line.lead,
            support=line.support,
            at=at,
            acknowledge_by=acknowledge_by,
            by=by,
        )
        for line in lines
    ]
    link_tasks(parent=parent, children=made, by=by)
    return made


@transaction.atomic
def link_tasks(*, parent: Task, children: Collection[Task], by: Actor) -> list[TaskLink]:
    """Say that `children` carry out `parent`; those that are linked already stay so."""
    parent = locked(parent, "jurisdiction")
    rows = list(Task.objects.select_related("jurisdiction").filter(pk__in={child.pk for child in children}))
    if not rows:
        raise Invalid("请勾选至少一项本级任务", "children")
    _check_may_link(parent, rows, by)
    already = set(TaskLink.objects.filter(parent=parent, child__in=rows).values_list("child", flat=True))
    fresh = [row for row in rows if row.pk not in already]
    if not fresh:
        raise Conflict("所选任务已经关联过了")
    given = _places_given(parent)
    for row in fresh:
        _check_below(parent, row, given)
    links = TaskLink.objects.bulk_create([TaskLink(parent=parent, child=row, made_by=by.name) for row in fresh])
    tell_changed([parent], on=None)
    recording.record_many([_linked(parent, row) for row in fresh], by=by)
    return links


@transaction.atomic
def unlink_tasks(*, link: TaskLink, by: Actor) -> None:
    row = locked(link, "parent", "child__jurisdiction")
    permissions.check_can(by, Permission.LINK_TASKS, within=row.child.jurisdiction_path)
    row.delete()
    tell_changed([row.parent], on=None)
    recording.record(
        "task.unlinked",
        row.parent,
        by=by,
        before={"行政区": row.child.jurisdiction.name},
        about=[row.child],
        jurisdiction_path=row.child.jurisdiction_path,
    )


def _check_new(parent: Task, plan: Plan, lines: Sequence[Line]) -> None:
    """Refuse what was broken down before: the form was sent twice."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    texts = [line.text.strip() for line in lines]
    made = plan.tasks.filter(links_up__parent=parent, text__in=texts).first()
    if made is not None or len(set(texts)) < len(texts):
        raise Conflict(f"已经分解出相同的任务“{made or texts[0]}”")


def _check_may_link(parent: Task, rows: Collection[Task], by: Actor) -> None:
    for row in rows:
        permissions.check_can(by, Permission.LINK_TASKS, within=row.jurisdiction_path)
    if not Task.objects.visible_to(by).filter(pk=parent.pk).exists():
        raise NotAllowed("只能关联交办给本级政府的任务")


def _places_given(parent: Task) -> list[str]:
    """The paths of the places whose governments answer for the task."""
    receipts = Receipt.objects.filter(task=parent, unit__kind=UnitKind.GOVERNMENT).exclude(state=ReceiptState.RELEASED)
    return list(receipts.values_list("unit__jurisdiction__path", flat=True))


def _check_below(parent: Task, child: Task, given: Collection[str]) -> None:
    """A link leads from a place to one below it, and so never round."""
    if parent.jurisdiction_id == child.jurisdiction_id or not child.jurisdiction_path.startswith(
        parent.jurisdiction_path
    ):
        raise Conflict(f"“{child}”不在{parent.jurisdiction}的下级，不能关联为下级任务")
    if not any(child.jurisdiction_path.startswith(path) for path in given):
        raise Conflict(f"“{parent}”没有交给{child.jurisdiction}政府，不能关联")
    if child.state == TaskState.TERMINATED or parent.state in (TaskState.DRAFT, TaskState.TERMINATED):
        raise Conflict("草稿和终止的任务不能向下分解")


def _linked(parent: Task, child: Task) -> Entry:
    after = {"行政区": child.jurisdiction.name}
    return Entry("task.linked", parent, {}, after, "", [child], child.jurisdiction_path)
