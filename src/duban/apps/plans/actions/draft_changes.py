"""What every correction of a draft has in common: the import locked, the version seen, the correction kept.

In: the import or a row of it, what was seen.  Out: the rows as they are now; `Correction`s, the event, versions.
The import is locked before its rows, so that two clerks correct one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_fits, locked
from duban.apps.plans.drafting.kinds import kind_of
from duban.apps.plans.drafting.names import Names, create_names
from duban.apps.plans.drafting.words import called
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import Correction, DraftName, DraftSection, DraftTask, PlanImport, PlanImportState
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict

_BATCH = 500


def check_reviewing(plan_import: PlanImport) -> None:
    """Only what waits for its review can be corrected."""
    if plan_import.state != PlanImportState.REVIEWING:
        raise Conflict(f"这份方案{plan_import.get_state_display()}，不能再修改核对稿")


def check_can_correct(plan_import: PlanImport, by: Actor) -> None:
    """Refuse whoever may not, and what is no longer under review."""
    permissions.check_can(by, Permission.IMPORT_PLAN, within=plan_import.source.jurisdiction.path)
    check_reviewing(plan_import)


def locked_import(plan_import: PlanImport, by: Actor) -> PlanImport:
    """The import, locked, for whoever may import plans of its place."""
    row = locked(plan_import, "source__jurisdiction", "replaces")
    permissions.check_can(by, Permission.IMPORT_PLAN, within=row.source.jurisdiction.path)
    return row


def opened(plan_import: PlanImport, by: Actor) -> PlanImport:
    """The same, for whoever may correct it now."""
    row = locked_import(plan_import, by)
    check_reviewing(row)
    return row


def as_seen(task: DraftTask, seen: int) -> DraftTask:
    """The task as it is now, refused when somebody corrected it since version `seen`."""
    now = DraftTask.objects.select_related("section").filter(pk=task.pk).first()
    if now is None or now.version != seen:
        raise Conflict(f"{called(task)}已被他人修改，请刷新后再改")
    return now


def check_within(plan_import: PlanImport, *rows: DraftTask | DraftSection | None) -> None:
    """Refuse a place in another draft."""
    if any(row is not None and row.plan_import_id != plan_import.pk for row in rows):
        raise Conflict("选的位置不在这份方案里，请刷新后再选")


def keep(
    plan_import: PlanImport, draft: Model | None, before: Mapping[str, Any], after: Mapping[str, Any], by: Actor
) -> None:
    """One correction for each value that differs; the import's version goes up. `draft`: its row, None: its header."""
    rows = [correction(plan_import, draft, name, before.get(name), after[name], by) for name in after]
    for row in rows:
        check_fits(row)
    Correction.objects.bulk_create(rows)
    touch(plan_import)


def correction(
    plan_import: PlanImport, draft: Model | None, field: str, before: Any, after: Any, by: Actor
) -> Correction:
    """The row that keeps it, unsaved."""
    return Correction(
        plan_import=plan_import,
        draft_task=draft if isinstance(draft, DraftTask) else None,
        draft_row=None if draft is None or isinstance(draft, DraftTask) else draft.pk,
        field=field,
        before=_plain(before),
        after=_plain(after),
        account_id=by.account or plan_import.account_id,
    )


def touch(plan_import: PlanImport) -> None:
    """What was seen of the whole draft is no longer what it is."""
    plan_import.version += 1
    plan_import.save(update_fields=["version", "changed_at"])


def told(
    verb: str,
    plan_import: PlanImport,
    note: str,
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Record the event of a correction, in the history of the import."""
    path = plan_import.source.jurisdiction.path
    recording.record(
        f"plan_import.{verb}", plan_import, by=by, before=before, after=after, note=note, jurisdiction_path=path
    )


def recount_names(plan_import: PlanImport) -> None:
    """Names that no row which is taken holds vanish, new ones are looked up, the others are counted anew."""
    kind = kind_of(plan_import)
    used = kind.named(kind.rows(plan_import).filter(removed=False))
    known = {(one.kind, one.name): one for one in plan_import.names.all()}
    plan_import.names.filter(pk__in=[one.pk for key, one in known.items() if key not in used]).delete()
    moved = [one for key, one in known.items() if key in used and one.count != used[key]]
    for one in moved:
        one.count = used[one.kind, one.name]
    DraftName.objects.bulk_update(moved, ["count"], batch_size=_BATCH)
    new: Names = Counter({key: count for key, count in used.items() if key not in known})
    if new:
        create_names(plan_import, new)
        match_names(plan_import)


def arrange(plan_import: PlanImport, tasks: Iterable[DraftTask]) -> None:
    """Number the tasks in this order; only those that moved are written."""
    moved = []
    for order, task in enumerate(tasks, 1):
        if task.order != order:
            task.order = order
            moved.append(task)
    DraftTask.objects.bulk_update(moved, ["order"], batch_size=_BATCH)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
