"""The targets of tasks that go on: the same ones kept, changed ones rewritten in their row, new ones made.

In: tasks with their drafts.  Out: rows written, in four queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from duban.apps.organizations.changes import check_fits
from duban.apps.plans.adopting.rows import BATCH, target_rows
from duban.apps.plans.comparing.sides import squeezed
from duban.apps.plans.models import DraftTask, Target, Task

_FIGURES = ("measure", "comparator", "value", "value_to", "unit", "text", "due")
_FIELDS = (*_FIGURES, "order", "place", "kind", "kind_confirmed")


def write_targets(tasks: Sequence[tuple[Task, DraftTask]]) -> None:
    there: dict[int, list[Target]] = defaultdict(list)
    for row in Target.objects.filter(task__in=[task.pk for task, _ in tasks]).order_by("order", "pk"):
        there[row.task_id].append(row)
    kept: list[Target] = []
    new: list[Target] = []
    gone: list[int] = []
    for task, one in tasks:
        wanted, old = list(target_rows(task, one.targets)), there[task.pk]
        pairs = _paired(old, wanted)
        for row, then in pairs:
            _rewrite(row, then)
        kept += [row for row, _ in pairs]
        new += [row for row in wanted if all(row is not then for _, then in pairs)]
        gone += [row.pk for row in old if all(row is not one for one, _ in pairs)]
    Target.objects.filter(pk__in=gone).delete()
    Target.objects.bulk_update(kept, _FIELDS, batch_size=BATCH)
    Target.objects.bulk_create(new, batch_size=BATCH)


def _paired(old: list[Target], wanted: list[Target]) -> list[tuple[Target, Target]]:
    """Of the same text first, then of the same measure, then as they come."""
    pairs: list[tuple[Target, Target]] = []
    left, right = list(old), list(wanted)
    for key in (_text, _measure, _any):
        for then in list(right):
            found = next((row for row in left if key(row) == key(then)), None)
            if found is not None:
                pairs.append((found, then))
                left.remove(found)
                right.remove(then)
    return pairs


def _text(row: Target) -> str:
    return squeezed(row.text)


def _measure(row: Target) -> str:
    return squeezed(row.measure)


def _any(row: Target) -> str:
    return ""


def _rewrite(row: Target, then: Target) -> None:
    """A kind a person confirmed stays while it is the same measure."""
    same = squeezed(row.measure) == squeezed(then.measure)
    for name in (*_FIGURES, "order", "place"):
        setattr(row, name, getattr(then, name))
    if not (same and row.kind_confirmed):
        row.kind, row.kind_confirmed = then.kind, then.kind_confirmed
    check_fits(row)
