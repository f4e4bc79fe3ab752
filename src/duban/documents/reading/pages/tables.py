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
from duban.documents.reading.pages.cell_lines import cell_text
from duban.documents.reading.pages.geometry import Glyph, Line, Page, joined, lines_of
from duban.documents.reading.pages.open_tables import has_numbered_header, open_grids
from duban.documents.reading.pages.paragraphs import LABEL, SENTENCE_END
from duban.documents.reading.pages.rulings import Grid, grids_of

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
        if len(grid.xs) == 2 and has_numbered_header(inside):
            continue
        table = read_table(grid, inside, page.number)
        if sum(1 for cell in table.cells if cell.text) > 1:
            tables.append(table)
            outside = [glyph for glyph in outside if not _is_inside(grid, glyph)]
    return tables, outside


def _is_inside(grid: Grid, glyph: Glyph) -> bool:
    return grid.covers((glyph.x0 + glyph.x1) / 2, glyph.baseline - 0.35 * glyph.size)


def open_tables_of(page: Page, glyphs: list[Glyph], before: Sequence[float]) -> list[PrintedTable]:
    """The tables without upright lines among `glyphs`; `before` is where the columns of the page before lie."""
    return [
        read_table(grid, [glyph for glyph in glyphs if _is_inside(grid, glyph)], page.number)
        for grid in open_grids(page, glyphs, before)
    ]


def read_table(grid: Grid, glyphs: list[Glyph], page: int) -> PrintedTable:
    """The text in the cells of a grid."""
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
    top = [cell for cell in fresh if cell.row == 0]
    if _is_cut_row(first, top):
        cells, moved_by = _rows_joined(first, top), first.height - 1
        fresh = [cell for cell in fresh if cell.row > 0]
    else:
        cells, fresh = _spans_joined(list(first.cells), fresh, first.height)
        moved_by = first.height
    moved = (replace(cell, row=cell.row + moved_by) for cell in fresh)
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


def _is_cut_row(first: PrintedTable, top: list[Square]) -> bool:
    """Whether the first row of the continuation is the rest of the last row: no number of its own, words left open."""
    above = _last_row(first)
    ordinal = next((cell for cell in first.row(first.height - 1) if ORDINAL.fullmatch(cell.text)), None)
    if ordinal is None or any((cell.column, cell.colspan) not in above for cell in top):
        return False
    right = [cell for cell in top if cell.text and cell.column > ordinal.column]
    left = [cell for cell in top if cell.text and cell.column <= ordinal.column]
    if any(cell.rowspan > 1 for cell in right) or any(not _may_end(ordinal, cell, above) for cell in left):
        return False
    left_off = [above[cell.column, cell.colspan].text for cell in right]
    return bool(right) and (any(_is_open(text) for text in left_off) or not any(left_off))


def _last_row(table: PrintedTable) -> dict[tuple[int, int], Square]:
    """The cells that reach down to the end of the table, by column and width."""
    height = table.height
    return {(cell.column, cell.colspan): cell for cell in table.cells if cell.row + cell.rowspan == height}


def _is_open(text: str) -> bool:
    return bool(text) and not SENTENCE_END.search(text)


def _may_end(ordinal: Square, cell: Square, above: dict[tuple[int, int], Square]) -> bool:
    """Whether a cell left of the number ends the merged one above it (一、着力推进 / 乡村振兴), or repeats it."""
    before = above[cell.column, cell.colspan].text
    return cell.column < ordinal.column and (cell.text == before or (_is_open(before) and not LABEL.match(cell.text)))


def _rows_joined(first: PrintedTable, top: list[Square]) -> list[Square]:
    """The cells of `first`, those of its last row completed by `top`."""
    rests = {(cell.column, cell.colspan): cell for cell in top}
    last = set(_last_row(first).values())
    return [
        _completed(cell, rests[cell.column, cell.colspan])
        if cell in last and (cell.column, cell.colspan) in rests
        else cell
        for cell in first.cells
    ]


def _completed(cell: Square, rest: Square) -> Square:
    text = joined(cell.text, "" if rest.text == cell.text else rest.text)
    if rest.text and SENTENCE_END.search(cell.text):
        text = f"{cell.text}\n{rest.text}"
    return replace(cell, text=text, rowspan=cell.rowspan + rest.rowspan - 1)


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
