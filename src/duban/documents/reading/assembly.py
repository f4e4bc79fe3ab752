"""Put a file's paragraphs and cells one after another into the text that was read, each with its place.

In: paragraphs and tables in reading order, from a reader.  Out: a `ReadFile` whose `text` is all of them
joined by "\\n" and whose places point into it.  Blank paragraphs are dropped, blank cells are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from duban.documents.blocks import Block, Cell, Paragraph, Place, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.characters import normal

BLANKS = " \t\n\u00a0\u3000\u200b\ufeff"
TOO_LONG = "文件内容过长，已停止读取，请拆分后再上传。"


@dataclass(frozen=True, slots=True)
class Square:
    """A cell before it has a place."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    cell: str | None = None  # "B7", in a sheet
    page: int | None = None  # where it differs from the table's: a table that runs over pages


class Sink(Protocol):
    """Where a walk through a file puts what it finds."""

    def paragraph(self, text: str, style: str = "") -> None: ...

    def table(self, squares: Sequence[Square]) -> None: ...

    def noise(self, text: str) -> None: ...


@dataclass(slots=True)
class CellText:
    """Takes the paragraphs of one cell; a table inside the cell gives its cells as lines."""

    lines: list[str]

    def paragraph(self, text: str, style: str = "") -> None:
        if text.strip(BLANKS):
            self.lines.append(text.strip(BLANKS))

    def table(self, squares: Sequence[Square]) -> None:
        self.lines.extend(square.text for square in squares if square.text)

    def noise(self, text: str) -> None:
        self.paragraph(text)


class Assembly:
    """Collects blocks; `finish` gives the file."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._cells = 0
        self._blocks: list[Block] = []
        self._noise: list[Place] = []

    def paragraph(
        self,
        text: str,
        style: str = "",
        *,
        page: int | None = None,
        sheet: str | None = None,
        cell: str | None = None,
    ) -> None:
        text = normal(text).strip(BLANKS)
        if text:
            self._paragraphs += 1
            start, end = self._append(text)
            place = Place(start, end, page=page, paragraph=self._paragraphs, sheet=sheet, cell=cell)
            self._blocks.append(Paragraph(text, place, style))
            self._check()

    def noise(self, text: str, *, page: int | None = None) -> None:
        """Text that was read and is known not to be the document: a running header."""
        text = normal(text).strip(BLANKS)
        if text:
            start, end = self._append(text)
            self._noise.append(Place(start, end, page=page))

    def table(self, squares: Sequence[Square], *, page: int | None = None, sheet: str | None = None) -> None:
        cells = []
        for square in squares:
            text = normal(square.text).strip(BLANKS)
            start, end = self._append(text)
            place = Place(start, end, page=square.page or page, sheet=sheet, cell=square.cell)
            cells.append(Cell(text, square.row, square.column, place, square.rowspan, square.colspan))
        if any(cell.text for cell in cells):
            self._cells += len(cells)
            place = Place(cells[0].place.start, cells[-1].place.end, page=page, sheet=sheet)
            self._blocks.append(Table(tuple(cells), place))
        self._check()

    def finish(self, name: str, media_type: str, *, lines: bool = False) -> ReadFile:
        if not self._blocks:
            raise UnreadableFile("文件里没有可读取的文字。请检查内容后重新上传。")
        text = "\n".join(self._parts)
        return ReadFile(name, media_type, text, tuple(self._blocks), lines=lines, noise=tuple(self._noise))

    def _append(self, text: str) -> tuple[int, int]:
        """Where `text` stands once all parts are joined by "\\n"."""
        start = self._length
        self._parts.append(text)
        self._length += len(text) + 1
        return start, start + len(text)

    def _check(self) -> None:
        if self._length > limits.TEXT_CHARACTERS or len(self._blocks) > limits.BLOCKS or self._cells > limits.CELLS:
            raise UnreadableFile(TOO_LONG)
