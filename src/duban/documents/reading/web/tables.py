"""Lay a page's table out as a grid; tell tables from layout made with table tags.

In: a `<table>` without tables inside.  Out: its cells with row, column and spans, none under a merged one.
A table that only arranges the page (a single column, one cell with nearly all the text) is no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import TOO_LONG, Square

LONG = 1200  # characters: a cell this long with most of the table's text holds a page, not a value
MOST = 0.6
WIDEST = 100  # columns one cell may cover
CELL_TAGS = ("td", "th")
SPAN = re.compile(r"\s*(\d{1,6})")


def is_layout(table: etree._Element) -> bool:
    if table.find(".//table") is not None:
        return True
    rows = list(_rows(table))
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    lengths = [_length(cell) for row in rows for cell in row]
    longest = max(lengths)
    return longest > LONG and longest > MOST * sum(lengths)


def squares(table: etree._Element, text_of: Callable[[etree._Element], str]) -> list[Square]:
    """The cells in reading order; `text_of` reads a cell."""
    rows = list(_rows(table))
    busy: dict[int, int] = {}  # column → first row that is free again
    found: list[Square] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while busy.get(column, 0) > row:
                column += 1
            rowspan, colspan = _span(cell, "rowspan", len(rows) - row), _span(cell, "colspan", WIDEST)
            if len(found) > limits.CELLS or column > limits.COLUMNS:
                raise UnreadableFile(TOO_LONG)
            found.append(Square(text_of(cell), row, column, rowspan, colspan))
            busy.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
            column += colspan
    return found


def rows_above(found: list[Square]) -> int:
    """How many rows at the top are lines of text over the whole width: the notice a spreadsheet has above its table.

    One alone is the table's own title.
    """
    width = max((square.column + square.colspan for square in found), default=0)
    count = 0
    for square in found:
        if square.row != count or square.colspan != width or square.rowspan > 1:
            break
        count += 1
    return count if width > 1 and 1 < count < len(found) else 0


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for row in table.iter("tr"):
        cells = [child for child in row if child.tag in CELL_TAGS]
        if cells:
            yield cells


def _span(cell: etree._Element, name: str, most: int) -> int:
    """A span as a browser takes it: 0 and nonsense are 1 column, or all rows that are left."""
    match = SPAN.match(cell.get(name) or "1")
    asked = int(match.group(1)) if match else 1
    if asked == 0:
        asked = most if name == "rowspan" else 1
    return min(asked, most)


def _length(cell: etree._Element) -> int:
    return sum(len(text.strip()) for text in cell.itertext())
