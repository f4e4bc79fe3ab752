"""Whom the names of a draft mean, for its indicators: units, collective units, or words that ask nobody.

In: an import.  Out: rows of `IndicatorUnit`; the document's words are kept beside what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from duban.apps.indicators.models import Indicator, IndicatorUnit
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.models import NameKind, PlanImport
from duban.rulebook.tasks import ResponsibilityRole

ROLES = {"lead": ResponsibilityRole.LEAD, "support": ResponsibilityRole.SUPPORT}


class Meant(NamedTuple):
    unit: int | None
    group: int | None


Names = Mapping[str, Meant]


def names_of_import(plan_import: PlanImport) -> Names:
    rows = plan_import.names.filter(kind=NameKind.UNIT).values_list("name", "unit", "unit_group")
    return {name: Meant(unit, group) for name, unit, group in rows}


def unit_rows(indicator: Indicator, named: Mapping[str, Iterable[str]], names: Names) -> Iterator[IndicatorUnit]:
    """Each once; who leads is not listed again as support."""
    taken: set[tuple[int | None, int | None, str]] = set()
    for field, role in ROLES.items():
        for order, name in enumerate(named.get(field, ()), 1):
            meant = names.get(name) or Meant(None, None)
            key = (meant.unit, meant.group, "" if meant.unit or meant.group else name)
            if key in taken:
                continue
            taken.add(key)
            row = IndicatorUnit(
                indicator=indicator,
                role=role,
                listed_name=name,
                unit_id=meant.unit,
                unit_group_id=meant.group,
                order=order,
            )
            check_fits(row)
            yield row
