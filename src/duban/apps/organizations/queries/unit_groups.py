"""Who belongs to a collective unit on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from duban.apps.organizations.models import (
    Appointment,
    GroupRule,
    LeadingGroup,
    Level,
    Membership,
    Unit,
    UnitGroup,
    UnitGroupMember,
    UnitKind,
)
from duban.apps.organizations.queries.leading_groups import member_units
from duban.apps.organizations.validity import holds


def members_of(group: UnitGroup, *, on: date) -> QuerySet[Unit]:
    """The units that make up the group on the day and exist then; one query, places included."""
    units = Unit.objects.filter(holds(on), pk__in=_by_rule(group, on).values("pk"))
    return units.select_related("jurisdiction").order_by("jurisdiction__path", "order", "pk")


def groups_of(unit: Unit, *, on: date) -> QuerySet[UnitGroup]:
    """The groups the unit belongs to on the day, listed or by rule; one query."""
    above = [int(key) for key in unit.jurisdiction.path.strip("/").split("/")]
    listed = UnitGroupMember.objects.on(on).filter(unit=unit)
    belongs = Q(rule=GroupRule.LISTED, pk__in=listed.values("group"))
    belongs |= Q(rule=GroupRule.LEADING_GROUP, leading_group__in=_sits_in(unit, on))
    if unit.kind == UnitKind.DEPARTMENT:
        belongs |= Q(rule=GroupRule.DEPARTMENTS, jurisdiction=unit.jurisdiction_id)
    if unit.kind == UnitKind.GOVERNMENT:
        belongs |= Q(rule=GroupRule.GOVERNMENTS_BELOW, jurisdiction=unit.jurisdiction.parent_id)
        if unit.jurisdiction.level == Level.TOWN:
            belongs |= Q(rule=GroupRule.TOWN_GOVERNMENTS, jurisdiction__in=above)
    groups = UnitGroup.objects.filter(belongs).select_related("jurisdiction")
    return groups if unit.holds_on(on) else groups.none()


def _sits_in(unit: Unit, on: date) -> QuerySet[LeadingGroup]:
    """The leading groups of which `member_units` names the unit on the day."""
    elsewhere = ~Q(leading_group__jurisdiction=unit.jurisdiction_id)
    held = Appointment.objects.on(on).filter(post__unit=unit)
    speaking = held.filter(post__leads_jurisdiction=False)
    by_post = Q(post__unit=unit) & (Q(post__leads_jurisdiction=False) | elsewhere)
    of_person = Q(official__in=speaking.values("official")) | Q(official__in=held.values("official")) & elsewhere
    seats = Membership.objects.on(on).filter(Q(unit=unit) | by_post | Q(of_person, post=None))
    groups = LeadingGroup.objects.filter(Q(pk__in=seats.values("leading_group")) | Q(office_unit=unit))
    return groups.exclude(jurisdiction=unit.jurisdiction_id) if unit.kind == UnitKind.GOVERNMENT else groups


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
