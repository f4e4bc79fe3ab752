"""The entry workbook: what a clerk sees, and what comes back of what they write."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from duban.documents.errors import UnreadableFile
from duban.documents.figures import (
    FigureRow,
    FiguresTable,
    FilledTable,
    read_figures_workbook,
    write_figures_workbook,
)

FOREST = FigureRow(
    "i1-j1",
    "森林覆盖率",
    number="1",
    field="生态环境",
    unit="%",
    target="≥60.3",
    value=Decimal("60.1"),
    source="林业台账",
)
WATER = FigureRow("i2-j1", "农村自来水普及率", number="2", unit="%", target="达到95%", place="临川县", by_rate=True)
INCOME = FigureRow("i3-j1", "居民人均可支配收入", number="3", unit="元", target="38000", month=6)
INDEX = FigureRow("i4-j1", "环境质量指数", number="4", locked="由分项指标计算", value=Decimal(92))
TABLE = FiguresTable(
    "s7-2026", "青泽市主要指标2026年实际值", 2026, (FOREST, WATER, INCOME, INDEX), sources=("统计公报", "部门台账")
)
FIRST = 4  # the row of FOREST


def opened(data: bytes) -> tuple[Workbook, Worksheet, dict[str, str]]:
    book = load_workbook(BytesIO(data))
    sheet = book["实际值"]
    return book, sheet, {str(cell.value): cell.column_letter for cell in sheet[3]}


def filled(**cells: object) -> FilledTable:
    """TABLE with cells written over: VALUE_4=…, by heading's English field and row."""
    return read_figures_workbook(changed(TABLE, **cells))


def changed(table: FiguresTable, **cells: object) -> bytes:
    book, sheet, letters = opened(write_figures_workbook(table))
    names = {"month": "截至月份", "value": "数值", "numerator": "分子", "denominator": "分母", "source": "数据来源",
             "note": "备注", "key": "指标标识", "name": "指标"}  # fmt: skip
    for name, value in cells.items():
        field, _, row = name.rpartition("_")
        sheet[f"{letters[names[field]]}{row}"] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def reasons(table: FilledTable) -> list[str]:
    return [f"{problem.cell} {problem.column}：{problem.reason}" for problem in table.problems]


def test_what_was_written_comes_back_as_it_was() -> None:
    table = read_figures_workbook(write_figures_workbook(TABLE))

    assert (table.key, table.problems) == ("s7-2026", ())
    assert [(row.key, row.line, row.month, row.value, row.source) for row in table.rows] == [
        ("i1-j1", 4, 12, Decimal("60.1"), "林业台账"),
        ("i2-j1", 5, 12, None, ""),
        ("i3-j1", 6, 6, None, ""),
    ]
    assert [row.is_blank for row in table.rows] == [False, True, True]
    assert table.columns == {"month", "value", "numerator", "denominator", "source", "note"}


def test_what_a_clerk_fills_in_is_read() -> None:
    table = filled(
        month_5=6, value_5=95.25, numerator_5=381, denominator_5=400, source_5="统计\n公报", note_5="口径一致"
    )
    row = table.rows[1]

    assert table.problems == ()
    assert (row.name, row.place, row.month, row.value) == ("农村自来水普及率", "临川县", 6, Decimal("95.25"))
    assert (row.numerator, row.denominator, row.source, row.note) == (381, 400, "统计 公报", "口径一致")


def test_a_locked_row_is_shown_with_its_reason_and_not_read_back() -> None:
    _, sheet, letters = opened(write_figures_workbook(TABLE))

    assert sheet[f"{letters['备注']}7"].value == "由分项指标计算"
    assert sheet[f"{letters['数值']}7"].protection.locked
    assert "i4-j1" not in [row.key for row in filled(value_7=99).rows]


