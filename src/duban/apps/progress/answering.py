"""What was asked of a unit that was merged since, and what it asked, the unit it went to carries on.

In: units, rows that have a unit.  Out: the condition on such rows, the unit that owes. Who acts: `dispatch.answering`.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from duban.apps.dispatch.answering import acting as acting
from duban.apps.dispatch.answering import acts_for as acts_for
from duban.apps.dispatch.answering import check_acts_for as check_acts_for
from duban.apps.organizations.models import Unit


def of_units(units: QuerySet[Unit] | Collection[int], field: str = "unit") -> Q:
    """The rows of these units, and of those merged into them; `field` leads to the unit."""
    return Q(**{f"{field}__in": units}) | Q(**{f"{field}__merged_into__in": units})


def owing_unit(unit: Unit, units: Collection[int]) -> int:
    """Which of `units` owes what `unit` was asked."""
    return unit.pk if unit.pk in units else unit.merged_into_id or unit.pk
