"""Who answers for indicators when a set is put in force: each collective unit becomes its members of the day.

In: indicators with their units, a day.  Out: rows of members (`through`), frozen until the set is taken back.
A unit that leads an indicator in its own name is not listed once more as a member that supports it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from duban.apps.indicators.models import Indicator, IndicatorUnit
from duban.apps.plans.giving import members_of_groups
from duban.rulebook.tasks import UNIT_ROLES

_RANKS = {role.value: rank for rank, role in enumerate(UNIT_ROLES)}


def resolve_groups(indicators: Iterable[Indicator], *, on: date) -> list[IndicatorUnit]:
    """A row for each member; as many queries as there are different collective units, and two."""
    rows = list(
        IndicatorUnit.objects.filter(indicator__in=[one.pk for one in indicators]).select_related(
            "unit_group__leading_group"
        )
    )
    resolved = {row.through_id for row in rows if row.through_id}
    open_rows = [row for row in rows if row.unit_group_id and row.pk not in resolved]
    members = members_of_groups((row.unit_group for row in open_rows if row.unit_group is not None), on=on)
    held: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.unit_id:
            held[row.indicator_id].add(row.unit_id)
    made = []
    for row in sorted(open_rows, key=lambda row: (_RANKS[row.role], row.pk)):
        for unit in members[row.unit_group_id or 0]:
            if unit.pk not in held[row.indicator_id]:
                held[row.indicator_id].add(unit.pk)
                made.append(_member_row(row, unit.pk))
    return IndicatorUnit.objects.bulk_create(made, batch_size=500)


def _member_row(group_row: IndicatorUnit, unit: int) -> IndicatorUnit:
    return IndicatorUnit(
        indicator_id=group_row.indicator_id,
        role=group_row.role,
        unit_id=unit,
        through=group_row,
        order=group_row.order,
    )
