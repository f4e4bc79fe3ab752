"""Find the table of a workbook by its header: titles and notes may stand above it, other tables before it.

In: a table or a whole workbook, what makes a line a header.  Out: the lines from the header on; none where it has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from duban.documents.blocks import Cell, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read
from duban.documents.reading.sheets.formulas import formula_cells
from duban.documents.reading.sniff import Format, check_size, sniff

FORMATS = (Format.XLSX, Format.XLS, Format.ODS)
NOT_A_WORKBOOK = "请上传 Excel 或 WPS 表格（.xlsx、.xls、.ods）。"
HEADER_ROWS = 10  # titles and notes above a header
Line = list[Cell]


@dataclass(frozen=True, slots=True)
class Headed:
    """`lines` begin with the header; `formulas`: the cells, by sheet, whose content is computed."""

    sheet: str
    lines: list[Line]
    formulas: frozenset[tuple[str, str]]


def check_is_workbook(data: bytes, name: str) -> None:
    """Refuse what is no workbook, before anything is kept."""
    check_size(data)
    if sniff(data, name) not in FORMATS:
        raise UnreadableFile(NOT_A_WORKBOOK)


def headed_table(data: bytes, name: str, is_header: Callable[[Line], bool]) -> Headed | None:
    """The first table of the workbook that has such a header; `UnreadableFile` where it is no workbook."""
    check_is_workbook(data, name)
    for table in [block for file in read(data, name) for block in file.blocks if isinstance(block, Table)]:
        lines = lines_from_header(table, is_header)
        if lines:
            return Headed(table.place.sheet or "", lines, formula_cells(data))
    return None


def lines_from_header(table: Table, is_header: Callable[[Line], bool]) -> list[Line]:
    """The table's lines from its header on; empty without one."""
    by_row: dict[int, Line] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    lines = [by_row[row] for row in sorted(by_row)]
    at = next((at for at, line in enumerate(lines[:HEADER_ROWS]) if is_header(line)), None)
    return [] if at is None else lines[at:]
