"""进展情况: fill a report, submit it, take it back while nobody has looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.progress import standing, submitting
from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.reports import REPORT, Decision, FilingState
from duban.rulebook.roles import Role


@transaction.atomic
def save_report(
    *,
    report: Report,
    values: Mapping[str, str],
    figures: submitting.Figures | None = None,
    seen: int | None = None,
    at: datetime,
    by: Actor,
) -> Report:
    """Keep what is written so far; what is given is changed, the rest stays. Only the first time is an event."""
    (row,) = submitting.locked_reports([report.pk])
    submitting.check_may_write(row, by)
    targets = submitting.targets_said(row.pk) if figures else []
    changed = submitting.write(row, values, figures or {}, targets, seen)
    if not changed:
        return row
    begun = row.state == FilingState.OWED
    _touch(row, at, by)
    if begun:
        REPORT.check_move(FilingState.OWED, FilingState.DRAFT)
        row.state = FilingState.DRAFT.value
    row.version += 1
    kept = [name for name in changed if name != "figures"]
    row.save(update_fields=[*kept, "state", "begun_at", "changed_at", "written_by", "version"])
    if begun:
        recording.record_many([submitting.entry("report.begun", row, after={"填报人": by.name})], by=by)
    return row


@transaction.atomic
def submit_report(
    *,
    report: Report,
    values: Mapping[str, str] | None = None,
    figures: submitting.Figures | None = None,
    seen: int | None = None,
    at: datetime,
    by: Actor,
) -> Report:
    """Submit it with what is written now; where the unit wants it, to its head first. The head's own needs no one."""
    (row,) = submitting.locked_reports([report.pk])
    submitting.check_unit(row, Permission.WRITE_REPORT, by)
    targets = submitting.targets_said(row.pk)
    if submitting.came_before(row, values or {}, figures or {}, targets, seen, by):
        return row
    submitting.check_may_write(row, by)
    approving = row.state == FilingState.INNER
    if submitting.write(row, values or {}, figures or {}, targets, seen):
        _touch(row, at, by)
    submitting.check_return_read(row, seen)
    submitting.check_complete(row)
    if not approving:
        row.submitted_by = by.name
    row.approved_by = by.name if by.role == Role.UNIT_HEAD else ""
    if submitting.needs_approval(row, by):
        _send_to_head(row, by)
    else:
        verb = "report.approved" if approving else "report.submitted"
        submitting.file_reports([row], verb, at=at, by=by, targets=targets)
    return row


@transaction.atomic
def withdraw_report(*, report: Report, at: datetime, by: Actor) -> Report:
    """Take it back to write on: from the office while nobody has reviewed it, from the head. That it came stays."""
    (row,) = submitting.locked_reports([report.pk])
    submitting.check_unit(row, Permission.WRITE_REPORT, by)
    submitting.check_wanted(row)
    check_withdrawable(row)
    before = {"状态": row.get_state_display()}
    if row.state == FilingState.SUBMITTED:
        row.submissions.filter(decision="").update(decision=Decision.WITHDRAWN, decided_at=at, decided_by=by.name)
    row.state, row.submitted_at = FilingState.DRAFT.value, None
    row.version += 1
    row.save(update_fields=["state", "submitted_at", "version"])
    standing.stand_again([row.task_id])
    after = {"状态": row.get_state_display()}
    recording.record_many([submitting.entry("report.withdrawn", row, before=before, after=after)], by=by)
    return row


def check_withdrawable(report: Report) -> None:
    if report.state not in (FilingState.SUBMITTED, FilingState.INNER):
        raise Conflict(f"进展情况{report.get_state_display()}，不能撤回")


def _touch(row: Report, at: datetime, by: Actor) -> None:
    """Who wrote it and when; a head who mends it while approving does not become its writer."""
    row.begun_at, row.changed_at = row.begun_at or at, at
    if row.state != FilingState.INNER:
        row.written_by = by.name


def _send_to_head(row: Report, by: Actor) -> None:
    REPORT.check_move(FilingState(row.state), FilingState.INNER)
    row.state, row.inner_note = FilingState.INNER.value, ""
    row.version += 1
    row.save(update_fields=submitting.FILED)
    after = {"状态": row.get_state_display()}
    recording.record_many([submitting.entry("report.sent_to_head", row, after=after)], by=by)
