"""Who answers for a task after a correction: those no longer named end, those newly named begin.

In: changed tasks, the draft.  Out: rows written; in force an ended row keeps its days, in a draft it goes.
A name that means the same as before keeps its row, whatever its spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from duban.apps.plans.adopting.drafts import Draft
from duban.apps.plans.adopting.rows import BATCH, responsibility_rows
from duban.apps.plans.comparing.changes import Pair
from duban.apps.plans.comparing.sides import Named
from duban.apps.plans.models import DraftTask, Receipt, Responsibility, Task
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole


def give_anew(
    changed: Sequence[tuple[Task, Pair]], draft: Draft, drafts: Mapping[int, DraftTask], *, on: date | None
) -> None:
    """`on`: the day it takes effect in a plan in force; None in a draft."""
    concerned = [
        (task, drafts[pair.new.key], role)
        for task, pair in changed
        for role in ResponsibilityRole
        if role.value in pair.fields
    ]
    standing = _standing({task.pk for task, _, _ in concerned})
    ended: list[Responsibility] = []
    new: list[Responsibility] = []
    for task, one, role in concerned:
        names = draft.named(one, role)
        wanted = {named.who for named in names}
        rows = standing[task.pk, role]
        ended += [row for row in rows if _who(row) not in wanted]
        kept = {_who(row) for row in rows}
        first = max((row.order for row in rows), default=0) + 1
        new += responsibility_rows(task, role, [named for named in names if named.who not in kept], on, first)
    end_rows(ended, on)
    Responsibility.objects.bulk_create(new, batch_size=BATCH)
    if on is not None:
        withdraw_receipts({task.pk for task, _, _ in concerned})


def _standing(tasks: set[int]) -> dict[tuple[int, str], list[Responsibility]]:
    found: dict[tuple[int, str], list[Responsibility]] = defaultdict(list)
    for row in Responsibility.objects.filter(task__in=tasks, through=None, until=None).order_by("order", "pk"):
        found[row.task_id, row.role].append(row)
    return found


def _who(row: Responsibility) -> str:
    return Named(row.listed_name, row.unit_id, row.unit_group_id, row.post_id).who


def end_rows(rows: Sequence[Responsibility], on: date | None) -> None:
    """With the members a collective unit was resolved to."""
    keys = [row.pk for row in rows]
    concerned = Responsibility.objects.filter(Q(pk__in=keys) | Q(through__in=keys), until=None)
    if on is None:
        concerned.delete()
    else:
        concerned.filter(Q(since=None) | Q(since__lte=on)).update(until=on)
        concerned.filter(since__gt=on).delete()  # was to begin later, and never does


def withdraw_receipts(tasks: set[int]) -> None:
    """Nobody is asked any longer to acknowledge what it no longer answers for; what was answered stays."""
    holding = set(
        Responsibility.objects.filter(task__in=tasks, until=None, unit__isnull=False).values_list("task", "unit")
    )
    asked = Receipt.objects.filter(task__in=tasks, state=ReceiptState.ASKED).values_list("pk", "task", "unit")
    Receipt.objects.filter(pk__in=[pk for pk, *pair in asked if tuple(pair) not in holding]).delete()
