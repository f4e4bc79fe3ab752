"""The reports of a round as a workbook: out, back in, compared first; hostile files; nothing before it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cast import City
from duban.apps.progress.actions import report_workbooks as actions
from duban.apps.progress.models import Report
from duban.apps.progress.queries.report_grid import rows_of
from duban.apps.progress.report_book.comparing import Change
from duban.apps.progress.report_book.writing import report_workbook
from duban.rulebook.refusals import Conflict, Invalid
from progress_cast import Year

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
Edit = Callable[[Worksheet, dict[str, int]], None]


def book_of(year: Year, who: str = "liaison") -> bytes:
    rows = rows_of(year.city.actor(who), year.round)
    return report_workbook(rows, title="2026年第1轮进展情况", subtitle="")


def edited(data: bytes, edit: Edit) -> bytes:
    book, out = load_workbook(BytesIO(data)), BytesIO()
    sheet = book["进展情况"]
    edit(sheet, {str(cell.value): cell.column for cell in sheet[3]})
    book.save(out)
    return out.getvalue()


def put(**values: Any) -> Edit:
    def edit(sheet: Worksheet, columns: dict[str, int]) -> None:
        for name, value in values.items():
            sheet.cell(row=4, column=columns[name]).value = value

    return edit


FILLED = put(完成数=46, 自评="正常", 进展情况="已开工46个。\n其中续建12个。")


def changes(year: Year, data: bytes) -> list[Change]:
    return actions.changes_in(year.round, data, "进展情况.xlsx", year.city.actor("liaison"))


def faults(year: Year, data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(actions.Faulty) as refused:
        changes(year, data)
    return [(problem.where, problem.reason) for problem in refused.value.problems]


def upload(client: Client, year: Year, data: bytes) -> Any:
    file = SimpleUploadedFile("进展情况.xlsx", data)
    return client.post(reverse("progress:report-workbook-import", args=[year.round.pk]), {"file": file})


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_read_back_as_it_is_it_changes_nothing(year: Year) -> None:
    values = {"text": "已开工46个。\n\n其中续建12个。", "problems": "=1+1", "next_step": "-3%", "stated": "behind"}
    Report.objects.filter(pk=year.report.pk).update(state="draft", **values)
    year.report.figures.create(target=year.report.task.targets.get(), value=Decimal("46.5"))

    with pytest.raises(Invalid, match="没有改动"):
        changes(year, book_of(year))


def test_it_offers_the_judgements_locks_the_rest_and_hides_the_key(year: Year) -> None:
    sheet = load_workbook(BytesIO(book_of(year)))["进展情况"]
    columns = {str(cell.value): cell for cell in sheet[3]}

    (rule,) = sheet.data_validations.dataValidation
    assert "正常" in rule.formula1
    assert sheet.column_dimensions[columns["报送标识"].column_letter].hidden
    assert sheet.cell(4, columns["报送标识"].column).protection.locked
    assert not sheet.cell(4, columns["进展情况"].column).protection.locked
    assert sheet.max_row == 4


def test_text_is_never_a_formula(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(text='=HYPERLINK("http://example.invalid")', state="draft")

    sheet = load_workbook(BytesIO(book_of(year)))["进展情况"]

    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


def test_each_cell_is_compared_and_kept_as_a_draft_after_it_is_confirmed(year: Year, city: City) -> None:
    client = city.client("liaison")

    page = upload(client, year, edited(book_of(year), FILLED))

    assert "1 项任务有改动" in page.text
    assert "完成数：新开工重点项目60个以上" in page.text
    assert fresh(year.report).state == "owed"
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert ticket
    client.post(reverse("progress:report-workbook-confirm", args=[year.round.pk]), {"ticket": ticket.group(1)})
    row = fresh(year.report)
    assert (row.state, row.stated, row.figures.get().value) == ("draft", "on_pace", 46)
    assert row.text == "已开工46个。\n其中续建12个。"


def test_confirmed_twice_it_is_written_once(year: Year, city: City) -> None:
    client = city.client("liaison")
    page = upload(client, year, edited(book_of(year), FILLED)).text
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found
    url = reverse("progress:report-workbook-confirm", args=[year.round.pk])

    answers = [client.post(url, {"ticket": found.group(1)}).status_code for _ in range(2)]

    assert answers[0] == 302
    assert answers[1] in (400, 409)
    assert city.events().count("report.begun") == 1


@pytest.mark.parametrize(
    ("values", "column", "words"),
    [
        ({"完成数": "四十多"}, "完成数（", "不是数字"),
        ({"完成数": "NaN"}, "完成数（", "不是数字"),
        ({"完成数": "1e30"}, "完成数（", "太大"),
        ({"自评": "很好"}, "自评（", "请从所列的自评中选择"),
        ({"进展情况": "长" * 5001}, "进展情况（", "最多 5000 个字"),
        ({"进展情况": "=1+1"}, "进展情况（", "是公式"),
        ({"报送标识": "report:abc"}, "报送标识（", "认不出是哪一项"),
        ({"报送标识": "report:999999:1:"}, "报送标识（", "不是本单位在这一轮要报的任务"),
    ],
)
def test_a_fault_names_its_cell(year: Year, values: dict[str, Any], column: str, words: str) -> None:
    found = faults(year, edited(book_of(year), put(**values)))

    assert any(column in where and words in reason for where, reason in found)
    assert all(re.search(r"[A-Z]+4）", where) for where, _ in found)


def test_a_row_of_another_unit_is_refused(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(state="returned")

    found = faults(year, edited(book_of(year, "finance"), put(进展情况="替别人写的。")))

    assert [reason for _, reason in found] == ["不是本单位在这一轮要报的任务"]


def test_a_row_twice_is_refused(year: Year) -> None:
    def edit(sheet: Worksheet, columns: dict[str, int]) -> None:
        for at in columns.values():
            sheet.cell(row=5, column=at).value = sheet.cell(row=4, column=at).value

    assert "同一项任务" in faults(year, edited(book_of(year), edit))[0][1]


def test_what_was_submitted_since_is_not_changed(year: Year) -> None:
    data = edited(book_of(year), FILLED)
    Report.objects.filter(pk=year.report.pk).update(state="submitted")

    assert "待审核，不能在这里改" in faults(year, data)[0][1]


def test_what_a_colleague_wrote_since_is_said(year: Year, city: City) -> None:
    data = edited(book_of(year), FILLED)
    Report.objects.filter(pk=year.report.pk).update(text="郑发展写的。", version=5, written_by="郑发展", state="draft")

    page = upload(city.client("liaison"), year, data).text

    assert "郑发展又改过这一项" in page
    assert "郑发展写的。" in page


def test_what_changed_after_the_comparison_is_not_written_over(year: Year, city: City) -> None:
    data, actor = edited(book_of(year), FILLED), city.actor("liaison")
    seen = actions.seen_of(changes(year, data))
    Report.objects.filter(pk=year.report.pk).update(text="郑发展写的。", version=5, state="draft")

    with pytest.raises(Conflict, match="对照之后"):
        actions.import_reports(round=year.round, data=data, file_name="表.xlsx", at=AT, by=actor, seen=seen)
    assert fresh(year.report).text == "郑发展写的。"


def test_a_closed_round_takes_nothing(year: Year) -> None:
    data = edited(book_of(year), FILLED)
    year.round.closed_at = AT
    year.round.save()

    with pytest.raises(Conflict, match="已关闭"):
        changes(year, data)


def test_an_emptied_cell_is_compared_and_a_missing_column_changes_nothing(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(text="原来的话。", problems="资金不足。", state="draft")

    def edit(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(row=4, column=columns["进展情况"]).value = None
        sheet.delete_cols(columns["存在问题"])

    (change,) = changes(year, edited(book_of(year), edit))

    assert [(cell.name, cell.before, cell.after) for cell in change.cells] == [("进展情况", "原来的话。", "")]


def bomb() -> bytes:
    """A small package that unpacks to 300 MB."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (300 * 2**20))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4", b"PK\x03\x04broken", b"0" * (6 * 2**20), bomb()],
    ids=["empty", "pdf", "torn", "big", "bomb"],
)
def test_a_hostile_file_is_refused_with_a_sentence(year: Year, city: City, data: bytes) -> None:
    answer = upload(city.client("liaison"), year, data)

    assert answer.status_code == 200
    assert 'class="error"' in answer.text
    assert fresh(year.report).state == "owed"


def test_a_workbook_without_the_headings_is_told_what_is_missing(year: Year, city: City) -> None:
    def edit(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(row=3, column=columns["报送标识"]).value = "别的"

    assert "没有找到进展情况表" in faults(year, edited(book_of(year), edit))[0][1]


def test_a_ticket_of_somebody_else_opens_nothing(year: Year, city: City) -> None:
    page = upload(city.client("liaison"), year, edited(book_of(year), FILLED)).text
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found

    url = reverse("progress:report-workbook-confirm", args=[year.round.pk])
    assert city.client("unit_head").post(url, {"ticket": found.group(1)}).status_code == 409
    assert fresh(year.report).state == "owed"


def test_the_workbook_is_downloaded_by_the_unit_alone(year: Year, city: City) -> None:
    url = reverse("progress:report-workbook", args=[year.round.pk])

    answer = city.client("liaison").get(url)

    assert answer["Content-Disposition"].startswith("attachment")
    assert load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    assert city.client("office").get(url).status_code == 404
