"""What a paragraph's style says: heading level, title, and the numbering that comes with the style.

In: `word/styles.xml`.  Out: `Style` values with what they inherit (`w:basedOn`) filled in.
"标题 1" and "heading 1" are level 1; so is any style with outline level 0.  Does not count; `docx_numbering` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from duban.documents.reading.word.names import W, number, value

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])(?:\s|$|,)", re.I)
TITLE = re.compile(r"(?:title|标题)$", re.I)
CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.I)
CHAIN = 20  # styles one may be based on; more is a circle


@dataclass(frozen=True, slots=True)
class Style:
    id: str = ""
    name: str = ""
    based_on: str = ""
    numbering: int | None = None  # w:numId
    level: int | None = None  # w:ilvl
    outline: int | None = None


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else root.findall(W + "style")
        self._styles = {style.id: style for style in map(_style, elements)}
        self._default = next((_style(e).id for e in elements if _is_default(e)), "")
        self._chains: dict[str | None, list[Style]] = {}

    def chain(self, style_id: str | None) -> list[Style]:
        """The style and those it is based on, nearest first."""
        found = self._chains.get(style_id)
        if found is None:
            found = self._chains[style_id] = []
            style = self._styles.get(style_id or self._default)
            while style is not None and len(found) < CHAIN:
                found.append(style)
                style = self._styles.get(style.based_on)
        return found

    def role(self, paragraph_properties: etree._Element | None) -> str:
        """ "heading n", "title", "contents" or ""."""
        chain = self.chain(value(paragraph_properties, "pStyle"))
        if chain and CONTENTS.match(chain[0].name):
            return "contents"
        outline = number(value(paragraph_properties, "outlineLvl"), -1)
        if 0 <= outline <= 8:
            return f"heading {outline + 1}"
        return next(filter(None, map(_role, chain)), "") if outline == -1 else ""


def _role(style: Style) -> str:
    heading = HEADING.match(style.name)
    if heading:
        return f"heading {heading.group(1)}"
    if TITLE.match(style.name):
        return "title"
    return f"heading {style.outline + 1}" if style.outline is not None and 0 <= style.outline <= 8 else ""


def _style(element: etree._Element) -> Style:
    numbering, level, outline = (value(element, f"pPr/{path}") for path in ("numPr/numId", "numPr/ilvl", "outlineLvl"))
    return Style(
        id=element.get(W + "styleId") or "",
        name=(value(element, "name") or "").strip(),
        based_on=value(element, "basedOn") or "",
        numbering=None if numbering is None else number(numbering, 0),
        level=None if level is None else number(level, 0),
        outline=None if outline is None else number(outline, 9),
    )


def _is_default(element: etree._Element) -> bool:
    return element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on")
