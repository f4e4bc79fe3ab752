"""The invented city's workbook of places, units and people: the sheets an administrator imports."""

from __future__ import annotations

import directory
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from plan_xlsx import saved

NOTE = "本文件为虚构样例，地名、单位、人名均不存在"
SHEETS = (
    ("行政区", directory.PLACE_COLUMNS, directory.places),
    ("单位", directory.UNIT_COLUMNS, directory.units),
    ("人员", directory.PEOPLE_COLUMNS, directory.people),
)


def directory_xlsx() -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, columns, rows in SHEETS:
        _fill(book.create_sheet(title), columns, list(rows()))
    return saved(book)


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: list[directory.Row]) -> None:
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([value if value != "" else None for value in row])
    for index, name in enumerate(columns):
        longest = max([len(name), *(len(str(row[index])) for row in rows)])
        sheet.column_dimensions[chr(ord("A") + index)].width = min(2 * longest + 2, 48)
    sheet.freeze_panes = "A2"
    sheet.oddFooter.left.text = NOTE
