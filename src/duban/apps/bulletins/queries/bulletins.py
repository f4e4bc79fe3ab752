"""Bulletins as a list; the plans and rounds one can write of; whom and what a writer may name.

In: an actor, a plan, a day.  Out: querysets, rows; a fixed number of queries.
"""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from duban.apps.bulletins.models import Bulletin
from duban.apps.dispatch.queries.archive import HEAVY
from duban.apps.plans.models import Plan, ReportingRound
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.tasks import PlanState


def bulletins_for(actor: Actor) -> QuerySet[Bulletin]:
    """With how many copies went out and how many were acknowledged."""
    rows = Bulletin.objects.visible_to(actor).select_related("plan", "round", "dispatch__letterhead")
    rows = rows.defer(*(f"dispatch__{name}" for name in HEAVY), "figures")
    delivered = Q(dispatch__copies__delivered_at__isnull=False)
    return rows.annotate(
        sent_to=Count("dispatch__copies", filter=delivered),
        has_it=Count("dispatch__copies", filter=delivered & Q(dispatch__copies__acknowledged_at__isnull=False)),
    )


def plans_to_tell(actor: Actor) -> QuerySet[Plan]:
    """The plans in force the actor's office may write of, each with its opened rounds."""
    opened = Prefetch("rounds", ReportingRound.objects.filter(opened_at__isnull=False).order_by("-due"), "opened")
    rows = Plan.objects.visible_to(actor).exclude(state=PlanState.DRAFT).filter(put_in_force_at__isnull=False)
    rows = rows.filter(jurisdiction__path__startswith=actor.path or "-")
    return rows.select_related("jurisdiction").prefetch_related(opened)


def bulletin_of_round(round: ReportingRound, actor: Actor) -> Bulletin | None:
    """The newest one that is not thrown away."""
    rows = Bulletin.objects.visible_to(actor).filter(round=round).exclude(dispatch__state=DispatchState.VOID)
    return rows.select_related("dispatch").order_by("-pk").first()
