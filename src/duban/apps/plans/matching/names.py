"""Whom the names of a document mean: everything that is beyond doubt is matched, the rest stays open for a person.

In: an import whose names were read.  Out: its `DraftName` rows, matched as of the document's day.
A number of queries that does not grow with the names.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.models import Post, Unit
from duban.apps.plans.matching.leaders import LeaderNames
from duban.apps.plans.matching.memory import remembered
from duban.apps.plans.matching.units import UnitNames
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport

_BATCH = 500


def day_of(plan_import: PlanImport) -> date:
    """The day as of which its names are understood: the document's, else that of the upload."""
    return plan_import.issued_on or timezone.localdate(plan_import.created_at)


@transaction.atomic
def match_names(plan_import: PlanImport) -> int:
    """Match the open names that mean one thing; gives how many. What a person decided stays."""
    names = list(plan_import.names.select_for_update().filter(matched_by=MatchedBy.OPEN))
    if not names:
        return 0
    return _match_units(plan_import, names) + _match_leaders(plan_import, names)


def _match_units(plan_import: PlanImport, names: list[DraftName]) -> int:
    day = day_of(plan_import)
    known, before = UnitNames(plan_import.source.jurisdiction, day), remembered(plan_import, names, day)
    matched = []
    for row in (row for row in names if row.kind == NameKind.UNIT):
        found = known.sure(row.name)
        if found is not None:
            row.unit, row.unit_group = (found, None) if isinstance(found, Unit) else (None, found)
        elif row.name in before:
            row.unit, row.unit_group = before[row.name].unit, before[row.name].unit_group
        else:
            continue
        matched.append(_matched(row))
    DraftName.objects.bulk_update(matched, ["unit", "unit_group", "matched_by", "version"], batch_size=_BATCH)
    return len(matched)


def _match_leaders(plan_import: PlanImport, names: list[DraftName]) -> int:
    leaders = LeaderNames(plan_import.source.jurisdiction, day_of(plan_import))
    found: list[tuple[DraftName, Post]] = []
    for row in (row for row in names if row.kind == NameKind.LEADER):
        if post := leaders.sure(row.name):
            found.append((_matched(row), post))
    DraftName.objects.bulk_update([row for row, _ in found], ["matched_by", "version"], batch_size=_BATCH)
    through = DraftName.posts.through
    through.objects.bulk_create([through(draftname_id=row.pk, post_id=post.pk) for row, post in found])
    return len(found)


def _matched(row: DraftName) -> DraftName:
    row.matched_by, row.version = MatchedBy.RECORD, row.version + 1
    return row