def test_only_the_cells_to_fill_in_are_open() -> None:
    _, sheet, letters = opened(write_figures_workbook(TABLE))
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

    asked = [letters[name] for name in ("截至月份", "数值", "数据来源", "备注")]
    rate = [letters[name] for name in ("分子", "分母")]
    assert sheet.protection.sheet
    assert open_cells == {f"{letter}{row}" for letter in asked for row in (4, 5, 6)} | {f"{one}5" for one in rate}


def test_the_key_is_hidden_and_not_printed() -> None:
    _, sheet, letters = opened(write_figures_workbook(TABLE))

    assert sheet.column_dimensions[letters["指标标识"]].hidden
    assert str(sheet.print_area).replace("$", "").endswith(f"{letters['备注']}7")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.freeze_panes == "D4"


def test_columns_that_no_row_needs_are_left_out() -> None:
    plain = replace(TABLE, rows=(replace(INCOME, month=12),))

    assert list(opened(write_figures_workbook(plain))[2]) == [
        "序号", "指标", "单位", "目标", "截至月份", "数值", "数据来源", "备注", "指标标识",
    ]  # fmt: skip


def test_the_program_checks_months_figures_and_offers_sources() -> None:
    book, sheet, letters = opened(write_figures_workbook(TABLE))
    checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}

    assert checks[f"{letters['截至月份']}4:{letters['截至月份']}7"].type == "whole"
    assert any(check.type == "decimal" and check.showErrorMessage for check in checks.values())
    offered = checks[f"{letters['数据来源']}4:{letters['数据来源']}7"]
    assert (offered.formula1, offered.showErrorMessage) == ("说明!$D$2:$D$3", False)
    assert [book["说明"][f"D{row}"].value for row in (2, 3)] == ["统计公报", "部门台账"]


def test_text_is_never_a_formula() -> None:
    table = replace(TABLE, rows=(replace(FOREST, name="=1+1", note="@cmd", source="-3%"),), sources=("=A1",))
    book, sheet, letters = opened(write_figures_workbook(table))

    assert [sheet[f"{letters[name]}4"].data_type for name in ("指标", "备注", "数据来源")] == ["s", "s", "s"]
    assert book["说明"]["D2"].data_type == "s"
    (row,) = read_figures_workbook(write_figures_workbook(table)).rows
    assert (row.name, row.note, row.source) == ("=1+1", "@cmd", "-3%")


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("1,234.5", "1234.5"),
        ("１２．５", "12.5"),
        ("－1.3", "-1.3"),
        ("31502元", "31502"),
        ("¥31502", "31502"),
        (123456789.12, "123456789.12"),
        (54.31379310344828, "54.313793"),
        (0, "0"),
        (-0.0000001, "0"),
        ("0.1234567", "0.123457"),
    ],
)
def test_a_figure_is_taken_as_it_is_meant(written: object, figure: str) -> None:
    table = filled(value_6=written)

    assert table.problems == ()
    assert table.rows[2].value == Decimal(figure)


@pytest.mark.parametrize(("written", "code"), [(0.352, "0.0%"), (0.352, "0%"), ("35.2%", "@"), (35.2, "General")])
def test_a_percentage_is_the_figure_that_is_printed(written: object, code: str) -> None:
    book, sheet, letters = opened(write_figures_workbook(TABLE))
    cell = sheet[f"{letters['数值']}{FIRST}"]
    cell.value, cell.number_format = written, code

    assert read_figures_workbook(saved(book)).rows[0].value == Decimal("35.2")


