"""Who answers for a unit: its head or liaison, the office for its own and for the government of its place.

In: an actor, units.  Out: querysets, refusals. What a unit was asked before it was merged, the unit it went to takes
up: `acts_for` and `answered_by` know of it. Stands here, below all that is asked of units, as the one rule.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Unit, UnitKind
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.roles import UNIT_WIDE, Role


def units_answered_by(actor: Actor) -> QuerySet[Unit]:
    """A head or liaison answers for the own unit; an office also for the government of its place."""
    if actor.is_system:
        return Unit.objects.all()
    if actor.role in UNIT_WIDE:
        return Unit.objects.filter(pk=actor.unit or 0)
    if actor.role == Role.OFFICE:
        government = Q(kind=UnitKind.GOVERNMENT, jurisdiction=actor.jurisdiction)
        return Unit.objects.filter(Q(pk=actor.unit or 0) | government)
    return Unit.objects.none()


def answered_by(actor: Actor) -> QuerySet[Unit]:
    """Those, and the units merged into them."""
    own = units_answered_by(actor).order_by().values("pk")
    return Unit.objects.filter(Q(pk__in=own) | Q(merged_into__in=own)).order_by()


def answers_for(actor: Actor, unit: Unit) -> bool:
    """Whether `unit` is one of `units_answered_by(actor)`; asks the database nothing."""
    if actor.is_system or (actor.role in UNIT_WIDE and unit.pk == actor.unit):
        return True
    own_government = unit.kind == UnitKind.GOVERNMENT and unit.jurisdiction_id == actor.jurisdiction
    return actor.role == Role.OFFICE and (unit.pk == actor.unit or own_government)


def check_answers_for(unit: Unit, by: Actor, permission: Permission) -> None:
    """Refuse unless the actor's role may, and the actor answers for the unit."""
    permissions.check_can(by, permission)
    if not answers_for(by, unit):
        raise NotAllowed(f"只有{unit}的负责人、联络员（政府由本级督查室代办）可以{permissions.LABELS[permission]}")


def acting(unit: Unit) -> Unit:
    """Who acts in its place now."""
    return unit.merged_into or unit


def acts_for(by: Actor, unit: Unit) -> bool:
    return answers_for(by, unit) or answers_for(by, acting(unit))


def check_acts_for(unit: Unit, by: Actor, permission: Permission) -> None:
    """Refuse unless the actor may, and acts for the unit."""
    check_answers_for(unit if answers_for(by, unit) else acting(unit), by, permission)
