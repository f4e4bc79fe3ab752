"""Read an entry workbook that came back: the rows as they were filled in, and what is wrong, cell by cell.

In: bytes of an .xlsx, .xls or .ods, the file's name.  Out: `FilledTable`; `UnreadableFile` where it is no workbook.
Headings are found by name, in any order, below a title too; rows are known by their hidden key alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from duban.documents.blocks import Cell, Table
from duban.documents.errors import UnreadableFile
from duban.documents.figures import columns as c
from duban.documents.figures import numbers
from duban.documents.figures.rows import FigureProblem, FilledRow, FilledTable
from duban.documents.reading import read
from duban.documents.reading.sheets.formulas import formula_cells
from duban.documents.reading.sheets.stored import stored_numbers
from duban.documents.reading.sniff import Format, check_size, sniff

MOST_ROWS = 20_000
_FORMATS = (Format.XLSX, Format.XLS, Format.ODS)
_HEADER_ROWS = 10  # titles and notes above the header
_SHOWN = 60  # characters of a wrong cell that are told again
Line = list[Cell]


@dataclass(slots=True)
class _Book:
    """The table while it is read; cells are known by their sheet and "B7"."""

    sheet: str
    columns: dict[int, c.Column]
    formulas: frozenset[tuple[str, str]]
    stored: dict[tuple[str, str], Decimal]
    key: str = ""
    problems: list[FigureProblem] = field(default_factory=list)

    def fault(self, cell: Cell, column: str, reason: str, value: str = "") -> None:
        at = cell.place.cell or ""
        self.problems.append(FigureProblem(_line(cell), column, at, reason, value[:_SHOWN]))


def read_figures_workbook(data: bytes, name: str = "figures.xlsx") -> FilledTable:
    """The filled table; without a header of ours one problem and no rows."""
    check_size(data)
    if sniff(data, name) not in _FORMATS:
        raise UnreadableFile("请上传 Excel 或 WPS 表格（.xlsx、.xls、.ods）。")
    tables = [block for file in read(data, name) for block in file.blocks if isinstance(block, Table)]
    found = next((table for table in tables if _lines(table)), None)
    if found is None:
        reason = f"没有找到要填报的表：要有一行表头，其中有“{c.VALUE.name}”和“{c.KEY.name}”"
        return FilledTable("", (), (FigureProblem(0, "", "", reason),))
    header, *lines = _lines(found)
    book = _Book(found.place.sheet or "", {}, formula_cells(data), stored_numbers(data))
    _set_columns(book, header)
    if len(lines) > MOST_ROWS:
        book.problems.append(FigureProblem(0, "", "", f"有 {len(lines)} 行，最多 {MOST_ROWS} 行，请分成几份"))
        lines = []
    rows = tuple(_once(book, [row for line in lines if (row := _row(book, line))]))
    fields = frozenset(column.field for column in book.columns.values() if column.entered)
    return FilledTable(book.key, rows, tuple(book.problems), fields)


def _lines(table: Table) -> list[Line]:
    """The table's lines from the header on; empty without one."""
    by_row: dict[int, Line] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    lines = [by_row[row] for row in sorted(by_row)]
    at = next((at for at, line in enumerate(lines[:_HEADER_ROWS]) if _is_header(line)), None)
    return [] if at is None else lines[at:]


def _is_header(line: Line) -> bool:
    return {c.VALUE, c.KEY} <= {column_of for cell in line if (column_of := c.column_of(cell.text))}


def _set_columns(book: _Book, header: Line) -> None:
    for cell in header:
        column = c.column_of(cell.text)
        if column in book.columns.values():
            book.fault(cell, cell.text.strip(), "这一列出现了两次，请只留一列")
        elif column is not None:
            book.columns[cell.column] = column


def _row(book: _Book, line: Line) -> FilledRow | None:
    """The row, or none when it is blank, locked, or cannot be told."""
    cells = {book.columns[cell.column]: cell for cell in line if cell.column in book.columns}
    filled = {column: cell for column, cell in cells.items() if column.entered and _is_filled(book, cell)}
    key = cells[c.KEY].text.split() if c.KEY in cells else []
    if len(key) == 3 and key[2] == c.LOCKED:
        return None
    if len(key) != 2:
        if set(filled) - {c.MONTH}:
            book.fault(next(iter(filled.values())), c.KEY.name, "这一行没有指标标识，请下载新表，在原有的行里填写")
        return None
    if book.key and key[0] != book.key:
        book.fault(cells[c.KEY], c.KEY.name, "这一行是另一张表的，请删去", _text(cells, c.NAME))
        return None
    book.key = key[0]
    values = dict(_values(book, filled, _text(cells, c.UNIT)))
    for column, cell in _covered(cells):
        book.fault(cell, column.name, "是合并单元格，请取消合并并逐行填写", cell.text)
        values.pop(column.field, None)
    return FilledRow(_line(line[0]), key[1], _text(cells, c.NAME), _text(cells, c.PLACE), **values)


def _is_filled(book: _Book, cell: Cell) -> bool:
    """A formula that was never computed shows nothing, and is something all the same."""
    return not numbers.is_blank(cell.text) or (book.sheet, cell.place.cell or "") in book.formulas


def _covered(cells: dict[c.Column, Cell]) -> Iterator[tuple[c.Column, Cell]]:
    return ((column, cell) for column, cell in cells.items() if column.entered and cell.rowspan * cell.colspan > 1)


def _text(cells: dict[c.Column, Cell], column: c.Column) -> str:
    return " ".join(cells[column].text.split()) if column in cells else ""


def _values(book: _Book, filled: dict[c.Column, Cell], unit: str) -> Iterator[tuple[str, Any]]:
    for column, cell in filled.items():
        place = book.sheet, cell.place.cell or ""
        if place in book.formulas:
            book.fault(cell, column.name, "是公式，请复制后粘贴为数值", cell.text)
            continue
        try:
            yield column.field, _READ[column](cell.text, unit, book.stored.get(place))
        except numbers.Unfit as reason:
            book.fault(cell, column.name, str(reason), cell.text)


def _figure(text: str, unit: str, stored: Decimal | None) -> Decimal:
    return numbers.figure(text, unit=unit, stored=stored)


def _denominator(text: str, unit: str, stored: Decimal | None) -> Decimal:
    value = numbers.figure(text, unit="", stored=stored)
    if not value:
        raise numbers.Unfit("分母不能是 0")
    return value


_READ: dict[c.Column, Callable[[str, str, Decimal | None], Any]] = {
    c.MONTH: lambda text, _unit, _stored: numbers.month(text),
    c.VALUE: _figure,
    c.NUMERATOR: lambda text, _unit, stored: numbers.figure(text, unit="", stored=stored),
    c.DENOMINATOR: _denominator,
    c.SOURCE: lambda text, _unit, _stored: numbers.words(text, c.SOURCE_LENGTH),
    c.NOTE: lambda text, _unit, _stored: numbers.words(text, c.NOTE_LENGTH),
}


def _once(book: _Book, rows: list[FilledRow]) -> Iterator[FilledRow]:
    """A figure of one key and month stands once; the second is a problem."""
    first: dict[tuple[str, int | None], FilledRow] = {}
    for row in rows:
        before = first.setdefault((row.key, row.month), row)
        if before is row:
            yield row
        else:
            reason = f"与第 {before.line} 行是同一个指标、同一月份，请只留一行"
            book.problems.append(FigureProblem(row.line, "", "", reason, row.name[:_SHOWN]))


def _line(cell: Cell) -> int:
    return int("".join(letter for letter in cell.place.cell or "" if letter.isdigit()) or 0)
