"""The workbook of implementation plans: out, back in with faults by cell, compared, kept as drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cast import City
from duban.apps.progress.actions.implementation_workbook import (
    Faulty,
    changes_in,
    import_implementation_plans,
    seen_of,
)
from duban.apps.progress.implementation_book.writing import implementation_workbook
from duban.apps.progress.queries.implementation import plans_for_workbook
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState
from progress_cast import Year

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def book(year: Year, change: Callable[[Worksheet], None] | None = None) -> bytes:
    """As it goes out to 发改, with what somebody changed in it."""
    rows = plans_for_workbook(year.plans.force, year.city.actor("liaison"))
    data = implementation_workbook(year.plans.force, rows, subtitle="")
    if change is None:
        return data
    opened, out = load_workbook(BytesIO(data)), BytesIO()
    change(opened["落实方案"])
    opened.save(out)
    return out.getvalue()


def mended(sheet: Worksheet) -> None:
    """The milestone later, a new one below it."""
    sheet["D4"].value = date(2026, 7, 31)
    for cell, value in {"D5": "2026-12-31", "E5": "全部开工。", "G5": "60", "I5": "林联络"}.items():
        sheet[cell].value = value


def put(cell: str, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell].value = value

    return change


def faults(year: Year, change: Callable[[Worksheet], None]) -> list[str]:
    with pytest.raises(Faulty) as refused:
        changes_in(year.plans.force, book(year, change), "落实方案.xlsx", year.city.actor("liaison"))
    return [f"{one.where}：{one.reason}" for one in refused.value.problems]


def test_read_back_as_it_is_it_changes_nothing(year: Year) -> None:
    with pytest.raises(Invalid, match="没有改动"):
        changes_in(year.plans.force, book(year), "落实方案.xlsx", year.city.actor("liaison"))


def test_the_keys_are_locked_and_the_rest_is_not(year: Year) -> None:
    sheet = load_workbook(BytesIO(book(year)))["落实方案"]

    assert sheet.protection.sheet
    assert (sheet["J4"].protection.locked, sheet["E4"].protection.locked, sheet["J5"].protection.locked) == (
        True,
        False,
        False,
    )


def test_what_it_would_change_is_said_line_by_line(year: Year) -> None:
    (change,) = changes_in(year.plans.force, book(year, mended), "落实方案.xlsx", year.city.actor("liaison"))

    assert [(line.before, line.after) for line in change.lines] == [
        (
            "2026-06-30 上半年新开工30个。，新开工重点项目（个）30，投资科 林联络",
            "2026-07-31 上半年新开工30个。，新开工重点项目（个）30，投资科 林联络",
        ),
        ("", "2026-12-31 全部开工。，新开工重点项目（个）60，林联络"),
    ]


def test_confirmed_it_is_kept_as_a_draft(year: Year) -> None:
    by = year.city.actor("liaison")

    (row,) = import_implementation_plans(
        plan=year.plans.force, data=book(year, mended), file_name="落实方案.xlsx", at=AT, by=by
    )

    assert row.state == FilingState.DRAFT
    kept = [(one.pk == year.milestone.pk, one.due, one.figure) for one in row.milestones.all()]
    assert kept == [(True, date(2026, 7, 31), 30), (False, date(2026, 12, 31), 60)]


def test_what_changed_after_the_comparison_is_not_overwritten(year: Year) -> None:
    by, data = year.city.actor("liaison"), book(year, mended)
    seen = seen_of(changes_in(year.plans.force, data, "落实方案.xlsx", by))
    year.implementation_plan.version += 1
    year.implementation_plan.save()

    with pytest.raises(Conflict, match="重新上传"):
        import_implementation_plans(
            plan=year.plans.force, data=data, file_name="落实方案.xlsx", at=AT, by=by, seen=seen
        )


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("D4", "六月底", "完成时间（D4）：“六月底”不是日期，请写成 2024-03-01"),
        ("G4", "三十", "阶段目标值（G4）：“三十”不是数，只写数字，单位不用写"),
        ("E4", "=1+1", "工作内容（E4）：是公式，请复制后粘贴为数值"),
        ("J4", "9-9-9", "任务标识（J4）：不是本单位在这份方案里的任务"),
        ("F4", "另一个目标", "目标（F4）：请写明是哪个目标的数：新开工重点项目（个）"),
        ("I4", "林" * 41, "责任人（I4）：太长：41 个字，最多 40 个字"),
    ],
)
def test_a_fault_names_its_cell(year: Year, cell: str, value: object, fault: str) -> None:
    assert faults(year, put(cell, value)) == [f"“落实方案”表 第 4 行 {fault}"]


def test_a_milestone_without_its_day_is_a_fault(year: Year) -> None:
    assert faults(year, put("D4", None)) == ["“落实方案”表 第 4 行 完成时间：没有填写完成时间"]


def test_a_row_copied_with_its_key_is_a_fault(year: Year) -> None:
    def copied(sheet: Worksheet) -> None:
        for column in "DEFGHIJ":
            sheet[f"{column}5"].value = sheet[f"{column}4"].value

    assert faults(year, copied) == ["“落实方案”表 第 5 行 任务标识（J5）：与上面某一行相同，复制出来的行请清空这一格"]


def test_what_was_filed_is_not_changed_from_a_file(year: Year) -> None:
    year.implementation_plan.state = FilingState.SUBMITTED
    year.implementation_plan.save()

    (fault,) = faults(year, mended)

    assert fault.endswith("这项任务的落实方案待审核，不能在这里改")


def test_a_file_that_is_something_else_is_refused(year: Year) -> None:
    with pytest.raises(Invalid, match="Excel"):
        changes_in(year.plans.force, b"hello", "a.txt", year.city.actor("liaison"))


def test_a_file_is_compared_and_confirmed_in_the_browser(year: Year, city: City) -> None:
    client, plan = city.client("liaison"), year.plans.force
    file = SimpleUploadedFile("落实方案.xlsx", book(year, mended))

    shown = client.post(reverse("progress:implementation-import", args=[plan.pk]), {"file": file})
    assert "全部开工。" in shown.content.decode()
    assert year.implementation_plan.milestones.count() == 1
    ticket = shown.context["ticket"]
    url = reverse("progress:implementation-import-confirm", args=[plan.pk])
    assert city.client("unit_head").post(url, {"ticket": ticket}).status_code == 409  # another's comparison
    client.post(url, {"ticket": ticket})

    assert year.implementation_plan.milestones.count() == 2


def test_faults_are_shown_on_the_page(year: Year, city: City) -> None:
    file = SimpleUploadedFile("落实方案.xlsx", book(year, put("G4", "三十")))

    page = city.client("liaison").post(
        reverse("progress:implementation-import", args=[year.plans.force.pk]), {"file": file}
    )

    assert "“三十”不是数" in page.content.decode()
