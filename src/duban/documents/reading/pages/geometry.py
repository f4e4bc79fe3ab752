"""What a printed page holds: glyphs and ruled segments at their places, and the lines the glyphs make.

In: the glyphs of a page or of one cell, in any order (points, y grows downwards).  Out: `Line` values, top to bottom.
Chinese has no blanks: "陈志林 市委副书记" gets its blank from a gap clearly wider than the line's others.
Does not know paragraphs; `paragraphs` does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

SAME_LINE = 0.4  # of the size: baselines closer than this are one line (footnote marks are raised by about 0.35)
LATIN_GAP = 0.2  # of the size: a blank between Latin words is 0.25 at least
MIXED_GAP = 0.7  # word processors put 0.25 by themselves between a figure and an ideograph
TYPED = 0.1  # of the size: a blank's middle may begin that much before the glyph ends
TWICE = 0.2  # of the size: the same glyph that close is one, printed twice to look bold
CLOSING = "，。、；：？！）〕】》〉”’％%,.;:?!)]}"
OPENING = "（〔【《〈“‘([{"
TOKEN = re.compile(
    rf"[{re.escape(OPENING)}]*(?:[\x21-\x7e]+|.)(?:[“‘].)?[{re.escape(CLOSING)}]*"  # no break on either side of “
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page, or a few that one glyph stands for."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight ruled line: `at` is its x when vertical, else its y."""

    vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its file describes it; `furniture` is text the file itself says is on every page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    segments: tuple[Segment, ...] = ()
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `lead` is the width of its first word: what did not fit on the line before."""

    text: str
    page: int
    x0: float
    x1: float
    baseline: float
    size: float
    lead: float


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The printed lines, from top to bottom."""
    return [_line(row, page) for row in rows_of(glyphs)]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs that stand at one height, from top to bottom; rows of blanks are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [row for row in rows if any(glyph.text.strip() for glyph in row)]


def _line(row: list[Glyph], page: int) -> Line:
    ordered = sorted(row, key=lambda g: g.x0)
    glyphs = _without_doubles([glyph for glyph in ordered if glyph.text.strip()])
    blanks = [(glyph.x0 + glyph.x1) / 2 for glyph in ordered if not glyph.text.strip()]
    size = median(glyph.size for glyph in glyphs)
    text, ends = _spaced_text(glyphs, blanks, size)
    token = TOKEN.match(text)
    lead = ends[token.end() - 1] - glyphs[0].x0 if token else size
    x1 = max(glyph.x1 for glyph in glyphs)
    return Line(text, page, glyphs[0].x0, x1, median(g.baseline for g in glyphs), size, lead)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (before for before in kept[-2:] if before.text == glyph.text)
        if not any(glyph.x0 - before.x0 <= TWICE * glyph.size for before in near):
            kept.append(glyph)
    return kept


def _spaced_text(glyphs: list[Glyph], blanks: list[float], size: float) -> tuple[str, list[float]]:
    """The line's text, and for each of its characters where it ends on the page."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(glyphs)]
    typical = max(median(gaps), 0.0) if gaps else 0.0
    pieces = [glyphs[0].text]
    ends = [glyphs[0].x1] * len(glyphs[0].text)
    for before, after in pairwise(glyphs):
        wide = typical + _wide_gap(before.text[-1], after.text[0]) * size
        if after.x0 - before.x1 > wide or _is_typed(before, after, blanks):
            pieces.append(" ")
            ends.append(after.x0)
        pieces.append(after.text)
        ends.extend([after.x1] * len(after.text))
    return "".join(pieces), ends


def _wide_gap(before: str, after: str) -> float:
    return LATIN_GAP if before.isascii() and after.isascii() else MIXED_GAP


def _is_typed(before: Glyph, after: Glyph, blanks: list[float]) -> bool:
    """Whether somebody typed a blank between two ideographs: 组 长；beside figures, programs add blanks themselves."""
    if before.text[-1].isascii() or after.text[0].isascii():
        return False
    index = bisect_right(blanks, before.x1 - TYPED * before.size)
    return index < len(blanks) and blanks[index] < after.x0


def joined(first: str, second: str) -> str:
    """Two lines as one text: a blank only where a Latin word ends and the next begins."""
    if not first or not second:
        return first + second
    before, after = first[-1], second[0]
    parted = before.isascii() and after.isascii() and (before.isalpha() or after.isalpha()) and before not in "-/_("
    return f"{first} {second}" if parted else first + second
