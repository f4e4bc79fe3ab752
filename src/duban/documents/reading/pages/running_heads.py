"""Tell page numbers and running heads from the text: what a page carries because it is a page.

In: the lines of all pages, those inside tables left out.  Out: the lines that are noise.
Reads "— 12 —", "第3页 共9页", a bare "3" that counts up with the pages, "青泽市人民政府公报" on every page.
Only the two outermost lines of a page can be noise, and a head must be smaller than the text, stand apart from it,
or be the first or last line of nearly every page and no sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from duban.documents.reading.pages.geometry import Line, Page

EDGE = 0.15  # of the page's height
OUTERMOST = 2  # lines
SMALLER = 0.9  # of the usual size of type
AWAY = 3.2  # of its own size: lines of text are 1.2 to 2.5 apart
SAME_HEIGHT = 4.0  # points
NEARLY_ALL = 0.8  # of the pages
_DASH = r"[-—–―－─━~·•.\s]"
NUMBER = re.compile(rf"{_DASH}*(\d{{1,4}}){_DASH}*")
DECORATED = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第\s?\d{{1,4}}\s?页(?:[\s，,/（(]*共\s?\d{{1,4}}\s?页[）)]?)?|\d{{1,4}}\s?/\s?\d{{1,4}}|(?i:page)\s?\d{{1,4}}"
)
DIGITS = re.compile(r"\d+")
TEXT = re.compile(r"[：:；;]|。$")
ANNEX = re.compile(r"附[件表录]|表\s?\d|续表")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge of its page, and how far it is from what stands next to it further in."""

    line: Line
    distance: float
    outermost: bool


def noise_of(
    pages: Sequence[Page], lines: dict[int, list[Line]], tables: dict[int, list[tuple[float, float]]]
) -> set[Line]:
    """The lines that are page numbers or running heads; `tables` are the tops and bottoms of each page's tables."""
    edges = [edge for page in pages for edge in _edges(page, lines.get(page.number, []), tables.get(page.number, []))]
    sizes = [glyph.size for page in pages for glyph in page.glyphs]
    heads = [edge.line for edge in edges if _is_apart(edge, median(sizes))]
    all_over = [edge.line for edge in edges if edge.outermost and _is_no_text(edge.line, median(sizes))]
    few, many = (2 if len(pages) <= 5 else 3), max(3, math.ceil(NEARLY_ALL * len(pages)))
    return _page_numbers([edge.line for edge in edges], len(pages)) | _repeated(heads, few) | _repeated(all_over, many)


def _edges(page: Page, lines: list[Line], tables: list[tuple[float, float]]) -> Iterator[_Edge]:
    """The outermost lines near the upper and the lower edge."""
    margin = EDGE * page.height
    levels = [line.baseline for line in lines]
    for line in lines[:OUTERMOST]:
        if line.baseline <= margin:
            below = [y for y in levels if y > line.baseline] + [top for top, _ in tables if top > line.baseline]
            yield _Edge(line, min(below, default=page.height) - line.baseline, line is lines[0])
    for line in lines[-OUTERMOST:]:
        if line.baseline >= page.height - margin:
            above = [y for y in levels if y < line.baseline] + [foot for _, foot in tables if foot < line.baseline]
            yield _Edge(line, line.baseline - max(above, default=0.0), line is lines[-1])


def _is_apart(edge: _Edge, size: float) -> bool:
    """A running head is smaller than the text of the document, or stands well away from it."""
    line = edge.line
    return line.size < SMALLER * size or (edge.distance > AWAY * line.size and line.size <= 1.1 * size)


def _is_no_text(line: Line, size: float) -> bool:
    """Neither a title, nor a sentence, nor a label with its value."""
    return line.size <= 1.1 * size and not TEXT.search(line.text)


def _page_numbers(edges: list[Line], pages: int) -> set[Line]:
    numbers = {line for line in edges if DECORATED.fullmatch(line.text)}
    bare = {line: int(found[1]) for line in edges if line not in numbers and (found := NUMBER.fullmatch(line.text))}
    steps = Counter(number - line.page for line, number in bare.items())
    needed = 1 if pages == 1 else 2
    return numbers | {line for line, number in bare.items() if steps[number - line.page] >= needed}


def _repeated(edges: list[Line], needed: int) -> set[Line]:
    """Lines with the same words at the same height; a figure in them may count up with the pages."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in edges:
        if not ANNEX.match(line.text):
            alike[_counted(line)].append(line)
    found: set[Line] = set()
    for group in alike.values():
        for line in group:
            level = {other.page for other in group if abs(other.baseline - line.baseline) <= SAME_HEIGHT}
            if len(level) >= needed:
                found.add(line)
    return found


def _counted(line: Line) -> str:
    """The text with its last figure given as the distance from the page's number."""
    figures = list(DIGITS.finditer(line.text[:200]))
    if not figures or len(figures[-1][0]) > 4 or abs(int(figures[-1][0]) - line.page) > 2000:
        return line.text
    last = figures[-1]
    apart = f"#{int(last[0]) - line.page}" if _may_count(line, last[0]) else last[0]
    return line.text[: last.start()] + apart + line.text[last.end() :]


def _may_count(line: Line, figure: str) -> bool:
    """A year or an issue's number is the same on every page; a page's number stands at an end of the line."""
    return line.text.startswith(figure) or line.text.endswith((figure, f"{figure}页"))
