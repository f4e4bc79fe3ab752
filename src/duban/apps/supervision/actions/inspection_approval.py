"""报批、批准、退回、派出: no inspection begins without a leader's approval of its plan (art. 11, 15)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.changes import check_version
from duban.apps.supervision.actions.inspections import locked_inspection, move, recorded
from duban.apps.supervision.inspection_papers import draft_paper, notice_of
from duban.apps.supervision.inspection_planning import words_of
from duban.apps.supervision.models import Inspection
from duban.apps.supervision.queries.overlaps import overlaps_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import INSPECTION, check_designated
from duban.rulebook.inspections import InspectionState as State
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

LONGEST = 1000


@transaction.atomic
def submit_inspection(*, inspection: Inspection, at: datetime, seen: int | None = None, by: Actor) -> Inspection:
    row = locked_inspection(inspection)
    check_can_submit(row, by)
    check_version(row, seen)
    row.submitted_at, row.submitted_by = at, by.name
    row.approved_at, row.approved_by, row.approval = None, "", ""
    move(row, State.SUBMITTED, "submitted_at", "submitted_by", "approved_at", "approved_by", "approval")
    return recorded("inspection.submitted", row, by)


@transaction.atomic
def approve_inspection(
    *, inspection: Inspection, opinion: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    """The plan is kept as it was approved."""
    row = locked_inspection(inspection)
    check_can_decide(row, by)
    check_version(row, seen)
    row.approval = optional_text(opinion, "opinion", most=LONGEST)
    row.approved_at, row.approved_by, row.approved_plan = at, by.name, words_of(row)
    move(row, State.APPROVED, "approval", "approved_at", "approved_by", "approved_plan")
    return recorded("inspection.approved", row, by, note=f"：{row.approval}" if row.approval else "")


@transaction.atomic
def return_inspection(
    *, inspection: Inspection, opinion: str, at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    row = locked_inspection(inspection)
    check_can_decide(row, by)
    check_version(row, seen)
    row.approval = required_text(opinion, "opinion", "请写退回的意见", most=LONGEST)
    move(row, State.DRAFT, "approval")
    return recorded("inspection.returned", row, by, note=row.approval)


@transaction.atomic
def notify_inspection(
    *, inspection: Inspection, overlap_reason: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Dispatch:
    """Draft the notice; the inspection is under way when it is issued. Asked twice, it is the one that is there."""
    row = locked_inspection(inspection)
    check_can_send(row, by)
    check_version(row, seen)
    if not row.is_announced:
        raise Conflict("这次督查不事先通知，不发督查通知，直接派出")
    if row.dispatch is not None and not row.dispatch.is_issued:
        return row.dispatch
    _justify(row, overlap_reason)
    paper = notice_of(row)
    row.dispatch = draft_paper(paper, DispatchKind.INSPECTION, row, by, at=at)
    row.version += 1
    row.save(update_fields=["dispatch", "overlap_reason", "version"])
    recorded("inspection.notice_drafted", row, by)
    return row.dispatch


@transaction.atomic
def start_inspection(
    *, inspection: Inspection, overlap_reason: str = "", at: datetime, seen: int | None = None, by: Actor
) -> Inspection:
    """派出 without a notice: 暗访 and 线索核查, as the approved plan says; its objects learn of it afterwards."""
    row = locked_inspection(inspection)
    check_can_send(row, by)
    check_version(row, seen)
    if row.is_announced:
        raise Conflict("批准的方案写明事先通知，请拟制督查通知，印发后即派出")
    _justify(row, overlap_reason)
    return begin(row, by, at=at, note="，不事先通知")


def begin(row: Inspection, by: Actor, *, at: datetime, note: str = "") -> Inspection:
    """Under way from now on; asked of a locked row by what was allowed already."""
    INSPECTION.check_move(State(row.state), State.UNDER_WAY)
    row.dispatched_at, row.dispatched_by = at, by.name
    move(row, State.UNDER_WAY, "dispatched_at", "dispatched_by", "overlap_reason")
    return recorded("inspection.dispatched", row, by, note=note)


def check_can_submit(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    INSPECTION.check_move(State(row.state), State.SUBMITTED)
    check_leader_of_it(row)


def check_can_decide(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.APPROVE_INSPECTION, within=row.jurisdiction.path)
    INSPECTION.check_move(State(row.state), State.APPROVED)


def check_can_send(row: Inspection, by: Actor) -> None:
    permissions.check_can(by, Permission.PLAN_INSPECTION, within=row.jurisdiction.path)
    INSPECTION.check_move(State(row.state), State.UNDER_WAY)
    check_leader_of_it(row)


def check_leader_of_it(row: Inspection) -> None:
    """A department goes only where, and as long as, it is designated."""
    if (given := row.designation) is not None:
        check_designated(given.matter, given.since, given.until, row.begins, row.ends)


def _justify(row: Inspection, reason: str) -> None:
    """What supervises the same object in the same period is not repeated without a written reason (art. 15)."""
    reason = optional_text(reason, "overlap_reason", most=LONGEST)
    if not reason and overlaps_of(row):
        raise Invalid("督查对象在同一时期另有督查、督办或者报送，请写明仍要派出的理由", "overlap_reason")
    row.overlap_reason = reason
