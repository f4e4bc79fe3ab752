"""Send out the demo's documents: under letterheads in use, signed by the leader where one has to, acknowledged.

In: drafts, who acts, when.  Out: issued documents; a bulletin for each round that is closed, the last still a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from duban.apps.bulletins.actions.bulletins import draft_bulletin
from duban.apps.bulletins.writing.choosing import Choices
from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.actions.receiving import acknowledge_copies
from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.dispatch.queries.letterheads import needs_leader
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, ReportingRound
from duban.rulebook.actors import Actor
from duban.site.making_year import CLOSED_AFTER, Happening, liaison_of, morning

WRITTEN_AFTER = timedelta(days=2)  # days after a round is closed, its bulletin is written
SIGNED_AFTER, NOT_ACKNOWLEDGED = timedelta(hours=5), 9  # every so many-th unit has not acknowledged


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands a document goes through."""

    office: Actor
    leader: Actor


def put_letterheads_in_use(*offices: Actor) -> None:
    for office in offices:
        take_over_letterheads(unit=Unit.objects.select_related("jurisdiction").get(pk=office.unit or 0), by=office)


def send_out(dispatch: Dispatch, hands: Hands, *, at: datetime) -> Dispatch:
    """Signed by the leader some hours later where the letterhead wants it, else issued by the office."""
    row = Dispatch.objects.select_related("letterhead").get(pk=dispatch.pk)
    if not needs_leader(row.letterhead, row.kind):
        return issue_dispatch(dispatch=row, at=at, by=hands.office)
    submitted = submit_dispatch(dispatch=row, at=at, by=hands.office)
    return issue_dispatch(dispatch=submitted, at=at + SIGNED_AFTER, by=hands.leader)


def acknowledge(dispatch: Dispatch, *, at: datetime, all_but: int = 0) -> None:
    """By somebody of each unit; `all_but`: every so many-th has not yet."""
    rows = Copy.objects.filter(dispatch=dispatch, acknowledged_at=None).select_related("unit__jurisdiction")
    for number, copy in enumerate(rows.order_by("unit"), 1):
        if not all_but or number % all_but:
            acknowledge_copies(copies=[copy], at=at, by=liaison_of(copy.unit))


def bulletins_of(plan: Plan, hands: Hands, *, now: datetime) -> list[Happening]:
    """Of the rounds that are closed by now."""
    closed = [one for one in plan.rounds.order_by("due") if morning(one.due) + CLOSED_AFTER + WRITTEN_AFTER < now]
    return [
        Happening(
            morning(one.due) + CLOSED_AFTER + WRITTEN_AFTER,
            partial(_write, plan, one, hands, is_last=one is closed[-1]),
        )
        for one in closed
    ]


def _write(plan: Plan, round: ReportingRound, hands: Hands, *, is_last: bool) -> None:
    at = morning(round.due) + CLOSED_AFTER + WRITTEN_AFTER
    bulletin = draft_bulletin(
        plan=plan,
        round=ReportingRound.objects.get(pk=round.pk),
        as_of=timezone.localdate(at),
        choices=Choices(),
        at=at,
        by=hands.office,
    )
    if not is_last:
        issued = send_out(bulletin.dispatch, hands, at=at + SIGNED_AFTER)
        acknowledge(issued, at=at + timedelta(days=2), all_but=NOT_ACKNOWLEDGED)
