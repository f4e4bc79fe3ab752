"""责任变更: other units lead, carry out, support; whoever goes ends on the day, whoever comes is asked to acknowledge.

A collective unit becomes its members of the day on which the change is granted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.plans import giving
from duban.apps.plans.actions.tasks import check_led
from duban.apps.plans.adopting.givers import end_rows, withdraw_receipts
from duban.apps.plans.answering import Answering, key_of, key_of_row
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.apps.progress.adjusting.way import Moment, Told, Values, Way
from duban.rulebook.refusals import Invalid
from duban.rulebook.tasks import ROLE_LABELS, UNIT_ROLES, ResponsibilityRole


def wish(given: Mapping[ResponsibilityRole, Sequence[Answering]]) -> Values:
    """Who is to answer in each role; words alone ask nobody."""
    return {role.value: [_named(one) for one in given[role]] for role in UNIT_ROLES}


def standing_rows(task: Task) -> QuerySet[Responsibility]:
    """The units and collective units that answer now, as they were given the task."""
    rows = task.responsibilities.filter(through=None, until=None, role__in=UNIT_ROLES)
    return rows.select_related("unit", "unit_group").order_by("order", "pk")


def _standing(task: Task, after: Values) -> Values:
    rows = list(standing_rows(task))
    return {role.value: [_of_row(row) for row in rows if row.role == role] for role in UNIT_ROLES}


def _check(task: Task, after: Values, on: date) -> None:
    if not after["lead"]:
        raise Invalid("请填写牵头单位", "lead")
    standing = _standing(task, after)
    if all(_keys(standing[role]) == _keys(after[role]) for role in UNIT_ROLES):
        raise Invalid("还没有改动责任单位", "lead")
    seen: dict[tuple[str, int | str], ResponsibilityRole] = {}
    for role in UNIT_ROLES:
        for one in after[role]:
            first = seen.setdefault((one["kind"], one["key"]), role)
            if first != role:
                raise Invalid(f"“{one['name']}”已列为{ROLE_LABELS[first]}", role.value)
        _check_lasting(task, role, _keys(after[role]) - _keys(standing[role]), on)


def _check_lasting(task: Task, role: ResponsibilityRole, new: set[tuple[str, int | str]], on: date) -> None:
    """Who is given the task anew lies in its place or below, and exists."""
    for unit in Unit.objects.filter(pk__in=[key for kind, key in new if kind == "unit"]).select_related("merged_into"):
        if unit.merged_into is not None:
            raise Invalid(f"“{unit}”已并入“{unit.merged_into}”，请改填", role.value)
        if unit.until is not None and unit.until <= on:
            raise Invalid(f"“{unit}”已撤销，请改填", role.value)
        _check_place(task, role, unit)
    for group in UnitGroup.objects.filter(pk__in=[key for kind, key in new if kind == "unit_group"]):
        _check_place(task, role, group)


def _check_place(task: Task, role: ResponsibilityRole, one: Unit | UnitGroup) -> None:
    if not one.jurisdiction.path.startswith(task.jurisdiction_path):
        raise Invalid(f"“{one}”不在{task.jurisdiction}及下级行政区范围内", role.value)


def _apply(task: Task, after: Values, moment: Moment) -> None:
    before, rows = giving.roles_held([task]), list(standing_rows(task))
    end_rows([row for row in rows if key_of_row(row) not in _keys(after[row.role])], moment.on)
    new = []
    for role in UNIT_ROLES:
        kept = {key_of_row(row) for row in rows if row.role == role}
        order = max((row.order for row in rows if row.role == role), default=0)
        for one in after[role]:
            if (one["kind"], one["key"]) not in kept:
                named = {"listed_name": one["key"]} if one["kind"] == "words" else {f"{one['kind']}_id": one["key"]}
                new.append(Responsibility(task=task, role=role, order=(order := order + 1), since=moment.on, **named))
    Responsibility.objects.bulk_create(new)
    withdraw_receipts({task.pk})
    due = proposed_acknowledge_by(moment.on)
    giving.give_out([task], on=moment.on, at=moment.at, due=due, before=before)
    check_led([task])


def _told(values: Values) -> list[Told]:
    return [
        Told(role.value, ROLE_LABELS[role], "、".join(one["name"] for one in values.get(role.value, ())))
        for role in UNIT_ROLES
    ]


def _keys(named: Sequence[Values]) -> set[tuple[str, int | str]]:
    return {(one["kind"], one["key"]) for one in named}


def _named(one: Answering) -> Values:
    kind, key = key_of(one)
    return {"kind": kind, "key": key, "name": str(one)}


def _of_row(row: Responsibility) -> Values:
    kind, key = key_of_row(row)
    return {"kind": kind, "key": key, "name": str(row.unit or row.unit_group or row)}


WAY = Way(_standing, _check, _apply, _told, moves_duties=True)
