"""What waits for whom: to be signed by a leader, to be acknowledged by a unit.

In: an actor.  Out: rows and counts; the sidebar and the home page ask here.
"""

from __future__ import annotations

from django.db.models import QuerySet

from duban.apps.dispatch.answering import answered_by
from duban.apps.dispatch.models import Copy, Dispatch
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role


def to_sign(actor: Actor) -> QuerySet[Dispatch]:
    """What was submitted to the leaders of the actor's own place."""
    if actor.role != Role.LEADER or not actor.path:
        return Dispatch.objects.none()
    rows = Dispatch.objects.filter(jurisdiction=actor.jurisdiction, state=DispatchState.SUBMITTED)
    return rows.order_by("submitted_at", "pk")


def returned(actor: Actor) -> QuerySet[Dispatch]:
    """Drafts that came back with a leader's opinion."""
    if not can(actor, Permission.DRAFT_DISPATCH):
        return Dispatch.objects.none()
    rows = Dispatch.objects.filter(jurisdiction=actor.jurisdiction, state=DispatchState.DRAFT)
    return rows.exclude(return_reason="").order_by("-changed_at", "pk")


def to_acknowledge(actor: Actor) -> QuerySet[Copy]:
    """The oldest first."""
    rows = Copy.objects.filter(unit__in=answered_by(actor), acknowledged_at=None, delivered_at__isnull=False)
    return rows.select_related("dispatch", "unit").order_by("delivered_at", "pk")


def count_to_sign(actor: Actor) -> int:
    """For a leader what is to be signed, for the office what came back."""
    return to_sign(actor).count() if actor.role == Role.LEADER else returned(actor).count()


def count_to_acknowledge(actor: Actor) -> int:
    return to_acknowledge(actor).count()
