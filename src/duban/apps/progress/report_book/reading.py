"""Read the workbook that comes back into rows, and everything that is wrong in it, cell by cell.

In: bytes, the file's name.  Out: `Book`: rows of texts by field, and problems.
Headings are found by name, in any order, below titles too. What the texts mean is for `comparing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.tables import headed_table
from duban.apps.progress.report_book.columns import KEY, SHEET, TEXT, Column, column_of
from duban.documents.blocks import Cell
from duban.documents.errors import UnreadableFile

MOST_ROWS, MOST_BYTES = 2000, 5 * 2**20
_SHOWN = 60  # letters of what a faulty cell holds


@dataclass(slots=True)
class BookRow:
    """`number` as the program shows it; `texts` and `cells` (C7) by field, of the cells that are filled."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """`columns` by field, of those the file has with their letters; one it lacks leaves its values as they are."""

    rows: list[BookRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    sheet: str = SHEET

    def fault(self, row: BookRow, column: str, name: str, reason: str) -> None:
        where = row.cells.get(name) or f"{self.columns.get(name, '')}{row.number}"
        value = row.texts.get(name, "")[:_SHOWN]
        self.problems.append(Problem(self.sheet, row.number, f"{column}（{where}）", reason, value))


def read_book(data: bytes, name: str) -> Book:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"文件超过 {MOST_BYTES // 2**20} MB，不像进展情况表，请核对")
    table = headed_table(data, name, _is_header)
    if table is not None:
        return _read_table(table.sheet or SHEET, table.lines, table.formulas)
    needed = "、".join(f"“{column.name}”" for column in (TEXT, KEY))
    return Book(problems=[Problem("", 0, "", f"没有找到进展情况表：要有一行表头，其中有{needed}")])


def _is_header(line: list[Cell]) -> bool:
    found = {column_of(cell.text) for cell in line}
    return TEXT in found and KEY in found


def _read_table(sheet: str, lines: list[list[Cell]], formulas: frozenset[tuple[str, str]]) -> Book:
    book = Book(sheet=sheet)
    columns: dict[int, Column] = {}
    for cell in lines[0]:
        column = column_of(cell.text)
        if column is not None and column not in columns.values():
            columns[cell.column] = column
            book.columns[column.field] = "".join(letter for letter in cell.place.cell or "" if letter.isalpha())
    if len(lines) - 1 > MOST_ROWS:
        book.problems.append(Problem(sheet, 0, "", f"有 {len(lines) - 1} 行，最多 {MOST_ROWS} 行"))
        return book
    for line in lines[1:]:
        if row := _row(book, columns, line, formulas):
            book.rows.append(row)
    return book


def _row(
    book: Book, columns: Mapping[int, Column], line: list[Cell], formulas: frozenset[tuple[str, str]]
) -> BookRow | None:
    """The row, or none when nothing is filled in its columns."""
    cells = [(columns[cell.column], cell) for cell in line if cell.column in columns]
    computed = {cell.place.cell for _, cell in cells if (book.sheet, cell.place.cell or "") in formulas}
    filled = [(column, cell) for column, cell in cells if cell.text.strip() or cell.place.cell in computed]
    if not filled:
        return None
    row = BookRow(next((number for _, cell in cells if (number := _number(cell))), 0))
    for column, cell in filled:
        row.cells[column.field], row.texts[column.field] = cell.place.cell or "", cell.text.strip()
        if cell.place.cell in computed:
            book.fault(row, column.name, column.field, "是公式，请复制后粘贴为数值")
        elif cell.rowspan > 1 or cell.colspan > 1:
            book.fault(row, column.name, column.field, "是合并单元格，请取消合并并逐行填写")
    return row


def _number(cell: Cell) -> int:
    return int("".join(letter for letter in cell.place.cell or "" if letter.isdigit()) or 0)
