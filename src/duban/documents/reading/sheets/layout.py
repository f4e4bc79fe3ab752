"""Turn the sheets of a workbook into paragraphs and tables: what .xlsx, .xls and .ods have in common.

In: `Sheet` values: texts by row and column, and merged ranges.  Out: a `ReadFile`; places carry the sheet and "B7".
"2025年重点任务分工表" and "填报单位：…  单位：万元" above a table are paragraphs, as are notes ("注：…") below it.
Blank rows and columns are left out. Does not tell a header from data; `structure` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import Assembly, Square

NOTE = re.compile(r"(?:备?注|说明|填表|填报|制表|联系|审核)[^：:\n]{0,12}[：:0-9.．、\n]|注释?$")
FORM_LINE = re.compile(
    r"[（(]?(?:填报|报送|制表|编制|牵头|责任)?(?:单位|日期|时间|部门|人|年度)[^：:]{0,12}[：:]|\d{4}年\d{1,2}月(?:\d{1,2}日)?$"
)
TOO_LARGE = "表格的行列过多，已停止读取。请删去空白行列或拆分后再上传。"


@dataclass(slots=True)
class Sheet:
    """One sheet: `texts` by (row, column) from 0, blank ones left out; `merged` as (row, column, rowspan, colspan)."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str) -> None:
        """Set a cell's text; a blank one is left out."""
        if text.strip():
            self.texts[row, column] = text.strip()
            if len(self.texts) > limits.CELLS:
                raise UnreadableFile(TOO_LARGE)


def read_sheets(sheets: Iterable[Sheet], name: str, media_type: str) -> ReadFile:
    """The workbook: each sheet's paragraphs and table, in the workbook's order."""
    assembly = Assembly()
    for sheet in sheets:
        _add_sheet(assembly, sheet)
    return assembly.finish(name, media_type)


def address(row: int, column: int) -> str:
    """The name of a cell: (6, 1) is "B7"."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def _add_sheet(assembly: Assembly, sheet: Sheet) -> None:
    rows = _rows(sheet)
    first, last = _table_rows(sheet, rows)
    for row in rows[:first]:
        _add_paragraphs(assembly, sheet, row)
    if first < last:
        assembly.table(_squares(sheet, rows[first:last]), sheet=sheet.name)
    for row in rows[last:]:
        _add_paragraphs(assembly, sheet, row)


def _rows(sheet: Sheet) -> list[list[tuple[int, int]]]:
    """The cells with text, row by row."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for place in sorted(sheet.texts):
        rows.setdefault(place[0], []).append(place)
    return list(rows.values())


def _table_rows(sheet: Sheet, rows: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Where the table begins and ends among the rows; equal when there is none."""
    first, last = 0, len(rows)
    while first < last and (len(rows[first]) == 1 or _all_match(FORM_LINE, sheet, rows[first])):
        first += 1
    while last > first and _all_match(NOTE, sheet, rows[last - 1]):
        last -= 1
    return first, last


def _all_match(pattern: re.Pattern[str], sheet: Sheet, row: Sequence[tuple[int, int]]) -> bool:
    return all(pattern.match(sheet.texts[place]) for place in row)


def _squares(sheet: Sheet, rows: Sequence[Sequence[tuple[int, int]]]) -> list[Square]:
    """The table's cells, blank ones too, with rows and columns counted without the blank ones."""
    lines = [row[0][0] for row in rows]
    columns = sorted({column for row in rows for _, column in row})
    if len(lines) * len(columns) > limits.CELLS:
        raise UnreadableFile(TOO_LARGE)
    spans, covered = _spans(sheet.merged, lines, columns)
    squares = []
    for row, line in enumerate(lines):
        for column, at in enumerate(columns):
            if (row, column) not in covered:
                (rowspan, colspan), anchor = spans.get((row, column), ((1, 1), (line, at)))
                text = sheet.texts.get(anchor, "")
                squares.append(Square(text, row, column, rowspan, colspan, cell=address(*anchor)))
    return squares


_Spans = dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]


def _spans(
    merged: Iterable[tuple[int, int, int, int]], lines: list[int], columns: list[int]
) -> tuple[_Spans, set[tuple[int, int]]]:
    """By the table's rows and columns: how far merged cells reach and where they begin, and the squares they cover."""
    spans: _Spans = {}
    covered: set[tuple[int, int]] = set()
    work = 0
    for row, column, rowspan, colspan in merged:
        top, bottom = bisect_left(lines, row), bisect_left(lines, row + rowspan)
        left, right = bisect_left(columns, column), bisect_left(columns, column + colspan)
        work += (bottom - top) * (right - left)
        if work > 2 * limits.CELLS:
            raise UnreadableFile(TOO_LARGE)
        if top < bottom and left < right and (top, left) not in covered:
            spans[top, left] = (bottom - top, right - left), (row, column)
            covered.update((r, c) for r in range(top, bottom) for c in range(left, right) if (r, c) != (top, left))
    return {place: span for place, span in spans.items() if place not in covered}, covered


def _add_paragraphs(assembly: Assembly, sheet: Sheet, row: Sequence[tuple[int, int]]) -> None:
    for place in row:
        for text in sheet.texts[place].split("\n"):
            assembly.paragraph(text, sheet=sheet.name, cell=address(*place))
