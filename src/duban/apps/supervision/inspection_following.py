"""What follows from a document of an inspection that went out, was received, was thrown away.

In: what `dispatch` tells, inside its transaction.  Out: the inspection or conclusion of it moves along.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.supervision.actions.conclusions import delivered, locked_conclusion, received
from duban.apps.supervision.actions.inspection_approval import begin
from duban.apps.supervision.actions.inspections import locked_inspection
from duban.apps.supervision.models import Conclusion, Inspection, Objection
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import ConclusionState


def follow_issued(dispatch: Dispatch, at: datetime, by: Actor, **_: Any) -> None:
    """A notice sends the team out, a document delivers its conclusion."""
    if dispatch.kind == DispatchKind.INSPECTION:
        row = Inspection.objects.filter(dispatch=dispatch).first()
        if row is not None:
            begin(locked_inspection(row), by, at=at, note=f"，督查通知{dispatch.number}")
    if dispatch.kind == DispatchKind.CONCLUSION:
        conclusion = Conclusion.objects.filter(dispatch=dispatch, state=ConclusionState.DRAFT).first()
        if conclusion is not None:
            delivered(locked_conclusion(conclusion), by, at=at)


def follow_acknowledged(copy: Copy, at: datetime, by: Actor, **_: Any) -> None:
    """签收 of the document is the receipt of the conclusion."""
    rows = Conclusion.objects.filter(dispatch=copy.dispatch_id, unit=copy.unit_id, state=ConclusionState.DELIVERED)
    row = rows.first()
    if row is not None:
        received(locked_conclusion(row), by, at=at)


def follow_voided(dispatch: Dispatch, **_: Any) -> None:
    """Another may be drafted in its place."""
    for model in (Inspection, Conclusion, Objection):
        model.objects.filter(dispatch=dispatch).update(dispatch=None)
