"""What the page of a conclusion shows: how it stands today, until when one may object, what it led to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from duban.apps.supervision.actions import conclusions, objections, proposals
from duban.apps.supervision.models import Conclusion
from duban.apps.supervision.queries.inspections import is_of_place
from duban.apps.supervision.queries.objections import objections_for, proposals_for
from duban.apps.supervision.views.rectification_parts import items_context
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import (
    CONCLUSION,
    ConclusionState,
    final_from,
    objection_until,
    standing_of_conclusion,
)
from duban.rulebook.permissions import why_not


def context_of(row: Conclusion, actor: Actor, *, at: datetime) -> dict[str, Any]:
    today = timezone.localtime(at).date()
    received = timezone.localtime(row.received_at).date() if row.received_at else None
    state = standing_of_conclusion(ConclusionState(row.state), received, today)
    acts = not why_not(conclusions.check_may_receive, row, actor)
    final = row.final_on or (final_from(received) if received and state is ConclusionState.FINAL else None)
    return {
        "row": row,
        "knows": is_of_place(row.inspection, actor),
        "state": CONCLUSION.labels[state],
        "is_final": state is ConclusionState.FINAL,
        "until": objection_until(received) if received else None,
        "final_on": final,
        "acts": acts,
        "why_no_objection": why_not(objections.check_can_file, row, actor, at=at) if acts else "",
        "can_receive": not why_not(conclusions.check_can_receive, row, actor),
        "can_change": not why_not(conclusions.check_can_change, row, actor),
        "can_write": row.dispatch is None and not why_not(conclusions.check_can_write, row, actor),
        "can_propose": not why_not(proposals.check_can_propose, row, actor),
        "objections": list(objections_for(actor).filter(conclusion=row)),
        "proposals": list(proposals_for(actor).filter(conclusion=row)),
        **items_context(row, actor, on=today),
    }
