"""What a text search of the ledger looks through: a task's own words and the names of who answers for it.

In: tasks.  Out: their `search`, written anew; call it at the end of whatever changed words or responsibilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from duban.apps.plans.models import Responsibility, Task

_BATCH = 500


def write_search(tasks: Collection[Task]) -> None:
    """Two queries for each 500 tasks."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = Responsibility.objects.filter(task__in=[task.pk for task in tasks], through=None)
    for key, listed, unit, group in rows.values_list("task", "listed_name", "unit__name", "unit_group__name"):
        names[key] += [listed, unit or "", group or ""]
    for task in tasks:
        task.search = _words([task.number, task.text, task.measures, *names[task.pk]])
    Task.objects.bulk_update(tasks, ["search"], batch_size=_BATCH)


def _words(parts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
