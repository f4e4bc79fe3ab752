"""督办件, until it is served: opened by a person, edited, submitted, approved, decided against.

In: keyword arguments, `by`.  Out: the case. Nothing here reaches a unit; `cases_serving` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from duban.apps.indicators.models import Indicator
from duban.apps.organizations.changes import check_version
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Task
from duban.apps.progress.models import ImplementationPlan, Instruction, Milestone, Report
from duban.apps.supervision.case_record import LONGEST, check_move, check_office, locked_case, move, record
from duban.apps.supervision.case_serving import chosen_document, write_and_wait
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_openings import Opening
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from duban.rulebook.permissions import Permission, check_can
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import optional_text, required_text

C = CaseState
_DECIDED = ("decided_at", "decided_by", "decision")


@transaction.atomic
def open_case(
    *,
    unit: Unit,
    level: Level,
    subject: str,
    reason: str,
    basis: str,
    demand: str,
    limit: Limit,
    task: Task | None = None,
    report: Report | None = None,
    milestone: Milestone | None = None,
    implementation_plan: ImplementationPlan | None = None,
    instruction: Instruction | None = None,
    indicator: Indicator | None = None,
    raised_from: Case | None = None,
    occasion: str = "",
    at: datetime,
    by: Actor,
) -> Case:
    """At any step, with a reason; the same words to the same unit while it waits are one case."""
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=by.jurisdiction or unit.jurisdiction_id)
    check_can(by, Permission.SERVE_CASE, within=unit.jurisdiction.path)
    if task is not None:
        check_can(by, Permission.SERVE_CASE, within=task.jurisdiction_path)
    if indicator is not None:
        check_can(by, Permission.SERVE_CASE, within=indicator.indicator_set.jurisdiction.path)
    values = _said(level, subject, reason, basis, demand, limit)
    same = Case.objects.filter(jurisdiction=place, unit=unit, task=task, state=C.PROPOSED, subject=values["subject"])
    if (there := same.filter(level=values["level"], reason=values["reason"]).first()) is not None:
        return there
    about: dict[str, Any] = {"task": task, "report": report, "milestone": milestone, "instruction": instruction}
    about |= {"implementation_plan": implementation_plan, "raised_from": raised_from, "indicator": indicator}
    told: dict[str, Any] = {"occasion": occasion, "proposed_at": at, "proposed_by": by.name}
    row = Case.objects.create(jurisdiction=place, unit=unit, **values, **about, **told)
    return record("case.opened", row, row.reason, by)


@transaction.atomic
def open_cases(
    *, openings: Sequence[Opening], level: Level, reason: str, demand: str, limit: Limit, at: datetime, by: Actor
) -> list[Case]:
    """One for each unit that leads a task; what was typed stands before what the record says of it."""
    said = required_text(reason, "reason", "请写原因", most=LONGEST)
    return [
        open_case(
            unit=one.unit,
            level=level,
            subject=one.subject,
            reason="；".join(filter(None, [said.rstrip("。；"), one.reason]))[:LONGEST],
            basis=one.basis,
            demand=demand,
            limit=limit,
            task=one.task,
            at=at,
            by=by,
        )
        for one in openings
    ]


@transaction.atomic
def edit_case(
    *,
    case: Case,
    level: Level,
    subject: str,
    reason: str,
    basis: str,
    demand: str,
    limit: Limit,
    seen: int | None = None,
    by: Actor,
) -> Case:
    """Other words, another step, while nothing is decided."""
    row = locked_case(case)
    check_can_edit(row, by)
    check_version(row, seen)
    values = _said(level, subject, reason, basis, demand, limit)
    if all(getattr(row, name) == value for name, value in values.items()):
        raise Conflict("没有改动")
    for name, value in values.items():
        setattr(row, name, value)
    move(row, C.PROPOSED, *values)
    return record("case.edited", row, "", by)


@transaction.atomic
def submit_case(*, case: Case, document: str | None = None, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """呈批: a leader decides; `document`: what it is to go out as."""
    row = locked_case(case)
    check_can_submit(row, by)
    check_version(row, seen)
    row.document = chosen_document(row, document)
    row.submitted_at, row.submitted_by = at, by.name
    row.decided_at, row.decided_by, row.decision = None, "", ""
    move(row, C.SUBMITTED, "document", "submitted_at", "submitted_by", *_DECIDED)
    return record("case.submitted", row, row.reason, by)


@transaction.atomic
def approve_case(*, case: Case, opinion: str = "", at: datetime, seen: int | None = None, by: Actor) -> Case:
    """A leader's word; what goes out as a document waits for it, the rest is served at once."""
    row = locked_case(case)
    check_can_approve(row, by)
    check_version(row, seen)
    row.decision = optional_text(opinion, "opinion", most=LONGEST)
    row.decided_at, row.decided_by = at, by.name
    return write_and_wait(row, "case.approved", at=at, by=by)


