"""What a person made of a value in an earlier import of the same plan, where the new document reads it the same.

In: the new draft as read, the earlier drafts as corrected.  Out: `Kept` values; nothing is written.
Tasks are paired as `comparing` pairs them. What was split, joined or added is read as another task, and left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from duban.apps.plans.comparing.matching import matched
from duban.apps.plans.comparing.sides import TaskSide, squeezed
from duban.apps.plans.models import Correction, DraftTask, PlanImport, PlanImportKind, PlanImportState
from duban.apps.plans.models.drafts import FIELDS, LABELS
from duban.apps.plans.review.header import LABELS as HEADER

SPLIT = "拆分"
_CUT = (SPLIT, "合并", "新增")
_ByRow = Mapping[int | None, Sequence[Correction]]


class Kept(NamedTuple):
    """`row`: the task of the new draft, None for its header; `account`: who made the correction."""

    row: DraftTask | None
    field: str
    label: str
    before: Any
    after: Any
    account: int


_Decided = Iterator[tuple[tuple[int, str], Kept | None]]


def kept_values(plan_import: PlanImport, tasks: Sequence[DraftTask]) -> list[Kept]:
    """Of the latest import that read the same value; what was left there as it was read is left here too."""
    kept: dict[tuple[int, str], Kept | None] = {}
    for earlier in _earlier(plan_import):
        corrections: dict[int | None, list[Correction]] = defaultdict(list)
        for one in earlier.corrections.order_by("pk"):
            corrections[one.draft_task_id].append(one)
        old = list(earlier.tasks.select_related("section"))
        for key, found in (*_of_header(earlier, plan_import, corrections), *_of_tasks(old, tasks, corrections)):
            kept.setdefault(key, found)
    return [one for one in kept.values() if one is not None]


def _earlier(plan_import: PlanImport) -> Iterable[PlanImport]:
    """The documents that the plan was made of and corrected by, the latest first."""
    rows = PlanImport.objects.filter(
        Q(plan=plan_import.replaces_id) | Q(replaces=plan_import.replaces_id),
        state=PlanImportState.ADOPTED,
        kind=PlanImportKind.DOCUMENT,
    )
    return rows.exclude(pk=plan_import.pk).defer("text", "blocks", "document").order_by("-changed_at", "-pk")


def _of_header(earlier: PlanImport, plan_import: PlanImport, corrections: _ByRow) -> _Decided:
    for field, label in HEADER.items():
        yield from _decided(earlier, plan_import, field, label, corrections.get(None, ()))


def _of_tasks(old: Sequence[DraftTask], new: Sequence[DraftTask], corrections: _ByRow) -> _Decided:
    by_key = {task.pk: task for task in old}
    read = {task.pk: _as_read(task, "text", LABELS["text"], corrections.get(task.pk, ()))[0] for task in old}
    halves = {part for rows in corrections.values() for one in rows if one.field == SPLIT for part in one.after or ()}
    pairs = matched([_side(task, read[task.pk]) for task in old], [_side(task, task.text) for task in new])
    for task in new:
        before = by_key.get(pairs.get(task.pk, 0))
        if before is None or read[before.pk] in halves:
            continue
        rows = corrections.get(before.pk, ())
        if any(one.field in _CUT for one in rows):
            continue
        for field in FIELDS:
            yield from _decided(before, task, field, LABELS[field], rows)


def _decided(
    old: DraftTask | PlanImport, new: DraftTask | PlanImport, field: str, label: str, rows: Sequence[Correction]
) -> _Decided:
    """What becomes of a value that reads as it read then; None: it was left as it was read."""
    read, account = _as_read(old, field, label, rows)
    now, after = getattr(new, field), getattr(old, field)
    if _said(field, read) != _said(field, now):
        return
    row, key = (new, new.pk) if isinstance(new, DraftTask) else (None, 0)
    if account is None or _said(field, after) == _said(field, now):
        yield (key, field), None
    else:
        yield (key, field), Kept(row, field, label, now, after, account)


def _as_read(row: DraftTask | PlanImport, field: str, label: str, rows: Sequence[Correction]) -> tuple[Any, int | None]:
    """The value before its corrections, which lead from it to the present one, and who made the last of them."""
    value, account = plain(getattr(row, field)), None
    for one in reversed(rows):
        if one.field == label and one.after == value:
            value, account = one.before, account or one.account_id
    return value, account


def _said(field: str, value: Any) -> Any:
    """Equal for what says the same: lines broken elsewhere, and the place in the text, are not what is said."""
    if field == "targets":
        return [{name: _said("", one[name]) for name in one if name != "place"} for one in value]
    return squeezed(value) if isinstance(value, str) else plain(value)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _side(task: DraftTask, text: str) -> TaskSide:
    """What pairs two tasks: number, heading and words."""
    path = (str(task.section),) if task.section else ()
    return TaskSide(task.pk, path, task.number, text, "", (), (), (), (), (), None, "")
