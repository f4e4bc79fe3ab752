"""Where the tasks of a corrected plan stand.

In: a comparison.  Out: the tasks, numbered in order. A document's order is its own; a ledger may come back sorted by
anything, so that what was there keeps its place, and what is new or moved stands behind the row above it.
"""

from __future__ import annotations

from duban.apps.plans.adopting.drafts import Draft
from duban.apps.plans.adopting.rows import BATCH
from duban.apps.plans.comparing.changes import Comparison
from duban.apps.plans.models import Plan, PlanImportKind, Task


def put_tasks_in_order(plan: Plan, draft: Draft, comparison: Comparison) -> list[Task]:
    tasks = {task.pk: task for task in plan.tasks.order_by("order", "pk")}
    then = [one.task_id for one in draft.tasks if one.task_id in tasks]
    before = [one.key for one in comparison.old.tasks if one.key in tasks]
    if draft.plan_import.kind == PlanImportKind.DOCUMENT:
        keys = merged(then, before, set(before) - set(then))
    else:
        placed = {pair.old.key for pair in comparison.pairs if "path" in pair.fields} | set(then) - set(before)
        keys = merged([key for key in before if key not in placed], then, placed)
    ordered = [tasks[key] for key in keys]
    for order, task in enumerate(ordered, 1):
        task.order = order
    Task.objects.bulk_update(ordered, ["order"], batch_size=BATCH)
    return ordered


def merged(standing: list[int], other: list[int], placed: set[int]) -> list[int]:
    """`standing` with each of `placed` behind the one before it in `other`, at the front if it is the first."""
    after: dict[int | None, list[int]] = {}
    last: int | None = None
    for key in other:
        if key in placed:
            after.setdefault(last, []).append(key)
        else:
            last = key
    keys = list(after.get(None, ()))
    for key in standing:
        keys += [key, *after.get(key, ())]
    return keys
