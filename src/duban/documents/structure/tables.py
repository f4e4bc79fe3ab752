"""Lay a table out as a grid: one header, and rows in which a merged cell stands wherever it reaches.

In: `Table`s as read, also the pieces of one that runs over several pages.  Out: `Grid`s; cells keep their text.
Reads "序号 | 重点任务 | 责任领导 | 牵头单位" under "2025年重点任务分解表", with or without the header on page two.
Does not say what a row means; `duban.documents.recognition` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duban.documents.blocks import Cell, Place, Table
from duban.documents.structure.columns import Content, content_of, contents_of, heading_content
from duban.documents.structure.headers import (
    Header,
    Headings,
    aligned,
    column_labels,
    find_header,
    own_texts,
)
from duban.documents.structure.numbering import LabelKind, label_of

_WIDEST = 256  # columns; no table of an office has more, a hostile one does
_MOST_POSITIONS = 2_000_000  # positions that merged cells may fill together
_BLANK = 4  # characters between two pieces of one table: blank lines only
_GAP = 40  # a page number, a running head or a chapter's heading; a table without header may go on after it


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; a merged cell is the same `Cell` at every position it covers, None where there is no cell."""

    cells: tuple[Cell | None, ...]
    index: int = 0  # row of its own table, counted from 0

    def text(self, column: int) -> str:
        cell = self.cells[column] if 0 <= column < len(self.cells) else None
        return cell.text if cell else ""

    def begins(self, column: int) -> bool:
        """The cell stands in this row for the first time: it is not merged with one above."""
        cell = self.cells[column] if 0 <= column < len(self.cells) else None
        return cell is not None and cell.row == self.index

    @property
    def own(self) -> tuple[Cell, ...]:
        """Cells that begin in this row, each once."""
        cells = {id(cell): cell for cell in self.cells if cell and cell.row == self.index}
        return tuple(cells.values())

    @property
    def heading(self) -> Cell | None:
        """The cell of a row that holds one text and nothing else: 一、…⇥⇥⇥⇥, or one merged over the row."""
        cells = {id(cell): cell for cell in self.cells if cell and cell.text.strip()}
        if len(cells) != 1:
            return None
        (cell,) = cells.values()
        return cell if cell.row == self.index else None

    @property
    def place(self) -> Place | None:
        """From the first to the last cell that begins in this row and holds text."""
        cells = [cell for cell in self.own if cell.text.strip()] or list(self.own)
        return cells[0].place.until(cells[-1].place) if cells else None


