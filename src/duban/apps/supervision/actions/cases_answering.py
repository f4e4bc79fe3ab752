"""督办件 at the unit and back: acknowledged, answered, checked, ended; withdrawn, reopened.

In: keyword arguments, `by`.  Out: the case. Who answered does not check.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.dispatch.models import Copy
from duban.apps.organizations.changes import check_version
from duban.apps.progress.actions.clocks import end_clock, run_again
from duban.apps.progress.answering import acts_for, check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.case_record import (
    LONGEST,
    check_move,
    check_office,
    close,
    locked_case,
    move,
    record,
    sign,
)
from duban.apps.supervision.models import Case, CaseAnswer
from duban.apps.supervision.queries.rectifications import unsettled
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState
from duban.rulebook.clocks import Limit
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.texts import required_text

C = CaseState
LONGEST_ANSWER = 5000


@transaction.atomic
def acknowledge_case(*, case: Case, at: datetime, by: Actor) -> Case:
    """签收, with the copy of its document; a second time it stays as it was."""
    row = locked_case(case)
    check_can_acknowledge(row, by)
    if row.acknowledged_at is not None:
        return row
    sign(row, at, by.name)
    copy = Copy.objects.filter(dispatch=row.dispatch_id, unit=row.unit_id, acknowledged_at=None).first()
    if copy is not None and row.dispatch_id:
        acknowledge_copy(copy=copy, at=at, by=by)
    return record("case.acknowledged", row, "", by)


@transaction.atomic
def answer_case(
    *, case: Case, text: str, files: Sequence[File] = (), at: datetime, seen: int | None = None, by: Actor
) -> Case:
    """反馈 with evidence; late when the clock had ended."""
    row = locked_case(case)
    check_can_answer(row, by)
    check_version(row, seen)
    said = required_text(text, "text", "请写办理情况", most=LONGEST_ANSWER)
    if row.clock is not None:
        row.clock = end_clock(row.clock, at=at, name=by.name)
    is_late = row.clock is not None and at > row.clock.due_at
    answer = CaseAnswer(case=row, text=said, at=at, by=by.name, account_id=by.account, is_late=is_late)
    answer.save()
    if row.acknowledged_at is None:
        sign(row, at, by.name)
    move(row, C.ANSWERED)
    attach_files(answer, files, by, at=at)
    return record("case.answered", row, f"{said}{'（逾期反馈）' if is_late else ''}", by)


@transaction.atomic
def verify_case(
    *,
    case: Case,
    finding: str,
    accepted: bool,
    limit: Limit | None = None,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Case:
    """核查: it ends, or goes back with what is missing and a new limit."""
    row = locked_case(case)
    check_can_verify(row, by)
    check_version(row, seen)
    said = required_text(finding, "finding", "请写明核查情况：怎样核查，看到什么", most=LONGEST)
    if not accepted and limit is None:
        raise Invalid("请选择新的反馈期限", "limit")
    answer = _last_answer(row)
    answer.finding, answer.is_accepted = said, accepted
    answer.checked_at, answer.checked_by, answer.checked_account_id = at, by.name, by.account
    answer.save(update_fields=["finding", "is_accepted", "checked_at", "checked_by", "checked_account"])
    if accepted:
        _check_settled(row)
        close(row, C.ENDED, said, at=at, name=by.name)
        return record("case.accepted", row, said, by)
    assert limit is not None  # asked for above
    _run_again(row, limit, f"退回重办：{said}", at, by)
    row.returns += 1
    move(row, C.SERVED, "clock", "returns")
    return record("case.returned", row, said, by)


@transaction.atomic
def end_case(*, case: Case, ending: str, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """办结 without an answer: what it asked for has been done."""
    row = locked_case(case)
    check_can_end(row, by)
    check_version(row, seen)
    close(row, C.ENDED, required_text(ending, "ending", "请写明办结的根据", most=LONGEST), at=at, name=by.name)
    return record("case.ended", row, row.ending, by)


@transaction.atomic
def end_cases(*, cases: Sequence[Case], ending: str, at: datetime, by: Actor) -> list[Case]:
    """Those whose ground is gone, for one reason."""
    return [end_case(case=case, ending=ending, at=at, by=by) for case in sorted(cases, key=lambda one: one.pk)]


@transaction.atomic
def withdraw_case(*, case: Case, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """It should not have been sent; it stays to be read."""
    row = locked_case(case)
    check_can_withdraw(row, by)
    check_version(row, seen)
    close(row, C.WITHDRAWN, required_text(reason, "reason", "请写明撤回的原因", most=LONGEST), at=at, name=by.name)
    return record("case.withdrawn", row, row.ending, by)


@transaction.atomic
def reopen_case(*, case: Case, reason: str, limit: Limit, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """The problem came back, or the check was mistaken."""
    row = locked_case(case)
    check_can_reopen(row, by)
    check_version(row, seen)
    said = required_text(reason, "reason", "请写明重新督办的原因", most=LONGEST)
    _run_again(row, limit, f"重新督办：{said}", at, by)
    row.ended_at, row.ended_by, row.ending = None, "", ""
    move(row, C.SERVED, "clock", "ended_at", "ended_by", "ending")
    return record("case.reopened", row, said, by)


def check_acts(row: Case, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.ANSWER_CASE)


def check_can_acknowledge(row: Case, by: Actor) -> None:
    check_acts(row, by)
    if row.served_at is None:
        raise Conflict("督办件还没有发出")


def check_can_answer(row: Case, by: Actor) -> None:
    check_acts(row, by)
    check_move(row, C.ANSWERED)


def check_can_verify(row: Case, by: Actor) -> None:
    """The unit's own people do not check what it answered, whatever office they sit in."""
    check_office(row, by, Permission.VERIFY_CASE)
    if row.state != C.ANSWERED:
        raise Conflict(f"督办件{row.get_state_display()}，没有待核查的反馈")
    answer = _last_answer(row)
    if by.account is not None and answer.account_id == by.account:
        raise NotAllowed("反馈由您提交，须由他人核查")


def check_can_end(row: Case, by: Actor) -> None:
    check_office(row, by, Permission.VERIFY_CASE)
    if row.state != C.SERVED:
        raise Conflict(f"督办件{row.get_state_display()}，不能直接办结")
    if by.account is not None and acts_for(by, row.unit):
        raise NotAllowed("督办的是您所在的单位，须由他人办结")
    _check_settled(row)


def check_can_withdraw(row: Case, by: Actor) -> None:
    check_office(row, by)
    check_move(row, C.WITHDRAWN)


def check_can_reopen(row: Case, by: Actor) -> None:
    check_office(row, by)
    if row.state != C.ENDED:
        raise Conflict(f"督办件{row.get_state_display()}，不能重新督办")


def check_may_add_file(answer: CaseAnswer, by: Actor) -> None:
    """Until it is checked."""
    check_acts(answer.case, by)
    if answer.checked_at is not None or answer.case.state != C.ANSWERED:
        raise Conflict("这次反馈已经核查，佐证材料不能再改")


def _last_answer(row: Case) -> CaseAnswer:
    answer = row.answers.order_by("at", "pk").last()
    if answer is None:
        raise Conflict("还没有反馈")
    return answer


def _check_settled(row: Case) -> None:
    open_items = unsettled(row).count()
    if open_items:
        raise Conflict(f"还有{open_items}条整改事项没有核查通过，不能办结")


def _run_again(row: Case, limit: Limit, reason: str, at: datetime, by: Actor) -> None:
    if row.clock is not None:
        row.clock = run_again(row.clock, limit, reason=reason, at=at, name=by.name)
