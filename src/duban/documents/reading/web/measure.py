"""How much text each element of a page holds, in links and outside them.

In: a tree.  Out: `Measures`, counted in one pass; scripts and form controls count nothing.
Menus are links, documents are not: this is how `html_content` tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from lxml import etree

SILENT = {
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "button", "select", "option", "input"),
    *("textarea", "svg", "head", "link", "meta", "audio", "video", "canvas", "map", "img"),
}


class Measures:
    """Characters inside each element, blanks not counted; iterates over the elements in document order."""

    def __init__(self) -> None:
        self._counts: dict[etree._Element, list[int]] = {}  # plain, link, own

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._counts)

    def plain(self, element: etree._Element) -> int:
        return self._counts.get(element, [0])[0]

    def link(self, element: etree._Element) -> int:
        return self._counts.get(element, [0, 0])[1]

    def own(self, element: etree._Element) -> int:
        """Characters directly in the element, not in a child."""
        return self._counts.get(element, [0, 0, 0])[2]

    def open(self, element: etree._Element, counts: list[int]) -> None:
        self._counts[element] = counts


def measure(body: etree._Element, skipped: Set[etree._Element] = frozenset()) -> Measures:
    measures = Measures()
    above: list[list[int]] = [[0, 0, 0]]
    links = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        is_silent = element.tag in SILENT or element in skipped
        if event == "start":
            links += _is_link(element)
            counts = [0, 0, 0]
            above.append(counts)
            if is_silent:
                walk.skip_subtree()
            else:
                measures.open(element, counts)
                _count(counts, element.text, links)
            continue
        counts = above.pop()
        links -= _is_link(element)
        above[-1][0] += counts[0]
        above[-1][1] += counts[1]
        if element is not body:
            _count(above[-1], element.tail, links)
    return measures


def words_of(element: etree._Element) -> str:
    """The element's id and classes, parted by blanks."""
    return f"{element.get('id') or ''} {element.get('class') or ''}".strip()


def _count(counts: list[int], text: str | None, links: int) -> None:
    length = len(text.strip()) if text else 0
    counts[1 if links else 0] += length
    if not links:
        counts[2] += length


def _is_link(element: etree._Element) -> bool:
    return element.tag == "a" and bool(element.get("href")) and not (element.get("href") or "").startswith("#")
