"""To whom an evaluation goes unless the writer says otherwise: every unit that leads one of its indicators.

In: `Ground`, an actor.  Out: units; one query.
"""

from __future__ import annotations

from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.bulletin_words import safe

MANY = 6  # units that the line of recipients names


def addressed(ground: Ground, actor: Actor) -> list[Unit]:
    """Of those the actor sees."""
    seen = Unit.objects.visible_to(actor).filter(pk__in=ground.units)
    return list(seen.order_by("jurisdiction__path", "order", "pk"))


def recipients(units: list[Unit]) -> str:
    """Their names, or one name for many."""
    return "、".join(safe(unit.name) for unit in units) if len(units) <= MANY else "各牵头单位"
