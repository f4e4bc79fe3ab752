"""The ledger: what each sees in it, what can be asked, what its files hold, that it costs no more with more rows."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cast import City
from duban.apps.organizations.models import Appointment
from duban.apps.plans.models import Plan, Receipt, ReportingRound, Responsibility, Section, Target, Task
from duban.apps.plans.queries.ledger import next_round
from duban.apps.plans.searching import write_search
from duban.rulebook.tasks import PlanState, ReceiptState, ResponsibilityRole
from plan_cast import Plans

SHOWN = ["target", "deadline", "lead", "implement", "support", "leader"]


def shown(plans: Plans, key: str, **asked: Any) -> list[str]:
    """The tasks of the ledger's first page as year and number, in its order."""
    page = plans.city.client(key).get(reverse("plans:ledger"), asked).content.decode()
    keys = [int(found) for found in re.findall(rf'href="{reverse("plans:ledger")}(\d+)/"', page)]
    tasks = Task.objects.in_bulk(keys)
    return [f"{tasks[key].year}/{tasks[key].number}" for key in keys]


def page(plans: Plans, key: str, **asked: Any) -> str:
    answer: bytes = plans.city.client(key).get(reverse("plans:ledger"), asked).content
    return answer.decode()


def add_task(plans: Plans, number: int, text: str, **values: Any) -> Task:
    task = Task.objects.create(
        plan=plans.force,
        jurisdiction=plans.place,
        jurisdiction_path=plans.place.path,
        year=2026,
        order=number,
        number=str(number),
        text=text,
        state="in_force",
        **values,
    )
    Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=plans.city.units["财政"])
    Responsibility.objects.create(task=task, role=ResponsibilityRole.LEADER, post=plans.leader)
    Target.objects.create(task=task, measure="数量", comparator=">=", value=3, unit="个", text="3个", kind="level")
    Receipt.objects.create(task=task, unit=plans.city.units["财政"], asked_at="2026-03-01T01:00:00Z")
    write_search([task])
    return task


def test_the_newest_year_stands_first(plans: Plans) -> None:
    assert shown(plans, "office") == ["2027/1", "2027/2", "2026/1", "2026/2"]


@pytest.mark.parametrize(
    ("key", "tasks"),
    [
        ("leader", ["2026/1", "2026/2"]),
        ("liaison", ["2026/1"]),
        ("finance", ["2026/1", "2026/2"]),
        ("stranger", []),
        ("county_office", ["2026/1"]),
    ],
)
def test_each_finds_the_tasks_one_sees(plans: Plans, key: str, tasks: list[str]) -> None:
    assert shown(plans, key) == tasks


def test_a_row_says_who_answers_and_by_when(plans: Plans) -> None:
    text = page(plans, "office", year="2026", columns=SHOWN).partition("<tbody")[2]

    assert "青泽市发展和改革局" in text
    assert "各县（市、区）政府" in text
    assert "临川县人民政府" not in text  # stands there by its collective unit
    assert "贺知远" in text
    assert "≥ 60 个" in text
    assert "12月31日" in text
    assert "2026年12月31日" not in text  # this year's dates go without the year


def test_a_vacant_post_is_said(plans: Plans) -> None:
    Appointment.objects.filter(post=plans.leader).update(until=date(2026, 2, 1))

    assert "常务副市长（空缺）" in page(plans, "office")


def test_a_unit_asks_for_what_it_leads_and_what_it_supports_apart(plans: Plans) -> None:
    finance = plans.city.units["财政"].pk

    assert shown(plans, "finance", lead=finance) == ["2026/2"]
    assert shown(plans, "finance", support=finance) == ["2026/1"]
    assert shown(plans, "finance", implement=finance) == []


def test_a_unit_has_its_roles_as_views_with_their_counts(plans: Plans) -> None:
    text = page(plans, "finance")

    assert [
        text.count(f'{label}<span class="n">{count}</span>')
        for label, count in (("牵头的", 1), ("配合的", 1), ("负责的", 0))
    ] == [1, 1, 1]


