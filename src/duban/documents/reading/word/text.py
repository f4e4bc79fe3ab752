"""The text of one paragraph of a Word file as it prints, and the text boxes anchored in it.

In: `w:p`.  Out: `ParagraphText`: lines (a soft break ends one) and text boxes.
Insertions in, deletions and hidden text out, fields by their result, alternatives once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from duban.documents.reading.word.names import ALTERNATE, MATH_TEXT, W, is_on

TEXT = {f"{W}t", MATH_TEXT}
SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-", f"{W}cr": "\n"}
BREAK = f"{W}br"
BOX = f"{W}txbxContent"
RUN = f"{W}r"
CONTROL = f"{W}sdt"
LEFT_OUT = {
    W + name
    for name in (
        *("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "fldData", "sym", "rt", "sdtPr"),
        *("sdtEndPr", "customXmlPr", "smartTagPr", "softHyphen", "commentReference", "annotationRef"),
    )
}


@dataclass(slots=True)
class ParagraphText:
    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        return "".join(self.pieces).split("\n")


def collect(element: etree._Element, found: ParagraphText) -> None:
    """Add the text of `element`'s children to `found`."""
    for child in element:
        tag = child.tag
        if tag in TEXT:
            found.pieces.append((child.text or "").replace("\n", " "))
        elif tag in SIGNS:
            found.pieces.append(SIGNS[tag])
        elif tag == BREAK:
            found.pieces.append("" if child.get(W + "type") in ("page", "column") else "\n")
        elif tag == BOX:
            found.boxes.append(child)
        elif tag == ALTERNATE:
            collect(chosen(child), found)
        elif tag not in LEFT_OUT and not is_hidden(child):
            collect(child, found)


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several forms of the same content that has text: the newer, else the older one."""
    for form in alternatives:
        if next(form.iter(BOX, f"{W}t"), None) is not None:
            return form
    return alternatives[0] if len(alternatives) else alternatives


def is_hidden(element: etree._Element) -> bool:
    """Hidden text, or the prompt of a content control nobody has filled in."""
    if element.tag == RUN:
        return is_on(element, "rPr/vanish")
    return element.tag == CONTROL and is_on(element, "sdtPr/showingPlcHdr")
