"""落实方案: the office asks for them; the lead unit writes, approves inside, files and withdraws its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_fits, check_version, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.models import Plan, Responsibility
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.implementing import steps_of, write_milestones
from duban.apps.progress.models import ImplementationPlan, UnitPractice
from duban.apps.progress.queries.implementation_filed import values_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.milestones import Step, faults
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import IMPLEMENTATION_PLAN, WRITABLE, Decision, FilingState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState, check_task_in_force
from duban.rulebook.texts import optional_text, required_text

LONGEST_MEASURES, LONGEST_NOTE = 5000, 1000
_BATCH = 500
_KEPT = ("state", "changed_at", "begun_at", "written_by", "measures", "version")
_FILED = ("state", "submitted_at", "submitted_by", "first_submitted_at", "approved_by", "inner_note", "version")


@transaction.atomic
def ask_implementation_plans(*, plan: Plan, due: date, on: date, by: Actor) -> list[ImplementationPlan]:
    """Ask every lead unit of every task in force for one by `due`; who was asked before is not asked again."""
    plan = locked(plan, "jurisdiction")
    permissions.check_can(by, Permission.RUN_ROUND, within=plan.jurisdiction.path)
    if plan.state != PlanState.ISSUED:
        raise Conflict("方案印发后才能要求报送落实方案")
    if due < on:
        raise Invalid("报送期限不能早于今天", "due")
    held = Responsibility.objects.filter(role=ResponsibilityRole.LEAD, unit__isnull=False, until=None)
    led = held.filter(task__plan=plan, task__state=TaskState.IN_FORCE).order_by("task", "unit")
    asked = set(ImplementationPlan.objects.filter(task__plan=plan).values_list("task", "unit"))
    pairs = [pair for pair in dict.fromkeys(led.values_list("task", "unit")) if pair not in asked]
    if not pairs:
        raise Conflict("牵头单位都已被要求报送，没有增加")
    rows = [ImplementationPlan(task_id=task, unit_id=unit, due=due, original_due=due) for task, unit in pairs]
    made = ImplementationPlan.objects.bulk_create(rows, batch_size=_BATCH)
    after = {"报送期限": in_words(due), "落实方案": len(made)}
    recording.record("implementation_plan.asked", plan, by=by, after=after, jurisdiction_path=plan.jurisdiction.path)
    return made


@transaction.atomic
def save_implementation_plan(
    *,
    implementation_plan: ImplementationPlan,
    measures: str,
    steps: Sequence[Step],
    at: datetime,
    by: Actor,
    seen: int | None = None,
) -> ImplementationPlan:
    """Keep what is written so far; nobody else reads it before it is filed. Its beginning is recorded, not each key."""
    row = locked_plan(implementation_plan)
    check_may_write(row, by)
    check_version(row, seen)
    measures = optional_text(measures, "measures", most=LONGEST_MEASURES)
    begins = row.state == FilingState.OWED
    changed = write_milestones(row, steps)
    if not (changed or begins or row.measures != measures):
        return row
    if begins:
        row.state, row.begun_at = FilingState.DRAFT, at
    row.measures, row.changed_at, row.written_by, row.version = measures, at, by.name, row.version + 1
    row.save(update_fields=_KEPT)
    if begins:
        _record("implementation_plan.begun", row, by)
    return row


@transaction.atomic
def submit_implementation_plan(
    *, implementation_plan: ImplementationPlan, at: datetime, by: Actor, seen: int | None = None
) -> ImplementationPlan:
    """File it, or send it to the head of the unit where the unit wants that; faults refuse it."""
    row = locked_plan(implementation_plan)
    check_writes(row, by)
    check_version(row, seen)
    if row.state not in WRITABLE:
        raise Conflict(f"落实方案{row.get_state_display()}，不用再报")
    _check_complete(row)
    if by.role != Role.UNIT_HEAD and UnitPractice.objects.filter(unit=row.unit_id, inner_approval=True).exists():
        return _send_for_approval(row, at, by)
    return _file(row, at, by)


@transaction.atomic
def approve_implementation_plan(
    *, implementation_plan: ImplementationPlan, at: datetime, by: Actor, seen: int | None = None
) -> ImplementationPlan:
    """The head of the unit approves and files it."""
    row = locked_plan(implementation_plan)
    check_writes(row, by, Permission.APPROVE_REPORT)
    check_version(row, seen)
    if row.state != FilingState.INNER:
        raise Conflict(f"落实方案{row.get_state_display()}，不用单位审核")
    _check_complete(row)
    return _file(row, at, by)


@transaction.atomic
def send_back_implementation_plan(
    *, implementation_plan: ImplementationPlan, note: str, at: datetime, by: Actor, seen: int | None = None
) -> ImplementationPlan:
    """The head of the unit wants it changed before it is filed."""
    row = locked_plan(implementation_plan)
    check_writes(row, by, Permission.APPROVE_REPORT)
    check_version(row, seen)
    if row.state != FilingState.INNER:
        raise Conflict(f"落实方案{row.get_state_display()}，不能退回修改")
    note = required_text(note, "note", "请写明要修改什么", most=LONGEST_NOTE)
    _move(row, FilingState.DRAFT)
    row.inner_note, row.changed_at = note, at
    row.save(update_fields=["state", "inner_note", "changed_at", "version"])
    _record("implementation_plan.sent_back", row, by, note=note)
    return row


@transaction.atomic
def withdraw_implementation_plan(
    *, implementation_plan: ImplementationPlan, at: datetime, by: Actor, seen: int | None = None
) -> ImplementationPlan:
    """Take back what the office has not decided on yet."""
    row = locked_plan(implementation_plan)
    check_writes(row, by)
    check_version(row, seen)
    if row.state != FilingState.SUBMITTED:
        raise Conflict(f"落实方案{row.get_state_display()}，不能撤回")
    _move(row, FilingState.DRAFT)
    row.changed_at = at
    row.save(update_fields=["state", "changed_at", "version"])
    last = row.submissions.order_by("-number").first()
    if last is not None:
        last.decision, last.decided_at, last.decided_by = Decision.WITHDRAWN, at, by.name
        last.save(update_fields=["decision", "decided_at", "decided_by"])
    _record("implementation_plan.withdrawn", row, by)
    return row


def locked_plan(implementation_plan: ImplementationPlan) -> ImplementationPlan:
    return locked(implementation_plan, "task__plan", "unit")


def check_writes(
    row: ImplementationPlan, by: Actor, permission: Permission = Permission.WRITE_IMPLEMENTATION_PLAN
) -> None:
    """Refuse unless the actor's role may, answers for the unit or the one it went to, and the task is in force."""
    check_acts_for(row.unit, by, permission)
    check_task_in_force(row.task.state, str(row.task))