@pytest.mark.parametrize("dash", ["—", "-", "/", "  "])
def test_a_dash_is_no_figure(dash: str) -> None:
    table = filled(value_4=dash)

    assert table.problems == ()
    assert table.rows[0].value is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"value_6": "约三万"}, "数值：“约三万”不是数字，请只填数字"),
        ({"value_6": "35.2%"}, "数值：带百分号，而计量单位是“元”"),
        ({"value_6": "1e400"}, "数值：“1e400”不是数字，请只填数字"),
        ({"value_6": "9" * 19}, "数值：数字过大，整数最多 18 位"),
        ({"value_6": "=1+1"}, "数值：是公式，请复制后粘贴为数值"),
        ({"month_6": 13}, "截至月份：“13”不是月份，请填 1 到 12"),
        ({"month_6": "上半年"}, "截至月份：“上半年”不是月份，请填 1 到 12"),
        ({"denominator_5": 0}, "分母：分母不能是 0"),
        ({"numerator_5": "38%"}, "分子：请不要带百分号"),
        ({"source_6": "源" * 201}, "数据来源：太长：201 个字，最多 200 个字"),
        ({"key_6": None, "value_6": 5}, "指标标识：这一行没有指标标识，请下载新表，在原有的行里填写"),
        ({"key_6": "s9-2026 i3-j1"}, "指标标识：这一行是另一张表的，请删去"),
    ],
)
def test_what_is_wrong_is_told_by_its_cell(cells: dict[str, object], reason: str) -> None:
    (problem,) = filled(**cells).problems

    assert f"{problem.column}：{problem.reason}" == reason
    assert problem.cell.endswith(str(problem.line))
    assert problem.line in (5, 6)


def test_a_date_typed_as_a_figure_is_not_taken_for_its_number() -> None:
    book, sheet, letters = opened(write_figures_workbook(TABLE))
    cell = sheet[f"{letters['数值']}{FIRST}"]
    cell.value, cell.number_format = 46174, "yyyy/m/d"

    assert [problem.reason for problem in read_figures_workbook(saved(book)).problems] == [
        "“2026-06-01”不是数字，请只填数字"
    ]


def test_a_row_copied_below_is_told_unless_it_is_of_another_month() -> None:
    book, sheet, letters = opened(write_figures_workbook(TABLE))
    for name, letter in letters.items():
        sheet[f"{letter}8"] = sheet[f"{letter}4"].value if name != "截至月份" else 6
        sheet[f"{letter}9"] = sheet[f"{letter}4"].value
    table = read_figures_workbook(saved(book))

    assert [(row.key, row.month) for row in table.rows if row.key == "i1-j1"] == [("i1-j1", 12), ("i1-j1", 6)]
    assert [(one.line, one.reason) for one in table.problems] == [(9, "与第 4 行是同一个指标、同一月份，请只留一行")]


def test_cells_merged_over_rows_are_told() -> None:
    book, sheet, letters = opened(changed(TABLE, value_4=5))
    sheet.merge_cells(f"{letters['数值']}4:{letters['数值']}5")
    table = read_figures_workbook(saved(book))

    assert reasons(table) == [f"{letters['数值']}4 数值：是合并单元格，请取消合并并逐行填写"]
    assert table.rows[0].value is None


def test_a_sheet_without_our_header_has_one_problem() -> None:
    book = Workbook()
    book.active.append(["序号", "指标", "数值"])
    book.active.append([1, "森林覆盖率", 5])
    table = read_figures_workbook(saved(book))

    assert (table.rows, len(table.problems)) == ((), 1)
    assert "没有找到要填报的表" in table.problems[0].reason


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="请上传 Excel 或 WPS 表格"):
        read_figures_workbook("青泽市2026年实际值".encode(), "figures.txt")


def test_columns_may_be_moved_and_rows_left_out() -> None:
    book, sheet, _ = opened(changed(TABLE, value_6=31502))
    sheet.delete_rows(4, 2)
    sheet.delete_cols(1)
    table = read_figures_workbook(saved(book))

    assert table.problems == ()
    assert [(row.key, row.line, row.value) for row in table.rows] == [("i3-j1", 4, Decimal(31502))]


def test_more_rows_than_can_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.documents.figures.reading.MOST_ROWS", 3)

    (problem,) = read_figures_workbook(write_figures_workbook(TABLE)).problems
    assert problem.reason == "有 4 行，最多 3 行，请分成几份"


def test_a_table_without_rows_is_a_header_alone() -> None:
    table = read_figures_workbook(write_figures_workbook(replace(TABLE, rows=())))

    assert table.rows == ()
