"""What a unit and a leader answer for; what becomes of it when units merge or posts change hands."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from duban.apps.organizations import holdings
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.organizations.actions.units import retire_unit
from duban.apps.organizations.models import Appointment, Official
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.apps.plans.queries import portfolios
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole
from plan_cast import Plans

ON, MERGER = date(2026, 9, 1), date(2026, 5, 1)


def status(plans: Plans, key: str, name: str, pk: int) -> int:
    code: int = plans.city.client(key).get(reverse(name, args=[pk])).status_code
    return code


def test_a_unit_sees_its_own_portfolio_and_the_office_every_units(plans: Plans) -> None:
    unit = plans.city.units["财政"]
    asked = ("office", "leader", "finance", "liaison", "county_office", "system_admin")

    assert [status(plans, key, "plans:unit-tasks", unit.pk) for key in asked] == [200, 200, 200, 404, 404, 404]


def test_a_units_figures_count_its_rows_by_role(plans: Plans) -> None:
    Task.objects.filter(pk=plans.task("2").pk).update(deadline=date(2026, 6, 30))
    rows = portfolios.roles_of_unit(plans.city.units["财政"], plans.city.actor("leader"), on=ON)

    assert [(row.label, row.total.count, [figure.count for figure in row.figures]) for row in rows] == [
        ("牵头单位", 1, [1, 1, 0]),
        ("配合单位", 1, [1, 0, 0]),
    ]


def test_each_figure_leads_to_the_rows_it_counts(plans: Plans) -> None:
    unit, client = plans.city.units["财政"], plans.city.client("office")
    Task.objects.filter(pk=plans.task("2").pk).update(deadline=date(2026, 6, 30))
    for row in portfolios.roles_of_unit(unit, plans.city.actor("office"), on=ON):
        for figure in (row.total, *row.figures):
            text = client.get(figure.url).content.decode()
            assert text.count('<td role="cell" class="num stay') == figure.count, figure.url


def test_a_leaders_tasks_are_those_of_the_posts_held_today(plans: Plans) -> None:
    office = plans.city.actor("leader")

    assert portfolios.tasks_of_leader(plans.official, office, on=ON).count() == 2
    Appointment.objects.filter(post=plans.leader).update(until=date(2026, 6, 1))
    successor = Official.objects.create(jurisdiction=plans.place, name="周景行")
    Appointment.objects.create(post=plans.leader, official=successor, since=date(2026, 6, 1))

    assert portfolios.tasks_of_leader(plans.official, office, on=ON).count() == 0
    assert portfolios.tasks_of_leader(successor, office, on=ON).count() == 2


def test_a_former_leader_keeps_what_was_answered_for_in_that_time(plans: Plans) -> None:
    Appointment.objects.filter(post=plans.leader).update(until=date(2026, 6, 1))
    tenures = portfolios.tenures_of(plans.official, plans.city.actor("office"), on=ON)

    assert [(one.appointment.post, one.count, one.is_now) for one in tenures] == [(plans.leader, 2, False)]
    assert (
        "任内分管"
        in plans.city.client("office").get(reverse("plans:leader-tasks", args=[plans.official.pk])).content.decode()
    )


def test_who_left_before_the_plan_answered_for_none_of_it(plans: Plans) -> None:
    Appointment.objects.filter(post=plans.leader).update(until=date(2026, 2, 1))

    assert portfolios.tenures_of(plans.official, plans.city.actor("office"), on=ON) == []


def test_tasks_hang_on_a_post_for_those_who_see_plans(plans: Plans) -> None:
    def kinds(reader: str) -> list[str]:
        return [kind for kind, _ in holdings.by_kind(plans.leader, on=ON, reader=plans.city.actor(reader))]

    assert kinds("office") == ["分管任务"]
    assert kinds("system_admin") == []
    assert len(holdings.hanging_on(plans.leader, on=ON)) == 4


@pytest.mark.parametrize(("key", "sees"), [("office", True), ("leader", True), ("system_admin", False)])
def test_a_units_page_leads_to_its_tasks_for_those_who_see_plans(plans: Plans, key: str, *, sees: bool) -> None:
    unit = plans.city.units["财政"]
    text = plans.city.client(key).get(reverse("organizations:unit", args=[unit.pk])).content.decode()

    assert (reverse("plans:unit-tasks", args=[unit.pk]) in text) is sees


def test_a_unit_that_answers_for_tasks_is_not_retired(plans: Plans) -> None:
    with pytest.raises(Conflict, match="4 个未办结的任务"):
        retire_unit(unit=plans.city.units["财政"], until=date(2026, 8, 1), by=SYSTEM, basis="机构改革")


def merge(plans: Plans, *, moves: bool = True) -> None:
    units = plans.city.units
    chosen = {"tasks": [str(plans.force.pk), str(plans.draft.pk)]} if moves else {}
    merge_units(losing=units["发改"], winning=units["财政"], since=MERGER, on=ON, chosen=chosen, by=SYSTEM)


def held_by(plans: Plans, unit: str) -> list[tuple[str, str, date | None, date | None]]:
    rows = Responsibility.objects.filter(task__plan=plans.force, unit=plans.city.units[unit]).order_by("pk")
    return [(row.task.number, row.role, row.since, row.until) for row in rows]


def test_what_a_merged_unit_led_the_winning_one_leads_from_that_day(plans: Plans) -> None:
    merge(plans)
    began = date(2026, 3, 1)

    assert held_by(plans, "发改") == [("1", "lead", began, MERGER)]
    assert held_by(plans, "财政") == [
        ("1", "support", began, None),
        ("2", "lead", began, None),
        ("1", "lead", MERGER, None),
    ]


def test_the_winning_unit_is_asked_once(plans: Plans) -> None:
    Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).delete()
    merge(plans)

    assert Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).count() == 1
    assert not Receipt.objects.filter(unit=plans.city.units["发改"]).exists()


def test_who_was_asked_already_is_not_asked_for_the_merged_unit(plans: Plans) -> None:
    merge(plans)

    assert Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).count() == 1
    assert not Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["发改"]).exists()


def test_what_a_merged_unit_acknowledged_stays_acknowledged_by_it_and_by_the_winning_one(plans: Plans) -> None:
    Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).delete()
    Receipt.objects.filter(task=plans.task("1")).update(state=ReceiptState.ACKNOWLEDGED, answered_by="林联络")
    merge(plans)

    found = Receipt.objects.filter(task=plans.task("1"), unit__in=[plans.city.units[key] for key in ("发改", "财政")])
    assert [(one.state, one.answered_by) for one in found] == [("acknowledged", "林联络")] * 2


def test_the_liaison_of_the_winning_unit_sees_what_came_with_the_merger(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).delete()
    Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).delete()
    merge(plans)

    assert Task.objects.visible_to(plans.city.actor("finance")).filter(pk=plans.task("1").pk).exists()


def test_what_is_not_moved_ends_with_the_unit(plans: Plans) -> None:
    merge(plans, moves=False)

    assert held_by(plans, "发改") == [("1", "lead", date(2026, 3, 1), MERGER)]
    assert ("1", "lead", MERGER, None) not in held_by(plans, "财政")


def test_a_finished_task_stays_with_the_unit_that_finished_it(plans: Plans) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(state="closed")
    merge(plans)

    assert held_by(plans, "发改") == [("1", "lead", date(2026, 3, 1), None)]


def test_the_page_of_a_merger_counts_tasks_and_names_none(plans: Plans) -> None:
    units = plans.city.units
    address = reverse("organizations:unit-merge-into", args=[units["发改"].pk, units["财政"].pk])
    text = plans.city.client("system_admin").get(address).content.decode()

    assert "2026年方案：任务1项，其中牵头1项" in text
    assert "新开工" not in text


def test_words_find_a_task_by_the_winning_unit(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("1"), role=ResponsibilityRole.SUPPORT).delete()
    merge(plans)

    assert "青泽市财政局" in plans.task("1").search
