"""督办件 goes out: at once, or as a document; several at once; the document of one that a leader approved.

In: keyword arguments, `by`.  Out: the case. What follows when its document is issued is in `case_following`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_version
from duban.apps.supervision.case_record import check_office, locked_case
from duban.apps.supervision.case_serving import NONE as NONE
from duban.apps.supervision.case_serving import chosen_document, draft, serve_now
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.ladders import ladder_of
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState
from duban.rulebook.refusals import Conflict

C = CaseState


@transaction.atomic
def serve_case(*, case: Case, document: str | None = None, at: datetime, seen: int | None = None, by: Actor) -> Case:
    """`document`: the kind it goes out as, `NONE`, or what is usual for its step."""
    row = locked_case(case)
    check_can_serve(row, by, at=at)
    check_version(row, seen)
    row.document = chosen_document(row, document)
    row.decided_at, row.decided_by, row.decision = at, by.name, ""
    if row.document:
        return draft(row, "case.drafted", at=at, by=by, writer=by)
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
    return draft(row, "case.drafted", at=at, by=by, writer=by)


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
