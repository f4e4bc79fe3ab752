"""Read one page of a .pdf: its glyphs and its ruled lines, turned upright when the page was laid out sideways.

In: a page of pdfplumber.  Out: a `Page`; y grows downwards from the upper left corner.
A wide table printed sideways on an upright page is turned as a whole; upright writing in a narrow cell
(its glyphs lie on their side, one below the other) is kept glyph by glyph; a slanting watermark is left out.
"""

from __future__ import annotations

from typing import Any

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.pages.geometry import Glyph, Page, Segment
from duban.documents.reading.pages.radicals import plain_ideographs

MOST_CONTENT = 20 * limits.MEBIBYTE  # unpacked drawing orders of one page; a dense map has about 5
MOST_GLYPHS = 30_000  # on one page: more is a map or an attack
TOO_COMPLEX = "该 PDF 的页面内容异常庞大，已停止读取。请重新导出后再上传。"
SLANT = 0.2  # of the size

_Char = dict[str, Any]


def read_page(page: Any, number: int) -> Page:
    """The page with everything printed on it."""
    _check_content(page)
    left, top, right, bottom = page.bbox
    chars = [char for char in page.chars[:MOST_GLYPHS] if _is_on_page(char, page.bbox)]
    glyphs = [glyph for char in chars if (glyph := _glyph(char, left, top, bottom))]
    edges = (edge for edge in page.edges if not _is_page_wide(edge, right - left, bottom - top))
    segments = [_segment(edge, left, top) for edge in edges]
    upright = Page(number, right - left, bottom - top, tuple(glyphs), tuple(segments))
    sideways = [_turn(char) for char in chars if _turn(char)]
    if 2 * len(sideways) <= len(chars):
        return upright
    return _turned(upright, chars, (left, top, bottom), up=sum(sideways) > 0)


def _check_content(page: Any) -> None:
    """Refuse a page whose content unpacks to an absurd size, before it is parsed."""
    from pdfminer.pdftypes import PDFStream, resolve1

    streams = (resolve1(content) for content in page.page_obj.contents)
    if sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream)) > MOST_CONTENT:
        raise UnreadableFile(TOO_COMPLEX)


def _is_on_page(char: _Char, box: tuple[float, float, float, float]) -> bool:
    """Leftovers of editing stand outside the page."""
    left, top, right, bottom = box
    return bool(left <= char["x0"] <= right and top <= char["top"] <= bottom and char["size"] > 1)


def _turn(char: _Char) -> int:
    """1 when the glyph's line runs up the page, -1 when it runs down, 0 when it is level or aslant."""
    a, b = char["matrix"][:2]
    if abs(a) > SLANT * abs(b):
        return 0
    return 1 if b > 0 else -1


def _glyph(char: _Char, left: float, top: float, bottom: float) -> Glyph | None:
    a, b = char["matrix"][:2]
    if abs(a) > SLANT * abs(b) and not (a > 0 and abs(b) < SLANT * a):
        return None
    size = float(char["size"])
    baseline = float(char["bottom"]) - top if _turn(char) else _baseline(char, bottom) - top
    return Glyph(plain_ideographs(char["text"]), char["x0"] - left, char["x1"] - left, baseline, size)


def _baseline(char: _Char, bottom: float) -> float:
    """Where the glyph stands; boxes of two fonts on one line have different feet."""
    baseline = bottom - float(char["matrix"][5])
    inside = char["top"] - char["size"] <= baseline <= char["bottom"] + char["size"]
    return baseline if inside else float(char["bottom"])


def _segment(edge: _Char, left: float, top: float) -> Segment:
    if edge["orientation"] == "v":
        return Segment(True, edge["x0"] - left, edge["top"] - top, edge["bottom"] - top)
    return Segment(False, edge["top"] - top, edge["x0"] - left, edge["x1"] - left)


def _is_page_wide(edge: _Char, width: float, height: float) -> bool:
    """A background as large as the page is no table."""
    return bool(edge["x1"] - edge["x0"] > 0.98 * width or edge["bottom"] - edge["top"] > 0.98 * height)


def _turned(page: Page, chars: list[_Char], corner: tuple[float, float, float], *, up: bool) -> Page:
    """The page with its lines that run up (or down) made level; what was level before is left out."""
    left, top, bottom = corner
    glyphs = []
    for char in chars:
        if _turn(char) == (1 if up else -1):
            start, end = (
                (bottom - char["bottom"], bottom - char["top"]) if up else (char["top"] - top, char["bottom"] - top)
            )
            across = float(char["matrix"][4]) - left
            baseline = across if up else page.width - across
            glyphs.append(Glyph(plain_ideographs(char["text"]), start, end, baseline, float(char["size"])))
    segments = tuple(_turned_segment(segment, page, up=up) for segment in page.segments)
    return Page(page.number, page.height, page.width, tuple(glyphs), segments)


def _turned_segment(segment: Segment, page: Page, *, up: bool) -> Segment:
    if segment.vertical:
        at = segment.at if up else page.width - segment.at
        start, end = (page.height - segment.end, page.height - segment.start) if up else (segment.start, segment.end)
        return Segment(False, at, start, end)
    at = page.height - segment.at if up else segment.at
    start, end = (segment.start, segment.end) if up else (page.width - segment.end, page.width - segment.start)
    return Segment(True, at, start, end)
