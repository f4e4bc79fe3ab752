"""The lines of a document, wherever they stand: paragraphs, and the lines inside table cells.

In: the blocks of one document.  Out: paragraphs of one line each, in reading order, with their places.
A row of a table without a header is one line, its cells parted by two blanks ("组 长：  沈一鸣  副市长").
Does not join broken lines; `duban.documents.structure.joining` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from duban.documents.blocks import Block, Paragraph, Table


def lines_of(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Every line of text; each cell of a table gives its own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _split(block)
        else:
            for cell in block.cells:
                yield from _split(Paragraph(cell.text, cell.place))


def rows_of(table: Table) -> Iterator[Paragraph]:
    """Each row of a table as one line."""
    for _, cells in groupby(table.cells, key=lambda cell: cell.row):
        row = [cell for cell in cells if cell.text.strip()]
        if row:
            text = "  ".join(" ".join(cell.text.split("\n")) for cell in row)
            yield Paragraph(text, row[0].place.until(row[-1].place))


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    if "\n" not in paragraph.text:
        if paragraph.text.strip():
            yield paragraph
        return
    start = 0
    for line in paragraph.text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield Paragraph(line, paragraph.place_of(start, end), paragraph.style)
        start = end + 1
