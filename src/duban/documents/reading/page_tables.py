"""Read the ruled tables of a page, and put together those that continue on the next page.

In: a page's grids and glyphs.  Out: `PrintedTable` values whose cells have text, spans and page.
A table goes on when the next page opens with one of the same columns; its repeated header row is dropped, and a row
that the page break cut is made whole ("8 | 扩大有效投 …" / " | 资，…"). When the columns differ, they stay two tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duban.documents.reading.assembly import Square
from duban.documents.reading.cell_lines import cell_text
from duban.documents.reading.page_geometry import Glyph, Line, Page, joined, lines_of
from duban.documents.reading.paragraphs import SENTENCE_END
from duban.documents.reading.rulings import Grid, grids_of

PADDING = 6.0  # points of a cell's width that its text does not use, on both sides together
SAME_COLUMN = 6.0  # points
HEADER_ROWS = 3
ORDINAL = re.compile(r"[（(]?\d{1,3}[）).．、]?")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed on one page or on several."""

    cells: tuple[Square, ...]
    xs: tuple[float, ...]  # where its columns begin and end
    page: int
    top: float
    bottom: float

    @property
    def height(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    def row(self, row: int) -> list[Square]:
        return [cell for cell in self.cells if cell.row == row]


def tables_of(page: Page) -> tuple[list[PrintedTable], list[Glyph]]:
    """The tables of a page, and the glyphs that stand outside them."""
    outside = list(page.glyphs)
    tables = []
    for grid in grids_of(page.segments):
        inside = [glyph for glyph in outside if _is_inside(grid, glyph)]
        table = _read_table(grid, inside, page.number)
        if sum(1 for cell in table.cells if cell.text) > 1:
            tables.append(table)
            outside = [glyph for glyph in outside if not _is_inside(grid, glyph)]
    return tables, outside


def _is_inside(grid: Grid, glyph: Glyph) -> bool:
    return grid.covers((glyph.x0 + glyph.x1) / 2, glyph.baseline - 0.35 * glyph.size)


def _read_table(grid: Grid, glyphs: list[Glyph], page: int) -> PrintedTable:
    owner = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    content: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        square = grid.square_at((glyph.x0 + glyph.x1) / 2, glyph.baseline - 0.35 * glyph.size)
        content[owner[square]].append(glyph)
    lines = {index: lines_of(inside, page) for index, inside in content.items()}
    cells = []
    for index, cell in enumerate(grid.cells):
        width = grid.xs[cell.column + cell.colspan] - grid.xs[cell.column]
        text = cell_text(lines.get(index, []), _room(width, lines.get(index, [])))
        cells.append(Square(text, cell.row, cell.column, cell.rowspan, cell.colspan, page=page))
    return PrintedTable(_without_blank_rows(cells), grid.xs, page, grid.top, grid.bottom)


def _room(width: float, lines: Sequence[Line]) -> float:
    """The width that text has in a cell: at least that of its longest line."""
    return max([width - PADDING, *(line.x1 - line.x0 for line in lines)])


def _without_blank_rows(cells: list[Square]) -> tuple[Square, ...]:
    """The cells without rows that only double lines made (all blank, no span through them)."""
    filled = {
        row for cell in cells if cell.text or cell.rowspan > 1 for row in range(cell.row, cell.row + cell.rowspan)
    }
    kept = sorted(filled)
    number = {row: index for index, row in enumerate(kept)}
    return tuple(replace(cell, row=number[cell.row]) for cell in cells if cell.row in number)


def continues(first: PrintedTable, second: PrintedTable) -> bool:
    """Whether `second`, at the top of the next page, has the columns of `first`."""
    if second.page != _last_page(first) + 1 or len(first.xs) != len(second.xs):
        return False
    shift = second.xs[0] - first.xs[0]  # margins of left and right pages differ
    return all(abs(b - a - shift) <= SAME_COLUMN for a, b in zip(first.xs, second.xs, strict=True))


def _last_page(table: PrintedTable) -> int:
    return max(cell.page or table.page for cell in table.cells)


def appended(first: PrintedTable, second: PrintedTable) -> PrintedTable:
    """`first` with the rows of `second`, its continuation."""
    headers = _repeated_rows(first, second)
    fresh = [replace(cell, row=cell.row - headers) for cell in second.cells if cell.row >= headers]
    if not fresh:
        return first
    cells = list(first.cells)
    if _is_cut_row(first, [cell for cell in fresh if cell.row == 0]):
        cells = [_completed(cell, fresh, first.height - 1) for cell in cells]
        fresh = [replace(cell, row=cell.row - 1) for cell in fresh if cell.row > 0]
    else:
        cells, fresh = _spans_joined(cells, fresh, first.height)
    moved = (replace(cell, row=cell.row + first.height) for cell in fresh)
    ordered = sorted([*cells, *moved], key=lambda cell: (cell.row, cell.column))
    return replace(first, cells=tuple(ordered))


def _repeated_rows(first: PrintedTable, second: PrintedTable) -> int:
    """How many rows at the top of `second` repeat the header of `first`."""
    same = 0
    while same < min(HEADER_ROWS, first.height, second.height):
        if _words(first.row(same)) != _words(second.row(same)) or not _words(first.row(same)):
            break
        same += 1
    return same


def _words(row: list[Square]) -> list[tuple[int, str]]:
    return [(cell.column, "".join(cell.text.split())) for cell in row if cell.text]


def _is_cut_row(first: PrintedTable, row: list[Square]) -> bool:
    """Whether the first row of the continuation is the rest of the last row: no number of its own, words left open."""
    above = {cell.column: cell for cell in first.row(first.height - 1)}
    filled = [cell for cell in row if cell.text]
    if not filled or any(cell.rowspan > 1 for cell in row) or any(cell.column not in above for cell in filled):
        return False
    ordinal = next((cell for cell in above.values() if ORDINAL.fullmatch(cell.text)), None)
    if ordinal is None or any(cell.column <= ordinal.column for cell in filled):
        return False
    return any(not SENTENCE_END.search(above[cell.column].text) and above[cell.column].text for cell in filled)


def _completed(cell: Square, fresh: list[Square], last: int) -> Square:
    if cell.row != last:
        return cell
    rest = next((other.text for other in fresh if other.row == 0 and other.column == cell.column), "")
    between = "\n" if rest and SENTENCE_END.search(cell.text) else ""
    return replace(cell, text=cell.text + between + rest if between else joined(cell.text, rest))


def _spans_joined(cells: list[Square], fresh: list[Square], height: int) -> tuple[list[Square], list[Square]]:
    """A merged cell that the page break cut: its blank or repeated rest becomes part of it again."""
    rests = {cell.column: cell for cell in fresh if cell.row == 0}
    grown = []
    for cell in cells:
        rest = rests.get(cell.column)
        if rest and cell.row + cell.rowspan == height and _is_rest(cell, rest):
            fresh = [other for other in fresh if other is not rest]
            cell = replace(cell, rowspan=cell.rowspan + rest.rowspan)
        grown.append(cell)
    return grown, fresh


def _is_rest(cell: Square, rest: Square) -> bool:
    return (
        cell.text != "" and rest.text == "" and cell.colspan == rest.colspan and (cell.rowspan > 1 or rest.rowspan > 1)
    )