def check_may_write(row: ImplementationPlan, by: Actor) -> None:
    """Refuse unless the actor may write into it as it is now."""
    check_writes(row, by)
    if row.state not in WRITABLE:
        raise Conflict(f"落实方案{row.get_state_display()}，不能修改")


def _check_complete(row: ImplementationPlan) -> None:
    found = faults(steps_of(row), row.task.deadline)
    if found:
        raise Invalid("；".join(found))


def _send_for_approval(row: ImplementationPlan, at: datetime, by: Actor) -> ImplementationPlan:
    _move(row, FilingState.INNER)
    row.changed_at, row.written_by, row.inner_note = at, by.name, ""
    row.save(update_fields=["state", "changed_at", "written_by", "inner_note", "version"])
    _record("implementation_plan.sent_for_approval", row, by)
    return row


def _file(row: ImplementationPlan, at: datetime, by: Actor) -> ImplementationPlan:
    """A submission keeps what was filed, whatever becomes of the plan; a task is judged by what was accepted."""
    row.approved_by = by.name if by.role == Role.UNIT_HEAD else ""
    _move(row, FilingState.SUBMITTED)
    row.submitted_at, row.submitted_by, row.inner_note = at, by.name, ""
    row.first_submitted_at = row.first_submitted_at or at
    row.save(update_fields=_FILED)
    milestones = list(row.milestones.select_related("target"))
    number = row.submissions.count() + 1
    row.submissions.create(
        number=number,
        at=at,
        by=by.name,
        approved_by=row.approved_by,
        due=row.due,
        values=values_of(row, milestones),
    )
    late = timezone.localtime(at).date() > row.due
    after: dict[str, object] = {"第几次": number, "节点": len(milestones), "按时": "否" if late else "是"}
    _record("implementation_plan.submitted", row, by, after=after)
    return row


def _move(row: ImplementationPlan, state: FilingState) -> None:
    IMPLEMENTATION_PLAN.check_move(FilingState(row.state), state)
    row.state, row.version = state, row.version + 1
    check_fits(row)


def _record(
    verb: str, row: ImplementationPlan, by: Actor, *, after: dict[str, object] | None = None, note: str = ""
) -> None:
    told = {"单位": row.unit.name, **(after or {})}
    path = row.task.jurisdiction_path
    recording.record(verb, row, by=by, after=told, note=note, about=[row.task, row.unit], jurisdiction_path=path)
