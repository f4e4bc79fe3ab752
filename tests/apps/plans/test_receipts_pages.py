"""The pages of acknowledgement: what a unit reads and presses, what the office sees of it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import City
from duban.apps.plans.actions.objections import object_to_receipt
from duban.apps.plans.models import Receipt, Task
from duban.rulebook.tasks import ReceiptState
from plan_cast import Plans


def text(city: City, who: str, address: str) -> str:
    response = city.client(who).get(address)
    assert response.status_code == 200
    return response.content.decode()


def post(city: City, who: str, address: str, **values: object) -> str:
    """The page that follows."""
    return city.client(who).post(address, values, follow=True).content.decode()


def state(receipt: Receipt) -> str:
    return Receipt.objects.get(pk=receipt.pk).state


def objected(plans: Plans, city: City) -> Receipt:
    by, now = city.actor("liaison"), timezone.now()
    return object_to_receipt(receipt=plans.receipt("1", "发改"), reason="应由文旅局承担。", at=now, by=by)


def test_a_liaison_reads_what_waits_with_its_role_and_day(plans: Plans, city: City) -> None:
    page = text(city, "finance", "/plans/receipts/")

    assert "2 项任务等待签收" in page
    assert (
        page.index("牵头 <span") < page.index("盘活存量资产") < page.index("配合 <span") < page.index("新开工重点项目")
    )
    assert "3月8日" in page
    assert re.search(r'>待签收 <span class="n">2</span>', page)


def test_all_of_a_plan_is_acknowledged_at_once_and_once(plans: Plans, city: City) -> None:
    page = post(city, "finance", "/plans/receipts/acknowledge/", plan=plans.force.pk)
    assert "已签收 2 项任务" in page
    assert "钱小满签收" in page

    assert "没有待签收的任务了" in post(city, "finance", "/plans/receipts/acknowledge/", plan=plans.force.pk)
    assert city.events().count("receipt.acknowledged") == 2


def test_only_what_is_ticked_is_acknowledged(plans: Plans, city: City) -> None:
    lead, support = plans.receipt("2", "财政"), plans.receipt("1", "财政")

    post(city, "finance", "/plans/receipts/acknowledge/", ids=[lead.pk])

    assert (state(lead), state(support)) == (ReceiptState.ACKNOWLEDGED, ReceiptState.ASKED)


def test_whoever_comes_second_is_told_who_was_first(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")
    address = f"/plans/receipts/{receipt.pk}/acknowledge/"
    post(city, "liaison", address)

    assert "1 项此前已由林联络签收，不用再签" in post(city, "unit_head", address)


def test_a_strangers_receipts_are_not_there(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")

    assert "没有待签收的任务" in text(city, "stranger", "/plans/receipts/")
    assert city.client("stranger").post(f"/plans/receipts/{receipt.pk}/acknowledge/").status_code == 404
    assert city.client("stranger").get(f"/plans/receipts/{receipt.pk}/object/").status_code == 404
    assert city.client("finance").post(f"/plans/receipts/{receipt.pk}/acknowledge/").status_code == 403


def test_ticking_what_is_another_units_acknowledges_nothing(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")

    city.client("finance").post("/plans/receipts/acknowledge/", {"ids": [receipt.pk]})

    assert state(receipt) == ReceiptState.ASKED


@pytest.mark.parametrize("plan", ["", "x", "9" * 30])
def test_a_plan_that_is_none_gets_a_sentence(plans: Plans, city: City, plan: str) -> None:
    assert "没有选择方案" in post(city, "finance", "/plans/receipts/acknowledge/", plan=plan)


def test_an_objection_is_written_and_shown_until_it_is_answered(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")

    page = post(city, "liaison", f"/plans/receipts/{receipt.pk}/object/", reason="应由文旅局承担。")

    assert "已提出异议，等督查室答复" in page
    assert "应由文旅局承担。" in page


def test_an_objection_without_a_reason_stays_on_its_page(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")

    assert "请填写这一项" in post(city, "liaison", f"/plans/receipts/{receipt.pk}/object/", reason="")


def test_the_office_finds_the_objection_and_upholds(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)
    page = text(city, "office", "/plans/objections/")
    assert "应由文旅局承担。" in page
    assert "待答复" in page
    address = f"/plans/objections/{receipt.pk}/"
    form = city.client("office").get(address).context["form"]

    page = post(city, "office", address, decision="uphold", reply="按分工仍由发改局牵头。", **form.initial)

    assert "已答复青泽市发展和改革局的异议" in page
    assert state(receipt) == ReceiptState.ASKED
    assert "按分工仍由发改局牵头。" in text(city, "liaison", "/plans/receipts/")


def test_the_office_gives_the_task_to_another_unit(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)
    address = f"/plans/objections/{receipt.pk}/"
    values = {**city.client("office").get(address).context["form"].initial, "successor": "青泽市文化广电旅游局"}

    post(city, "office", address, decision="release", reply="同意。", **values)

    assert state(receipt) == ReceiptState.RELEASED
    assert "新开工重点项目" in text(city, "stranger", "/plans/receipts/")


def test_a_successor_is_not_forgotten_silently(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)
    address = f"/plans/objections/{receipt.pk}/"
    values = {**city.client("office").get(address).context["form"].initial, "successor": "青泽市文化广电旅游局"}

    assert "维持时不改派" in post(city, "office", address, decision="uphold", reply="维持。", **values)
    assert state(receipt) == ReceiptState.OBJECTED


def test_objections_of_the_city_are_not_the_countys(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)

    assert city.client("county_office").get(f"/plans/objections/{receipt.pk}/").status_code == 404
    assert "应由文旅局承担" not in text(city, "county_office", "/plans/objections/")


def test_the_office_sees_who_has_not_acknowledged(plans: Plans, city: City) -> None:
    post(city, "liaison", f"/plans/receipts/{plans.receipt('1', '发改').pk}/acknowledge/")

    page = text(city, "office", f"/plans/{plans.force.pk}/receipts/?standing=overdue")
    rows = page[page.index("<tbody") : page.index("</tbody>")]

    assert "青泽市财政局" in rows
    assert "青泽市发展和改革局" not in rows
    assert "逾期" in rows


def test_a_number_leads_to_the_receipts_it_counts(plans: Plans, city: City) -> None:
    page = text(city, "office", f"/plans/{plans.force.pk}/receipts/")
    rows = page[page.index("<tbody") : page.index("</tbody>")]
    address = re.search(r'href="(/plans/\d+/receipts/tasks/\?unit=[^"]+&amp;state=asked)">2<', rows)
    assert address

    page = text(city, "office", address[1].replace("&amp;", "&"))
    rows = page[page.index("<tbody") : page.index("</tbody>")]

    assert rows.count("<tr") == 2
    assert rows.count("青泽市财政局") >= 2


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_who_has_not_acknowledged_can_be_taken_away(plans: Plans, city: City, kind: str) -> None:
    for page in ("receipts", "receipts/tasks"):
        response = city.client("office").get(f"/plans/{plans.force.pk}/{page}/?export={kind}")
        assert response.status_code == 200
        assert b"".join(response.streaming_content)


def test_a_county_sees_of_the_plan_only_its_own_receipts(plans: Plans, city: City) -> None:
    page = text(city, "county_office", f"/plans/{plans.force.pk}/receipts/")

    assert "临川县人民政府" in page
    assert "青泽市财政局" not in page


def test_a_plan_one_does_not_see_has_no_receipts(plans: Plans, city: City) -> None:
    assert city.client("stranger").get(f"/plans/{plans.force.pk}/receipts/").status_code == 404


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("finance", "/plans/receipts/"),
        ("office", "/plans/objections/"),
        ("office", "/plans/{plan}/receipts/"),
        ("office", "/plans/{plan}/receipts/tasks/"),
        ("county_office", "/plans/from-above/"),
    ],
)
def test_the_queries_of_a_page_do_not_grow(plans: Plans, city: City, who: str, address: str) -> None:
    address = address.format(plan=plans.force.pk)
    browser = city.client(who)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    Receipt.objects.filter(unit=city.units["发改"]).update(state="objected", objection="不是我们的")
    queries()
    few = queries()
    first = plans.task("1")
    for number in range(5):
        task = Task.objects.get(pk=first.pk)
        task.pk, task.order = None, 10 + number
        task.save()
        for unit in ("财政", "文旅", "临川县政府"):
            Receipt.objects.create(task=task, unit=city.units[unit], asked_at=timezone.now())
        Receipt.objects.create(
            task=Task.objects.get(pk=task.pk),
            unit=city.units["发改"],
            asked_at=timezone.now(),
            state="objected",
            objection="也不是",
        )

    assert queries() == few
