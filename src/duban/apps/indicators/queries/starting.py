"""Whom the collective units of a set mean on a day; the number of queries grows only with different ones."""

from __future__ import annotations

from datetime import date

from duban.apps.indicators.models import IndicatorSet, IndicatorUnit
from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.plans.giving import members_of_groups


def groups_on(one: IndicatorSet, day: date) -> list[tuple[UnitGroup, list[Unit]]]:
    rows = IndicatorUnit.objects.filter(indicator__indicator_set=one, unit_group__isnull=False)
    groups = {
        row.unit_group_id: row.unit_group
        for row in rows.select_related("unit_group__leading_group")
        if row.unit_group is not None
    }
    members = members_of_groups(groups.values(), on=day)
    return [(group, members[group.pk]) for group in sorted(groups.values(), key=lambda group: group.name)]
