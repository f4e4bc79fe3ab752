"""Giving tasks out: members of collective units, one row each; every unit asked once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from duban.apps.organizations.models import GroupRule, UnitGroup, UnitGroupMember
from duban.apps.plans.giving import ask_receipts, give_out, resolve_groups, without_lead
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole
from plan_cast import Plans

AT, ON, DUE = datetime(2027, 3, 2, 1, 0, tzinfo=UTC), date(2027, 3, 1), date(2027, 3, 7)
ROLE = ResponsibilityRole


def task_of(plans: Plans) -> Task:
    """A task nobody answers for yet."""
    task = plans.task("2", plans.draft)
    task.responsibilities.all().delete()
    return task


def give(plans: Plans, task: Task, role: ResponsibilityRole, *who: str) -> None:
    """`who`: one key of a unit, or several of the members of a collective unit."""
    units = [plans.city.units[key] for key in who]
    if len(units) == 1:
        Responsibility.objects.create(task=task, role=role, unit=units[0])
        return
    group = UnitGroup.objects.create(jurisdiction=plans.place, name="、".join(who), rule=GroupRule.LISTED)
    UnitGroupMember.objects.bulk_create([UnitGroupMember(group=group, unit=unit) for unit in units])
    Responsibility.objects.create(task=task, role=role, unit_group=group)


def resolved(task: Task) -> list[tuple[str, str]]:
    rows = task.responsibilities.exclude(through=None).order_by("pk")
    return [(row.role, row.unit.name[-3:]) for row in rows.select_related("unit") if row.unit]


def test_each_member_gets_a_row_that_points_back(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "发改")
    give(plans, task, ROLE.SUPPORT, "财政", "文旅")

    rows = resolve_groups([task], on=ON)

    assert [(row.role, row.since, row.through.unit_group.name) for row in rows if row.through] == [
        (ROLE.SUPPORT, ON, "财政、文旅"),
        (ROLE.SUPPORT, ON, "财政、文旅"),
    ]


@pytest.mark.parametrize("weaker", [ROLE.IMPLEMENT, ROLE.SUPPORT])
def test_a_member_that_leads_gets_no_weaker_role(plans: Plans, weaker: ResponsibilityRole) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "财政")
    give(plans, task, weaker, "财政", "文旅")

    resolve_groups([task], on=ON)

    assert resolved(task) == [(weaker, "旅游局")]


def test_a_member_that_has_the_role_in_its_own_name_gets_it_once(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.SUPPORT, "财政")
    give(plans, task, ROLE.SUPPORT, "财政", "文旅")

    resolve_groups([task], on=ON)

    assert resolved(task) == [(ROLE.SUPPORT, "旅游局")]


def test_a_member_of_two_collective_units_gets_the_stronger_role(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.SUPPORT, "财政", "文旅", "发改")
    give(plans, task, ROLE.IMPLEMENT, "财政", "文旅")

    resolve_groups([task], on=ON)

    assert sorted(resolved(task)) == [(ROLE.IMPLEMENT, "旅游局"), (ROLE.IMPLEMENT, "财政局"), (ROLE.SUPPORT, "改革局")]


def test_what_was_resolved_stays_when_members_come_later(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "财政", "文旅")
    resolve_groups([task], on=ON)
    UnitGroupMember.objects.create(group=UnitGroup.objects.get(name="财政、文旅"), unit=plans.city.units["发改"])

    assert resolve_groups([task], on=ON) == []


def test_a_unit_with_two_roles_is_asked_once(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "财政")
    give(plans, task, ROLE.SUPPORT, "财政")

    assert [receipt.unit_id for receipt in ask_receipts([task], at=AT, due=DUE)] == [plans.city.units["财政"].pk]


def test_who_was_asked_is_not_asked_anew(plans: Plans) -> None:
    task = plans.task("1")
    Receipt.objects.filter(task=task).update(state=ReceiptState.ACKNOWLEDGED)

    assert give_out([task], on=ON, at=AT, due=DUE) == []


def test_who_was_released_and_holds_nothing_is_not_asked_again(plans: Plans) -> None:
    task = plans.task("1")
    Receipt.objects.filter(task=task).update(state=ReceiptState.RELEASED)
    task.responsibilities.update(until=ON)

    assert give_out([task], on=ON, at=AT, due=DUE) == []


def test_a_collective_unit_all_of_whose_members_were_released_is_not_resolved_anew(plans: Plans) -> None:
    task = plans.task("1")
    task.responsibilities.exclude(through=None).update(until=ON)

    assert resolve_groups([task], on=ON) == []


def test_a_responsibility_that_ended_asks_nobody(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "财政")
    task.responsibilities.update(until=ON)

    assert ask_receipts([task], at=AT, due=DUE) == []


def test_a_leader_is_not_asked(plans: Plans) -> None:
    task = task_of(plans)
    Responsibility.objects.create(task=task, role=ROLE.LEADER, post=plans.leader)

    assert give_out([task], on=ON, at=AT, due=DUE) == []


def test_a_task_led_by_a_collective_unit_is_led_once_that_is_resolved(plans: Plans) -> None:
    task = task_of(plans)
    give(plans, task, ROLE.LEAD, "财政", "文旅")

    assert without_lead([task]) == [task]
    resolve_groups([task], on=ON)
    assert without_lead([task]) == []
