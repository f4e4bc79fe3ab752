"""Many reports on one page: rows that save themselves, one button for all, ticked ones submitted, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.plans.models import Target
from duban.apps.progress.models import Report, UnitPractice
from progress_cast import Year

HTMX = {"HTTP_HX_REQUEST": "true"}


def grid(year: Year) -> str:
    return reverse("progress:report-grid", args=[year.round.pk])


def row(report: Report, **more: Any) -> dict[str, Any]:
    values = {
        "text": "已开工46个。",
        "stated": "on_pace",
        "problems": "",
        "next_step": "",
        "seen": report.version,
    } | more
    return {f"r{report.pk}-{name}": value for name, value in values.items()}


def save(client: Client, report: Report, **more: Any) -> Any:
    return client.post(reverse("progress:report-grid-row", args=[report.pk]), row(report, **more), **HTMX)


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def more_reports(year: Year, count: int) -> list[Report]:
    """Reports of further tasks, each with a target."""
    rows, target = [], year.plans.task("1").targets.get()
    for number in range(count):
        task = year.plans.task("1")
        task.pk, task.order, task.number = None, 10 + number, str(10 + number)
        task.save()
        Target.objects.create(task=task, measure=target.measure, value=target.value, text=target.text, kind=target.kind)
        shared = {"unit": year.report.unit, "round": year.round, "due": year.report.due}
        rows.append(Report.objects.create(task=task, original_due=year.report.due, **shared))
    return rows


def test_the_rows_show_the_targets_and_what_was_said_last_time(year: Year, city: City) -> None:
    past = year.plans.force.rounds.create(sequence=9, due="2026-01-10")
    day = year.report.due.replace(month=1)
    shared = {"task": year.report.task, "unit": year.report.unit, "due": day, "original_due": day}
    Report.objects.create(round=past, text="上一轮写的话。", state="accepted", stated="on_pace", **shared)

    page = city.client("liaison").get(grid(year)).text

    assert "新开工重点项目" in page
    assert "上一轮写的话。" in page
    assert "盘活存量资产" not in page


def test_a_row_saves_itself(year: Year, city: City) -> None:
    key = year.report.task.targets.get().pk

    answer = save(city.client("liaison"), year.report, **{f"figure-{key}": "46个"})

    kept = fresh(year.report)
    assert "已保存" in answer.text
    assert f'name="r{kept.pk}-seen" value="{kept.version}"' in answer.text
    assert (kept.state, kept.text, kept.figures.get().value) == ("draft", "已开工46个。", 46)


def test_what_cannot_be_taken_is_named_in_its_row(year: Year, city: City) -> None:
    key = year.report.task.targets.get().pk

    answer = save(city.client("liaison"), year.report, **{f"figure-{key}": "四十多"})

    assert "新开工重点项目没有保存" in answer.text
    assert fresh(year.report).text == "已开工46个。"


def test_a_colleague_who_was_faster_is_not_written_over(year: Year, city: City) -> None:
    save(city.client("unit_head"), year.report, text="郑发展写的。")

    answer = save(city.client("liaison"), year.report, text="林联络写的。")

    assert "刚刚改过" in answer.text
    assert "郑发展写的。" in answer.text
    assert fresh(year.report).text == "郑发展写的。"


def test_a_field_that_is_not_in_the_row_stays(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.report.pk).update(coordination="请协调用地。")

    save(city.client("liaison"), year.report)

    assert fresh(year.report).coordination == "请协调用地。"


def test_one_button_saves_all_that_changed(year: Year, city: City) -> None:
    first, second = more_reports(year, 2)
    sent = row(year.report) | row(first, text="在建。") | row(second, text="", stated="")

    answer = city.client("liaison").post(grid(year), sent, follow=True)

    assert "已保存 2 项" in answer.text
    assert [fresh(one).text for one in (year.report, first, second)] == ["已开工46个。", "在建。", ""]
    assert fresh(second).state == "owed"


def test_a_fault_in_one_row_keeps_no_other_row_out_and_loses_nothing(year: Year, city: City) -> None:
    (other,) = more_reports(year, 1)
    key = year.report.task.targets.get().pk
    client = city.client("liaison")
    sent = row(year.report, text="写了很久的话。", **{f"figure-{key}": "四十多"}) | row(other, text="在建。")

    page = client.post(grid(year), sent).text

    assert fresh(other).text == "在建。"
    assert "四十多" in page
    assert "填数字" in page
    assert f'name="r{year.report.pk}-seen" value="{fresh(year.report).version}"' in page
    assert fresh(year.report).text == "写了很久的话。"


def test_the_conflict_of_a_row_is_said_in_it_with_both_texts(year: Year, city: City) -> None:
    old = row(year.report, text="林联络写的。")
    save(city.client("unit_head"), year.report, text="郑发展写的。")

    page = city.client("liaison").post(grid(year), old).text

    assert "林联络写的。" in page
    assert "对方写的进展情况：郑发展写的。" in page
    assert fresh(year.report).text == "郑发展写的。"


def test_ticked_rows_are_submitted_each_on_its_own(year: Year, city: City) -> None:
    first, second = more_reports(year, 2)
    sent = row(year.report) | row(first, stated="") | row(second, text="只存着。")
    sent |= {"submit": "1", "ids": [year.report.pk, first.pk]}

    page = city.client("liaison").post(grid(year), sent).text

    assert [fresh(one).state for one in (year.report, first, second)] == ["submitted", "owed", "draft"]
    assert "已报送 1 项，已保存 1 项" in page
    assert "请选择自评" in page


def test_submitting_goes_to_the_head_where_the_unit_wants_it(year: Year, city: City) -> None:
    UnitPractice.objects.create(unit=year.report.unit, inner_approval=True)

    page = city.client("liaison").post(
        grid(year), row(year.report) | {"submit": "1", "ids": [year.report.pk]}, follow=True
    )

    assert "已送单位审核 1 项" in page.text
    assert fresh(year.report).state == "inner"


def test_submitting_twice_submits_once(year: Year, city: City) -> None:
    client, sent = city.client("liaison"), row(year.report) | {"submit": "1", "ids": [year.report.pk]}
    for _ in range(2):
        client.post(grid(year), sent)

    assert fresh(year.report).submissions.count() == 1


def test_what_was_typed_into_a_row_submitted_meanwhile_is_given_back(year: Year, city: City) -> None:
    client, old = city.client("liaison"), row(year.report, text="后来写的。")
    client.post(grid(year), row(year.report) | {"submit": "1", "ids": [year.report.pk]})

    page = client.post(grid(year), old).text

    assert "后来写的。" in page
    assert "待审核" in page
    assert fresh(year.report).text == "已开工46个。"


def test_a_row_of_another_unit_is_not_touched(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.filed.pk).update(state="returned")

    city.client("liaison").post(grid(year), row(year.filed, text="别人写的。"))
    answer = save(city.client("liaison"), year.filed, text="别人写的。")

    assert answer.status_code == 404
    assert fresh(year.filed).text == "已盘活资产3宗。"


def test_a_closed_round_is_locked(year: Year, city: City) -> None:
    year.round.closed_at = year.filed.submitted_at
    year.round.save()

    assert city.client("liaison").get(grid(year)).status_code == 409
    assert "已关闭" in save(city.client("liaison"), year.report).text
    assert fresh(year.report).text == ""


def test_a_row_without_its_version_is_not_saved(year: Year, city: City) -> None:
    assert "页面不完整" in save(city.client("liaison"), year.report, seen="").text
    assert fresh(year.report).text == ""


@pytest.mark.parametrize("who", ["office", "stranger", "county_office", "leader"])
def test_who_has_no_report_in_the_round_finds_nothing(year: Year, city: City, who: str) -> None:
    assert city.client(who).get(grid(year)).status_code == 404


def test_the_number_of_queries_does_not_grow(year: Year, city: City) -> None:
    client = city.client("liaison")
    client.get(grid(year))
    with CaptureQueriesContext(connection) as one:
        client.get(grid(year))
    more_reports(year, 12)
    with CaptureQueriesContext(connection) as many:
        client.get(grid(year))

    assert len(many) == len(one)
