"""What the first page says of plans and tasks: to each who has something to do about them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast import City
from duban.apps.home.pages import page_of
from duban.apps.organizations.models import Appointment
from duban.apps.plans.actions.objections import object_to_receipt
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.models import Receipt, Task
from plan_cast import Plans

AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


def todos(city: City, who: str, on: date = date(2026, 3, 4)) -> dict[str, tuple[str, str]]:
    """Title: how many, and details."""
    return {todo.title: (todo.count, todo.detail) for todo in page_of(city.actor(who), on=on, at=AT).todos}


@pytest.mark.parametrize(("who", "count"), [("liaison", "1 项"), ("unit_head", "1 项"), ("finance", "2 项")])
def test_a_unit_is_told_what_it_has_to_acknowledge_and_by_when(plans: Plans, city: City, who: str, count: str) -> None:
    assert todos(city, who)["签收任务"] == (
        count,
        "2026年市《政府工作报告》重点任务分工方案，3月8日前签收，还有2个工作日",
    )


def test_what_was_acknowledged_does_not_wait(plans: Plans, city: City) -> None:
    acknowledge_receipts(receipts=[plans.receipt("1", "发改")], at=AT, by=city.actor("liaison"))

    assert "签收任务" not in todos(city, "liaison")


def test_a_stranger_has_nothing_to_acknowledge(plans: Plans, city: City) -> None:
    assert "签收任务" not in todos(city, "stranger")


def test_the_office_of_a_county_acknowledges_and_breaks_down(plans: Plans, city: City) -> None:
    found = todos(city, "county_office")

    assert found["签收任务"][0] == "1 项"
    assert found["分解上级交办任务"] == ("1 项", "2026年市《政府工作报告》重点任务分工方案")
    assert "逾期未签收" not in todos(city, "county_office", date(2026, 3, 9))


def test_the_office_of_the_city_reviews_issues_and_answers(plans: Plans, city: City) -> None:
    by = city.actor("liaison")
    object_to_receipt(receipt=plans.receipt("1", "发改"), reason="不是我们的", at=AT, by=by)

    found = todos(city, "office")

    assert found["答复异议"] == ("1 件", "1 个单位对任务提出异议，答复后才签收")
    assert found["印发方案"] == ("", "2027年市《政府工作报告》重点任务分工方案")
    assert found["核对导入的方案"] == ("", plans.review.title)
    assert "逾期未签收" not in found


def test_the_office_is_told_who_is_late(plans: Plans, city: City) -> None:
    found = todos(city, "office", date(2026, 3, 9))

    assert found["逾期未签收"] == ("4 个单位", "2026年市《政府工作报告》重点任务分工方案，5 项任务")


def test_a_leader_sees_the_own_tasks_by_plan(plans: Plans, city: City) -> None:
    account = city.accounts["leader"]
    account.official = plans.official
    account.save()

    part = page_of(city.actor("leader"), on=date(2027, 1, 1), at=AT).parts[0]

    assert [(row.text, row.note, row.warning) for row in part.rows] == [
        ("2026年市《政府工作报告》重点任务分工方案", "2 项，在办 2 项", "逾期 2 项")
    ]
    assert part.url == reverse("plans:leader-tasks", args=[plans.official.pk])


def test_the_tasks_of_a_post_one_no_longer_holds_are_another_ones(plans: Plans, city: City) -> None:
    account = city.accounts["leader"]
    account.official = plans.official
    account.save()
    Appointment.objects.filter(official=plans.official).update(until=date(2026, 3, 1))

    assert page_of(city.actor("leader"), on=date(2026, 3, 4), at=AT).parts[0].rows == []


@pytest.mark.parametrize("who", ["office", "county_office", "liaison", "finance", "leader"])
def test_more_tasks_take_no_more_queries(plans: Plans, city: City, who: str) -> None:
    browser = city.client(who)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/").status_code == 200
        return len(asked)

    queries()
    few = queries()
    first = plans.task("1")
    for number in range(5):
        task = Task.objects.get(pk=first.pk)
        task.pk, task.order = None, 10 + number
        task.save()
        for unit in ("发改", "财政", "临川县政府"):
            Receipt.objects.create(task=task, unit=city.units[unit], asked_at=timezone.now(), due=date(2026, 3, 8))

    assert queries() == few


def recent(city: City, who: str) -> dict[str, str]:
    """Sentence: where it leads."""
    return {one.sentence: one.url for one in page_of(city.actor(who), on=date(2026, 3, 4), at=AT).recent or ()}


def test_acknowledgements_of_a_day_are_told_in_one_line(plans: Plans, city: City) -> None:
    acknowledge_receipts(receipts=[plans.receipt("1", "发改")], at=AT, by=city.actor("liaison"))
    acknowledge_receipts(
        receipts=[plans.receipt("1", "财政"), plans.receipt("2", "财政")], at=AT, by=city.actor("finance")
    )

    assert recent(city, "office")["2 个单位签收任务 3 项"] == reverse("plans:plan-receipts", args=[plans.force.pk])
    assert not any("签收" in told for told in recent(city, "reader"))


def test_an_objection_is_told_with_its_task(plans: Plans, city: City) -> None:
    object_to_receipt(receipt=plans.receipt("2", "财政"), reason="职责已划出", at=AT, by=city.actor("finance"))

    told = next(told for told in recent(city, "office") if "提出异议" in told)
    assert recent(city, "office")[told] == reverse("plans:task", args=[plans.task("2").pk])


def test_a_unit_finds_its_tasks_by_what_it_does_for_them(plans: Plans, city: City) -> None:
    text = city.client("finance").get("/").content.decode()
    finance = city.units["财政"].pk

    assert "本单位的任务" in text
    for role in ("lead", "support"):
        assert f'href="{reverse("plans:unit-tasks", args=[finance])}?{role}={finance}"' in text
    assert "1 项，在办 1 项" in text


def test_what_is_overdue_leads_to_its_tasks(plans: Plans, city: City) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(deadline=date(2026, 3, 3))
    account = city.accounts["leader"]
    account.official = plans.official
    account.save()
    page = page_of(city.actor("leader"), on=date(2026, 3, 4), at=AT)
    row = next(row for part in page.parts for row in part.rows if row.warning == "逾期 1 项")
    text = city.client("leader").get(row.warning_url).content.decode()

    assert plans.task("1").text in text
    assert plans.task("2").text not in text
