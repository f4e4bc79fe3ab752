"""Give tasks out: each collective unit becomes its members of the day, each unit that answers is asked to acknowledge.

In: tasks whose responsibilities are written, a day.  Out: rows of members (`through`), frozen from then on; receipts.
Called at issue and whenever a task in force gets a unit; what was resolved before stays. Asked again is only who was
released and is given the task again, and who acknowledged a weaker role; what was said before stays in the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.organizations.queries.unit_groups import members_of
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.rulebook.tasks import UNIT_ROLES, ReceiptState, ResponsibilityRole, check_receipt_move

_BATCH = 500
Ranks = Mapping[int, Mapping[int, int]]  # by task and unit: the place of the unit's strongest role among `UNIT_ROLES`


def give_out(
    tasks: Collection[Task], *, on: date, at: datetime, due: date | None, before: Ranks | None = None
) -> list[Receipt]:
    """Resolve the collective units of the tasks as of `on` and ask the units that are to be asked; their receipts.

    As many queries as there are different collective units, and a few; rows are written in batches."""
    resolve_groups(tasks, on=on)
    return ask_receipts(tasks, at=at, due=due, before=before)


def resolve_groups(tasks: Collection[Task], *, on: date) -> list[Responsibility]:
    """A row for each member; a unit with the same or a stronger role in the task is not given it once more."""
    rows = list(_holding(tasks).filter(role__in=UNIT_ROLES).select_related("unit_group__leading_group"))
    members_ever = Responsibility.objects.filter(through__in=[row.pk for row in rows if row.unit_group_id])
    resolved = set(members_ever.values_list("through", flat=True))  # also where all members were released since
    open_rows = [row for row in rows if row.unit_group_id and row.pk not in resolved]
    members = members_of_groups((row.unit_group for row in open_rows if row.unit_group is not None), on=on)
    held = _strongest_roles(rows)
    made = []
    for row in sorted(open_rows, key=lambda row: (UNIT_ROLES.index(ResponsibilityRole(row.role)), row.pk)):
        rank = UNIT_ROLES.index(ResponsibilityRole(row.role))
        for unit in members[row.unit_group_id or 0]:
            if held[row.task_id].get(unit.pk, len(UNIT_ROLES)) > rank:
                held[row.task_id][unit.pk] = rank
                made.append(_member_row(row, unit, on))
    return Responsibility.objects.bulk_create(made, batch_size=_BATCH)


def ask_receipts(
    tasks: Collection[Task], *, at: datetime, due: date | None, before: Ranks | None = None
) -> list[Receipt]:
    """One for each task and unit that answers for it now, whatever its roles. `before`: the roles before the change,
    None where nobody's role can have become stronger."""
    now = roles_held(tasks)
    known = Receipt.objects.filter(task__in=[task.pk for task in tasks]).select_for_update().order_by("pk")
    asked = {(one.task_id, one.unit_id): one for one in known}
    again = [one for one in asked.values() if _is_asked_again(one, now, before)]
    for one in again:
        _ask_again(one, at=at, due=due)
    Receipt.objects.bulk_update(again, _SAID, batch_size=_BATCH)
    pairs = [(task, unit) for task, units in now.items() for unit in units if (task, unit) not in asked]
    new = [Receipt(task_id=task, unit_id=unit, asked_at=at, due=due) for task, unit in pairs]
    return [*Receipt.objects.bulk_create(new, batch_size=_BATCH), *again]


def roles_held(tasks: Collection[Task]) -> Ranks:
    """The strongest role each unit holds now in each of the tasks."""
    return _strongest_roles(_holding(tasks).filter(role__in=UNIT_ROLES, unit__isnull=False).order_by("pk"))


def _is_asked_again(receipt: Receipt, now: Ranks, before: Ranks | None) -> bool:
    rank = now.get(receipt.task_id, {}).get(receipt.unit_id)
    if rank is None:
        return False
    if receipt.state == ReceiptState.ACKNOWLEDGED and before is not None:
        return rank < before.get(receipt.task_id, {}).get(receipt.unit_id, len(UNIT_ROLES))
    return receipt.state == ReceiptState.RELEASED


_SAID = ("state", "asked_at", "due", "answered_at", "answered_by", "objection", "decision", "decided_at", "decided_by")


def _ask_again(receipt: Receipt, *, at: datetime, due: date | None) -> None:
    """As one never answered."""
    check_receipt_move(ReceiptState(receipt.state), ReceiptState.ASKED)
    receipt.state, receipt.asked_at, receipt.due = ReceiptState.ASKED, at, due
    receipt.answered_at, receipt.answered_by, receipt.objection = None, "", ""
    receipt.decision, receipt.decided_at, receipt.decided_by = "", None, ""


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
            rank = UNIT_ROLES.index(ResponsibilityRole(row.role))
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