@transaction.atomic
def return_case(*, case: Case, opinion: str, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """The leader wants it otherwise: back to the office, with why."""
    row = locked_case(case)
    check_can_approve(row, by)
    check_version(row, seen)
    row.decision = required_text(opinion, "opinion", "请写明退回的意见", most=LONGEST)
    row.decided_at, row.decided_by = at, by.name
    move(row, C.PROPOSED, *_DECIDED)
    return record("case.returned_to_office", row, row.decision, by)


@transaction.atomic
def dismiss_case(*, case: Case, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """不予督办, with a reason; it is not proposed again unless the fact grows graver."""
    row = locked_case(case)
    check_can_dismiss(row, by)
    check_version(row, seen)
    row.decision = required_text(reason, "reason", "请写明不予督办的理由", most=LONGEST)
    row.decided_at, row.decided_by, row.raised_from = at, by.name, None
    move(row, C.DISMISSED, "raised_from", *_DECIDED)
    return record("case.dismissed", row, row.decision, by)


@transaction.atomic
def dismiss_cases(*, cases: Sequence[Case], reason: str, at: datetime, by: Actor) -> list[Case]:
    """One reason for all of them, or none is dismissed."""
    return [dismiss_case(case=case, reason=reason, at=at, by=by) for case in sorted(cases, key=lambda one: one.pk)]


def check_can_edit(row: Case, by: Actor) -> None:
    check_office(row, by)
    if row.state != C.PROPOSED:
        raise Conflict(f"督办件{row.get_state_display()}，不能再修改")


def check_can_submit(row: Case, by: Actor) -> None:
    check_office(row, by)
    check_move(row, C.SUBMITTED)


def check_can_approve(row: Case, by: Actor) -> None:
    check_office(row, by, Permission.APPROVE_CASE)
    if row.state != C.SUBMITTED:
        raise Conflict(f"督办件{row.get_state_display()}，不在呈批中")


def check_can_dismiss(row: Case, by: Actor) -> None:
    """A leader, too, may decide against what was submitted."""
    if row.state == C.SUBMITTED:
        check_office(row, by, Permission.APPROVE_CASE)
        return
    check_office(row, by)
    check_move(row, C.DISMISSED)
    if row.dispatch_id:
        raise Conflict("公文已拟写，请先作废公文")


def _said(level: Level, subject: str, reason: str, basis: str, demand: str, limit: Limit) -> dict[str, Any]:
    return {
        "level": Level(level).value,
        "subject": required_text(subject, "subject", "请写事由", most=200),
        "reason": required_text(reason, "reason", "请写原因", most=LONGEST),
        "basis": required_text(basis, "basis", "请写依据：哪个文件、哪一条", most=300),
        "demand": required_text(demand, "demand", "请写要求：办什么，报什么", most=LONGEST),
        "working_days": limit.working_days,
        "working_hours": limit.working_hours,
    }
