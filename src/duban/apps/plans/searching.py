"""What a text search of the ledger looks through: a task's own words and the names of who answers for it.

In: tasks.  Out: their `search` and `grams`, written anew; call it at the end of whatever changed words or
responsibilities. `found` is the question asked of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.models.grams import grams_of

_BATCH = 500


def write_search(tasks: Collection[Task]) -> None:
    """Two queries for each 500 tasks."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = Responsibility.objects.filter(task__in=[task.pk for task in tasks], through=None)
    for key, listed, unit, group in rows.values_list("task", "listed_name", "unit__name", "unit_group__name"):
        names[key] += [listed, unit or "", group or ""]
    for task in tasks:
        task.search = _words([task.number, task.text, task.measures, *names[task.pk]])
        task.grams = " ".join(grams_of(task.search))
    Task.objects.bulk_update(tasks, ["search", "grams"], batch_size=_BATCH)


def found(word: str) -> Q:
    """The condition that a task's words hold `word`, as typed; two letters are answered by their index alone."""
    grams = grams_of(word)
    if not grams:
        return Q(search__icontains=word)
    held = Q(grams__holds=grams)
    return held if grams == [word.lower()] else held & Q(search__icontains=word)


def _words(parts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
