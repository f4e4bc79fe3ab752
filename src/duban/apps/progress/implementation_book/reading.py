"""Read the workbook that comes back into rows, and everything that is wrong in it, cell by cell.

In: bytes, the file's name.  Out: `Book`: rows and problems.
Headings are found by name, in any order, below titles too. Whom the rows are of is for `comparing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.tables import headed_table
from duban.apps.organizations.workbook.values import Unfit, day
from duban.apps.progress.implementation_book.columns import COLUMNS, CONTENT, DUE, FIGURE, KEY, SHEET, Column, column_of
from duban.documents.blocks import Cell
from duban.documents.errors import UnreadableFile

MOST_ROWS, MOST_BYTES = 5000, 5 * 2**20
_TOO_MUCH = Decimal(10) ** 16  # the column holds sixteen digits before the point
Value = str | date | Decimal


@dataclass(slots=True)
class Row:
    """`number` as the program shows it; `values` by field, of the cells that are filled."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    is_faulty: bool = False

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def day(self) -> date | None:
        value = self.values.get(DUE.field)
        return value if isinstance(value, date) else None

    def figure(self) -> Decimal | None:
        value = self.values.get(FIGURE.field)
        return value if isinstance(value, Decimal) else None


@dataclass(slots=True)
class Book:
    """`fields`: of the columns the file has; a column it lacks leaves its values as they are."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    sheet: str = SHEET

    def fault(self, row: Row, column: str, reason: str, value: str = "") -> None:
        row.is_faulty = True
        known = next((one.field for one in COLUMNS if one.name == column), "")
        where = row.cells.get(known, "")
        self.problems.append(
            Problem(self.sheet, row.number, f"{column}（{where}）" if where else column, reason, value)
        )


def read_book(data: bytes, name: str) -> Book:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"文件超过 {MOST_BYTES // 2**20} MB，不像落实方案表，请核对")
    table = headed_table(data, name, _is_header)
    if table is not None:
        return _read_table(table.sheet or SHEET, table.lines, table.formulas)
    needed = "、".join(f"“{column.name}”" for column in (CONTENT, KEY))
    return Book(problems=[Problem("", 0, "", f"没有找到落实方案表：要有一行表头，其中有{needed}")])


def _is_header(line: list[Cell]) -> bool:
    found = {column_of(cell.text) for cell in line}
    return CONTENT in found and KEY in found


def _read_table(sheet: str, lines: list[list[Cell]], formulas: frozenset[tuple[str, str]]) -> Book:
    book = Book(sheet=sheet)
    columns: dict[int, Column] = {}
    for cell in lines[0]:
        column = column_of(cell.text)
        if column is not None and column not in columns.values():
            columns[cell.column] = column
    book.fields = {column.field for column in columns.values() if column.field}
    if len(lines) - 1 > MOST_ROWS:
        book.problems.append(Problem(sheet, 0, "", f"有 {len(lines) - 1} 行，最多 {MOST_ROWS} 行"))
        return book
    for line in lines[1:]:
        if row := _row(book, columns, line, formulas):
            book.rows.append(row)
    return book


def _row(
    book: Book, columns: Mapping[int, Column], line: list[Cell], formulas: frozenset[tuple[str, str]]
) -> Row | None:
    """The row, or none when nothing is filled in its columns."""
    cells = [(columns[cell.column], cell) for cell in line if cell.column in columns]
    computed = {cell.place.cell for _, cell in cells if (book.sheet, cell.place.cell or "") in formulas}
    told = [(column, cell) for column, cell in cells if column.field]
    filled = [(column, cell) for column, cell in told if cell.text.strip() or cell.place.cell in computed]
    if not filled:
        return None
    row = Row(next((number for _, cell in cells if (number := _number(cell))), 0))
    for column, cell in filled:
        where, text = cell.place.cell or "", cell.text.strip()
        row.cells[column.field] = where
        if where in computed:
            book.fault(row, column.name, "是公式，请复制后粘贴为数值", text[:60])
        elif cell.rowspan > 1 or cell.colspan > 1:
            book.fault(row, column.name, "是合并单元格，请取消合并并逐行填写", text[:60])
        else:
            _fill(book, row, column, text)
    return row


def _fill(book: Book, row: Row, column: Column, text: str) -> None:
    try:
        row.values[column.field] = _understood(text, column)
    except Unfit as reason:
        book.fault(row, column.name, str(reason), text[:60])


def _understood(text: str, column: Column) -> Value:
    if len(text) > column.longest:
        raise Unfit(f"太长：{len(text)} 个字，最多 {column.longest} 个字")
    if column is DUE:
        return day(text)
    if column is FIGURE:
        return _figure(text)
    return text


def _figure(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise Unfit(f"“{text[:20]}”不是数，只写数字，单位不用写") from None
    exponent = value.as_tuple().exponent
    if not value.is_finite() or abs(value) >= _TOO_MUCH or not isinstance(exponent, int) or exponent < -4:
        raise Unfit(f"“{text[:20]}”太大，或者小数超过四位")
    return value


def _number(cell: Cell) -> int:
    return int("".join(letter for letter in cell.place.cell or "" if letter.isdigit()) or 0)
