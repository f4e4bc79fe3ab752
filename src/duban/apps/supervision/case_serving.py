"""How a case goes out: what as, the document drafted, the clock started, the milder step raised.

In: a case, locked, after whoever decides was checked.  Out: the case, recorded. The actions and what follows from
a signature both end here.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.progress.actions.clocks import end_clock, start_clock
from duban.apps.supervision.actions.interviews import LONGEST as MOST_REASON
from duban.apps.supervision.actions.interviews import propose_interview
from duban.apps.supervision.case_record import check_move, limit_of, locked_case, move, record
from duban.apps.supervision.case_texts import values_of
from duban.apps.supervision.models import Case
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.cases import CASE, DOCUMENTS, LEVELS, MAY_GO_WITHOUT, CaseState, Level
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind
from duban.rulebook.refusals import Conflict, Invalid

C = CaseState
NONE = "none"  # goes out as no document


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


def write_and_wait(row: Case, verb: str, *, at: datetime, by: Actor) -> Case:
    """What follows a leader's approval: the system drafts, since leaders do not; where it cannot, the office will."""
    if not row.document:
        check_move(row, C.SERVED)
        return serve_now(row, at=at, by=by, verb=verb)
    try:
        with transaction.atomic():
            return draft(row, verb, at=at, by=by, writer=SYSTEM)
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


def draft(row: Case, verb: str, *, at: datetime, by: Actor, writer: Actor) -> Case:
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
