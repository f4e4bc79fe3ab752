"""挂牌月报: the unit reports each month while it is listed; the office takes the report, or returns it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from duban.apps.organizations.changes import check_version, locked
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.supervision.actions.files import attach_files
from duban.apps.supervision.actions.listed_drafts import LONGEST, locked_listed, record_listed
from duban.apps.supervision.models import ListedReport
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.listings import LISTED_REPORT, ListedReportState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import optional_text, required_text

_WRITTEN = ("text", "problems", "next_steps", "submitted_at", "submitted_by", "first_submitted_at")


@transaction.atomic
def submit_listed_report(
    *,
    report: ListedReport,
    text: str,
    problems: str = "",
    next_steps: str = "",
    files: Sequence[File] = (),
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> ListedReport:
    row = _locked(report)
    check_writes(row, by)
    said = (
        required_text(text, "text", "请写明整治进展", most=LONGEST),
        optional_text(problems, "problems", most=LONGEST),
        optional_text(next_steps, "next_steps", most=LONGEST),
    )
    is_same = said == (row.text, row.problems, row.next_steps) and row.submitted_by == by.name
    if row.state == ListedReportState.SUBMITTED and is_same:
        return row  # sent twice
    check_can_submit(row, by)
    check_version(row, seen)
    row.text, row.problems, row.next_steps = said
    row.submitted_at, row.submitted_by = at, by.name
    row.first_submitted_at = row.first_submitted_at or at
    attach_files(row, files, by, at=at)
    _move(row, ListedReportState.SUBMITTED, *_WRITTEN)
    _record("listed.report_submitted", row, by, row.text)
    return row


@transaction.atomic
def accept_listed_report(
    *, report: ListedReport, opinion: str = "", at: datetime, seen: int | None = None, by: Actor
) -> ListedReport:
    row = _locked(report)
    check_can_review(row, by)
    check_version(row, seen)
    row.opinion, row.reviewed_at, row.reviewed_by = optional_text(opinion, "opinion", most=LONGEST), at, by.name
    _move(row, ListedReportState.ACCEPTED, "opinion", "reviewed_at", "reviewed_by")
    _record("listed.report_accepted", row, by, row.opinion)
    return row


@transaction.atomic
def return_listed_report(
    *, report: ListedReport, opinion: str, at: datetime, seen: int | None = None, by: Actor
) -> ListedReport:
    row = _locked(report)
    check_can_review(row, by)
    check_version(row, seen)
    row.opinion = required_text(opinion, "opinion", "请写明退回的原因，要补什么", most=LONGEST)
    row.reviewed_at, row.reviewed_by, row.returns = at, by.name, row.returns + 1
    _move(row, ListedReportState.RETURNED, "opinion", "reviewed_at", "reviewed_by", "returns")
    _record("listed.report_returned", row, by, row.opinion)
    return row


def check_writes(row: ListedReport, by: Actor) -> None:
    check_acts_for(row.listed_case.unit, by, Permission.REPORT_LISTED)


def check_can_submit(row: ListedReport, by: Actor) -> None:
    check_writes(row, by)
    LISTED_REPORT.check_move(ListedReportState(row.state), ListedReportState.SUBMITTED)


def check_can_review(row: ListedReport, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.listed_case.jurisdiction.path)
    LISTED_REPORT.check_move(ListedReportState(row.state), ListedReportState.ACCEPTED)


def check_may_add_files(row: ListedReport, by: Actor) -> None:
    """Until the office has looked at it."""
    check_writes(row, by)
    if row.state == ListedReportState.ACCEPTED:
        raise Conflict("月报已审核，佐证材料不能再改")


def _locked(report: ListedReport) -> ListedReport:
    """The month, behind its case."""
    case = locked_listed(report.listed_case)
    row = locked(report)
    row.listed_case = case
    return row


def _move(row: ListedReport, state: ListedReportState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def _record(verb: str, row: ListedReport, by: Actor, note: str) -> None:
    after = {"月份": f"{row.month.year}年{row.month.month}月", "月报": row.get_state_display()}
    record_listed(verb, row.listed_case, by, after=after, note=note)
