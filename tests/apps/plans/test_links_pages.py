"""The pages of tasks from above: the list, breaking down, linking, unlinking; and what the dossier shows of it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cast import City
from duban.apps.plans.actions.links import link_tasks
from duban.apps.plans.actions.plans import create_plan
from duban.apps.plans.actions.tasks import add_task
from duban.apps.plans.models import Plan, Task, TaskLink
from duban.rulebook.actors import SYSTEM
from plan_cast import Plans


@pytest.fixture
def county(plans: Plans, city: City) -> Plan:
    title = "2026年县《政府工作报告》重点任务分工方案"
    plan = create_plan(jurisdiction=city.places["临川县"], year=2026, title=title, by=SYSTEM)
    for text in ("新开工重点项目12个。", "办好石桥镇中心小学。"):
        add_task(plan=plan, section=None, text=text, lead=[city.units["临川县府办"]], by=SYSTEM)
    return plan


def text(city: City, who: str, address: str) -> str:
    response = city.client(who).get(address)
    assert response.status_code == 200
    return response.content.decode()


def breaking_down(plan: Plan, *lines: tuple[str, str]) -> dict[str, object]:
    """What the form sends: tasks with their lead units."""
    values: dict[str, object] = {"place": f"{plan.pk}-0", "deadline": "2026-12-31", "acknowledge_by": ""}
    values |= {"lines-TOTAL_FORMS": len(lines), "lines-INITIAL_FORMS": len(lines)}
    for number, (words, lead) in enumerate(lines):
        values |= {f"lines-{number}-text": words, f"lines-{number}-lead": lead, f"lines-{number}-support": ""}
    return values


def linked(plans: Plans, city: City, county: Plan) -> TaskLink:
    child = county.tasks.get(text="新开工重点项目12个。")
    return link_tasks(parent=plans.task("1"), children=[child], by=city.actor("county_office"))[0]


def test_the_county_finds_what_the_city_gave_it(plans: Plans, city: City, county: Plan) -> None:
    page = text(city, "county_office", "/plans/from-above/")
    assert "新开工重点项目60个以上。" in page
    assert "盘活存量资产" not in page
    assert ">未分解<" in page

    linked(plans, city, county)

    assert "已关联 1 项" in text(city, "county_office", "/plans/from-above/")
    assert "新开工重点项目60个以上。" not in text(city, "county_office", "/plans/from-above/?broken_down=False")


def test_a_task_is_broken_down_on_its_page(plans: Plans, city: City, county: Plan) -> None:
    address = f"/plans/from-above/{plans.task('1').pk}/break-down/"
    page = text(city, "county_office", address)
    assert re.search(r"<textarea[^>]*>\s*新开工重点项目60个以上。</textarea>", page)
    lines = (
        ("新开工工业项目5个。", "临川县人民政府办公室"),
        ("新开工交通项目7个。", "临川县人民政府办公室、石桥镇人民政府"),
        ("", ""),
    )

    page = city.client("county_office").post(address, breaking_down(county, *lines), follow=True).content.decode()

    assert "已分解为 2 项任务" in page
    made = Task.objects.get(text="新开工交通项目7个。")
    assert (made.number, made.links_up.get().parent) == ("2", plans.task("1"))
    assert [str(row) for row in made.responsibilities.filter(role="lead")] == ["临川县人民政府办公室", "石桥镇人民政府"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("新开工工业项目5个。", ""), "请填写牵头单位"),
        (("", "临川县人民政府办公室"), "请填写任务内容"),
        (("新开工工业项目5个。", "青泽市财政局"), "没有找到“青泽市财政局”"),
        (("", ""), "请至少写一项任务"),
    ],
)
def test_a_line_that_lacks_something_says_what(
    plans: Plans, city: City, county: Plan, line: tuple[str, str], said: str
) -> None:
    address = f"/plans/from-above/{plans.task('1').pk}/break-down/"

    page = city.client("county_office").post(address, breaking_down(county, line)).content.decode()

    assert said in page
    assert county.tasks.count() == 2


def test_without_a_plan_of_its_own_the_county_is_told_to_make_one(plans: Plans, city: City) -> None:
    page = text(city, "county_office", f"/plans/from-above/{plans.task('1').pk}/break-down/")

    assert "还没有可以列入的方案" in page


def test_a_plan_in_force_asks_by_when_to_acknowledge(plans: Plans, city: City, county: Plan) -> None:
    Plan.objects.filter(pk=county.pk).update(state="issued")
    address = f"/plans/from-above/{plans.task('1').pk}/break-down/"
    values = breaking_down(county, ("新开工工业项目5个。", "临川县人民政府办公室"))
    browser = city.client("county_office")

    assert "请填写签收期限" in browser.post(address, values).content.decode()
    browser.post(address, values | {"acknowledge_by": "2026-12-20"})

    made = Task.objects.get(text="新开工工业项目5个。")
    assert (made.state, made.receipts.get().unit) == ("in_force", city.units["临川县府办"])


def test_a_task_is_linked_from_what_is_proposed(plans: Plans, city: City, county: Plan) -> None:
    address = f"/plans/from-above/{plans.task('1').pk}/link/"
    page = text(city, "county_office", address)
    assert "新开工重点项目12个。" in page
    assert "办好石桥镇中心小学" not in page
    assert "办好石桥镇中心小学" in text(city, "county_office", f"{address}?q=小学")
    child = county.tasks.get(text="新开工重点项目12个。")

    page = city.client("county_office").post(address, {"ids": [child.pk]}, follow=True).content.decode()

    assert "已关联 1 项任务" in page
    assert "已经关联过" in city.client("county_office").post(address, {"ids": [child.pk]}).content.decode()
    assert "没有选择任何一行" in city.client("county_office").post(address).content.decode()
    assert TaskLink.objects.count() == 1


def test_a_link_is_taken_away_after_asking(plans: Plans, city: City, county: Plan) -> None:
    address = f"/plans/from-above/links/{linked(plans, city, county).pk}/unlink/"

    assert "取消关联？" in text(city, "county_office", address)
    assert city.client("county_office").post(address).status_code == 302

    assert not TaskLink.objects.exists()


@pytest.mark.parametrize("page", ["break-down", "link"])
def test_what_was_not_given_to_ones_government_is_not_there(plans: Plans, city: City, county: Plan, page: str) -> None:
    assert city.client("office").get(f"/plans/from-above/{plans.task('1').pk}/{page}/").status_code == 404
    assert city.client("county_office").get(f"/plans/from-above/{plans.task('2').pk}/{page}/").status_code == 404
    assert city.client("liaison").get(f"/plans/from-above/{plans.task('1').pk}/{page}/").status_code == 404


def test_both_ends_show_the_link(plans: Plans, city: City, county: Plan) -> None:
    link = linked(plans, city, county)

    above = text(city, "office", reverse("plans:task", args=[link.parent_id]))
    below = text(city, "county_office", reverse("plans:task", args=[link.child_id]))

    assert "临川县分解任务 1 项，草稿 1 项" in above
    assert "未分解：云栖区" in above
    assert "青泽市任务：" in below
    assert f"/plans/from-above/links/{link.pk}/unlink/" in below


def test_a_department_of_the_city_sees_no_draft_of_the_county(plans: Plans, city: City, county: Plan) -> None:
    link = linked(plans, city, county)

    assert "新开工重点项目12个" not in text(city, "liaison", reverse("plans:task", args=[link.parent_id]))
