"""What a case does when its document moves: issued, thrown away, acknowledged.

In: the signals of `dispatch.happenings`, inside their transactions.  Out: the case, moved and recorded.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.supervision.case_record import locked_case, move, record, sign
from duban.apps.supervision.case_serving import serve_now
from duban.apps.supervision.models import Case
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState as C


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


def copy_was_acknowledged(*, copy: Copy, at: datetime, by: Actor, **_: Any) -> None:
    """Who signed for the document signed for the case."""
    case = Case.objects.filter(dispatch=copy.dispatch_id, unit=copy.unit_id, acknowledged_at=None).first()
    if case is not None and case.state in (C.SERVED, C.ANSWERED):
        row = locked_case(case)
        sign(row, at, by.name)
        record("case.acknowledged", row, "", by)
