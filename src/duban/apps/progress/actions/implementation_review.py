"""The office decides on implementation plans: accepts them, returns one with a reason, opens an accepted one again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_fits, check_version
from duban.apps.organizations.labels.people import in_words
from duban.apps.progress.actions.implementation import locked_plan
from duban.apps.progress.models import ImplementationPlan, ImplementationSubmission
from duban.apps.progress.standing import stand_again
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import IMPLEMENTATION_PLAN, Decision, FilingState
from duban.rulebook.texts import required_text

LONGEST_REASON = 1000
_BATCH = 500
_DECIDED = ("state", "reviewed_at", "reviewed_by", "return_reason", "version")
_JUDGED = ("decision", "reason", "new_due", "decided_at", "decided_by")


@transaction.atomic
def accept_implementation_plan(
    *, implementation_plan: ImplementationPlan, at: datetime, by: Actor, seen: int | None = None
) -> ImplementationPlan:
    """As read on the page: refused when it changed meanwhile."""
    row = locked_plan(implementation_plan)
    _check_reviews(row, by)
    check_version(row, seen)
    if row.state != FilingState.SUBMITTED:
        raise Conflict(f"落实方案{row.get_state_display()}，不用审核")
    return accept_implementation_plans(implementation_plans=[row], at=at, by=by)[0]


@transaction.atomic
def accept_implementation_plans(
    *, implementation_plans: Collection[ImplementationPlan], at: datetime, by: Actor
) -> list[ImplementationPlan]:
    """Those accepted just now: their milestones are in force. What a colleague had accepted stays as it was."""
    keys = {one.pk for one in implementation_plans}
    rows = ImplementationPlan.objects.select_for_update(of=("self",)).select_related("task__plan", "unit")
    fresh = [row for row in rows.filter(pk__in=keys).order_by("pk") if row.state != FilingState.ACCEPTED]
    for row in fresh:
        _check_reviews(row, by)
        _decide(row, FilingState.ACCEPTED, at, by)
        row.return_reason = ""
        check_fits(row)
    ImplementationPlan.objects.bulk_update(fresh, _DECIDED, batch_size=_BATCH)
    _judge(fresh, Decision.ACCEPTED, at, by)
    stand_again(sorted({row.task_id for row in fresh}))
    recording.record_many([_entry("implementation_plan.accepted", row) for row in fresh], by=by)
    return fresh


@transaction.atomic
def return_implementation_plan(
    *,
    implementation_plan: ImplementationPlan,
    reason: str,
    due: date,
    at: datetime,
    by: Actor,
    seen: int | None = None,
) -> ImplementationPlan:
    """Return it to be mended by `due`; one that was accepted is opened again: its milestones rest until it is back."""
    row = locked_plan(implementation_plan)
    _check_reviews(row, by)
    check_version(row, seen)
    if row.state not in (FilingState.SUBMITTED, FilingState.ACCEPTED):
        raise Conflict(f"落实方案{row.get_state_display()}，不能退回")
    reason = required_text(reason, "reason", "请写明退回原因，让单位知道要补什么", most=LONGEST_REASON)
    if due < timezone.localtime(at).date():
        raise Invalid("重报期限不能早于今天", "due")
    reopens, before = row.state == FilingState.ACCEPTED, in_words(row.due)
    _decide(row, FilingState.RETURNED, at, by)
    row.return_reason, row.due = reason, due
    row.returns += not reopens
    row.save(update_fields=[*_DECIDED, "due", "returns"])
    if not reopens:
        _judge([row], Decision.RETURNED, at, by, reason=reason, due=due)
    stand_again([row.task_id])
    verb = "implementation_plan.reopened" if reopens else "implementation_plan.returned"
    entry = _entry(verb, row, before={"报送期限": before}, after={"报送期限": in_words(due)}, note=reason)
    recording.record_many([entry], by=by)
    return row


def _check_reviews(row: ImplementationPlan, by: Actor) -> None:
    permissions.check_can(by, Permission.REVIEW_IMPLEMENTATION_PLAN, within=row.task.jurisdiction_path)


def _decide(row: ImplementationPlan, state: FilingState, at: datetime, by: Actor) -> None:
    IMPLEMENTATION_PLAN.check_move(FilingState(row.state), state)
    row.state, row.reviewed_at, row.reviewed_by, row.version = state, at, by.name, row.version + 1


def _judge(
    rows: Collection[ImplementationPlan],
    decision: Decision,
    at: datetime,
    by: Actor,
    *,
    reason: str = "",
    due: date | None = None,
) -> None:
    """Write the decision to what was filed last."""
    filed = ImplementationSubmission.objects.filter(implementation_plan__in=[row.pk for row in rows])
    last = {one.implementation_plan_id: one for one in filed.defer("values").order_by("number")}
    for one in last.values():
        one.decision, one.reason, one.new_due, one.decided_at, one.decided_by = decision, reason, due, at, by.name
    ImplementationSubmission.objects.bulk_update(list(last.values()), _JUDGED, batch_size=_BATCH)


def _entry(
    verb: str,
    row: ImplementationPlan,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    note: str = "",
) -> Entry:
    told = {"单位": row.unit.name, **(after or {})}
    return Entry(verb, row, before or {}, told, note, [row.task, row.unit], row.task.jurisdiction_path)
