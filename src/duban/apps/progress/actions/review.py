"""审核: the supervision office accepts what a unit reported, or returns it with the reason and a new day.

What the office finds stands beside what the unit says and never in its place. An officer may decide on a report of the
own unit (the office leads tasks, too, and nobody stands above it): the record then says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_fits, check_version, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.progress import happenings, standing
from duban.apps.progress.filings import bring_into_line
from duban.apps.progress.models import Report, ReportFigure, ReportSubmission
from duban.apps.progress.queries.returns import latest_new_due, new_due_of
from duban.apps.progress.queries.rounds import check_open
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS, STATED, Health
from duban.rulebook.permissions import Permission, why_not
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import REPORT, Decision, FilingState
from duban.rulebook.tasks import check_task_in_force
from duban.rulebook.texts import optional_text, required_text

LONGEST_REASON = 1000
_BATCH = 500
_DECIDED = ("state", "verified", "reviewed_at", "reviewed_by", "version")


@dataclass(slots=True)
class Accepted:
    """What became of several reports: those accepted now, and why not of each other."""

    done: list[Report] = field(default_factory=list)
    skipped: list[tuple[Report, str]] = field(default_factory=list)


@transaction.atomic
def accept_report(
    *,
    report: Report,
    verified: Health | None,
    figures: Mapping[int, Decimal | None],
    note: str,
    seen: int | None,
    at: datetime,
    by: Actor,
) -> Report:
    """Accept it with the state and the figures (by target) the office found; what is not given is as the unit says."""
    row = _locked(report, seen, by)
    check_open(row.round)
    check_acceptable(row)
    if verified is not None and verified not in STATED:
        raise Invalid(f"核定状态不能是{LABELS[verified]}", "verified")
    note = optional_text(note, "note", most=LONGEST_REASON)
    _accept(row, (verified or row.stated) and str(verified or row.stated), at, by)
    row.save(update_fields=_DECIDED)
    has_figures = _verify_figures(row, figures)
    _decide(row, Decision.ACCEPTED, note, None, at, by)
    standing.stand_again([row.task_id])
    recording.record_many([_accepted_entry(row, by, note)], by=by)
    happenings.tell_figures([row.pk] if has_figures else [], verified=True, at=at, by=by)
    return row


@transaction.atomic
def accept_reports(*, reports: Mapping[int, int | None], at: datetime, by: Actor) -> Accepted:
    """Accept those of the reports (by key, with the version shown) that still wait and are as shown, as stated."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("task__jurisdiction", "unit", "round")
    chosen, found = list(rows.filter(pk__in=reports).order_by("pk")), Accepted()
    closed = {row.round_id: why_not(check_open, row.round) for row in {row.round_id: row for row in chosen}.values()}
    for row in chosen:
        permissions.check_can(by, Permission.REVIEW_REPORT, within=row.task.jurisdiction_path)
        refusal = closed[row.round_id] or why_not(_check_as_shown, row, reports[row.pk])
        if refusal:
            found.skipped.append((row, refusal))
        else:
            _accept(row, row.stated, at, by)
            found.done.append(row)
    _write_accepted(found.done, at, by)
    return found


@transaction.atomic
def return_report(
    *, report: Report, reason: str, new_due: date | None, seen: int | None, at: datetime, by: Actor
) -> Report:
    """Give it back with the reason, to be filed again by `new_due`; an accepted one too, while its round is open."""
    row = _locked(report, seen, by)
    check_open(row.round)
    check_returnable(row)
    today = timezone.localtime(at).date()
    reason = required_text(reason, "reason", "请写明退回原因，让单位知道要补什么", most=LONGEST_REASON)
    due = new_due or new_due_of(row, on=today)
    _check_new_due(row, due, today)
    before = {"状态": row.get_state_display(), "报送期限": row.due}
    was_accepted = row.state == FilingState.ACCEPTED
    before |= {"核定": row.get_verified_display(), "审核人": row.reviewed_by} if was_accepted else {}
    has_figures = _give_back(row, reason, due, at, by)
    _decide(row, Decision.RETURNED, reason, due, at, by)
    bring_into_line([row.task_id], today)  # whoever leads the task by now has to mend it
    standing.stand_again([row.task_id])
    verb = "report.reopened" if was_accepted else "report.returned"
    after = {**_words(row, by), "状态": row.get_state_display(), "重报期限": due}
    recording.record_many([_entry(verb, row, before, after, reason)], by=by)
    happenings.tell_figures([row.pk] if has_figures else [], verified=True, at=at, by=by)
    return row


def _check_new_due(row: Report, due: date, today: date) -> None:
    if due < today:
        raise Invalid("重报期限不能早于今天", "new_due")
    last, why = latest_new_due(row, on=today)
    if due > last:
        raise Invalid(f"重报期限不能晚于{in_words(last)}：{why}", "new_due")


def check_acceptable(row: Report) -> None:
    """Refuse unless it waits for review; whether its round is open is asked apart."""
    if row.state == FilingState.ACCEPTED:
        raise Conflict(_who_was_first(row))
    REPORT.check_move(FilingState(row.state), FilingState.ACCEPTED)


