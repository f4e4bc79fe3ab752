"""审批: the office grants, refuses or refers a request to the leader; what is granted is done at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Task
from duban.apps.plans.searching import write_search
from duban.apps.progress.adjusting import WAYS
from duban.apps.progress.adjusting.askers import check_in_force
from duban.apps.progress.adjusting.deciders import check_may_decide, check_may_refer, leaders_of
from duban.apps.progress.adjusting.told import about, said, values_of
from duban.apps.progress.adjusting.way import Moment, Values
from duban.apps.progress.models import Adjustment
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict
from duban.rulebook.requests import ADJUSTMENT, AdjustmentKind, AdjustmentState


@transaction.atomic
def refer_adjustment(
    *, adjustment: Adjustment, referral: str, at: datetime, seen: int | None = None, by: Actor
) -> Adjustment:
    """呈领导审批, with the office's opinion."""
    task, row = _open(adjustment)
    check_may_refer(row, by)
    ADJUSTMENT.check_move(AdjustmentState(row.state), AdjustmentState.REFERRED)
    check_version(row, seen)
    row.referral = said(referral, "decision", "请填写拟办意见")
    if not leaders_of(task.jurisdiction_id, on=timezone.localtime(at).date()).exists():
        raise Conflict(f"{task.jurisdiction}还没有领导账号，请系统管理员新建并授予角色后再呈批")
    row.state, row.referred_at, row.referred_by = AdjustmentState.REFERRED, at, by.name
    row.version += 1
    row.save(update_fields=["state", "referral", "referred_at", "referred_by", "version"])
    _record("adjustment.referred", row, row.referral, by)
    return row


@transaction.atomic
def grant_adjustment(
    *,
    adjustment: Adjustment,
    decision: str,
    after: Values | None = None,
    at: datetime,
    seen: int | None = None,
    task_seen: int | None = None,
    by: Actor,
) -> Adjustment:
    """`after`: as decided, where it differs from what was asked; the wish stays beside it."""
    task, row = _open(adjustment)
    on = timezone.localtime(at).date()
    _check_may(row, AdjustmentState.GRANTED, by, on, seen)
    check_version(task, task_seen)
    check_in_force(task)
    _decide(row, AdjustmentState.GRANTED, decision, at, by)
    if after is not None and after != row.after:
        row.after = after | {"asked": row.after}
    _put_in_force(task, row, Moment(on, at))
    _record("adjustment.granted", row, row.decision, by)
    return row


@transaction.atomic
def refuse_adjustment(
    *, adjustment: Adjustment, decision: str, at: datetime, seen: int | None = None, by: Actor
) -> Adjustment:
    _, row = _open(adjustment)
    _check_may(row, AdjustmentState.REFUSED, by, timezone.localtime(at).date(), seen)
    _decide(row, AdjustmentState.REFUSED, decision, at, by)
    row.save(update_fields=_DECIDED)
    _record("adjustment.refused", row, row.decision, by)
    return row


_DECIDED = ("state", "before", "after", "decision", "decided_at", "decided_by", "version")


def _open(adjustment: Adjustment) -> tuple[Task, Adjustment]:
    """The task and its request, locked in this order."""
    task = locked(adjustment.task, "plan", "jurisdiction")
    row = locked(adjustment, "unit")
    row.task = task
    return task, row


def _check_may(row: Adjustment, wanted: AdjustmentState, by: Actor, on: date, seen: int | None) -> None:
    if row.decided_by:
        raise Conflict(f"{row.decided_by}已审批：{row.get_state_display()}")
    ADJUSTMENT.check_move(AdjustmentState(row.state), wanted)
    check_may_decide(row, by, on=on)
    check_version(row, seen)


def _decide(row: Adjustment, state: AdjustmentState, decision: str, at: datetime, by: Actor) -> None:
    row.decision = said(decision, "decision", "请填写审批意见")
    row.state, row.decided_at, row.decided_by = state, at, by.name
    row.version += 1


def _put_in_force(task: Task, row: Adjustment, moment: Moment) -> None:
    """The task is changed, the row keeps both sides as they were, everybody concerned is told."""
    way = WAYS[AdjustmentKind(row.kind)]
    row.before = way.standing(task, row.after)
    way.check(task, row.after, moment.on)
    way.apply(task, row.after, moment)
    task.version += 1
    task.save(update_fields=["text", "measures", "deadline", "state", "version"])
    row.save(update_fields=_DECIDED)
    write_search([task])
    tell_changed([task], on=moment.on if way.moves_duties else None)


def _record(verb: str, row: Adjustment, note: str, by: Actor) -> None:
    before, after = values_of(row)
    path = row.task.jurisdiction_path
    recording.record(verb, row, by=by, before=before, after=after, note=note, about=about(row), jurisdiction_path=path)
