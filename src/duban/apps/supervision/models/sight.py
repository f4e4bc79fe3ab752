"""Who sees what the office does about a unit: who sees the place whole, and the unit itself once it was told.

In: an actor, the fields that lead to the place and the unit.  Out: conditions.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import BUSINESS

NOTHING = Q(pk__in=())


def of_place_or_unit(
    actor: Actor, *, untold: Collection[str] = (), unit: str = "unit", state: str = "state", place: str = "jurisdiction"
) -> Q:
    """`untold`: states in which neither the unit nor a reader knows of it: the office and who approves alone do."""
    if actor.is_system:
        return Q()
    if actor.role not in BUSINESS:
        return NOTHING
    told = ~Q(**{f"{state}__in": list(untold)}) if untold else Q()
    own = Q(**{f"{unit}__in": Unit.objects.visible_to(actor).order_by()}) & told
    if not (actor.path and actor.sees_jurisdiction):
        return own
    within = Q(**{f"{place}__path__startswith": actor.path})
    return (within if _knows(actor) else within & told) | own


def of_office(actor: Actor, *, place: str = "jurisdiction") -> Q:
    """What the office and who approves know of before anybody is told."""
    if actor.is_system:
        return Q()
    return Q(**{f"{place}__path__startswith": actor.path}) if actor.path and _knows(actor) else NOTHING


def _knows(actor: Actor) -> bool:
    return can(actor, Permission.SERVE_CASE) or can(actor, Permission.APPROVE_CASE)