def check_returnable(row: Report) -> None:
    """Refuse unless it can be wanted once more; whether its round is open is asked apart."""
    check_task_in_force(row.task.state)
    REPORT.check_move(FilingState(row.state), FilingState.RETURNED)


def _who_was_first(row: Report) -> str:
    return f"{row.reviewed_by}{'已审核通过' if row.state == FilingState.ACCEPTED else '已审核，退回了'}"


def _locked(report: Report, seen: int | None, by: Actor) -> Report:
    row = locked(report, "task__jurisdiction", "unit", "round")
    permissions.check_can(by, Permission.REVIEW_REPORT, within=row.task.jurisdiction_path)
    _check_waits(row, seen)
    return row


def _check_waits(row: Report, seen: int | None) -> None:
    """Who came first is named before anything else is said of a form that is out of date."""
    if seen is None or seen == row.version:
        return
    if row.state in (FilingState.ACCEPTED, FilingState.RETURNED) and row.reviewed_by:
        raise Conflict(_who_was_first(row))
    if row.state == FilingState.DRAFT:
        raise Conflict(f"{row.unit}已撤回这份进展情况，等它重新报送")
    check_version(row, seen)


def _check_as_shown(row: Report, seen: int | None) -> None:
    check_acceptable(row)
    check_version(row, seen)


def _accept(row: Report, verified: str, at: datetime, by: Actor) -> None:
    row.state, row.verified = FilingState.ACCEPTED, verified
    row.reviewed_at, row.reviewed_by = at, by.name
    row.version += 1


def _write_accepted(rows: Collection[Report], at: datetime, by: Actor) -> None:
    """A fixed number of queries for any number of reports."""
    if not rows:
        return
    for row in rows:
        check_fits(row)
    Report.objects.bulk_update(rows, _DECIDED, batch_size=_BATCH)
    keys = [row.pk for row in rows]
    has_figures = ReportFigure.objects.filter(report__in=keys).update(verified=F("value"))
    undecided = ReportSubmission.objects.filter(report__in=keys, decision="")
    undecided.update(decision=Decision.ACCEPTED, decided_at=at, decided_by=by.name)
    standing.stand_again(sorted({row.task_id for row in rows}))
    recording.record_many([_accepted_entry(row, by, "") for row in rows], by=by)
    happenings.tell_figures(keys if has_figures else [], verified=True, at=at, by=by)


def _verify_figures(row: Report, figures: Mapping[int, Decimal | None]) -> bool:
    """The office's figure beside the unit's; a target the unit gave none for gets a row with the office's alone.

    Whether there is any figure."""
    known = {figure.target_id: figure for figure in row.figures.all()}
    for figure in known.values():
        figure.verified = figures.get(figure.target_id, figure.value)
    ReportFigure.objects.bulk_update(known.values(), ["verified"], batch_size=_BATCH)
    targets = set(row.task.targets.values_list("pk", flat=True)) if figures else set()
    if not targets.issuperset(figures):
        raise Conflict("任务的量化目标有变动，请刷新后再审核")
    new = {target: value for target, value in figures.items() if target not in known and value is not None}
    ReportFigure.objects.bulk_create(
        [ReportFigure(report=row, target_id=target, verified=value) for target, value in new.items()]
    )
    return bool(known or new)


def _give_back(row: Report, reason: str, due: date, at: datetime, by: Actor) -> bool:
    """What had been verified holds no more; whether figures had been."""
    had_figures = bool(row.verified and row.figures.update(verified=None))
    row.state, row.verified, row.due, row.return_reason = FilingState.RETURNED, "", due, reason
    row.reviewed_at, row.reviewed_by = at, by.name
    row.returns += 1
    row.version += 1
    row.save(update_fields=[*_DECIDED, "due", "return_reason", "returns"])
    return had_figures


def _decide(row: Report, decision: Decision, reason: str, new_due: date | None, at: datetime, by: Actor) -> None:
    """What was said to the latest submission."""
    latest = row.submissions.order_by("-number").first()
    if latest is None:
        raise Conflict("没有找到这份进展情况的报送记录")
    latest.decision, latest.reason, latest.new_due = decision, reason, new_due
    latest.decided_at, latest.decided_by = at, by.name
    latest.save(update_fields=["decision", "reason", "new_due", "decided_at", "decided_by"])


def _accepted_entry(row: Report, by: Actor, note: str) -> Entry:
    after = {**_words(row, by), "状态": row.get_state_display(), "核定": row.get_verified_display()}
    return _entry("report.accepted", row, {"状态": "待审核", "自评": row.get_stated_display()}, after, note)


def _words(row: Report, by: Actor) -> dict[str, Any]:
    own = {"审核本单位的报送": True} if row.unit_id == by.unit else {}
    return {"单位": row.unit.name, "轮次": str(row.round), "任务": str(row.task), **own}


def _entry(verb: str, row: Report, before: dict[str, Any], after: dict[str, Any], note: str) -> Entry:
    return Entry(verb, row, before, after, note, [row.task, row.unit], row.task.jurisdiction_path)
