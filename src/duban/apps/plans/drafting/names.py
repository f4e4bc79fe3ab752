"""The names in a draft, each once, with how often its tasks name it.

In: tasks of a draft, the import they are of.  Out: counts; the import's `DraftName` rows.
Whom a name means is said elsewhere: `matching` proposes, a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from duban.apps.plans.models import DraftName, DraftTask, MatchedBy, NameKind, PlanImport
from duban.apps.plans.models.drafts import UNIT_FIELDS

_BATCH = 500
Names = Counter[tuple[str, str]]


def counted(tasks: Iterable[DraftTask]) -> Names:
    """How often each (kind, name) stands in them."""
    counts: Names = Counter()
    for task in tasks:
        counts.update((NameKind.UNIT.value, name) for field in UNIT_FIELDS for name in getattr(task, field))
        counts.update((NameKind.LEADER.value, name) for name in task.leaders)
    return counts


def create_names(plan_import: PlanImport, counts: Names) -> None:
    rows = [DraftName(plan_import=plan_import, kind=kind, name=name, count=n) for (kind, name), n in counts.items()]
    DraftName.objects.bulk_create(rows, batch_size=_BATCH)


def inherit_match(plan_import: PlanImport, *, kept: str, others: Iterable[str]) -> None:
    """Before names of one unit become one: the kept one means what an other was found to mean, if it was open."""
    rows = plan_import.names.filter(kind=NameKind.UNIT, name__in=[kept, *others])
    by_name = {row.name: row for row in rows}
    keeper = by_name.pop(kept, None)
    known = next((row for row in by_name.values() if row.unit_id or row.unit_group_id), None)
    if keeper is None or known is None or keeper.matched_by != MatchedBy.OPEN:
        return
    keeper.unit_id, keeper.unit_group_id, keeper.matched_by = known.unit_id, known.unit_group_id, known.matched_by
    keeper.version += 1
    keeper.save(update_fields=["unit", "unit_group", "matched_by", "version"])
