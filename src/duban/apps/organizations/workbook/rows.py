"""Read a workbook into rows of values, and everything that is wrong with their form.

In: bytes and the file's name.  Out: `Sheets`: rows by sheet, problems.  Headings are found by name, in any order,
below titles too; blank rows count but say nothing. Whether the values fit what is on record is for `comparing`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from duban.apps.organizations.workbook.columns import SHEETS, Column, Sheet
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.tables import check_is_workbook, lines_from_header
from duban.apps.organizations.workbook.values import Unfit, Value, understood
from duban.documents.blocks import Cell, Table
from duban.documents.reading import read

_ROW = re.compile(r"[A-Z]+(\d+)")


@dataclass(slots=True)
class Row:
    """`number` as the program shows it; `values` holds what was filled and could be understood."""

    sheet: Sheet
    number: int
    values: dict[str, Value] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)  # columns with a problem

    def text(self, name: str) -> str:
        return cast(str, self.values.get(name, ""))

    def names(self, name: str) -> tuple[str, ...]:
        return cast("tuple[str, ...]", self.values.get(name, ()))

    def day(self, name: str) -> date | None:
        return cast("date | None", self.values.get(name))

    def number_in(self, name: str) -> int | None:
        return cast("int | None", self.values.get(name))

    def flag(self, name: str) -> bool | None:
        return cast("bool | None", self.values.get(name))


@dataclass(slots=True)
class Sheets:
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)


def read_rows(data: bytes, name: str) -> Sheets:
    """All rows of the sheets that are known; other sheets are left alone."""
    check_is_workbook(data, name)
    sheets = Sheets()
    tables = [block for file in read(data, name) for block in file.blocks if isinstance(block, Table)]
    for table in tables:
        known = _known(table.place.sheet or "")
        if known is not None:
            _read_table(sheets, known, table)
    if not any(sheets.rows.values()) and not sheets.problems:
        named = "、".join(f"“{sheet.name}”" for sheet in SHEETS)
        sheets.problems.append(Problem("", 0, "", f"没有读到内容：工作表的名称应为{named}，表头下面要有数据"))
    return sheets


def _known(name: str) -> Sheet | None:
    return next((sheet for sheet in SHEETS if name.strip() in (sheet.name, f"{sheet.name}表")), None)


def _read_table(sheets: Sheets, sheet: Sheet, table: Table) -> None:
    lines = lines_from_header(table, lambda line: _is_header(sheet, line))
    if not lines:
        headings = "、".join(column.heading for column in sheet.columns if column.required)
        sheets.problems.append(Problem(sheet.name, 0, "", f"没有找到表头：应有 {headings}"))
        return
    columns = _columns(sheets, sheet, lines[0])
    for line in lines[1:]:
        if row := _row(sheets, sheet, columns, line):
            sheets.rows[sheet.name].append(row)


def _is_header(sheet: Sheet, line: list[Cell]) -> bool:
    found = {column.name for cell in line if (column := sheet.column(cell.text))}
    return len(found) >= 2


def _columns(sheets: Sheets, sheet: Sheet, header: list[Cell]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for cell in header:
        column = sheet.column(cell.text)
        if column in columns.values():
            sheets.problems.append(Problem(sheet.name, _number(cell), cell.text, "这一列出现了两次，请只留一列"))
        elif column is not None:
            columns[cell.column] = column
    for column in sheet.columns:
        if column.required and column not in columns.values():
            reason = "缺少这一列，请从模板复制表头"
            sheets.problems.append(Problem(sheet.name, _number(header[0]), column.name, reason))
    return columns


def _row(sheets: Sheets, sheet: Sheet, columns: dict[int, Column], line: list[Cell]) -> Row | None:
    """The row, or none when nothing is filled in its columns."""
    cells = [(columns[cell.column], cell) for cell in line if cell.column in columns]
    if not any(cell.text.strip() for _, cell in cells):
        return None
    row = Row(sheet, next(number for _, cell in cells if (number := _number(cell))))
    for column, reason, value in _faults(row, columns, cells):
        row.faulty.add(column)
        sheets.problems.append(Problem(sheet.name, row.number, column, reason, value[:60]))
    return row


def _faults(row: Row, columns: dict[int, Column], cells: list[tuple[Column, Cell]]) -> Iterator[tuple[str, str, str]]:
    """What is wrong in the row, cell by cell; what is right is put into the row."""
    for column, cell in cells:
        if cell.rowspan > 1 or cell.colspan > 1:
            yield column.name, "是合并单元格，请取消合并并逐行填写", cell.text
        elif text := cell.text.strip():
            try:
                row.values[column.name] = understood(text, column)
            except Unfit as reason:
                yield column.name, str(reason), text
    covered = set(columns) - {cell.column for _, cell in cells}
    for at in sorted(covered):
        yield columns[at].name, "被合并单元格盖住，请取消合并并逐行填写", ""
    for column, cell in cells:
        blank = not cell.text.strip()
        if column.required and blank and not (column.name == "上级" and row.sheet.name == "行政区"):
            yield column.name, "没有填写（公式的结果要先保存为数值）", ""


def _number(cell: Cell) -> int:
    found = _ROW.fullmatch(cell.place.cell or "")
    return int(found[1]) if found else 0
