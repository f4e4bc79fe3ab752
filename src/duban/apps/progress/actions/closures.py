"""销号: the lead unit says a task is finished and proves it; the office checks, one by one, and may reopen it later.

按要求完成 is the unit's word, with its day; 验收通过 is the office's. Neither overwrites the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Task
from duban.apps.progress.actions.evidence import attach_files
from duban.apps.progress.adjusting.askers import asked_oneself, check_in_force, unit_that_asks
from duban.apps.progress.adjusting.told import about, said
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.progress.models import Closure
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.requests import CLOSURE, ClosureState
from duban.rulebook.tasks import TaskState, check_task_move

NO_FILES = "没有佐证材料："  # begins the line that says why
_CHECKED = ("verification", "decision", "decided_at", "decided_by")
_MOVED = ("state", "version", *_CHECKED, "reopen_reason", "reopened_at", "reopened_by")


@transaction.atomic
def ask_closure(
    *,
    task: Task,
    statement: str,
    finished_on: date,
    files: Sequence[File] = (),
    why_no_files: str = "",
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Closure:
    """With at least one file, or the reason why there is none; sent twice, it is one request."""
    task = locked(task, "plan")
    unit = unit_that_asks(task, by, Permission.ASK_CLOSURE)
    check_in_force(task)
    statement = said(statement, "statement", "请写明完成情况")
    if not files:
        hint = "请上传佐证材料；确实没有的，写明原因"
        statement = f"{statement}\n{NO_FILES}{said(why_no_files, 'files', hint)}"
    if (row := task.closures.filter(state=ClosureState.ASKED).first()) is not None:
        if row.statement == statement and asked_oneself(row, by):
            return row
        raise Conflict(f"{row.unit}的销号申请正在核查，不能重复申请")
    check_version(task, seen)
    if finished_on > timezone.localtime(at).date():
        raise Invalid("完成日期不能晚于今天", "finished_on")
    row = Closure(task=task, unit=unit, statement=statement, finished_on=finished_on, asked_at=at, asked_by=by.name)
    row.asker_id = by.account
    row.save()
    attach_files(row, files, by, at=at)
    _record("closure.asked", row, row.statement, by)
    return row


@transaction.atomic
def withdraw_closure(*, closure: Closure, seen: int | None = None, by: Actor) -> Closure:
    row = _locked(closure)
    check_can_withdraw(row, by)
    check_version(row, seen)
    _move(row, ClosureState.WITHDRAWN)
    _record("closure.withdrawn", row, "", by)
    return row


@transaction.atomic
def accept_closure(
    *, closure: Closure, verification: str, decision: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Closure:
    """验收通过: the task is closed, nothing more is owed for it."""
    row = _to_check(closure, ClosureState.ACCEPTED, by, seen)
    _check(row, verification, decision, at, by)
    _move(row, ClosureState.ACCEPTED)
    _move_task(row.task, TaskState.CLOSED, at)
    _record("closure.accepted", row, row.verification, by)
    return row


@transaction.atomic
def refuse_closure(
    *, closure: Closure, verification: str, decision: str, at: datetime, seen: int | None = None, by: Actor
) -> Closure:
    row = _to_check(closure, ClosureState.REFUSED, by, seen)
    _check(row, verification, said(decision, "decision", "请写明不同意的理由，还缺什么"), at, by)
    _move(row, ClosureState.REFUSED)
    _record("closure.refused", row, row.decision, by)
    return row


@transaction.atomic
def reopen_closure(*, closure: Closure, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Closure:
    """反弹: the problem came back; reports are owed again from then on."""
    row = _locked(closure)
    check_can_reopen(row, by)
    check_version(row, seen)
    row.reopen_reason = said(reason, "reason", "请写明重新打开的原因")
    row.reopened_at, row.reopened_by = at, by.name
    _move(row, ClosureState.REOPENED)
    _move_task(row.task, TaskState.IN_FORCE, at)
    _record("closure.reopened", row, row.reopen_reason, by)
    return row


def check_may_ask(task: Task, by: Actor) -> None:
    unit_that_asks(task, by, Permission.ASK_CLOSURE)
    check_in_force(task)


def check_can_ask(task: Task, by: Actor) -> None:
    """What the button asks."""
    check_may_ask(task, by)
    if task.closures.filter(state=ClosureState.ASKED).exists():
        raise Conflict("销号申请正在核查")


def check_can_withdraw(row: Closure, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.ASK_CLOSURE)
    CLOSURE.check_move(ClosureState(row.state), ClosureState.WITHDRAWN)


def check_can_reopen(row: Closure, by: Actor) -> None:
    permissions.check_can(by, Permission.DECIDE_CLOSURE, within=row.task.jurisdiction_path)
    CLOSURE.check_move(ClosureState(row.state), ClosureState.REOPENED)


def check_may_check(row: Closure, by: Actor) -> None:
    """Who asked does not check."""
    permissions.check_can(by, Permission.DECIDE_CLOSURE, within=row.task.jurisdiction_path)
    if asked_oneself(row, by):
        raise NotAllowed("申请由您提出，须由他人核查")


def _to_check(closure: Closure, wanted: ClosureState, by: Actor, seen: int | None) -> Closure:
    row = _locked(closure)
    check_may_check(row, by)
    if row.decided_by:
        raise Conflict(f"{row.decided_by}已核查：{row.get_state_display()}")
    CLOSURE.check_move(ClosureState(row.state), wanted)
    check_version(row, seen)
    return row


def _locked(closure: Closure) -> Closure:
    """The request, behind its task."""
    task = locked(closure.task, "plan")
    row = locked(closure, "unit")
    row.task = task
    return row


def _check(row: Closure, verification: str, decision: str, at: datetime, by: Actor) -> None:
    row.verification = said(verification, "verification", "请写明核查情况：怎样核查，看到什么")
    row.decision, row.decided_at, row.decided_by = decision.strip(), at, by.name


def _move(row: Closure, state: ClosureState) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=_MOVED)


def _move_task(task: Task, state: TaskState, at: datetime) -> None:
    check_task_move(TaskState(task.state), state)
    task.state = state
    task.version += 1
    task.save(update_fields=["state", "version"])
    tell_changed([task], on=timezone.localtime(at).date())


def _record(verb: str, row: Closure, note: str, by: Actor) -> None:
    after = {"任务": str(row.task), "单位": row.unit.name, "状态": row.get_state_display()}
    after |= {"按要求完成": in_words(row.finished_on), **({"核查情况": row.verification} if row.verification else {})}
    path = row.task.jurisdiction_path
    recording.record(verb, row, by=by, after=after, note=note, about=about(row), jurisdiction_path=path)
