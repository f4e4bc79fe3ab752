"""Who belongs to a collective unit on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from duban.apps.organizations.models import GroupRule, Level, Unit, UnitGroup, UnitKind
from duban.apps.organizations.queries.leading_groups import member_units
from duban.apps.organizations.validity import holds


def members_of(group: UnitGroup, *, on: date) -> QuerySet[Unit]:
    """The units that make up the group on the day and exist then; one query, places included."""
    units = Unit.objects.filter(holds(on), pk__in=_by_rule(group, on).values("pk"))
    return units.select_related("jurisdiction").order_by("jurisdiction__path", "order", "pk")


def groups_of(unit: Unit, *, on: date) -> QuerySet[UnitGroup]:
    """The groups in which the unit is listed on the day."""
    return UnitGroup.objects.filter(holds(on, "members__"), members__unit=unit).select_related("jurisdiction")


def _by_rule(group: UnitGroup, on: date) -> QuerySet[Unit]:
    place = group.jurisdiction
    match GroupRule(group.rule):
        case GroupRule.LISTED:
            return Unit.objects.filter(holds(on, "group_memberships__"), group_memberships__group=group)
        case GroupRule.DEPARTMENTS:
            return Unit.objects.filter(jurisdiction=place, kind=UnitKind.DEPARTMENT)
        case GroupRule.GOVERNMENTS_BELOW:
            return Unit.objects.filter(jurisdiction__parent=place, kind=UnitKind.GOVERNMENT)
        case GroupRule.TOWN_GOVERNMENTS:
            towns = Unit.objects.within(place.path).filter(jurisdiction__level=Level.TOWN)
            return towns.filter(kind=UnitKind.GOVERNMENT)
        case GroupRule.LEADING_GROUP:
            return member_units(group.leading_group, on=on) if group.leading_group else Unit.objects.none()
