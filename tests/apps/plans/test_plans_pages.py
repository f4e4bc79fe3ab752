"""The pages of plans: who sees which, what stands on them, what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.plans.models import Plan, Responsibility, Section, Task
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState
from plan_cast import Plans


def page(plans: Plans, who: str, address: str) -> str:
    response = plans.city.client(who).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def fill(plans: Plans, plan: Plan, count: int) -> None:
    """So many more tasks, each led by a unit, with a leader, in a section of its own for every ten."""
    for chapter in range(count // 10):
        section = Section.objects.create(plan=plan, label="（一）", title=f"第{chapter}节", order=10 + chapter)
        for number in range(10):
            task = Task.objects.create(
                plan=plan,
                section=section,
                jurisdiction=plans.place,
                jurisdiction_path=plans.place.path,
                year=plan.year,
                order=100 + chapter * 10 + number,
                text=f"第{chapter}节第{number}项任务",
                state=TaskState.IN_FORCE if plan.state == PlanState.ISSUED else TaskState.DRAFT,
            )
            Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=plans.city.units["发改"])
            Responsibility.objects.create(task=task, role=ResponsibilityRole.LEADER, post=plans.leader)


def cost(plans: Plans, address: str) -> int:
    browser = plans.city.client("office")
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_list_tells_how_many_receipts_are_acknowledged(plans: Plans) -> None:
    assert "0/5" in page(plans, "office", "/plans/")


def test_the_office_finds_the_draft_in_the_list(plans: Plans) -> None:
    assert plans.draft.title in page(plans, "office", "/plans/")


@pytest.mark.parametrize("who", ["liaison", "leader", "reader"])
def test_others_find_only_the_issued_plan(plans: Plans, who: str) -> None:
    shown = page(plans, who, "/plans/")

    assert plans.force.title in shown
    assert plans.draft.title not in shown


def test_the_list_is_filtered_by_year_and_state(plans: Plans) -> None:
    shown = page(plans, "office", "/plans/?year=2026&state=issued")

    assert plans.force.title in shown
    assert plans.draft.title not in shown


def test_a_plan_lists_its_tasks_under_their_headings(plans: Plans) -> None:
    shown = page(plans, "office", f"/plans/{plans.force.pk}/")

    assert (
        shown.index("一、扩大有效投资</th>") < shown.index("新开工重点项目60个以上。") < shown.index("盘活存量资产。")
    )


def test_a_task_shows_who_answers_and_what_is_aimed_at(plans: Plans) -> None:
    shown = page(plans, "office", f"/plans/{plans.force.pk}/")

    for words in ("青泽市发展和改革局", "各县（市、区）政府", "2个", "贺知远", "≥ 60 个"):
        assert words in shown


def test_a_liaison_sees_only_the_tasks_of_the_own_unit(plans: Plans) -> None:
    shown = page(plans, "liaison", f"/plans/{plans.force.pk}/")

    assert "新开工重点项目60个以上。" in shown
    assert "盘活存量资产。" not in shown


def test_a_liaison_is_offered_nothing_to_change(plans: Plans) -> None:
    shown = page(plans, "liaison", f"/plans/{plans.force.pk}/")

    assert "增补任务" not in shown
    assert "导入更正" not in shown


def test_a_unit_without_tasks_does_not_find_the_plan(plans: Plans) -> None:
    assert plans.city.client("stranger").get(f"/plans/{plans.force.pk}/").status_code == 404


def test_a_draft_offers_to_be_issued(plans: Plans) -> None:
    assert f'href="/plans/{plans.draft.pk}/issue/"' in page(plans, "office", f"/plans/{plans.draft.pk}/")


def test_a_plan_in_force_says_why_it_is_not_edited(plans: Plans) -> None:
    assert "内容变更请按调整程序办理" in page(plans, "office", f"/plans/{plans.force.pk}/")


def test_the_next_reporting_date_is_marked(plans: Plans) -> None:
    Plan.objects.filter(pk=plans.force.pk).update(year=2099)
    plans.force.rounds.create(sequence=4, due=date(2099, 10, 10))

    assert 'class="dot next"' in page(plans, "office", f"/plans/{plans.force.pk}/")


def test_the_page_of_a_plan_costs_the_same_with_many_tasks(plans: Plans) -> None:
    address = f"/plans/{plans.force.pk}/"
    fill(plans, plans.force, 10)
    few = cost(plans, address)

    fill(plans, plans.force, 60)

    assert cost(plans, address) == few


def test_the_list_costs_the_same_with_many_plans(plans: Plans) -> None:
    few = cost(plans, "/plans/")

    for year in range(2001, 2021):
        Plan.objects.create(jurisdiction=plans.place, year=year, title=f"{year}年方案")

    assert cost(plans, "/plans/") == few


def test_the_page_to_move_a_task_costs_the_same_with_many_tasks(plans: Plans) -> None:
    address = f"/plans/tasks/{plans.task('1', plans.draft).pk}/move/"
    fill(plans, plans.draft, 10)
    few = cost(plans, address)

    fill(plans, plans.draft, 30)

    assert cost(plans, address) == few


def test_a_long_plan_is_shown_page_by_page(plans: Plans) -> None:
    fill(plans, plans.force, 210)

    first, second = (page(plans, "office", f"/plans/{plans.force.pk}/?page={number}") for number in (1, 2))

    assert "第0节第0项任务" in first
    assert "第20节第9项任务" in second
    assert "第20节第9项任务" not in first


def test_the_outline_leads_to_the_page_where_a_section_begins(plans: Plans) -> None:
    fill(plans, plans.force, 210)
    last = Section.objects.get(title="第20节")

    assert f'href="?page=2#section-{last.pk}"' in page(plans, "office", f"/plans/{plans.force.pk}/")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999", "２"])
def test_a_page_number_out_of_nowhere_shows_the_plan(plans: Plans, number: str) -> None:
    assert plans.force.title in page(plans, "office", f"/plans/{plans.force.pk}/?page={number}")


def test_the_county_office_may_not_change_the_plan_it_sees(plans: Plans) -> None:
    browser = plans.city.client("county_office")

    assert browser.get(f"/plans/{plans.force.pk}/change/").status_code == 403
    assert browser.get(f"/plans/{plans.draft.pk}/change/").status_code == 404
