"""Who sees which indicators: the office its places, drafts too; others what is in force there, or what they answer for.

In: an actor.  Out: conditions. A unit sees the indicators it answers for, as it sees the tasks it answers for.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission, can


def of_sets(actor: Actor) -> Q:
    """The sets of the places one sees whole, and those with an indicator one's units answer for."""
    answered = _answered(actor).values("indicator__indicator_set")
    return _seen(actor, "", Q(pk__in=answered))


def of_indicators(actor: Actor, relation: str = "") -> Q:
    """The indicators one sees, or the rows whose `relation` leads to one; a part is seen by whom its whole is."""
    at, key = (f"{relation}__", relation) if relation else ("", "pk")
    answered = _answered(actor).values("indicator")
    own = Q(**{f"{key}__in": answered}) | Q(**{f"{at}parent__in": answered})
    return _seen(actor, f"{at}indicator_set__", own)


def _seen(actor: Actor, at: str, answered: Q) -> Q:
    if actor.is_system:
        return Q()
    if not can(actor, Permission.SEE_INDICATORS):
        return Q(pk__in=())
    in_force = ~Q(**{f"{at}state": SetState.DRAFT})
    given = answered & in_force
    if not (actor.path and actor.sees_jurisdiction):
        return given
    own = Q(**{f"{at}jurisdiction__path__startswith": actor.path})
    return (own if can(actor, Permission.EDIT_INDICATORS) else own & in_force) | given


def _answered(actor: Actor) -> QuerySet[Any]:
    units = Unit.objects.visible_to(actor).order_by().values("pk")
    rows = apps.get_model("indicators", "IndicatorUnit")._default_manager
    return rows.filter(unit__in=units).order_by()
