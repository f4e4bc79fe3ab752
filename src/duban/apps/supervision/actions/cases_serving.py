"""督办件 goes out: at once, or as a document, and is served when that is issued; the milder step gives way to it.

In: keyword arguments, `by`.  Out: the case. What follows from a signature follows in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.changes import check_version
from duban.apps.progress.actions.clocks import end_clock, start_clock
from duban.apps.supervision.actions.interviews import LONGEST as MOST_REASON
from duban.apps.supervision.actions.interviews import propose_interview
from duban.apps.supervision.case_record import check_move, check_office, limit_of, locked_case, move, record
from duban.apps.supervision.case_texts import values_of
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.ladders import ladder_of
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.cases import CASE, DOCUMENTS, LEVELS, MAY_GO_WITHOUT, CaseState, Level
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind
from duban.rulebook.refusals import Conflict, Invalid

C = CaseState
NONE = "none"  # goes out as no document


@transaction.atomic
def serve_case(*, case: Case, document: str | None = None, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """`document`: the kind it goes out as, `NONE`, or what is usual for its step."""
    row = locked_case(case)
    check_can_serve(row, by, at=at)
    check_version(row, seen)
    row.document = chosen_document(row, document)
    row.decided_at, row.decided_by = at, by.name
    if row.document:
        return _draft(row, "case.drafted", at=at, by=by, writer=by)
    return serve_now(row, at=at, by=by)


@transaction.atomic
def serve_cases(*, cases: Sequence[Case], at: datetime, by: Actor) -> list[Case]:
    """Each as is usual for its step; all of them, or none."""
    return [serve_case(case=case, at=at, by=by) for case in sorted(cases, key=lambda one: one.pk)]


@transaction.atomic
def write_document(*, case: Case, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """For one that was approved while its document could not be drafted."""
    row = locked_case(case)
    check_can_write(row, by)
    check_version(row, seen)
    return _draft(row, "case.drafted", at=at, by=by, writer=by)


def write_and_wait(row: Case, verb: str, *, at: datetime, by: Actor) -> Case:
    """What follows a leader's approval: the system drafts, since leaders do not; where it cannot, the office will."""
    if not row.document:
        check_move(row, C.SERVED)
        return serve_now(row, at=at, by=by, verb=verb)
    try:
        with transaction.atomic():
            return _draft(row, verb, at=at, by=by, writer=SYSTEM)
    except (Conflict, Invalid):
        row.dispatch = None
        move(row, C.DRAFTED, "dispatch", "document", "decided_at", "decided_by", "decision")
        return record(verb, row, row.decision, by)


def serve_now(row: Case, *, at: datetime, by: Actor, verb: str = "case.served") -> Case:
    """The clock runs from here; the step it stands in the place of is raised."""
    row.served_at, row.served_by = at, by.name
    row.decided_at, row.decided_by = row.decided_at or at, row.decided_by or by.name
    row.clock = start_clock(limit_of(row), at=at)
    move(row, C.SERVED, *_SERVED)
    _raise_milder(row, at=at, by=by)
    if row.level == Level.INTERVIEW:
        propose_interview(unit=row.unit, reason=row.reason[:MOST_REASON], basis=row.basis, case=row, at=at, by=SYSTEM)
    return record(verb, row, row.demand, by)


def dispatch_was_issued(*, dispatch: Dispatch, at: datetime, by: Actor, **_: Any) -> None:
    """Its document is out: the case is served, whoever signed."""
    case = Case.objects.filter(dispatch=dispatch, state=C.DRAFTED).first()
    if case is not None:
        serve_now(locked_case(case), at=at, by=by)


def dispatch_was_voided(*, dispatch: Dispatch, at: datetime, by: Actor, **_: Any) -> None:
    """The office decides anew."""
    case = Case.objects.filter(dispatch=dispatch, state=C.DRAFTED).first()
    if case is not None:
        row = locked_case(case)
        row.dispatch, row.decided_at, row.decided_by = None, None, ""
        move(row, C.PROPOSED, "dispatch", "decided_at", "decided_by")
        record("case.document_voided", row, "", by)


def chosen_document(row: Case, wanted: str | None) -> str:
    """What it goes out as: "" for nothing."""
    usual = DOCUMENTS[Level(row.level)]
    if wanted is None:
        return row.document if row.document in usual else str(next(iter(usual), ""))
    if wanted == NONE:
        if usual and row.level not in MAY_GO_WITHOUT:
            raise Invalid(f"{LEVELS[Level(row.level)]}须以文书发出", "document")
        return ""
    if wanted not in {one.value for one in usual}:
        raise Invalid("这一层级不用这种文书", "document")
    return wanted


def documents_of(level: str) -> list[tuple[str, str]]:
    """What the office may choose from, in words."""
    found = [(one.value, DISPATCH_KINDS[one]) for one in DOCUMENTS[Level(level)]]
    return [*found, (NONE, "不另行文，直接发出")] if level in MAY_GO_WITHOUT or not found else found


def check_can_serve(row: Case, by: Actor, *, at: datetime) -> None:
    check_office(row, by)
    if row.state == C.SUBMITTED:
        raise Conflict("督办件已呈批，等领导批准")
    if row.state != C.PROPOSED:
        raise Conflict(f"督办件{row.get_state_display()}，不能再发出")
    if ladder_of(row.jurisdiction_id, on=timezone.localdate(at)).wants_approval(row.level):
        raise Conflict(f"{row.get_level_display()}须先呈领导批准")


def check_can_write(row: Case, by: Actor) -> None:
    check_office(row, by)
    if row.state != C.DRAFTED or row.dispatch_id:
        raise Conflict("现在不需要拟写公文")


def _draft(row: Case, verb: str, *, at: datetime, by: Actor, writer: Actor) -> Case:
    kind = DispatchKind(row.document)
    head = letterhead_for(kind, row.jurisdiction)
    title, text = words_for(kind, row.jurisdiction, timezone.localdate(at))
    values = values_of(row, at=at, issuer=head.signatory)
    row.dispatch = draft_dispatch(
        kind=kind,
        jurisdiction=row.jurisdiction,
        title=fill(title, values)[:200],
        recipients=row.unit.name,
        units=[row.unit],
        text=fill(text, values),
        letterhead=head,
        at=at,
        by=writer,
    )
    move(row, C.DRAFTED, "dispatch", "document", "decided_at", "decided_by", "decision")
    return record(verb, row, row.decision, by)


def _raise_milder(row: Case, *, at: datetime, by: Actor) -> None:
    """The case it stands in the place of, if that still waits; its clock stops."""
    if row.raised_from is None:
        return
    milder = locked_case(row.raised_from)
    if not CASE.may_move(C(milder.state), C.RAISED):
        return
    if milder.clock is not None and milder.clock.ended_at is None:
        end_clock(milder.clock, at=at, name=by.name)
    milder.ended_at, milder.ended_by = at, by.name
    milder.ending = f"升级为{row.get_level_display()}"
    move(milder, C.RAISED, "ended_at", "ended_by", "ending")


_SERVED = ("served_at", "served_by", "decided_at", "decided_by", "decision", "document", "clock")
