"""Who answers for a unit a document was sent to: its head or liaison, the office for its own and for the government.

In: an actor, units.  Out: a queryset, a refusal. What was sent to a unit that was merged, the unit it went to takes up.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Unit, UnitKind
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.roles import UNIT_WIDE, Role


def answered_by(actor: Actor) -> QuerySet[Unit]:
    """The units this actor answers for."""
    if actor.is_system:
        return Unit.objects.order_by()
    own = Q(pk=actor.unit or 0)
    if actor.role == Role.OFFICE:
        own |= Q(kind=UnitKind.GOVERNMENT, jurisdiction=actor.jurisdiction)
    elif actor.role not in UNIT_WIDE:
        return Unit.objects.none()
    found = Unit.objects.filter(own).order_by()
    return Unit.objects.filter(Q(pk__in=found.values("pk")) | Q(merged_into__in=found.values("pk"))).order_by()


def check_answers_for(unit: Unit, by: Actor, permission: Permission) -> None:
    """Refuse unless the actor's role may, and the actor answers for the unit."""
    permissions.check_can(by, permission)
    if not _answers_for(by, unit) and not (unit.merged_into and _answers_for(by, unit.merged_into)):
        raise NotAllowed(f"只有{unit}的负责人、联络员（政府由本级督查室代办）可以{permissions.LABELS[permission]}")


def _answers_for(actor: Actor, unit: Unit) -> bool:
    if actor.is_system or (actor.role in UNIT_WIDE and unit.pk == actor.unit):
        return True
    own_government = unit.kind == UnitKind.GOVERNMENT and unit.jurisdiction_id == actor.jurisdiction
    return actor.role == Role.OFFICE and (unit.pk == actor.unit or own_government)