@dataclass(frozen=True, slots=True)
class Grid:
    """`header` has one label per column, blanks taken out, "" where nothing heads it; a label may head several."""

    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    place: Place
    caption: str = ""  # what stands above the header

    @property
    def headed(self) -> bool:
        return any(self.header)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A table laid out, before its pieces are joined."""

    rows: tuple[GridRow, ...]
    header: Header | None
    place: Place
    width: int

    @property
    def labels(self) -> list[str]:
        """The words of the header in order, wherever they stand."""
        if self.header is None:
            return []
        rows = self.rows[self.header.first : self.header.end]
        return [text for row in rows for text in own_texts(row.cells)]

    @property
    def body(self) -> tuple[GridRow, ...]:
        return self.rows[self.header.end :] if self.header else self.rows


def read_grid(table: Table, columns: Headings = heading_content) -> Grid:
    """One table as a grid; `columns` says whether a text heads a column."""
    return _as_grid([_laid_out(table, columns)], columns)


def join_grids(tables: Sequence[Table], columns: Headings = heading_content) -> tuple[Grid, ...]:
    """All tables of a text; the pieces of one that runs over pages become one grid.

    A piece without header that stands a line of text further on stays apart, under the header of the one before.
    """
    joined: list[list[_Piece]] = []
    for piece in (_laid_out(table, columns) for table in tables):
        if joined and _continues(piece, joined[-1]):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    grids: list[Grid] = []
    for before, pieces in zip([None, *joined], joined, strict=False):
        grid = _as_grid(pieces, columns)
        if before and not grid.headed and grids[-1].headed and _takes_header(pieces[0], before[-1]):
            grid = replace(grid, header=_fitted(grids[-1].header, len(grid.header)))
        grids.append(grid)
    return tuple(grids)


def _fitted(header: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (header + ("",) * width)[:width]


def _laid_out(table: Table, columns: Headings) -> _Piece:
    rows = tuple(_rows_of(table))
    width = max((len(row.cells) for row in rows), default=0)
    return _Piece(rows, find_header([row.cells for row in rows], columns), table.place, width)


def _rows_of(table: Table) -> Iterator[GridRow]:
    height = max((cell.row for cell in table.cells), default=-1) + 1
    width = max(min(table.width, _WIDEST), 1)
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    left = _MOST_POSITIONS
    for cell in table.cells:
        reach = range(cell.row, min(cell.row + max(cell.rowspan, 1), height))
        span = range(min(cell.column, width - 1), min(cell.column + max(cell.colspan, 1), width))
        left -= len(reach) * len(span)
        for row in reach if left > 0 else reach[:1]:
            for column in span if left > 0 else span[:1]:
                rows[row][column] = cell
    return (GridRow(tuple(cells), index) for index, cells in enumerate(rows) if any(cells))


def _continues(piece: _Piece, before: list[_Piece]) -> bool:
    first, last = before[0], before[-1]
    if first.header is None or not _is_behind(piece, last, _BLANK):
        return False
    if piece.header is None:
        return piece.width == last.width
    return piece.labels == first.labels and (_caption(piece) in ("", _caption(first)) or "续" in _caption(piece))


def _takes_header(piece: _Piece, last: _Piece) -> bool:
    return piece.header is None and piece.width == last.width and _is_behind(piece, last, _GAP)


def _is_behind(piece: _Piece, last: _Piece, gap: int) -> bool:
    return piece.place.start - last.place.end <= gap and piece.place.sheet == last.place.sheet


def _as_grid(pieces: Sequence[_Piece], columns: Headings) -> Grid:
    first = pieces[0]
    width = max(piece.width for piece in pieces)
    rows = [row for piece in pieces for row in _filled(piece, first.labels, width)]
    contents = _contents(rows, width)
    rows = [_shifted(row, contents) for row in rows]
    contents = _contents(rows, width)
    header = _header_of(pieces, contents, columns) if first.header else ("",) * width
    held = {column for row in rows for column, cell in enumerate(row.cells) if cell and cell.text.strip()}
    used = max((column + 1 for column in range(width) if header[column] or column in held), default=width)
    place = first.place.until(pieces[-1].place)
    return Grid(header[:used], tuple(_cut(row, used) for row in rows), place, _caption(first))


def _contents(rows: Sequence[GridRow], width: int) -> list[Counter[Content]]:
    """What each column holds, by the rows that have a cell in every column, if there are such."""
    full = [row for row in rows if row.heading is None and None not in row.cells]
    judged = full or [row for row in rows if row.heading is None]
    return [contents_of(row.text(column) for row in judged) for column in range(width)]


def _shifted(row: GridRow, contents: Sequence[Counter[Content]]) -> GridRow:
    """A row of a text table that lost its empty first cells, set under the columns its cells fit."""
    held = [cell for cell in row.cells if cell is not None]
    lost = len(row.cells) - len(held)
    if not held or not 0 < lost <= 3 or any(row.cells[len(held) :]) or row.heading is not None:
        return row
    kinds = [content_of(cell.text) for cell in held]
    best = max(range(lost + 1), key=lambda by: (_likeness(kinds, contents[by:]), -by))
    return GridRow((None,) * best + row.cells[: len(held)] + (None,) * (lost - best), row.index)


def _likeness(kinds: Sequence[Content], contents: Sequence[Counter[Content]]) -> float:
    shares = (content[kind] / content.total() for kind, content in zip(kinds, contents, strict=False) if content)
    return sum(shares)


def _header_of(pieces: Sequence[_Piece], contents: Sequence[Counter[Content]], columns: Headings) -> tuple[str, ...]:
    """The header as it stands on the first page, set over the columns of all."""
    width = len(contents)
    first = pieces[0]
    assert first.header is not None
    labels = column_labels([row.cells for row in first.rows[first.header.first : first.header.end]], width)
    return aligned(labels, contents, columns)


def _filled(piece: _Piece, labels: list[str], width: int) -> Iterator[GridRow]:
    """The rows under the header, and a chapter's heading above it; a repeated header is dropped."""
    above = piece.rows[: piece.header.first] if piece.header else ()
    for row in (*(row for row in above if _is_chapter(row)), *piece.body):
        if labels and own_texts(row.cells) == labels:
            continue
        yield GridRow(row.cells + (None,) * (width - len(row.cells)), row.index)


_CHAPTERS = (LabelKind.PART, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.HAN, LabelKind.HAN_PAREN)


def _is_chapter(row: GridRow) -> bool:
    heading = row.heading
    label = label_of(heading.text.strip()) if heading else None
    return label is not None and label.kind in _CHAPTERS


def _caption(piece: _Piece) -> str:
    above = piece.rows[: piece.header.first] if piece.header else ()
    lines = (" ".join(cell.text.strip() for cell in row.own) for row in above if not _is_chapter(row))
    return "\n".join(line.strip() for line in lines if line.strip())


def _cut(row: GridRow, width: int) -> GridRow:
    return GridRow(row.cells[:width], row.index) if len(row.cells) != width else row