def test_a_member_of_a_collective_unit_implements(plans: Plans) -> None:
    assert shown(plans, "office", implement=plans.city.units["临川县政府"].pk) == ["2026/1"]


def test_a_responsibility_that_ended_is_not_asked_for(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("2"), role=ResponsibilityRole.LEAD).update(until=date(2026, 5, 1))

    assert shown(plans, "finance", lead=plans.city.units["财政"].pk) == []


def test_a_unit_outside_ones_own_is_asked_for_by_its_key(plans: Plans) -> None:
    """A liaison's filter offers its own units; the lead of a task it supports can still be clicked."""
    assert shown(plans, "finance", lead=plans.city.units["发改"].pk) == ["2026/1"]
    assert "已忽略" in page(plans, "finance", lead=plans.city.units["文旅"].pk)


def test_several_supporting_units_do_not_double_a_row(plans: Plans) -> None:
    task, units = plans.task("1"), plans.city.units
    for key in ("文旅", "市政府办"):
        Responsibility.objects.create(task=task, role=ResponsibilityRole.SUPPORT, unit=units[key])
        Target.objects.create(task=task, measure=key, comparator=">=", value=1, text=key, kind="cumulative")
    asked = {"support": [units["文旅"].pk, units["市政府办"].pk, units["财政"].pk], "target": "cumulative"}

    assert shown(plans, "office", year="2026", **asked) == ["2026/1"]


@pytest.mark.parametrize(
    ("asked", "tasks"),
    [
        ({"year": "2027"}, ["2027/1", "2027/2"]),
        ({"state": "draft"}, ["2027/1", "2027/2"]),
        ({"target": "cumulative", "year": "2026"}, ["2026/1"]),
        ({"deadline_from": "2027-01-01"}, ["2027/1", "2027/2"]),
        ({"deadline_to": "2026-12-31"}, ["2026/1", "2026/2"]),
        ({"receipt": "acknowledged"}, ["2026/2"]),
        ({"sort": "-deadline", "year": "2026"}, ["2026/1", "2026/2"]),
    ],
)
def test_the_office_filters(plans: Plans, asked: dict[str, str], tasks: list[str]) -> None:
    Receipt.objects.filter(task=plans.task("2")).update(state=ReceiptState.ACKNOWLEDGED)

    assert shown(plans, "office", **asked) == tasks


def test_plan_leader_and_place_are_filters(plans: Plans) -> None:
    assert shown(plans, "office", plan=plans.force.pk) == ["2026/1", "2026/2"]
    assert len(shown(plans, "office", leader=plans.leader.pk)) == 4
    assert shown(plans, "office", place=plans.city.places["临川县"].pk) == []
    assert shown(plans, "county_office", place=plans.place.pk) == ["2026/1"]


def test_a_chapter_includes_what_is_below_it(plans: Plans) -> None:
    top = plans.force.sections.get()
    below = Section.objects.create(plan=plans.force, parent=top, title="（一）重点项目", order=2)
    Task.objects.filter(pk=plans.task("2").pk).update(section=below)

    assert shown(plans, "office", chapter=top.pk) == ["2026/1", "2026/2"]
    assert shown(plans, "office", chapter=below.pk) == ["2026/2"]


def test_a_units_receipts_are_its_own(plans: Plans) -> None:
    Receipt.objects.filter(task=plans.task("1"), unit=plans.city.units["财政"]).update(state=ReceiptState.ACKNOWLEDGED)

    assert shown(plans, "finance", receipt="asked") == ["2026/2"]
    assert shown(plans, "liaison", receipt="asked") == ["2026/1"]


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("存量", ["2026/2"]),
        ("量资", ["2026/2"]),
        ("项目 60", ["2026/1"]),
        ("新开工重点项目", ["2026/1"]),
        ("财政", ["2026/1", "2026/2"]),
        ("新开 存量", []),
        ("目新", []),
        ("项目60个", ["2026/1"]),
        ("60个以下", []),
        ("存", ["2026/2"]),
        ("5G", ["2026/3"]),
        ("5g基", ["2026/3"]),
        ("产。", ["2026/2"]),
        ('"盘活" OR', []),
        ("%", []),
    ],
)
def test_words_of_two_letters_are_found(plans: Plans, words: str, tasks: list[str]) -> None:
    add_task(plans, 3, "新建5G基站。")
    Responsibility.objects.filter(task=Task.objects.get(text="新建5G基站。"), role="lead").update(
        unit=plans.city.units["文旅"]
    )
    write_search([Task.objects.get(text="新建5G基站。")])

    assert shown(plans, "leader", q=words) == tasks


