"""Rows of a table without upright lines: what stands at one height, in chunks parted by wide gaps.

In: the glyphs of one height.  Out: a `Row`.  "8 | 建成示范村28个 | 市农业农村局" has three chunks.
Does not find columns; `open_tables` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from duban.documents.reading.pages.geometry import Glyph

GAP = 0.5  # of the size: less than that does not part two words
HALF_BLANK = "，。、；：）》”"  # their right half is blank and may hang into the next column


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a row without a wide gap between."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height, in chunks from left to right."""

    chunks: tuple[Chunk, ...]
    baseline: float
    size: float

    @property
    def top(self) -> float:
        return self.baseline - 0.9 * self.size

    @property
    def foot(self) -> float:
        return self.baseline + 0.2 * self.size


def row_of(glyphs: list[Glyph]) -> Row:
    ordered = sorted((glyph for glyph in glyphs if glyph.text.strip()), key=lambda g: g.x0)
    size = median(glyph.size for glyph in ordered)
    chunks: list[Chunk] = []
    for glyph in ordered:
        end = glyph.x1 - (GAP * size if glyph.text in HALF_BLANK else 0)
        if chunks and glyph.x0 - chunks[-1].x1 <= 1.01 * GAP * size:
            last = chunks.pop()
            chunks.append(Chunk(last.text + glyph.text, last.x0, max(last.x1, end)))
        else:
            chunks.append(Chunk(glyph.text, glyph.x0, end))
    return Row(tuple(chunks), median(glyph.baseline for glyph in ordered), size)


def crosses(row: Row, xs: Sequence[float]) -> bool:
    return any(chunk.x0 + 1 < x < chunk.x1 - 1 for x in xs[1:-1] for chunk in row.chunks)


def spans(row: Row, columns: list[tuple[float, float]]) -> bool:
    """Whether a row is one run of words over two columns or more."""
    if len(row.chunks) > 1:
        return False
    (chunk,) = row.chunks
    return sum(1 for x0, x1 in columns if x0 < chunk.x1 and chunk.x0 < x1) > 1
