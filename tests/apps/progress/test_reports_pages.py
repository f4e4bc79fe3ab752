"""Filling a report: the list, the form that saves itself, a colleague who was faster, what others read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.progress.models import Report, UnitPractice
from duban.apps.progress.standing import stand_again
from progress_cast import PICTURE, Year

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(name: str, report: Report | None = None) -> str:
    return reverse(f"progress:{name}", args=[report.pk] if report else [])


def filled(report: Report, **more: Any) -> dict[str, Any]:
    key = report.task.targets.get().pk
    values = {"text": "已开工46个。", "stated": "on_pace", f"figure-{key}": "46", "seen": report.version}
    return values | {"problems": "", "coordination": "", "next_step": ""} | more


def save(client: Client, report: Report, **more: Any) -> Any:
    return client.post(address("report-save", report), filled(report, **more), **HTMX)


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def more_reports(year: Year, count: int, **values: Any) -> list[Report]:
    rows = []
    for number in range(count):
        task = year.plans.task("1")
        task.pk, task.order, task.number = None, 10 + number, str(10 + number)
        task.save()
        shared = {"unit": year.report.unit, "round": year.round, "due": year.report.due}
        rows.append(Report.objects.create(task=task, original_due=year.report.due, **shared, **values))
    return rows


def test_the_list_says_what_is_to_be_filled_and_leads_there(year: Year, city: City) -> None:
    page = city.client("liaison").get(address("reports"))

    assert "从第一件开始填" in page.text
    assert address("report", year.report) in page.text
    assert "待填报 <span" in page.text.replace("\n", " ")


def test_a_unit_without_open_rounds_is_told_what_comes_here(year: Year, city: City) -> None:
    assert "现在没有要报送的" in city.client("stranger").get(address("reports")).text


def test_a_closed_round_is_folded_into_figures(year: Year, city: City) -> None:
    year.round.closed_at = year.filed.submitted_at
    year.round.save()

    page = city.client("finance").get(address("reports")).text

    assert "以前各轮" in page
    assert "从第一件开始填" not in page


def test_the_form_shows_the_task_the_target_and_what_was_said_last_time(year: Year, city: City) -> None:
    page = city.client("liaison").get(address("report", year.report)).text

    assert "新开工重点项目60个以上。" in page
    assert "新开工重点项目（个）" in page
    assert 'data-draft="report-' in page
    assert "存草稿并离开" in page


def test_what_is_typed_is_saved_by_itself(year: Year, city: City) -> None:
    answer = save(city.client("liaison"), year.report)

    row = fresh(year.report)
    assert "已自动保存" in answer.text
    assert f'name="seen" value="{row.version}"' in answer.text
    assert (row.state, row.text, row.figures.get().value) == ("draft", "已开工46个。", Decimal(46))


@pytest.mark.parametrize(
    ("typed", "kept"), [("1,200", "1200"), ("４６", "46"), ("46 个", "46"), ("46.5个", "46.5"), ("-3", "-3")]
)
def test_a_figure_is_taken_as_people_type_it(year: Year, city: City, typed: str, kept: str) -> None:
    key = year.report.task.targets.get().pk

    save(city.client("liaison"), year.report, **{f"figure-{key}": typed})

    assert year.report.figures.get().value == Decimal(kept)


def test_what_cannot_be_taken_is_named_and_the_rest_is_saved(year: Year, city: City) -> None:
    key = year.report.task.targets.get().pk

    answer = save(city.client("liaison"), year.report, **{f"figure-{key}": "四十多"})

    assert "新开工重点项目没有保存" in answer.text
    assert fresh(year.report).text == "已开工46个。"
    assert not year.report.figures.exists()


def test_lines_of_a_pasted_table_stay_lines(year: Year, city: City) -> None:
    save(city.client("liaison"), year.report, text="项目\t金额\r\n甲\t3万元\r\n乙\t5万元")

    assert fresh(year.report).text == "项目\t金额\n甲\t3万元\n乙\t5万元"


def test_a_colleague_who_was_faster_is_shown_and_nothing_is_lost(year: Year, city: City) -> None:
    shown = filled(year.report)
    save(city.client("unit_head"), year.report, text="郑发展写的。")

    answer = city.client("liaison").post(address("report-save", year.report), shown, **HTMX)

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#overtaken"
    assert "郑发展写的。" in answer.text
    assert fresh(year.report).text == "郑发展写的。"
    over = shown | {"over": fresh(year.report).version}
    city.client("liaison").post(address("report-save", year.report), over)
    assert fresh(year.report).text == "已开工46个。"


def test_without_scripts_both_texts_stand_on_the_page(year: Year, city: City) -> None:
    shown = filled(year.report)
    save(city.client("unit_head"), year.report, text="郑发展写的。")

    page = city.client("liaison").post(address("report-submit", year.report), shown).text

    assert "郑发展写的。" in page
    assert "已开工46个。" in page
    assert fresh(year.report).state == "draft"
    assert f'value="{fresh(year.report).version}"' in page


def test_submitting_goes_on_to_the_next_one(year: Year, city: City) -> None:
    (following,) = more_reports(year, 1)
    client = city.client("liaison")

    answer = client.post(address("report-submit", year.report), filled(year.report))

    assert answer["Location"] == address("report", following)
    assert "已报送，接着填第 10 项。" in client.get(answer["Location"]).text
    assert fresh(year.report).state == "submitted"


def test_after_the_last_one_comes_the_list(year: Year, city: City) -> None:
    client = city.client("liaison")

    answer = client.post(address("report-submit", year.report), filled(year.report))

    assert answer["Location"] == address("reports")
    assert "本轮没有要填的了" in client.get(answer["Location"]).text


def test_what_is_missing_is_said_at_its_field(year: Year, city: City) -> None:
    page = city.client("liaison").post(
        address("report-submit", year.report), filled(year.report, text=" ", stated="", problems="缺地。")
    )

    assert "请写进展情况" in page.text
    assert "请选择自评" in page.text
    assert "缺地。" in page.text
    assert fresh(year.report).state == "owed"


def test_files_sent_with_the_form_are_part_of_what_is_filed(year: Year, city: City) -> None:
    file = SimpleUploadedFile("名单.pdf", PICTURE)

    city.client("liaison").post(address("report-submit", year.report), filled(year.report, files=[file]))

    named = year.report.submissions.get().values["佐证材料"]
    assert [one["文件名"] for one in named] == ["名单.pdf"]


def test_a_file_is_taken_at_once_and_a_bad_one_is_named(year: Year, city: City) -> None:
    files = [SimpleUploadedFile("名单.pdf", PICTURE), SimpleUploadedFile("程序.pdf", b"MZ\x90\x00")]

    page = city.client("liaison").post(address("report-evidence", year.report), {"files": files}, **HTMX).text

    assert "名单.pdf" in page
    assert "程序.pdf：这种文件不能作佐证材料" in page
    assert year.report.evidence.count() == 1


@pytest.mark.parametrize("who", ["office", "leader", "reader", "finance"])
def test_others_read_nothing_before_it_is_submitted(year: Year, city: City, who: str) -> None:
    key = year.report.task.targets.get().pk
    figure = {f"figure-{key}": "4613.7"}
    save(city.client("liaison"), year.report, text="还没有报送的文字。", problems="内部的问题。", **figure)

    page = city.client(who).get(address("report", year.report)).text

    assert "还没有报送" in page
    assert "还没有报送的文字" not in page
    assert "内部的问题" not in page
    assert "4613.7" not in page


def test_while_the_unit_writes_anew_others_read_what_was_filed(year: Year, city: City) -> None:
    client = city.client("liaison")
    client.post(address("report-submit", year.report), filled(year.report))
    Report.objects.filter(pk=year.report.pk).update(state="returned", return_reason="缺名单。", version=9)
    key = year.report.task.targets.get().pk
    client.post(
        address("report-save", year.report),
        filled(fresh(year.report), text="改写中的文字。", **{f"figure-{key}": "5813.7"}),
        **HTMX,
    )
    client.post(address("report-evidence", year.report), {"files": [SimpleUploadedFile("新.pdf", PICTURE)]}, **HTMX)

    page = city.client("office").get(address("report", year.report)).text

    assert "已开工46个。" in page
    assert "改写中的文字" not in page
    assert "5813.7" not in page
    assert "新.pdf" not in page
    assert "改写中的文字" in city.client("liaison").get(address("report", year.report)).text


def test_the_report_as_filed_shows_both_judgements(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.filed.pk).update(state="accepted", verified="behind", reviewed_by="督小青")

    page = city.client("office").get(address("report", year.filed)).text

    for words in ("已盘活资产3宗。", "正常", "滞后", "资产清单.pdf", "第1次报送"):
        assert words in page


def test_taking_back_asks_first_and_gives_the_form_again(year: Year, city: City) -> None:
    client = city.client("finance")
    assert address("report-withdraw", year.filed) in client.get(address("report", year.filed)).text

    assert "撤回“盘活存量资产。”" in client.get(address("report-withdraw", year.filed)).text
    client.post(address("report-withdraw", year.filed))

    assert fresh(year.filed).state == "draft"
    assert "存草稿并离开" in client.get(address("report", year.filed)).text


def test_the_head_sees_what_waits_and_lets_it_go(year: Year, city: City) -> None:
    head = city.client("unit_head")
    head.post(address("unit-practice"), {"inner_approval": "on", "seen": _seen(head)})
    assert UnitPractice.objects.get(unit=year.report.unit).inner_approval
    page = city.client("liaison").get(address("report", year.report)).text
    assert "送单位审核" in page
    city.client("liaison").post(address("report-submit", year.report), filled(year.report))
    assert "待单位审核" in head.get(address("reports")).text
    assert "审核通过并报送" in head.get(address("report", year.report)).text

    head.post(address("report-send-back", year.report), {"note": "补名单。"})
    assert "补名单。" in city.client("liaison").get(address("report", year.report)).text
    assert "补名单。" not in city.client("office").get(address("report", year.report)).text
    city.client("liaison").post(address("report-submit", year.report), filled(fresh(year.report)))
    head.post(address("reports-approve"), {"all": "1"})

    assert fresh(year.report).state == "submitted"


def _seen(client: Client) -> str:
    return str(client.get(address("unit-practice")).context["form"]["seen"].value())


@pytest.mark.parametrize("name", ["reports", "report"])
def test_the_queries_do_not_grow_with_the_reports(year: Year, city: City, name: str) -> None:
    client, report = city.client("liaison"), year.report if name == "report" else None

    def queries() -> int:
        client.get(address(name, report))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(name, report)).status_code == 200
        return len(asked)

    more_reports(year, 2)
    few = queries()
    more_reports(year, 20, state="draft", text="已开工。", stated="on_pace")
    assert queries() == few


def test_the_tasks_page_leads_the_unit_to_its_report(year: Year, city: City) -> None:
    page = reverse("plans:task", args=[year.report.task_id])
    words = f'href="{address("report", year.report)}">填报第1轮</a>'

    assert words in city.client("liaison").get(page).text
    assert words not in city.client("office").get(page).text
    Report.objects.filter(pk=year.report.pk).update(state="submitted")
    assert words not in city.client("liaison").get(page).text


def test_a_form_sent_twice_leads_on_both_times(year: Year, city: City) -> None:
    client, values = city.client("liaison"), filled(year.report)

    answers = [client.post(address("report-submit", year.report), values) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert year.report.submissions.count() == 1


def test_a_submit_takes_few_statements_and_builds_few(year: Year, city: City, monkeypatch: Any) -> None:
    """In the last hour hundreds submit; one new join or row more here is felt by all of them."""
    client, (first, second) = city.client("liaison"), more_reports(year, 2)
    stand_again([first.task_id, second.task_id])
    client.post(address("report-submit", first), {"text": "已开工。", "stated": "on_pace", "seen": first.version})
    built: list[str] = []
    as_sql = SQLCompiler.as_sql
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda self, *a, **k: built.append("") or as_sql(self, *a, **k))

    with CaptureQueriesContext(connection) as asked:
        client.post(address("report-submit", second), {"text": "已开工。", "stated": "on_pace", "seen": second.version})

    assert fresh(second).state == "submitted"
    assert len(asked) <= 28
    assert len(built) <= 5
