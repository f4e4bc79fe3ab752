"""Lay a Word table out as a grid: cells that span columns (`w:gridSpan`) and rows (`w:vMerge`).

In: `w:tbl`.  Out: its cells with row, column and spans; a merged cell once, at its first square.
Rows that a tracked change deleted are left out; a header row repeated on each page stands once in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import TOO_LONG, Square
from duban.documents.reading.word.names import VALUE, W, is_on, number, value

ROW, CELL = f"{W}tr", f"{W}tc"
ENTERED = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def cells_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells, row by row."""
    rows = (row for row in _inside(table, ROW) if not is_on(row, "trPr/del"))
    return [list(_inside(row, CELL)) for row in rows]


def squares(rows: list[list[etree._Element]], text_of: Callable[[etree._Element], str]) -> list[Square]:
    """The cells in reading order; `text_of` reads a cell, and is asked in that order."""
    found: list[Square] = []
    open_cells: dict[int, int] = {}  # column → index in `found` of the cell that may go on downwards
    for row, cells in enumerate(rows):
        column = _skipped_columns(cells)
        reached: dict[int, int] = {}
        for cell in cells:
            colspan = min(max(number(value(cell, "tcPr/gridSpan"), 1), 1), limits.COLUMNS)
            above = open_cells.get(column)
            if _continues(cell, "hMerge") and found and found[-1].row == row:
                found[-1] = replace(found[-1], colspan=found[-1].colspan + colspan)
            elif _continues(cell, "vMerge") and above is not None:
                found[above] = replace(found[above], rowspan=row - found[above].row + 1)
                reached[column] = above
            else:
                reached[column] = len(found)
                found.append(Square(text_of(cell), row, column, 1, colspan))
            column += colspan
        open_cells = reached
        if column > limits.COLUMNS or len(found) > limits.CELLS:
            raise UnreadableFile(TOO_LONG)
    return found


def _continues(cell: etree._Element, name: str) -> bool:
    """Whether the cell is the continuation of a merged one: the mark without a value, or with "continue"."""
    mark = cell.find(f"{W}tcPr/{W}{name}")
    return mark is not None and mark.get(VALUE, "continue") == "continue"


def _skipped_columns(cells: list[etree._Element]) -> int:
    """Columns the row leaves free at its beginning."""
    row = cells[0].getparent() if cells else None
    while row is not None and row.tag != ROW:
        row = row.getparent()
    return max(number(value(row, "trPr/gridBefore"), 0), 0)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with the tag, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in ENTERED:
            yield from _inside(child, tag)
