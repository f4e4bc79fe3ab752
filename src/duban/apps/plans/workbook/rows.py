"""Read a ledger that comes back into rows, and everything that is wrong in it, cell by cell.

In: bytes, the file's name, the plan it is to be of.  Out: `Ledger`: rows and problems.
Headings are found by name, in any order, below titles too. What the cells mean on record is for `drafting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.tables import headed_table
from duban.apps.organizations.workbook.values import Unfit
from duban.apps.plans.workbook.columns import CHAPTER, GROUP, KEY, SHEET, TEXT, Column, column_of
from duban.apps.plans.workbook.values import Value, understood
from duban.documents.blocks import Cell
from duban.documents.errors import UnreadableFile

MOST_ROWS = 5000
MOST_BYTES = 10 * 2**20  # a ledger of 5,000 tasks has about two
_SPREAD = (CHAPTER, GROUP)  # a heading written once for the rows beside it


@dataclass(slots=True)
class Row:
    """`number` as the program shows it; `values` by field, of the cells that are filled; `texts`: as they stand."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """`fields`: of the columns the file has; a column it lacks leaves its values as they are."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    sheet: str = SHEET

    def fault(self, row: Row, column: str, reason: str, value: str = "", *, where: str = "") -> None:
        self.problems.append(
            Problem(self.sheet, row.number, f"{column}（{where}）" if where else column, reason, value)
        )


def read_ledger(data: bytes, name: str) -> Ledger:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"文件超过 {MOST_BYTES // 2**20} MB，不像台账，请核对")
    ledger, table = Ledger(), headed_table(data, name, _is_header)
    if table is not None:
        ledger.sheet = table.sheet or SHEET
        _read_table(ledger, table.lines, table.formulas)
        return ledger
    ledger.problems.append(Problem("", 0, "", f"没有找到台账：要有一行表头，其中有“{TEXT.name}”"))
    return ledger


def _is_header(line: list[Cell]) -> bool:
    found = {column_of(cell.text) for cell in line} - {None}
    return TEXT in found and len(found) > 1


def _read_table(ledger: Ledger, lines: list[list[Cell]], formulas: frozenset[tuple[str, str]]) -> None:
    columns = _columns(ledger, lines[0])
    ledger.fields = {column.field for column in columns.values() if column.field}
    if len(lines) - 1 > MOST_ROWS:
        reason = f"有 {len(lines) - 1} 行，最多 {MOST_ROWS} 行，请分成几份"
        ledger.problems.append(Problem(ledger.sheet, 0, "", reason))
        return
    spread: dict[str, tuple[int, str]] = {}
    for line in lines[1:]:
        if row := _row(ledger, columns, line, spread, formulas):
            ledger.rows.append(row)


def _columns(ledger: Ledger, header: list[Cell]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    head = Row(_number(header[0]))
    for cell in header:
        column = column_of(cell.text)
        if column is None:
            reason = "不认识这一列，请删去或改成原来的表头" if cell.text.strip() else "这一列没有表头"
            ledger.fault(head, cell.text.strip(), reason, where=cell.place.cell or "")
        elif column in columns.values():
            ledger.fault(head, column.name, "这一列出现了两次，请只留一列", where=cell.place.cell or "")
        else:
            columns[cell.column] = column
    return columns


def _row(
    ledger: Ledger,
    columns: dict[int, Column],
    line: list[Cell],
    spread: dict[str, tuple[int, str]],
    formulas: frozenset[tuple[str, str]],
) -> Row | None:
    """The row, or none when nothing is filled in its columns."""
    cells = [(columns[cell.column], cell) for cell in line if cell.column in columns]
    if not any(cell.text.strip() for _, cell in cells):
        return None
    row = Row(next((number for _, cell in cells if (number := _number(cell))), 0))
    for column, cell in cells:
        where, text = cell.place.cell or "", cell.text.strip()
        row.cells[column.field] = where
        if (ledger.sheet, where) in formulas and column.field:
            ledger.fault(row, column.name, "是公式，请复制后粘贴为数值", text[:60], where=where)
        elif (cell.rowspan > 1 or cell.colspan > 1) and column not in _SPREAD:
            ledger.fault(row, column.name, "是合并单元格，请取消合并并逐行填写", text[:60], where=where)
        elif text:
            _fill(ledger, row, column, text, where)
        if column in _SPREAD and cell.rowspan > 1:
            spread[column.field] = (cell.row + cell.rowspan, text)
    _spread(row, line[0].row, spread)
    for column_name, reason in _missing(row, columns, cells):
        ledger.fault(row, column_name, reason, where=row.cells.get(TEXT.field, ""))
    return row


def _fill(ledger: Ledger, row: Row, column: Column, text: str, where: str) -> None:
    if not column.field:
        return
    row.texts[column.field] = text
    try:
        row.values[column.field] = understood(text, column)
    except Unfit as reason:
        ledger.fault(row, column.name, str(reason), text[:60], where=where)


def _spread(row: Row, at: int, spread: dict[str, tuple[int, str]]) -> None:
    """A heading in a merged cell is said of every row the cell stands beside."""
    for name, (end, text) in spread.items():
        if at < end and name not in row.values and text:
            row.values[name] = row.texts[name] = text


def _missing(row: Row, columns: dict[int, Column], cells: list[tuple[Column, Cell]]) -> Iterator[tuple[str, str]]:
    covered = set(columns) - {cell.column for _, cell in cells}
    for at in sorted(covered):
        if columns[at] not in _SPREAD and columns[at].field:
            yield columns[at].name, "被合并单元格盖住，请取消合并并逐行填写"
    if TEXT.field not in row.texts and all(columns[at] is not TEXT for at in covered):
        yield TEXT.name, "没有填写；不再有的任务请删去整行"


def _number(cell: Cell) -> int:
    return int("".join(letter for letter in cell.place.cell or "" if letter.isdigit()) or 0)


def check_keys(ledger: Ledger, known: set[str]) -> None:
    """Keys that stand twice, or are none of this plan's."""
    first: dict[str, int] = {}
    for row in ledger.rows:
        key = row.texts.get(KEY.field, "")
        if not key:
            continue
        where = row.cells[KEY.field]
        if key not in known:
            ledger.fault(row, KEY.name, "不是这份方案的任务，新增的任务请清空这一格", key[:60], where=where)
        elif key in first:
            reason = f"与第 {first[key]} 行相同，复制出来的行请清空这一格"
            ledger.fault(row, KEY.name, reason, key, where=where)
        first.setdefault(key, row.number)
