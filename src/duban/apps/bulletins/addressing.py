"""To whom a bulletin goes unless the writer says otherwise: every lead unit, with a copy to the leaders' offices.

In: a plan, a day.  Out: units; two queries.
"""

from __future__ import annotations

from datetime import date

from duban.apps.organizations.models import Unit
from duban.apps.organizations.models.units import UnitQuerySet
from duban.apps.plans.models import Plan, Responsibility
from duban.rulebook.actors import Actor
from duban.rulebook.bulletin_words import safe
from duban.rulebook.tasks import ResponsibilityRole

MANY = 6  # units that the line of recipients names


def addressed(plan: Plan, as_of: date, actor: Actor) -> tuple[list[Unit], list[Unit]]:
    """Main, and copies; of those the actor sees."""
    given = Responsibility.objects.on(as_of).filter(task__plan=plan).order_by()
    leads = given.filter(role=ResponsibilityRole.LEAD, unit__isnull=False).values("unit")
    posts = given.filter(role=ResponsibilityRole.LEADER, post__isnull=False).values("post__unit")
    seen: UnitQuerySet = Unit.objects.visible_to(actor).order_by("jurisdiction__path", "order", "pk")
    main = list(seen.filter(pk__in=leads))
    return main, list(seen.filter(pk__in=posts).exclude(pk__in=leads))


def recipients(units: list[Unit]) -> str:
    """Their names, or one name for many."""
    if len(units) <= MANY:
        return "、".join(safe(unit.name) for unit in units)
    return "各牵头单位"
