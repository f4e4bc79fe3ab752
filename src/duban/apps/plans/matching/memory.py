"""What a person said a name means, in an earlier import of the same place, to be remembered.

For names that no list of names can keep: of collective units (各地), of units of places below.
In: an import, open names.  Out: the latest decision about each, that still holds on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport


def remembered(plan_import: PlanImport, names: Iterable[DraftName], on: date) -> dict[str, DraftName]:
    """By the name, in one query; leaders change, and are asked of their posts."""
    wanted = {row.name for row in names if row.kind == NameKind.UNIT}
    kept = DraftName.objects.filter(
        plan_import__source__jurisdiction=plan_import.source.jurisdiction_id,
        kind=NameKind.UNIT,
        matched_by=MatchedBy.PERSON,
        keep_as_alias=True,
        name__in=wanted,
    )
    rows = kept.exclude(plan_import=plan_import).select_related("unit", "unit_group").order_by("pk")
    return {row.name: row for row in rows if row.unit_group or (row.unit and row.unit.holds_on(on))}
