"""Tell page numbers and running heads from the text: what a page carries because it is a page.

In: the lines of all pages, those inside tables left out.  Out: the lines that are noise.
Reads "— 12 —", "第3页 共9页", a bare "3" that counts up with the pages, "青泽市人民政府公报" on every page.
Only the two outermost lines of a page, near its edge, can be noise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from duban.documents.reading.page_geometry import Line, Page

EDGE = 0.15  # of the page's height
OUTERMOST = 2  # lines
SAME_HEIGHT = 4.0  # points
_DASH = r"[-—–―－─━~·•.\s]"
NUMBER = re.compile(rf"{_DASH}*(\d{{1,4}}){_DASH}*")
DECORATED = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第\s?\d{{1,4}}\s?页(?:[\s，,/（(]*共\s?\d{{1,4}}\s?页[）)]?)?|\d{{1,4}}\s?/\s?\d{{1,4}}|(?i:page)\s?\d{{1,4}}"
)
DIGITS = re.compile(r"\d+")
ANNEX = re.compile(r"附[件表录]|表\s?\d|续表")


def noise_of(pages: Sequence[Page], lines: dict[int, list[Line]]) -> set[Line]:
    """The lines that are page numbers or running heads."""
    edges = [line for page in pages for line in _edge_lines(page, lines.get(page.number, []))]
    return _page_numbers(edges, len(pages)) | _repeated(edges, len(pages))


def _edge_lines(page: Page, lines: list[Line]) -> list[Line]:
    outermost = lines[:OUTERMOST] + lines[-OUTERMOST:] if len(lines) > 2 * OUTERMOST else lines
    margin = EDGE * page.height
    return [line for line in outermost if not margin < line.baseline < page.height - margin]


def _page_numbers(edges: list[Line], pages: int) -> set[Line]:
    numbers = {line for line in edges if DECORATED.fullmatch(line.text)}
    bare = {line: int(found[1]) for line in edges if line not in numbers and (found := NUMBER.fullmatch(line.text))}
    steps = Counter(number - line.page for line, number in bare.items())
    needed = 1 if pages == 1 else 2
    return numbers | {line for line, number in bare.items() if steps[number - line.page] >= needed}


def _repeated(edges: list[Line], pages: int) -> set[Line]:
    """Lines with the same words at the same height; a figure in them may count up with the pages."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in edges:
        if not ANNEX.match(line.text):
            alike[_counted(line)].append(line)
    needed = 2 if pages <= 5 else 3
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