def test_a_changed_and_a_deleted_task_is_found_by_its_new_words_alone(plans: Plans) -> None:
    task = plans.task("2")
    task.text = "建设绿道。"
    task.save()
    write_search([task])

    assert shown(plans, "leader", q="存量") == []
    assert shown(plans, "leader", q="绿道") == ["2026/2"]

    task.delete()
    assert shown(plans, "leader", q="绿道") == []


def test_a_csv_holds_what_is_shown(plans: Plans) -> None:
    client = plans.city.client("finance")
    answer = client.get(
        reverse("plans:ledger"), {"export": "csv", "support": plans.city.units["财政"].pk, "columns": SHOWN}
    )
    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert [(row["序号"], row["任务"], row["牵头单位"], row["配合单位"]) for row in rows] == [
        ("1", "新开工重点项目60个以上。", "青泽市发展和改革局", "青泽市财政局")
    ]


def test_a_workbook_names_every_unit_and_keeps_dates(plans: Plans) -> None:
    for key in ("文旅", "市政府办"):
        Responsibility.objects.create(
            task=plans.task("1"), role=ResponsibilityRole.SUPPORT, unit=plans.city.units[key], order=9
        )
    answer = plans.city.client("office").get(
        reverse("plans:ledger"), {"export": "xlsx", "year": "2026", "columns": SHOWN}
    )
    head, first, *_ = load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values
    row = dict(zip(head, first, strict=True))

    assert row["配合单位"] == "青泽市财政局、青泽市文化广电旅游局、青泽市人民政府办公室"
    assert row["完成时限"].date() == date(2026, 12, 31)
    assert row["量化目标"] == "新开工重点项目60个以上"


@pytest.mark.parametrize("key", ["office", "finance", "county_office"])
@pytest.mark.parametrize("asked", [{}, {"q": "产业"}, {"state": "in_force"}])
def test_more_tasks_ask_no_more_queries(plans: Plans, key: str, asked: dict[str, str]) -> None:
    add_task(plans, 3, "建设产业园。")
    client = plans.city.client(key)
    few = _queries(client, asked)
    for number in range(4, 24):
        add_task(plans, number, "建设产业园。")

    assert _queries(client, asked) == few


def _queries(client: Any, asked: dict[str, str]) -> int:
    client.get(reverse("plans:ledger"), asked)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("plans:ledger"), asked).status_code == 200
    return len(captured)


def test_a_page_leaves_long_texts_in_the_database(plans: Plans, city: City) -> None:
    client = city.client("office")
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("plans:ledger"))
    rows = [query["sql"] for query in captured if 'FROM "plans_task"' in query["sql"] and "LIMIT" in query["sql"]]

    assert rows
    assert not any('"plans_task"."search"' in sql or '"plans_task"."grams"' in sql for sql in rows)


def test_the_round_of_the_own_place_is_told_before_those_below(city: City, plans: Plans) -> None:
    below = Plan.objects.create(
        jurisdiction=city.places["临川县"], year=2026, title="临川县工作方案", state=PlanState.ISSUED
    )
    ReportingRound.objects.create(plan=below, sequence=1, due=date(2026, 4, 1))

    own = next_round(city.actor("office"), on=date(2026, 3, 20))
    theirs = next_round(city.actor("county_office"), on=date(2026, 3, 20))

    assert own is not None
    assert own.plan == plans.force
    assert theirs is not None
    assert theirs.plan == below
