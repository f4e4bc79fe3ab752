"""What .xlsx, .xls and .ods give: cells as a person sees them, titles and notes as paragraphs, all sheets."""

from __future__ import annotations

import time
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from workbook import workbook

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read
from duban.documents.reading.sheets.number_formats import shown_number

FILES = Path(__file__).parent / "files"


@cache
def file_of(kind: str) -> ReadFile:
    data = workbook() if kind == "xlsx" else (FILES / f"workbook.{kind}").read_bytes()
    (file,) = read(data, f"plan.{kind}")
    return file


def plain(file: ReadFile) -> list[object]:
    """Everything but the name and the media type."""
    return [
        (block.text, block.place) if isinstance(block, Paragraph) else [(c.text, c.place) for c in block.cells]
        for block in file.blocks
    ]


def table_of(rows: list[list[object]]) -> Table:
    (table,) = (block for block in read_rows(rows).blocks if isinstance(block, Table))
    return table


def read_rows(rows: list[list[object]]) -> ReadFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    (file,) = read(saved(book), "plan.xlsx")
    return file


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_all_formats_of_a_workbook_read_alike(kind: str):
    assert plain(file_of(kind)) == plain(file_of("xlsx"))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_cell_shows_what_a_person_sees(kind: str):
    table = next(block for block in file_of(kind).blocks if isinstance(block, Table))
    shown = {cell.place.cell: cell.text for cell in table.cells}
    assert [shown[place] for place in ("B7", "D7", "D8", "D9", "D10", "G10")] == [
        *("1", "8.5%", "12,345.60万元", "5", "1.83", "-5")
    ]
    assert [shown[place] for place in ("F7", "F8", "F9", "F10")] == [
        "2025年12月31日",
        "2025-11-01",
        "2025年6月",
        "常年",
    ]
    assert shown["E8"] == "县工业和信息化局\n县财政局"


def test_title_form_line_and_note_are_paragraphs_with_their_cells():
    found = [(block.text, block.place.cell) for block in file_of("xlsx").blocks if isinstance(block, Paragraph)]
    assert found == [
        ("临川县2025年重点任务分工表", "B2"),
        ("填报单位：临川县人民政府办公室", "B3"),
        ("单位：万元", "F3"),
        ("注：本表按月更新。", "B12"),
    ]


