"""What of supervision waits for whom: for the home page, in the order in which it presses.

In: an actor, a moment.  Out: `Waiting`s with a count and the address of the rows; empty ones are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.supervision.models import Case
from duban.apps.supervision.queries import cases
from duban.rulebook.actors import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    label: str
    count: int
    url: str
    rows: QuerySet[Case]


def waiting_for(actor: Actor, *, at: datetime) -> list[Waiting]:
    """A count each; the rows are asked for by whoever shows them."""
    asked = (
        ("督办件待批准", cases.to_approve(actor), "state=submitted"),
        ("督办件待反馈", cases.to_answer(actor), "state=served"),
        ("督办建议待决定", cases.to_decide(actor), "state=proposed"),
        ("督办公文待印发", cases.to_write(actor), "state=drafted"),
        ("督办反馈待核查", cases.to_check(actor), "state=answered"),
        ("督办件逾期未反馈", cases.overdue(actor, at=at), "late=1"),
    )
    address = reverse("supervision:cases")
    found = [Waiting(label, rows.count(), f"{address}?{query}", rows) for label, rows, query in asked]
    return [one for one in found if one.count]
