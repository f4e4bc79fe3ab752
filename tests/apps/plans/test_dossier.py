"""A task's page: what it says of the task, to whom, and at what cost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.organizations.models import Appointment, Official
from duban.apps.plans.models import Correction, Plan, Receipt, Responsibility, Target, Task, TaskLink
from duban.apps.plans.queries import dossier
from duban.apps.plans.quoting import pages_of, quoted
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole
from plan_cast import SOURCE, Plans

ON = date(2026, 9, 1)


def page(plans: Plans, key: str, task: Task) -> str:
    answer = plans.city.client(key).get(reverse("plans:task", args=[task.pk]))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("office", True),
        ("leader", True),
        ("reader", True),
        ("liaison", True),
        ("finance", True),
        ("county_office", True),
        ("stranger", False),
        ("town_liaison", False),
        ("system_admin", False),
        ("audit_admin", False),
    ],
)
def test_who_sees_the_task_sees_its_page(plans: Plans, key: str, *, sees: bool) -> None:
    assert ("新开工重点项目60个以上。" in page(plans, key, plans.task("1"))) is sees


def test_a_draft_is_for_the_office_alone(plans: Plans) -> None:
    task = plans.task("1", plans.draft)

    assert "方案还没有印发" in page(plans, "office", task)
    assert [page(plans, key, task) for key in ("leader", "liaison")] == ["404", "404"]


def test_a_leader_who_left_and_the_one_who_came_both_stand_with_their_days(plans: Plans) -> None:
    Appointment.objects.filter(post=plans.leader).update(until=date(2026, 6, 1))
    successor = Official.objects.create(jurisdiction=plans.place, name="周景行")
    Appointment.objects.create(post=plans.leader, official=successor, since=date(2026, 6, 18))

    roles = dossier.roles_of(plans.task("1"), plans.city.actor("office"), on=ON)
    answered = roles[0].named[0].answered

    assert [(one.appointment and one.appointment.official.name, one.since, one.last_day) for one in answered] == [
        ("贺知远", date(2026, 3, 1), date(2026, 5, 31)),
        (None, date(2026, 6, 1), date(2026, 6, 17)),
        ("周景行", date(2026, 6, 18), ON),
    ]


def test_nobody_answers_for_a_draft_yet(plans: Plans) -> None:
    roles = dossier.roles_of(plans.task("1", plans.draft), plans.city.actor("office"), on=ON)

    assert roles[0].named[0].answered == ()


def test_a_collective_unit_is_shown_with_its_members(plans: Plans) -> None:
    roles = dossier.roles_of(plans.task("1"), plans.city.actor("office"), on=ON)
    implement = next(role for role in roles if role.label == "负责单位")

    assert [one.name for one in implement.named] == ["各县（市、区）政府"]
    assert [one.name for one in implement.named[0].members] == ["临川县人民政府", "云栖区人民政府"]


def test_a_unit_one_may_not_see_is_named_without_a_link(plans: Plans) -> None:
    text = page(plans, "liaison", plans.task("1"))
    unit = plans.city.units["财政"]

    assert "青泽市财政局" in text
    assert reverse("plans:unit-tasks", args=[unit.pk]) not in text
    assert reverse("plans:unit-tasks", args=[unit.pk]) in page(plans, "office", plans.task("1"))


def test_what_a_unit_was_and_is_no_longer_keeps_its_last_day(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("2"), role=ResponsibilityRole.LEAD).update(until=date(2026, 5, 1))

    assert "至2026年4月30日" in page(plans, "office", plans.task("2"))


def test_targets_say_how_they_are_measured(plans: Plans) -> None:
    Target.objects.create(
        task=plans.task("1"),
        measure="覆盖率",
        comparator=">=",
        value=Decimal("45.5"),
        unit="%",
        text="覆盖率",
        kind="level",
    )
    text = page(plans, "office", plans.task("1"))

    assert "≥ 60 个" in text
    assert "≥ 45.5%" in text
    assert "累计数" in text
    assert "水平值" in text


def test_the_words_of_the_source_are_quoted_and_lit(plans: Plans) -> None:
    draft = plans.review.tasks.get(number="1")
    Plan.objects.filter(pk=plans.force.pk).update(plan_import=plans.review)
    Task.objects.filter(pk=plans.task("1").pk).update(places=draft.places)
    text = page(plans, "liaison", plans.task("1"))

    assert "1．<mark>新开工重点项目60个以上。</mark>" in text
    assert "部门分工：市发展改革局牵头" in text
    assert "盘活存量资产" not in text
    assert "分工方案.txt" in text
    assert "下载源文件" not in text


def test_corrections_are_for_the_office(plans: Plans) -> None:
    draft = plans.review.tasks.get(number="1")
    Plan.objects.filter(pk=plans.force.pk).update(plan_import=plans.review)
    draft.task = plans.task("1")
    draft.save()
    Correction.objects.create(
        plan_import=plans.review,
        draft_task=draft,
        field="牵头单位",
        before=["市发改局"],
        after=["市发改委", "市发展改革局"],
        account=plans.city.accounts["office"],
    )

    assert "市发改委、市发展改革局" in page(plans, "office", plans.task("1"))
    assert "市发改委" not in page(plans, "finance", plans.task("1"))


def test_an_objection_stands_with_its_answer(plans: Plans) -> None:
    receipt = plans.receipt("1", "财政")
    at = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    receipt.state, receipt.objection, receipt.answered_at = ReceiptState.RELEASED, "职能已划转。", at
    receipt.decision, receipt.decided_by, receipt.decided_at = "已改由文旅局配合。", "督小青", at
    receipt.save()
    text = page(plans, "office", plans.task("1"))

    assert "职能已划转。" in text
    assert "已改由文旅局配合。" in text
    assert "3个单位，已签收0个" in text


def test_the_unit_that_has_not_acknowledged_is_led_there(plans: Plans) -> None:
    assert "去签收" in page(plans, "liaison", plans.task("1"))
    Receipt.objects.filter(task=plans.task("1")).update(state=ReceiptState.ACKNOWLEDGED)
    assert "去签收" not in page(plans, "liaison", plans.task("1"))
    assert "去签收" not in page(plans, "leader", plans.task("1"))


def test_last_years_counterpart_is_the_likeliest_of_the_same_place(plans: Plans) -> None:
    old = Plan.objects.create(jurisdiction=plans.place, year=2025, title="2025年方案", state="issued")
    county = plans.city.places["临川县"]
    texts = (
        (plans.place, "新开工重点项目50个以上。"),
        (plans.place, "建设绿道。"),
        (county, "新开工重点项目60个以上。"),
    )
    for place, text in texts:
        Task.objects.create(
            plan=old, jurisdiction=place, jurisdiction_path=place.path, year=2025, text=text, state="closed"
        )
    office = plans.city.actor("office")

    assert str(dossier.last_years(plans.task("1"), office)) == "新开工重点项目50个以上。"
    assert dossier.last_years(plans.task("2"), office) is None
    assert dossier.last_years(plans.task("1"), plans.city.actor("liaison")) is None


def test_linked_tasks_stand_on_both_pages(plans: Plans) -> None:
    TaskLink.objects.create(parent=plans.task("1"), child=plans.task("2"))

    assert "盘活存量资产。" in page(plans, "office", plans.task("1"))
    assert "新开工重点项目60个以上。" in page(plans, "office", plans.task("2"))


def test_the_days_left_are_those_of_an_open_task(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.apps.plans.views.dossier.timezone.localdate", lambda *at: date(2027, 1, 3))

    assert "逾期约1个工作日" in page(plans, "office", plans.task("1"))
    Task.objects.filter(pk=plans.task("1").pk).update(state="closed")
    assert "逾期" not in page(plans, "office", plans.task("1"))


def test_members_and_receipts_ask_no_more_queries(plans: Plans, city: City) -> None:
    task, client = plans.task("1"), city.client("office")
    few = _queries(client, task)
    group = Responsibility.objects.get(task=task, unit_group=plans.counties)
    for key in ("文旅", "市政府办", "石桥镇政府"):
        Responsibility.objects.create(task=task, role="implement", unit=city.units[key], through=group)
        Receipt.objects.create(task=task, unit=city.units[key], asked_at=datetime(2026, 3, 1, tzinfo=UTC))

    assert _queries(client, task) == few


def _queries(client: Any, task: Task) -> int:
    client.get(reverse("plans:task", args=[task.pk]))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("plans:task", args=[task.pk])).status_code == 200
    return len(captured)


def test_paragraphs_are_cut_where_the_words_are_lit() -> None:
    start = SOURCE.index("新开工")
    begin, end = SOURCE.rindex("\n", 0, start) + 1, SOURCE.index("\n", start)
    blocks = [{"start": begin, "end": end, "page": 3}, {"start": end + 1, "end": end + 9, "page": 4}]
    found = quoted(SOURCE, blocks, {"text": [[start, start + 3]], "lead": [[end + 2, end + 4]]})

    assert found[0].parts == (("1．", False), ("新开工", True), ("重点项目60个以上。", False))
    assert pages_of(found) == "第3—4页"


def test_words_without_paragraphs_are_quoted_alone() -> None:
    assert quoted("甲乙丙丁", [], {"text": [[1, 3]]})[0].parts == (("乙丙", True),)
    assert quoted("甲乙丙丁", [], {}) == []


def test_a_row_of_a_table_is_quoted_by_its_cells_under_their_headings() -> None:
    text = "序号\n任务\n时限\n1\n建成小区\n年底\n建成公园\n6月底"
    ends = [0, 3, 6, 9, 11, 16, 19, 24]
    at = [[start, start + len(text[start:].partition("\n")[0])] for start in ends]
    rows = [at[0:3], at[3:6], at[6:8]]  # the last row's number stands in the one above it
    blocks = [{"kind": "row", "start": row[0][0], "end": row[-1][1], "cells": row} for row in rows]

    first, second = (quoted(text, blocks, {"text": [row]})[0].cells for row in (at[4], at[6]))
    assert [(cell.head, cell.parts) for cell in first] == [
        ("序号", (("1", False),)),
        ("任务", (("建成小区", True),)),
        ("时限", (("年底", False),)),
    ]
    assert [cell.head for cell in second] == ["任务", "时限"]


def test_the_words_of_a_task_in_force_stay_and_corrections_are_led_to(plans: Plans) -> None:
    text = page(plans, "office", plans.task("1"))

    assert reverse("plans:task-change", args=[plans.task("1").pk]) not in text
    assert "按调整程序办理" in text
    assert f"{reverse('plans:import-start')}?plan={plans.force.pk}" in text
