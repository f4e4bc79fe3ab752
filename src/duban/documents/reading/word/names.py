"""The element names of Word files that readers here ask for.

In: nothing.  Out: qualified names, and short ways to ask an element for a child's value.
Both the transitional and the strict names of ISO/IEC 29500 are read; strict ones are turned into transitional ones.
"""

from __future__ import annotations

from lxml import etree

from duban.documents.reading.packages import Package
from duban.documents.reading.xml import parse_xml

KIND = "Word 文件"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_MAIN = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{MAIN}}}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
VALUE = f"{W}val"
OFF = {"0", "false", "off", "none"}


def word_part(package: Package, name: str) -> etree._Element | None:
    """A part's root, or `None` when the file has no such part."""
    if not package.has(name):
        return None
    return parse_xml(package.read(name).replace(STRICT_MAIN, MAIN.encode()), KIND)


def value(element: etree._Element | None, path: str) -> str | None:
    """`w:val` of the child at `path` ("pPr/numPr/numId"), or `None`."""
    child = element
    for step in path.split("/"):
        if child is None:
            return None
        child = child.find(W + step)
    return None if child is None else child.get(VALUE)


def number(text: str | None, otherwise: int) -> int:
    return (
        int(text) if text and text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 8 else otherwise
    )


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    child = element
    for step in path.split("/"):
        if child is None:
            return False
        child = child.find(W + step)
    return child is not None and child.get(VALUE, "1") not in OFF
