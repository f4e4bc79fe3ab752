"""What reading gives: the text of a file as paragraphs and tables, each with its place.

In: nothing.  Out: the values every reader builds and every later step takes.
Offsets count characters of `ReadFile.text`, the text that was read (NFC, line ends "\\n").
Knows nothing of meaning; `duban.documents.model` does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a span of the text that was read, and the page, paragraph or cell it came from."""

    start: int
    end: int
    page: int | None = None  # counted from 1
    paragraph: int | None = None  # counted from 1
    sheet: str | None = None
    cell: str | None = None  # "B7", the first of a merged range

    def until(self, last: Place) -> Place:
        """From the start of this place to the end of `last`."""
        return replace(self, end=max(self.end, last.end))


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and the span `text[start:end]` of the text it was found in."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text: a physical line until lines are joined, a whole paragraph afterwards.

    `origin` maps offsets of `text` to offsets of the text that was read, as (offset, source offset)
    pairs where a verbatim run begins; empty when the text stands in the source as it is.
    """

    text: str
    place: Place
    style: str = ""  # "heading 1".."heading 9", "title", "footnote", "header", or "" for body text
    origin: tuple[tuple[int, int], ...] = ()

    def place_of(self, start: int, end: int) -> Place:
        """The place of `text[start:end]` in the text that was read."""
        if end <= start:
            return replace(self.place, start=self._source(start), end=self._source(start))
        return replace(self.place, start=self._source(start), end=self._source(end - 1) + 1)

    def _source(self, offset: int) -> int:
        if not self.origin:
            return self.place.start + offset
        run = bisect_right(self.origin, (offset, 1 << 60)) - 1
        at, source = self.origin[max(run, 0)]
        return source + offset - at


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged one stands once, at its first row and column; "\\n" parts its paragraphs."""

    text: str
    row: int  # counted from 0
    column: int
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the file; cells in reading order, no cell under a merged one."""

    cells: tuple[Cell, ...]
    place: Place

    @property
    def height(self) -> int:
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.colspan for cell in self.cells), default=0)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file after reading. `lines`: its paragraphs are physical lines, still to be joined into paragraphs."""

    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    lines: bool = False
    noise: tuple[Place, ...] = ()  # menus, scripts, page numbers: read, and known not to be the document
