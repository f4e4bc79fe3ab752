"""The forms of tasks and of issue: who is named, what is kept, what is shown before anything is issued."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duban.apps.organizations.models import Unit, UnitKind
from duban.apps.plans.models import Plan, Receipt, Responsibility, Task
from duban.apps.plans.queries.issuing import outlook
from duban.rulebook.tasks import PlanState, ResponsibilityRole
from plan_cast import Plans


def post(plans: Plans, address: str, data: dict[str, Any], who: str = "office") -> HttpResponse:
    response: HttpResponse = plans.city.client(who).post(address, data)
    return response


def add(plans: Plans, **changes: Any) -> HttpResponse:
    given = {"section": plans.draft.sections.get().pk, "number": "3", "text": "新增企业30家。", "lead": "青泽市财政局"}
    return post(plans, f"/plans/{plans.draft.pk}/tasks/add/", given | changes)


def names(plans: Plans, role: ResponsibilityRole) -> list[str]:
    rows = Responsibility.objects.filter(task__plan=plans.draft, task__number="3", role=role).order_by("order")
    return [str(row.unit or row.unit_group or row.post) for row in rows]


def issue(plans: Plans, **changes: Any) -> HttpResponse:
    today = timezone.localdate()
    given = {"number": "青府〔2027〕8号", "issued_on": today, "acknowledge_by": today, "shown_on": today, "seen": 1}
    return post(plans, f"/plans/{plans.draft.pk}/issue/", given | changes)


def test_the_next_number_is_proposed(plans: Plans) -> None:
    shown = plans.city.client("office").get(f"/plans/{plans.draft.pk}/tasks/add/").content.decode()

    assert 'name="number" value="3"' in shown


def test_several_units_are_named_in_several_inputs_or_in_one(plans: Plans) -> None:
    add(plans, support=["青泽市发展和改革局、青泽市文化广电旅游局", "", "各县（市、区）政府"])

    assert names(plans, ResponsibilityRole.SUPPORT) == [
        "青泽市发展和改革局",
        "青泽市文化广电旅游局",
        "各县（市、区）政府",
    ]


def test_several_names_in_one_field_are_told_apart_but_not_in_brackets(plans: Plans) -> None:
    add(plans, implement="各县（市、区）政府、青泽市文化广电旅游局")

    assert names(plans, ResponsibilityRole.IMPLEMENT) == ["各县（市、区）政府", "青泽市文化广电旅游局"]


def test_a_leader_is_named_by_post_or_by_name(plans: Plans) -> None:
    add(plans, leaders="贺知远")

    assert names(plans, ResponsibilityRole.LEADER) == ["青泽市人民政府常务副市长"]


def test_a_name_nobody_has_comes_back_with_all_that_was_typed(plans: Plans) -> None:
    shown = add(plans, support=["青泽市未来局", "青泽市发展和改革局"]).content.decode()

    assert "没有找到“青泽市未来局”" in shown
    for typed in ("新增企业30家。", 'value="青泽市未来局"', 'value="青泽市发展和改革局"'):
        assert typed in shown


def test_two_of_one_name_are_told_apart(plans: Plans) -> None:
    Unit.objects.create(name="青泽市财政局", jurisdiction=plans.place, kind=UnitKind.OTHER)

    assert "有多个，请写明是哪一个" in add(plans).content.decode()


def test_words_that_name_nobody_survive_the_form(plans: Plans) -> None:
    task = plans.task("2", plans.draft)
    Responsibility.objects.create(task=task, role=ResponsibilityRole.SUPPORT, listed_name="有关单位")
    given = {"number": "2", "text": "盘活资产。", "lead": "青泽市财政局", "support": "有关单位", "seen": task.version}

    response = post(plans, f"/plans/tasks/{task.pk}/change/", given)

    assert response.status_code == 302
    assert task.responsibilities.filter(listed_name="有关单位", unit=None).exists()


def test_a_stale_form_is_told_so_and_keeps_what_was_typed(plans: Plans) -> None:
    task = plans.task("2", plans.draft)
    Task.objects.filter(pk=task.pk).update(version=7, text="别人改的")

    response = post(plans, f"/plans/tasks/{task.pk}/change/", {"text": "我改的", "seen": task.version})

    assert "已被他人修改" in response.content.decode()
    assert "我改的" in response.content.decode()
    assert plans.task("2", plans.draft).text == "别人改的"


def test_the_form_of_a_task_in_force_says_how_it_is_changed(plans: Plans) -> None:
    response = plans.city.client("office").get(f"/plans/tasks/{plans.task('1').pk}/change/")

    assert response.status_code == 409
    assert "按调整程序办理" in response.content.decode()


def test_a_task_is_moved_by_choosing_its_place(plans: Plans) -> None:
    first, second = plans.task("1", plans.draft), plans.task("2", plans.draft)

    post(plans, f"/plans/tasks/{first.pk}/move/", {"place": f"task-{second.pk}", "seen": first.version})

    assert list(plans.draft.tasks.order_by("order")) == [second, first]


@pytest.mark.parametrize(
    ("kind", "words", "offered"),
    [("unit", "财政", "青泽市财政局"), ("unit", "各县", "各县（市、区）政府"), ("post", "知远", "常务副市长")],
)
def test_names_are_offered_while_they_are_typed(plans: Plans, kind: str, words: str, offered: str) -> None:
    browser = plans.city.client("office")

    shown = browser.get(f"/plans/tasks/answering/{kind}/suggest/", {"field": "lead", "lead": words})

    assert offered in shown.content.decode()


def test_the_page_of_issue_names_the_members_of_collective_units(plans: Plans) -> None:
    shown = plans.city.client("office").get(f"/plans/{plans.draft.pk}/issue/").content.decode()

    assert "临川县人民政府、云栖区人民政府" in shown


def test_units_in_which_nobody_could_acknowledge_are_listed(plans: Plans) -> None:
    """The office of the county answers for its government; the district has nobody."""
    today = timezone.localdate()

    mute = outlook(plans.draft, on=today, today=today).mute

    assert [unit.name for unit in mute] == ["云栖区人民政府"]


def test_a_vacant_post_is_listed(plans: Plans) -> None:
    plans.leader.appointments.all().delete()
    today = timezone.localdate()

    assert outlook(plans.draft, on=today, today=today).vacant == [plans.leader]


def test_issuing_leads_back_to_the_plan(plans: Plans) -> None:
    response = issue(plans)

    assert response["Location"] == f"/plans/{plans.draft.pk}/"
    assert Plan.objects.get(pk=plans.draft.pk).state == PlanState.ISSUED


def test_the_form_of_issue_sent_twice_issues_once(plans: Plans) -> None:
    issue(plans)
    asked = Receipt.objects.count()

    response = issue(plans)

    assert response.status_code == 302
    assert Receipt.objects.count() == asked
    assert plans.city.events().count("plan.issued") == 1


def test_another_day_shows_its_members_before_anything_is_issued(plans: Plans) -> None:
    earlier = timezone.localdate() - timedelta(days=3)

    shown = issue(plans, issued_on=earlier).content.decode()

    assert "请核对后再次按" in shown
    assert f'name="shown_on" value="{earlier.isoformat()}"' in shown
    assert Plan.objects.get(pk=plans.draft.pk).state == PlanState.DRAFT


def test_tasks_without_lead_are_listed_before_issue(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("2", plans.draft)).delete()

    shown = plans.city.client("office").get(f"/plans/{plans.draft.pk}/issue/").content.decode()

    assert "有1项任务没有落实到牵头单位" in shown


def test_the_outlook_costs_the_same_with_many_tasks(plans: Plans) -> None:
    today = timezone.localdate()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            outlook(plans.draft, on=today, today=today)
        return len(queries)

    few = cost()
    for _ in range(20):
        plans._give(plans.task("1", plans.draft), issued=False)

    assert cost() == few
