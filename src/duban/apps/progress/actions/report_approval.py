"""单位审核: the unit's head lets a report go to the office, or gives it back inside the unit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.progress import submitting
from duban.apps.progress.models import Report
from duban.apps.progress.queries.rounds import check_open
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.reports import REPORT, FilingState
from duban.rulebook.texts import required_text

LONGEST_NOTE = 1000


@transaction.atomic
def approve_reports(*, reports: Collection[Report], at: datetime, by: Actor) -> list[Report]:
    """Submit those that wait for the head; what was approved before stays as it was."""
    rows = submitting.locked_reports(report.pk for report in reports)
    for round in {row.round_id: row.round for row in rows}.values():
        check_open(round)
    for row in rows:
        submitting.check_unit(row, Permission.APPROVE_REPORT, by)
        submitting.check_in_force(row)
        row.approved_by = by.name if row.state == FilingState.INNER else row.approved_by
    waiting = [row for row in rows if row.state == FilingState.INNER]
    if waiting:
        submitting.file_reports(waiting, "report.approved", at=at, by=by)
    return waiting


@transaction.atomic
def send_back_report(*, report: Report, note: str, by: Actor) -> Report:
    """Give it back to whoever filled it, with what is to be mended; the office learns nothing of it."""
    (row,) = submitting.locked_reports([report.pk])
    submitting.check_unit(row, Permission.APPROVE_REPORT, by)
    submitting.check_wanted(row)
    check_waits_inside(row)
    note = required_text(note, "note", "请写明要修改什么", most=LONGEST_NOTE)
    REPORT.check_move(FilingState.INNER, FilingState.DRAFT)
    row.state, row.inner_note = FilingState.DRAFT.value, note
    row.version += 1
    row.save(update_fields=["state", "inner_note", "version"])
    after = {"状态": row.get_state_display()}
    recording.record_many([submitting.entry("report.sent_back", row, after=after)], by=by)
    return row


def check_waits_inside(report: Report) -> None:
    if report.state != FilingState.INNER:
        raise Conflict(f"进展情况{report.get_state_display()}，不能由单位退回")
