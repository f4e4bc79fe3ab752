"""The plan's table as a workbook: title rows above the header, merged chapters and groups, wrapped cells."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from plan import PLAN, Chapter, rows, squares
from word import write_zip

WIDTHS = (18, 6, 42, 42, 10, 20, 30, 12)
FIRST_ROW = 4  # title, form line, header
THIN = Side(style="thin")
MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def plan_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "任务分工"
    _heads(sheet)
    _fill(sheet)
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.center.text = PLAN["invented"], "— &P —"
    return saved(book)


def _heads(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A2"] = PLAN["annex_title"], "填报单位：青泽市人民政府督查室"
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    sheet["A1"].font = Font(name="方正小标宋简体", size=20)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet["A2"].font = Font(name="楷体_GB2312", size=12)
    sheet.row_dimensions[1].height = 36
    for column, name in enumerate(PLAN["columns"], start=1):
        sheet.cell(FIRST_ROW - 1, column, name)
        _dress(sheet, FIRST_ROW - 1, column, "黑体", centred=True)


def _fill(sheet: Worksheet) -> None:
    for at, row in enumerate(rows(), start=FIRST_ROW):
        if isinstance(row, Chapter):
            sheet.cell(at, 1, row.title)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(WIDTHS))
        else:
            if row.group:
                sheet.cell(at, 1, row.group)
                sheet.merge_cells(start_row=at, end_row=at + row.height - 1, start_column=1, end_column=1)
            number, *others = squares(row.task, "\n")
            for column, value in enumerate([int(number), *others], start=2):
                sheet.cell(at, column, value)
            longest = max(
                len(row.task["text"]) / 19, len(row.task["measures"]) / 19, len(row.task["support_printed"]) / 13
            )
            sheet.row_dimensions[at].height = 16 * (int(longest) + 1.5)
        for column in range(1, len(WIDTHS) + 1):
            chapter = isinstance(row, Chapter)
            _dress(
                sheet, at, column, "黑体" if chapter else "仿宋_GB2312", centred=not chapter and column in (2, 5, 6, 8)
            )


def _dress(sheet: Worksheet, row: int, column: int, font: str, *, centred: bool) -> None:
    cell = sheet.cell(row, column)
    cell.font = Font(name=font, size=11)
    cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)


def saved(book: Workbook) -> bytes:
    """The workbook without the hour it was saved."""
    target = BytesIO()
    book.save(target)
    with ZipFile(target) as package:
        members = {name: package.read(name) for name in package.namelist()}
    core = "docProps/core.xml"
    members[core] = MODIFIED.sub(rb"\g<1>2026-02-09T09:00:00Z", members[core])
    return write_zip(members)