def test_merged_cells_stand_once_with_their_spans():
    table = next(block for block in file_of("xlsx").blocks if isinstance(block, Table))
    spans = {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["一、工业"] == (1, 0, 1, 6)
    assert spans["县统计局"] == (4, 3, 2, 1)
    assert sum(cell.rowspan * cell.colspan for cell in table.cells) == table.height * table.width


def test_hidden_sheets_are_read_and_blank_ones_left_out():
    sheets = [block.place.sheet for block in file_of("xlsx").blocks if isinstance(block, Table)]
    assert sheets == ["任务分工", "第二批"]


def test_a_list_in_one_column_is_paragraphs():
    file = read_rows([["一、扩大投资"], ["1．建设云栖水库"], [None], ["2．建设青临快速路"]])
    assert [type(block) for block in file.blocks] == [Paragraph] * 3


def test_a_formula_gives_its_stored_value_or_nothing():
    assert [cell.text for cell in table_of([["a", "b"], ["=1+1", "c"]]).cells] == ["a", "b", "", "c"]


def test_rows_that_fill_in_who_made_the_table_are_paragraphs():
    file = read_rows([["序号", "任务"], [1, "修路"], ["填表人：容若水", "联系电话：0000-1234567"]])
    assert [block.text for block in file.blocks if isinstance(block, Paragraph)] == [
        "填表人：容若水",
        "联系电话：0000-1234567",
    ]


def test_blank_rows_and_columns_are_left_out():
    table = table_of([["序号", None, "任务"], [None, None, None], [1, None, "修路"]])
    assert (table.height, table.width) == (2, 2)
    assert table.cells[-1].place.cell == "C3"


SHOWN = [
    (0.352, "0.0%", "35.2%"),
    (0.352, "0%", "35%"),
    (0.5, "0.00%", "50.00%"),
    (5.0, "General", "5"),
    (1.8300000000000003, "General", "1.83"),
    (1 / 3, "General", "0.3333333333"),
    (20251231.0, "General", "20251231"),
    (2.675, "0.00", "2.68"),
    (1234567.0, "#,##0", "1,234,567"),
    (0.0, "#,##0.00", "0.00"),
    (3.0, "0.##", "3"),
    (3.5, "0.##", "3.5"),
    (7.0, "000", "007"),
    (-4.2, "0.0;(0.0)", "(4.2)"),
    (-4.2, "0.0_);[Red]\\(0.0\\)", "(4.2)"),
    (0.0, '0;-0;"—"', "—"),
    (12.0, '"≥"0"万元"', "≥12万元"),
    (12.0, '0.0"%"', "12.0%"),
    (1200.0, "[$¥-804]#,##0", "¥1,200"),
    (1_500_000.0, "0.0,,", "1.5"),
    (3.0, "@", "3"),
    (0.5, "# ?/?", "0.5"),
    (45352.0, "yyyy-mm-dd", "2024-03-01"),
    (45352.0, 'yyyy"年"m"月"d"日";@', "2024年3月1日"),
    (45352.0, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "2024年3月1日"),
    (45352.0, 'yyyy"年"m"月"', "2024年3月"),
    (45352.0, "m/d", "3月1日"),
    (45352.5, "yyyy/m/d h:mm", "2024-03-01 12:00"),
    (0.354166667, "h:mm", "8:30"),
    (-1.0, "yyyy-mm-dd", "-1"),
    (60.0, "yyyy-mm-dd", "60"),
]


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_numbers_are_shown_in_their_format(value: float, code: str, shown: str):
    assert shown_number(value, code) == shown


def test_dates_may_count_from_1904():
    assert shown_number(43890.0, "yyyy-mm-dd", since_1904=True) == "2024-03-01"


@settings(deadline=None, max_examples=200)
@given(st.floats(allow_nan=True, allow_infinity=True), st.text('0#?.,%@;"\\[]_*yYmdhsEe+年月日 G', max_size=12))
def test_any_format_shows_something_without_failing(value: float, code: str):
    assert isinstance(shown_number(value, code), str)


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet is this XML."""
    source = zipfile.ZipFile(BytesIO(saved(Workbook())))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return target.getvalue()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><r><t>{text}</t></r><rPh><t>pinyin</t></rPh></is></c>'


def quickly(data: bytes) -> ReadFile:
    started = time.monotonic()
    (file,) = read(data, "plan.xlsx")
    assert time.monotonic() - started < 5
    return file


def test_rows_of_blank_formatted_cells_stay_quick():
    blank = "".join(f'<row r="{n}" spans="1:3"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 200_000))
    rows = f'<row r="1">{inline("A1", "序号")}{inline("B1", "任务")}</row>{blank}'
    file = quickly(with_sheet(SHEET.format(rows, "")))
    assert [cell.text for block in file.blocks if isinstance(block, Table) for cell in block.cells] == ["序号", "任务"]


def test_far_corners_cost_nothing():
    rows = (
        f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row><row r="1048576">{inline("XFD1048576", "丙")}</row>'
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
    file = quickly(with_sheet(SHEET.format(rows, merged)))
    assert file.text.split() == ["甲", "乙", "丙"]


def test_a_diagonal_of_cells_is_refused():
    rows = "".join(
        f'<row r="{n}">{inline(f"{column}{n}", "甲")}{inline(f"{column}A{n}", "乙")}</row>'
        for n, column in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=1)
    )
    assert len(quickly(with_sheet(SHEET.format(rows, ""))).blocks) == 1
    wide = "".join(
        f'<row r="{n}">{inline(f"{chr(65 + n // 676)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{n}", "甲")}'
        f"{inline(f'A{n}', '乙')}</row>"
        for n in range(1, 2000)
    )
    with pytest.raises(UnreadableFile, match="行列过多"):
        quickly(with_sheet(SHEET.format(wide, "")))


def test_overlapping_merged_ranges_do_no_harm():
    rows = "".join(f'<row r="{n}">{inline(f"A{n}", "甲")}{inline(f"B{n}", "乙")}</row>' for n in range(1, 200))
    merged = "<mergeCells>" + '<mergeCell ref="A1:B150"/><mergeCell ref="A100:B199"/>' * 50 + "</mergeCells>"
    file = quickly(with_sheet(SHEET.format(rows, merged)))
    (table,) = file.blocks
    assert isinstance(table, Table)


def ods(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = f"<office:spreadsheet><table:table table:name='一'>{rows}</table:table></office:spreadsheet>"
        package.writestr("content.xml", f"<office:document-content{names}>{body}</office:document-content>")
    return target.getvalue()


def test_repeated_blank_rows_and_cells_of_an_ods_are_only_counted():
    blank = "<table:table-cell table:number-columns-repeated='16000'/>"
    text = "<table:table-cell><text:p>第<text:s/>一<text:line-break/>行</text:p></table:table-cell>"
    many = f"<table:table-row table:number-rows-repeated='1040000'>{blank}</table:table-row>"
    last = f"<table:table-row>{blank}{text}{text}</table:table-row>"
    (file,) = read(ods(f"{many}{last}"), "plan.ods")
    (table,) = file.blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["第 一\n行"] * 2


def test_a_text_repeated_a_million_times_is_refused():
    text = "<table:table-cell table:number-columns-repeated='1000000'><text:p>甲</text:p></table:table-cell>"
    with pytest.raises(UnreadableFile, match="行列过多"):
        read(ods(f"<table:table-row>{text}</table:table-row>"), "plan.ods")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_cut_off_workbook_is_refused(kind: str):
    data = (FILES / f"workbook.{kind}").read_bytes()
    with pytest.raises(UnreadableFile) as refusal:
        read(data[: len(data) // 2], "plan")
    assert str(refusal.value).endswith("。")


def test_a_workbook_without_text_is_refused():
    with pytest.raises(UnreadableFile):
        read(saved(Workbook()), "plan.xlsx")
