"""Give tasks out: each collective unit becomes its members of the day, each unit that answers is asked to acknowledge.

In: tasks whose responsibilities are written, a day.  Out: rows of members (`through`), frozen from then on; receipts.
Called at issue and whenever a task in force gets a unit; what was resolved or asked before stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.organizations.queries.unit_groups import members_of
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.rulebook.tasks import ResponsibilityRole

_BATCH = 500
STRONGEST_FIRST = (ResponsibilityRole.LEAD, ResponsibilityRole.IMPLEMENT, ResponsibilityRole.SUPPORT)


def give_out(tasks: Collection[Task], *, on: date, at: datetime, due: date | None) -> list[Receipt]:
    """Resolve the collective units of the tasks as of `on` and ask the units not asked yet; the new receipts.

    As many queries as there are different collective units, and four; rows are written in batches."""
    resolve_groups(tasks, on=on)
    return ask_receipts(tasks, at=at, due=due)


def resolve_groups(tasks: Collection[Task], *, on: date) -> list[Responsibility]:
    """A row for each member; a unit with the same or a stronger role in the task is not given it once more."""
    rows = list(_holding(tasks).filter(role__in=STRONGEST_FIRST).select_related("unit_group__leading_group"))
    resolved = {row.through_id for row in rows}
    open_rows = [row for row in rows if row.unit_group_id and row.pk not in resolved]
    members = members_of_groups((row.unit_group for row in open_rows if row.unit_group is not None), on=on)
    held = _strongest_roles(rows)
    made = []
    for row in sorted(open_rows, key=lambda row: (STRONGEST_FIRST.index(ResponsibilityRole(row.role)), row.pk)):
        rank = STRONGEST_FIRST.index(ResponsibilityRole(row.role))
        for unit in members[row.unit_group_id or 0]:
            if held[row.task_id].get(unit.pk, len(STRONGEST_FIRST)) > rank:
                held[row.task_id][unit.pk] = rank
                made.append(_member_row(row, unit, on))
    return Responsibility.objects.bulk_create(made, batch_size=_BATCH)


def ask_receipts(tasks: Collection[Task], *, at: datetime, due: date | None) -> list[Receipt]:
    """One for each task and unit that answers for it now, whatever its roles; who was asked is not asked anew."""
    given = _holding(tasks).filter(role__in=STRONGEST_FIRST, unit__isnull=False).order_by("pk")
    asked = Receipt.objects.filter(task__in=[task.pk for task in tasks]).values_list("task", "unit")
    already = set(asked)
    pairs = [pair for pair in dict.fromkeys(given.values_list("task", "unit")) if pair not in already]
    receipts = [Receipt(task_id=task, unit_id=unit, asked_at=at, due=due) for task, unit in pairs]
    return Receipt.objects.bulk_create(receipts, batch_size=_BATCH)


def without_lead(tasks: Collection[Task]) -> list[Task]:
    """The tasks that no unit leads, in its own name or as a member; asked when collective units are resolved."""
    led = set(_holding(tasks).filter(role=ResponsibilityRole.LEAD, unit__isnull=False).values_list("task", flat=True))
    return [task for task in tasks if task.pk not in led]


def members_of_groups(groups: Iterable[UnitGroup], *, on: date) -> dict[int, list[Unit]]:
    """The members of each group on the day, by the group's key; one query for each group."""
    return {key: list(members_of(group, on=on)) for key, group in {group.pk: group for group in groups}.items()}


def _holding(tasks: Collection[Task]) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(task__in=[task.pk for task in tasks], until=None)


def _strongest_roles(rows: Iterable[Responsibility]) -> dict[int, dict[int, int]]:
    """By task and unit: the rank of the strongest role the unit has in its own name or by a collective unit."""
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if row.unit_id is not None:
            rank = STRONGEST_FIRST.index(ResponsibilityRole(row.role))
            held[row.task_id][row.unit_id] = min(rank, held[row.task_id].get(row.unit_id, rank))
    return held


def _member_row(group_row: Responsibility, unit: Unit, on: date) -> Responsibility:
    return Responsibility(
        task_id=group_row.task_id,
        role=group_row.role,
        unit=unit,
        through=group_row,
        order=group_row.order,
        since=on,
    )
