"""批示: a leader writes a line on a task; each unit asked answers by a time; the leader or the office settles it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.progress.actions.clocks import end_clock, run_again, start_clock
from duban.apps.progress.actions.evidence import attach_files
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.progress.models import Instruction, InstructionAnswer
from duban.apps.progress.queries.instructions import is_own, post_of, units_of_task
from duban.apps.web.templatetags.duban import moment
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.clocks import Limit
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.requests import INSTRUCTION, InstructionState
from duban.rulebook.tasks import check_task_in_force
from duban.rulebook.texts import optional_text, required_text

LONGEST, LONGEST_ANSWER = 1000, 5000


@transaction.atomic
def give_instruction(
    *, task: Task, units: Collection[Unit], text: str, limit: Limit, at: datetime, by: Actor
) -> list[Instruction]:
    """One for each unit, each with its own clock; given twice with the same words while it is open, it is one."""
    row = locked(task, "plan")
    check_may_instruct(row, by)
    text = required_text(text, "text", "请写批示内容", most=LONGEST)
    answering = {unit.pk for unit, _ in units_of_task(row)}
    if not units or any(unit.pk not in answering for unit in units):
        raise Invalid("请选择这项任务的责任单位", "units")
    post = post_of(by, on=timezone.localtime(at).date())
    same = Instruction.objects.filter(task=row, leader=by.name, text=text, state=InstructionState.GIVEN)
    there = {one.unit_id: one for one in same}
    given = {"task": row, "post": post, "leader": by.name, "text": text, "given_at": at}
    fresh = [
        Instruction.objects.create(**given, unit=unit, clock=start_clock(limit, at=at))
        for unit in units
        if unit.pk not in there
    ]
    recording.record_many([_entry("instruction.given", one, text) for one in fresh], by=by)
    return [*(there[unit.pk] for unit in units if unit.pk in there), *fresh]


@transaction.atomic
def answer_instruction(
    *,
    instruction: Instruction,
    text: str,
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Instruction:
    row = _locked(instruction)
    check_can_answer(row, by)
    check_version(row, seen)
    said = required_text(text, "text", "请写办理情况", most=LONGEST_ANSWER)
    answer = InstructionAnswer.objects.create(instruction=row, text=said, at=at, by=by.name)
    end_clock(row.clock, at=at, name=by.name)
    _move(row, InstructionState.ANSWERED)
    attach_files(answer, files, by, at=at)
    return _recorded("instruction.answered", row, said, by)


@transaction.atomic
def settle_instruction(
    *, instruction: Instruction, reply: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Instruction:
    row = _locked(instruction)
    check_can_settle(row, by)
    check_version(row, seen)
    reply = optional_text(reply, "reply", most=LONGEST)
    if reply:
        _reply(row, reply, at, by)
    row.settled_at, row.settled_by = at, by.name
    _move(row, InstructionState.SETTLED, "settled_at", "settled_by")
    return _recorded("instruction.settled", row, f"：{reply}" if reply else "", by)


@transaction.atomic
def continue_instruction(
    *, instruction: Instruction, reply: str, limit: Limit, at: datetime, seen: int | None = None, by: Actor
) -> Instruction:
    """Ask for more, by a new limit; one that was settled is opened again."""
    row = _locked(instruction)
    check_can_continue(row, by)
    check_version(row, seen)
    said = required_text(reply, "reply", "请写明还要办什么", most=LONGEST)
    was_settled = row.state == InstructionState.SETTLED
    if not was_settled:
        _reply(row, said, at, by)
    reason = f"重新打开：{said}" if was_settled else f"请继续办理：{said}"
    row.clock = run_again(row.clock, limit, reason=reason, at=at, name=by.name)
    row.settled_at, row.settled_by = None, ""
    _move(row, InstructionState.GIVEN, "settled_at", "settled_by")
    return _recorded("instruction.reopened" if was_settled else "instruction.continued", row, said, by)


@transaction.atomic
def withdraw_instruction(*, instruction: Instruction, at: datetime, seen: int | None = None, by: Actor) -> Instruction:
    """The leader who gave it takes it back while it is not answered."""
    row = _locked(instruction)
    check_can_withdraw(row, by, at=at)
    check_version(row, seen)
    end_clock(row.clock, at=at, name=by.name)
    _move(row, InstructionState.WITHDRAWN)
    return _recorded("instruction.withdrawn", row, "", by)


def check_may_instruct(task: Task, by: Actor) -> None:
    permissions.check_can(by, Permission.GIVE_INSTRUCTION, within=task.jurisdiction_path)
    check_task_in_force(task.state)


def check_can_answer(row: Instruction, by: Actor) -> None:
    check_answers(row, by)
    INSTRUCTION.check_move(InstructionState(row.state), InstructionState.ANSWERED)


def check_answers(row: Instruction, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.ANSWER_INSTRUCTION)


def check_can_settle(row: Instruction, by: Actor) -> None:
    permissions.check_can(by, Permission.SETTLE_INSTRUCTION, within=row.task.jurisdiction_path)
    INSTRUCTION.check_move(InstructionState(row.state), InstructionState.SETTLED)


def check_can_continue(row: Instruction, by: Actor) -> None:
    permissions.check_can(by, Permission.SETTLE_INSTRUCTION, within=row.task.jurisdiction_path)
    INSTRUCTION.check_move(InstructionState(row.state), InstructionState.GIVEN)


def check_can_withdraw(row: Instruction, by: Actor, *, at: datetime) -> None:
    permissions.check_can(by, Permission.GIVE_INSTRUCTION, within=row.task.jurisdiction_path)
    if not is_own(row, by, on=timezone.localtime(at).date()):
        raise NotAllowed(f"这是{row.leader}的批示，由本人撤回")
    INSTRUCTION.check_move(InstructionState(row.state), InstructionState.WITHDRAWN)


def check_may_add_evidence(answer: InstructionAnswer, by: Actor) -> None:
    """Until somebody said something to the answer."""
    check_answers(answer.instruction, by)
    if answer.instruction.state != InstructionState.ANSWERED or answer.reply:
        raise Conflict("这次反馈已有意见，佐证材料不能再改")


def _locked(instruction: Instruction) -> Instruction:
    return locked(instruction, "task__plan", "unit", "clock", "post")


def _reply(row: Instruction, reply: str, at: datetime, by: Actor) -> None:
    answer = row.answers.last()
    if answer is not None:
        answer.reply, answer.replied_at, answer.replied_by = reply, at, by.name
        answer.save(update_fields=["reply", "replied_at", "replied_by"])


def _move(row: Instruction, state: InstructionState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def _recorded(verb: str, row: Instruction, note: str, by: Actor) -> Instruction:
    recording.record_many([_entry(verb, row, note)], by=by)
    return row


def _entry(verb: str, row: Instruction, note: str) -> Entry:
    after: dict[str, Any] = {"任务": str(row.task), "办理单位": row.unit.name, "批示领导": row.leader}
    after |= {"状态": row.get_state_display(), "期限": moment(row.clock.due_at)}
    return Entry(verb, row, {}, after, note, [row.task, row.unit], row.task.jurisdiction_path)
