"""Objections and proposals as one sees them; which objections wait to be decided.

In: an actor.  Out: querysets, conditions.
"""

from __future__ import annotations

from django.db.models import QuerySet

from duban.apps.supervision.models import Conclusion, Objection, Proposal
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import ObjectionState
from duban.rulebook.permissions import Permission, can

_RELATED = ("conclusion__inspection__jurisdiction", "conclusion__unit__merged_into", "dispatch", "conclusion__dispatch")


def objections_for(actor: Actor) -> QuerySet[Objection]:
    """Whoever sees the conclusion."""
    seen = Conclusion.objects.visible_to(actor).order_by().values("pk")
    return Objection.objects.filter(conclusion__in=seen).select_related(*_RELATED)


def waiting_objections(actor: Actor) -> QuerySet[Objection]:
    """Filed and not decided, in the places where the actor may decide."""
    if not can(actor, Permission.DECIDE_CONCLUSION_OBJECTION):
        return Objection.objects.none()
    return objections_for(actor).filter(
        state=ObjectionState.FILED, conclusion__inspection__jurisdiction__path__startswith=actor.path
    )


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """The office that proposes and the leaders who decide; not the object."""
    if not (can(actor, Permission.MAKE_PROPOSAL) or can(actor, Permission.DECIDE_PROPOSAL)):
        return Proposal.objects.none()
    rows = Proposal.objects.select_related("conclusion__inspection__jurisdiction", "conclusion__unit")
    if actor.is_system:
        return rows
    return rows.filter(conclusion__inspection__jurisdiction__path__startswith=actor.path) if actor.path else rows.none()
