"""WordprocessingML as text: runs and paragraphs with their properties in the order the schema wants.

In: words that `words` has made writable, and properties by name.  Out: XML.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from duban.documents.writing.official.measures import POINTS

PARAGRAPH_ORDER = (
    *(
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "pBdr",
        "tabs",
        "kinsoku",
        "overflowPunct",
    ),
    *("autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr"),
)
RUN_ORDER = ("rFonts", "color", "spacing", "w", "sz", "szCs", "lang")
Properties = dict[str, str]  # the attributes of each property as XML, "" where it has none


def twips(points: float) -> int:
    return round(points * 20)


def millimetres(length: float) -> int:
    """`length` in twentieths of a point."""
    return twips(length * POINTS)


def ordered(properties: Properties, order: tuple[str, ...]) -> str:
    """The properties as elements; a value that is XML itself is the element's content."""
    return "".join(_element(name, properties[name]) for name in order if name in properties)


def _element(name: str, value: str) -> str:
    if value.startswith("<"):
        return f"<w:{name}>{value}</w:{name}>"
    return f"<w:{name} {value}/>" if value else f"<w:{name}/>"


@lru_cache
def font(name: str) -> str:
    """The attributes of `rFonts`: one font for Chinese and for figures, whatever the sign looks like to Word."""
    return f'w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"'


def run(text: str, **properties: str) -> str:
    """Words of one look; a line end breaks the line."""
    if not text:
        return ""
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' for part in text.split("\n"))
    look = ordered({"rFonts": 'w:hint="eastAsia"'} | properties, RUN_ORDER)
    return f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def paragraph(content: str, **properties: str) -> str:
    return f"<w:p><w:pPr>{ordered(properties, PARAGRAPH_ORDER)}</w:pPr>{content}</w:p>"


def style(name: str) -> str:
    return f'w:val="{name}"'


def indent(*, left: float = 0, right: float = 0, first: float = 0, hanging: float = 0) -> str:
    """`ind` in points; the first line's as `first` or, outwards, `hanging`."""
    begins = f' w:hanging="{twips(hanging)}"' if hanging else f' w:firstLine="{twips(first)}"'
    return f'w:left="{twips(left)}" w:right="{twips(right)}"{begins}'


def spacing(line: float, *, before: float = 0, after: float = 0) -> str:
    """Lines of just so many points, rounded down: 22 of them must fit the page."""
    return f'w:before="{twips(before)}" w:after="{twips(after)}" w:line="{int(line * 20)}" w:lineRule="exact"'


def rule(side: str, *, points: float, distance: float = 0, color: str = "000000", kind: str = "single") -> str:
    """A border `distance` points from the words."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(points * 8)}" w:space="{round(distance)}" w:color="{color}"/>'
