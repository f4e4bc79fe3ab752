"""Make one sheet of a workbook: title, header, rows, and everything printing needs.

In: a title, columns and rows of values.  Out: the sheet, added to an openpyxl workbook.
Text is never taken for a formula ("=1+1", "-3%" stay text); what a cell cannot hold is removed or cut and said.
Knows nothing of documents; `writing.ledger` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from duban.documents.writing.width import text_width

Value = str | int | Decimal | date | None

HEADER_ROW = 3
_CELL_LIMIT = 32_767  # characters; what the file format allows in a cell
_CUT_NOTE = "……（全文过长，此处截断）"
_FIRST_YEAR = 1900  # the format counts days from here
_NAME_LIMIT = 31
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_RESERVED_NAME = "history"

_LINE_POINTS, _HEADER_POINTS = 14.5, 16.0
_TALLEST = 405.0  # points; the format allows 409
_MOST_LINES = int(_TALLEST / _LINE_POINTS) - 1
_INK, _RULE, _FIELD, _SUNK = "FF1B2330", "FFB9C0CA", "FFEAF1FB", "FF616C7B"
_EDGE = Side(style="thin", color=_RULE)
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_TITLE = Font(name="方正小标宋简体", size=18, color=_INK)
_SUBTITLE = Font(name="楷体", size=11, color=_SUNK)
_HEADER = Font(name="黑体", size=11, color=_INK)
_BODY = Font(name="宋体", size=10, color=_INK)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its width in half-width characters; `merged`: equal neighbours become one tall cell."""

    title: str
    width: int
    merged: bool = False
    centered: bool = False


def add_sheet(
    book: Workbook,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    title: str,
    subtitle: str = "",
) -> Worksheet:
    """Add the sheet under a legal, free name close to `name`."""
    sheet: Worksheet = book.create_sheet(sheet_name(name, book.sheetnames))
    _write_head(sheet, columns, title, subtitle)
    for at, row in enumerate(rows, HEADER_ROW + 1):
        _write_row(sheet, at, columns, row)
    for column, first, last in _repeats(columns, rows):
        span = range(HEADER_ROW + 1 + first, HEADER_ROW + 2 + last)
        _make_room(sheet, span, str(rows[first][column]), columns[column].width)
        if len(span) > 1:
            _merge(sheet, column, span)
    _set_up(sheet, columns, HEADER_ROW + len(rows))
    return sheet


def widened(column: Column, texts: Iterable[Value], widest: int) -> Column:
    """The column wide enough for its longest text to stand in one row of the tallest kind, at most `widest`."""
    longest = max((text_width(text) for text in texts if isinstance(text, str)), default=0)
    return replace(column, width=max(column.width, min(widest, longest // (_MOST_LINES - 3) + 2)))


def sheet_name(name: str, taken: Sequence[str]) -> str:
    """A name the format allows: at most 31 characters, none of []:*?/\\, not used yet (capitals count as small)."""
    stem = _NOT_IN_A_NAME.sub("", _NOT_IN_XML.sub("", name)).strip().strip("'")[:_NAME_LIMIT]
    if not stem or stem.lower() == _RESERVED_NAME:
        stem = "表"
    used = {other.lower() for other in taken}
    candidate, number = stem, 1
    while candidate.lower() in used:
        number += 1
        candidate = f"{stem[: _NAME_LIMIT - len(str(number)) - 2]}（{number}）"
    return candidate


def cell_text(text: str) -> str:
    """`text` as a cell can hold it."""
    text = _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))
    return text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - len(_CUT_NOTE)] + _CUT_NOTE


def _write_head(sheet: Worksheet, columns: Sequence[Column], title: str, subtitle: str) -> None:
    for row, text, font, height in ((1, title, _TITLE, 34.0), (2, subtitle, _SUBTITLE, 20.0)):
        cell = _put(sheet, row, 1, text)
        cell.font = font
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if len(columns) > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        sheet.row_dimensions[row].height = height * max(
            1, _lines(text, sum(c.width for c in columns) * 10 // font.size)
        )
    for at, column in enumerate(columns, 1):
        cell = _put(sheet, HEADER_ROW, at, column.title)
        cell.font, cell.border = _HEADER, _BORDER
        cell.fill = PatternFill("solid", start_color=_FIELD, end_color=_FIELD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    lines = max(_lines(column.title, column.width) for column in columns)
    sheet.row_dimensions[HEADER_ROW].height = 10 + lines * _HEADER_POINTS


def _write_row(sheet: Worksheet, at: int, columns: Sequence[Column], row: Sequence[Value]) -> None:
    tallest = 1
    for index, (column, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = _put(sheet, at, index, value)
        cell.font, cell.border = _BODY, _BORDER
        lines = _lines(value, column.width) if isinstance(value, str) else 1
        across, down = "center" if column.centered else "left", "center" if lines <= _MOST_LINES else "top"
        cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
        if not column.merged:
            tallest = max(tallest, lines)
    sheet.row_dimensions[at].height = _height(tallest)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        if value:
            cell.value = cell_text(value)
            cell.data_type = "s"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def _lines(text: str, width: float) -> int:
    """The lines a wrapped text takes: a column of width 10 holds about ten half-width characters."""
    room = max(width - 1.5, 2)
    return sum(max(1, -int(-text_width(line) // room)) for line in text.split("\n"))


def _height(lines: int) -> float:
    return min(lines * _LINE_POINTS + 5, _TALLEST)


def _repeats(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Iterator[tuple[int, int, int]]:
    """(column, first row, last row) of every run of one value; a run ends where a merged column before it changes."""
    merged = [at for at, column in enumerate(columns) if column.merged]
    for depth, column in enumerate(merged):
        keys = [tuple(row[at] for at in merged[: depth + 1]) for row in rows]
        first = 0
        for at in range(1, len(keys) + 1):
            if at == len(keys) or keys[at] != keys[first]:
                if rows[first][column]:
                    yield column, first, at - 1
                first = at


def _make_room(sheet: Worksheet, span: range, text: str, width: int) -> None:
    """Raise the last row of a run where its rows together are too low for the text of the tall cell."""
    missing = _height(_lines(text, width)) - sum(sheet.row_dimensions[row].height or 0 for row in span)
    if missing > 0:
        last = sheet.row_dimensions[span[-1]]
        last.height = min((last.height or 0) + missing, _TALLEST)


def _merge(sheet: Worksheet, column: int, span: range) -> None:
    """Merge without emptying the cells below, so that filtering by a chapter finds all its rows."""
    letter = get_column_letter(column + 1)
    sheet.merged_cells.add(f"{letter}{span[0]}:{letter}{span[-1]}")
    sheet.cell(row=span[0], column=column + 1).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _set_up(sheet: Worksheet, columns: Sequence[Column], last_row: int) -> None:
    last_column = get_column_letter(len(columns))
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last_column}{max(last_row, HEADER_ROW)}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{last_column}{max(last_row, HEADER_ROW)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.7, 0.35
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
