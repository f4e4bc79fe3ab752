"""Judge tasks again: called, last, by whatever changes what is known of them.

In: keys of tasks.  Out: their rows of `Standing` written anew, and of the tasks above them, those below first.
The rows are locked in order before anything is read: of two reports under one task above, the second sees the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from duban.apps.plans.models import Task, TaskLink
from duban.apps.progress.models import Standing
from duban.apps.progress.standings.gathering import JUDGED, facts_of
from duban.apps.web import written_once
from duban.apps.web.built_once import built_once
from duban.rulebook.judging import turning
from duban.rulebook.judging_basis import as_basis
from duban.rulebook.pace_facts import Facts

AT_ONCE = 1000
_WRITTEN = ("started", "done_on", "overdue_from", "behind_from", "severe_from", "ahead_until", "basis")


@transaction.atomic(savepoint=False)
def stand_again(tasks: Collection[int]) -> None:
    """Write the standing of these tasks anew, and of those above them."""
    if not tasks:
        return
    above = _links_above(tasks)
    keys = set(tasks) | {parent for parents in above.values() for parent in parents}
    _hold(sorted(keys))
    for level in _from_below(keys, above):
        for batch in _batches(level):
            _write(facts_of(batch), batch)


def stand_again_all(*, jurisdiction: int) -> int:
    """Judge every task of an office's plans that are not archived by its rules of now; how many there are."""
    running = Task.objects.filter(jurisdiction=jurisdiction, state__in=JUDGED).exclude(plan__state="archived")
    keys = list(running.order_by("pk").values_list("pk", flat=True))
    stand_again(keys)
    return len(keys)


def _links_above(tasks: Collection[int]) -> dict[int, set[int]]:
    """The tasks above each of them and of what is above; one query for each level."""
    above: dict[int, set[int]] = defaultdict(set)
    new = set(tasks)
    while new:
        links = [(link.child_id, link.parent_id) for batch in _batches(sorted(new)) for link in _links(*batch)]
        known = set(tasks) | set(above) | {parent for parents in above.values() for parent in parents}
        for child, parent in links:
            above[child].add(parent)
        new = {parent for _, parent in links} - known
    return above


@built_once
def _links(*children: int) -> QuerySet[TaskLink]:
    return TaskLink.objects.filter(child__in=children).order_by()


def _from_below(keys: set[int], above: dict[int, set[int]]) -> Iterator[list[int]]:
    """The tasks by level, those with nothing below them first; what goes round in a circle comes last, once."""
    waiting, left = dict.fromkeys(keys, 0), set(keys)
    for parents in above.values():
        for parent in parents & keys:
            waiting[parent] += 1
    while left:
        level = sorted(key for key in left if waiting[key] == 0) or sorted(left)
        yield level
        left -= set(level)
        for child in level:
            for parent in above.get(child, ()):
                waiting[parent] -= 1


def _hold(keys: list[int]) -> None:
    """A row for each task that is judged, locked in the order of their keys until the transaction ends."""
    for batch in _batches(keys):
        if len(_rows(*batch)) < len(batch):
            judged = Task.objects.filter(pk__in=batch, state__in=JUDGED, standing=None)
            Standing.objects.bulk_create([Standing(task=task) for task in judged.only("pk")], ignore_conflicts=True)
            _rows(*batch)


@built_once
def _rows(*tasks: int) -> QuerySet[Standing]:
    return Standing.objects.filter(task__in=tasks).order_by("task_id").select_for_update().only("pk")


def _write(found: dict[int, Facts], batch: Sequence[int]) -> None:
    judged_no_more = set(batch) - set(found)
    if judged_no_more:
        Standing.objects.filter(task__in=judged_no_more).delete()
    rows = [_row(task, facts) for task, facts in sorted(found.items())]
    written_once.insert(rows, unique=("task",), updated=_WRITTEN)


def _row(task: int, facts: Facts) -> Standing:
    turns = turning(facts)
    return Standing(
        task_id=task,
        started=turns.started,
        done_on=turns.done_on,
        overdue_from=turns.overdue_from,
        behind_from=turns.behind_from,
        severe_from=turns.severe_from,
        ahead_until=turns.ahead_until,
        basis=as_basis(facts),
    )


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
