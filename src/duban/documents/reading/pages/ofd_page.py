"""Read the content of one OFD page: each glyph and each ruled line at its place.

In: the root of a Content.xml.  Out: `Content`: glyphs and segments in points from the page's upper left corner.
Text: `<TextCode X="0" Y="4.2" DeltaX="g 11 5.64">重点任务</TextCode>` inside a TextObject with Boundary, CTM and Size.
Lines: PathObject whose AbbreviatedData "M 0 0 L 160 0 C" runs level or upright. Pictures and seals are not read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from duban.documents.errors import UnreadableFile
from duban.documents.reading.pages.geometry import Glyph, Segment
from duban.documents.reading.pages.radicals import plain_ideographs
from duban.documents.reading.xml import local_name

POINTS = 72 / 25.4  # of a millimetre
MOST_OBJECTS = 200_000  # glyphs or segments of one page
TOO_MUCH = "OFD 文件的页面过于复杂，已停止读取。请重新导出后再上传。"
SMALLEST = 0.3  # millimetres of type
HALF = 0.5  # of the size: the width of a Latin letter whose distance is not given
SLANT = 0.6  # points that a level line may rise
STEP = re.compile(r"[A-Za-z]|-?\d{0,9}\.?\d{1,9}(?:[eE]-?\d{1,2})?")
OPERANDS = {"M": 2, "L": 2, "S": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(slots=True)
class Content:
    """What is printed on a page."""

    glyphs: list[Glyph] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where an object's own coordinates lie on the page."""

    matrix: Matrix
    left: float
    top: float

    def point(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.matrix
        return ((a * x + c * y + e + self.left) * POINTS, (b * x + d * y + f + self.top) * POINTS)

    @property
    def scale(self) -> Point:
        a, b, c, d = self.matrix[:4]
        return math.hypot(a, b), math.hypot(c, d)

    @property
    def is_upright(self) -> bool:
        a, b = self.matrix[:2]
        return a > 0 and abs(b) < 0.2 * a


def read_content(root: etree._Element) -> Content:
    """The text and the lines of a page or a template."""
    content = Content()
    for element in root.iter("{*}TextObject", "{*}PathObject"):
        placement = _placement(element)
        if local_name(element) == "PathObject":
            content.segments.extend(_segments(element, placement))
        elif placement.is_upright:  # a watermark stands aslant
            content.glyphs.extend(_glyphs(element, placement))
        if len(content.glyphs) > MOST_OBJECTS or len(content.segments) > MOST_OBJECTS:
            raise UnreadableFile(TOO_MUCH)
    return content


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """An ST_Box: x, y, width, height."""
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def _placement(element: etree._Element) -> _Placement:
    box = box_of(element.get("Boundary") or "") or (0.0, 0.0, 0.0, 0.0)
    numbers = _numbers(element.get("CTM") or "")
    matrix = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else IDENTITY
    return _Placement(matrix, box[0], box[1])


def _glyphs(element: etree._Element, placement: _Placement) -> Iterator[Glyph]:
    size = max(_number(element.get("Size"), 4.0), SMALLEST)
    stretch = _number(element.get("HScale"), 1.0)
    across, down = placement.scale
    height = max(size * down, SMALLEST) * POINTS
    for code in element.iter("{*}TextCode"):
        text = code.text or ""
        x, y = _number(code.get("X"), 0.0), _number(code.get("Y"), 0.0)
        steps, falls = _deltas(code.get("DeltaX") or "", len(text)), _deltas(code.get("DeltaY") or "", len(text))
        for index, character in enumerate(text):
            width = size * stretch * (HALF if character.isascii() else 1.0)
            step = steps[index] if index < len(steps) else (0.0 if falls else width)
            width = min(width, step) if 0 < step < width else width
            left, baseline = placement.point(x, y)
            yield Glyph(plain_ideographs(character), left, left + width * across * POINTS, baseline, height)
            x, y = x + step, y + (falls[index] if index < len(falls) else 0.0)


def _deltas(text: str, length: int) -> list[float]:
    """The distances between glyphs; "g 3 5.6" stands for 5.6 three times."""
    words = text.split()[: 3 * length + 3]
    deltas: list[float] = []
    index = 0
    while index < len(words) and len(deltas) < length:
        if words[index] == "g" and index + 2 < len(words):
            times = min(max(int(_number(words[index + 1], 0.0)), 0), length)
            deltas.extend([_number(words[index + 2], 0.0)] * times)
            index += 3
        else:
            deltas.append(_number(words[index], 0.0))
            index += 1
    return deltas[:length]


def _segments(element: etree._Element, placement: _Placement) -> Iterator[Segment]:
    data = next((child.text or "" for child in element if local_name(child) == "AbbreviatedData"), "")
    for (x0, y0), (x1, y1) in _strokes(data):
        start, end = placement.point(x0, y0), placement.point(x1, y1)
        if abs(start[1] - end[1]) <= SLANT:
            yield Segment(False, (start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0]))
        elif abs(start[0] - end[0]) <= SLANT:
            yield Segment(True, (start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1]))


def _strokes(data: str) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path."""
    start = here = (0.0, 0.0)
    tokens = STEP.findall(data)
    index = 0
    while index < len(tokens):
        verb = tokens[index].upper()
        count = OPERANDS.get(verb, 0)
        operands = [_number(token, 0.0) for token in tokens[index + 1 : index + 1 + count]]
        index += 1 + count
        if len(operands) < count or verb not in OPERANDS:
            continue
        there = (operands[-2], operands[-1]) if count else start
        if verb in ("L", "C") and there != here:
            yield here, there
        start = there if verb in ("M", "S") else start
        here = there


def _numbers(text: str) -> list[float]:
    return [_number(word, 0.0) for word in text.split()[:8]]


def _number(text: str | None, default: float) -> float:
    try:
        number = float(text or "")
    except ValueError:
        return default
    return number if math.isfinite(number) and abs(number) < 1e6 else default
