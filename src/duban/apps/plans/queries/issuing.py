"""What a person should know before a plan is issued: whom collective units mean that day, and what is still missing.

In: a plan, a day.  Out: `Outlook`; the number of queries grows only with the number of different collective units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.accounts.models import RoleGrant
from duban.apps.organizations.models import Post, Unit, UnitGroup, UnitKind
from duban.apps.organizations.queries.people import holders_of
from duban.apps.plans.giving import members_of_groups
from duban.apps.plans.models import Plan, Responsibility, Task
from duban.rulebook.permissions import ALLOWED, Permission
from duban.rulebook.roles import UNIT_WIDE
from duban.rulebook.tasks import ResponsibilityRole


@dataclass(frozen=True, slots=True)
class Outlook:
    """`groups` with their members; `mute`: units in which nobody could acknowledge; `words`: names that ask nobody."""

    tasks: int
    units: int
    groups: list[tuple[UnitGroup, list[Unit]]]
    without_lead: list[Task]
    mute: list[Unit]
    ended: list[Unit]
    vacant: list[Post]
    words: list[str]


def outlook(plan: Plan, *, on: date, today: date) -> Outlook:
    """`on`: the day of issue, on which collective units are resolved; `today`: when it is asked who has an account."""
    tasks = list(plan.tasks.order_by("order", "pk"))
    rows = list(
        Responsibility.objects.filter(task__plan=plan, until=None).select_related(
            "unit__jurisdiction", "unit_group__leading_group", "post__unit"
        )
    )
    groups = {row.unit_group_id: row.unit_group for row in rows if row.unit_group is not None}
    members = members_of_groups(groups.values(), on=on)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    units |= {unit.pk: unit for found in members.values() for unit in found}
    named = sorted(groups.values(), key=lambda group: group.name)
    return Outlook(
        tasks=len(tasks),
        units=len(units),
        groups=[(group, members[group.pk]) for group in named],
        without_lead=_without_lead(tasks, rows, members),
        mute=_mute(units.values(), on=today),
        ended=[unit for unit in units.values() if unit.until is not None and unit.until <= on],
        vacant=_vacant(rows, on=today),
        words=sorted({row.listed_name for row in rows if not (row.unit_id or row.unit_group_id or row.post_id)}),
    )


def _without_lead(tasks: Iterable[Task], rows: Iterable[Responsibility], members: dict[int, list[Unit]]) -> list[Task]:
    led = {
        row.task_id
        for row in rows
        if row.role == ResponsibilityRole.LEAD and (row.unit_id or members.get(row.unit_group_id or 0))
    }
    return [task for task in tasks if task.pk not in led]


def _mute(units: Iterable[Unit], *, on: date) -> list[Unit]:
    """Units without anybody who may acknowledge for them; for a government the office of its place may."""
    units = list(units)
    grants = RoleGrant.objects.in_force(on=on).filter(role__in=ALLOWED[Permission.ACKNOWLEDGE_TASK])
    speaking, offices = set(), set()
    for unit, place, role in grants.values_list("unit", "unit__jurisdiction", "role"):
        speaking.add(unit)
        if role not in UNIT_WIDE:
            offices.add(place)
    return [
        unit
        for unit in sorted(units, key=lambda unit: (unit.jurisdiction.path, unit.order, unit.pk))
        if unit.pk not in speaking and not (unit.kind == UnitKind.GOVERNMENT and unit.jurisdiction_id in offices)
    ]


def _vacant(rows: Iterable[Responsibility], *, on: date) -> list[Post]:
    posts = {row.post.pk: row.post for row in rows if row.post is not None}
    held = holders_of(posts.values(), on=on)
    return [post for post in sorted(posts.values(), key=str) if post.pk not in held]
