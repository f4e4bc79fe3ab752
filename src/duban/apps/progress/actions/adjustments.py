"""调整申请: a lead unit asks that a task in force be changed, and may take the request back while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.plans.models import Task
from duban.apps.progress.actions.evidence import attach_files
from duban.apps.progress.adjusting import WAYS
from duban.apps.progress.adjusting.askers import asked_oneself, check_in_force, unit_that_asks
from duban.apps.progress.adjusting.told import about, said, values_of
from duban.apps.progress.adjusting.way import Values
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.progress.models import Adjustment
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.requests import ADJUSTMENT, AdjustmentKind, AdjustmentState

OPEN = (AdjustmentState.ASKED, AdjustmentState.REFERRED)


@transaction.atomic
def ask_adjustment(
    *,
    task: Task,
    kind: AdjustmentKind,
    after: Values,
    reason: str,
    progress: str = "",
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Adjustment:
    """One open request of a kind; sent twice, it is one. Asked after the deadline, it is taken and marked as late."""
    task, on = locked(task, "plan", "jurisdiction"), timezone.localtime(at).date()
    unit = unit_that_asks(task, by, Permission.ASK_ADJUSTMENT)
    check_in_force(task)
    row = Adjustment(task=task, unit=unit, kind=kind.value, after=after, asked_at=at, asked_by=by.name)
    row.asker_id = by.account
    row.reason = said(reason, "reason", "请写明理由")
    row.progress = progress.strip()
    if kind is AdjustmentKind.POSTPONE:
        row.progress = said(progress, "progress", "请写明目前进展，说明为什么不能按期完成")
    if (asked := _open_of_kind(row, by)) is not None:
        return asked
    check_version(task, seen)
    way = WAYS[kind]
    way.check(task, after, on)
    row.before = way.standing(task, after)
    row.deadline_then, row.asked_late = task.deadline, task.deadline is not None and on > task.deadline
    row.save()
    attach_files(row, files, by, at=at)
    _record("adjustment.asked", row, by, note=row.reason, asked="逾期申请" if row.asked_late else "申请")
    return row


@transaction.atomic
def withdraw_adjustment(*, adjustment: Adjustment, seen: int | None = None, by: Actor) -> Adjustment:
    task = locked(adjustment.task)
    row = locked(adjustment, "unit")
    check_acts_for(row.unit, by, Permission.ASK_ADJUSTMENT)
    ADJUSTMENT.check_move(AdjustmentState(row.state), AdjustmentState.WITHDRAWN)
    check_version(row, seen)
    row.state = AdjustmentState.WITHDRAWN
    row.version += 1
    row.save(update_fields=["state", "version"])
    row.task = task
    _record("adjustment.withdrawn", row, by)
    return row


def check_can_ask(task: Task, by: Actor) -> None:
    """What the button asks."""
    unit_that_asks(task, by, Permission.ASK_ADJUSTMENT)
    check_in_force(task)


def check_can_withdraw(row: Adjustment, by: Actor) -> None:
    check_acts_for(row.unit, by, Permission.ASK_ADJUSTMENT)
    ADJUSTMENT.check_move(AdjustmentState(row.state), AdjustmentState.WITHDRAWN)


def _open_of_kind(row: Adjustment, by: Actor) -> Adjustment | None:
    """The same request, sent before; another one of the kind must be decided or withdrawn first."""
    for other in row.task.adjustments.filter(kind=row.kind, state__in=OPEN).select_related("unit"):
        if (other.reason, other.after) == (row.reason, row.after) and asked_oneself(other, by):
            return other
        raise Conflict(f"{other.unit}的{row.get_kind_display()}申请还没有审批，请等审批或撤回后再申请")
    return None


def _record(verb: str, row: Adjustment, by: Actor, *, note: str = "", asked: str = "") -> None:
    before, after = values_of(row)
    after |= {"申请": asked} if asked else {}
    path = row.task.jurisdiction_path
    recording.record(verb, row, by=by, before=before, after=after, note=note, about=about(row), jurisdiction_path=path)
