"""Walk through a part of a page and give its paragraphs and tables.

In: an element.  Out: paragraphs and tables, added to an `Assembly`.
Block tags and `<br>` part paragraphs, inline tags do not; numbered lists get the numbers a browser shows.
Runs as a loop, not as recursion: pages may be nested deeply.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from lxml import etree

from duban.documents.reading.assembly import CellText, Sink, Square
from duban.documents.reading.web.lists import ListCount, starts_with_label
from duban.documents.reading.web.measure import SILENT
from duban.documents.reading.web.tables import is_layout, rows_above, squares

BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
    ),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "ul"),
}
HEADINGS = {f"h{level}": f"heading {level}" for level in range(1, 7)}
LISTS = {"ol", "ul", "dir", "menu"}
PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
BLANKS = re.compile(r"[ \t\r\n\u00a0]+")
WIDE = "[\u2e80-\u9fff\uff00-\uffef\u201c\u201d\u2018\u2019]"
WRAPPED = re.compile(rf"(?<={WIDE})[ \t]*\n[ \t\n]*(?={WIDE})")  # a line end of the source, inside a sentence


class Walk:
    def __init__(self, sink: Sink, skipped: Set[etree._Element] = frozenset()) -> None:
        self._sink = sink
        self._skipped = skipped
        self._pieces: list[str] = []
        self._style = ""
        self._pre = 0
        self._lists: list[ListCount] = []
        self._label = ""
        self._tables: set[etree._Element] = set()

    def read(self, part: etree._Element) -> None:
        """Add the paragraphs and tables of `part` to the sink."""
        walk = etree.iterwalk(part, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if not self._open(element, is_part=element is part):
                    walk.skip_subtree()
                continue
            self._close(element)
            if element is not part and element.tail:
                self._pieces.append(element.tail)
        self._flush()

    def _open(self, element: etree._Element, *, is_part: bool) -> bool:
        """Begin an element; False when its inside is not to be walked."""
        if element.tag in SILENT or (element in self._skipped and not is_part) or _is_script_link(element):
            return False
        if element.tag in BLOCKS:
            self._flush()
        if element.tag == "table" and not is_layout(element):
            self._tables.add(element)
            self._add_table(squares(element, self._cell_text))
            return False
        self._style = HEADINGS.get(str(element.tag), self._style)
        self._pre += _is_pre(element)
        self._open_list(element)
        if element.text:
            self._pieces.append(element.text)
        return True

    def _close(self, element: etree._Element) -> None:
        if element.tag in SILENT or element in self._skipped or _is_script_link(element):
            return
        if element.tag in BLOCKS:
            self._flush()
        if element in self._tables:
            return
        if element.tag in HEADINGS:
            self._style = ""
        if element.tag in LISTS and self._lists:
            self._lists.pop()
        if element.tag == "li":
            if self._label and isinstance(self._sink, CellText):  # 序号 that counts by itself
                self._sink.paragraph(self._label)
            self._label = ""
        self._pre -= _is_pre(element)

    def _add_table(self, found: list[Square]) -> None:
        above = rows_above(found)
        for square in found[:above]:
            for line in square.text.split("\n"):
                self._sink.paragraph(line)
        self._sink.table([replace(square, row=square.row - above) for square in found[above:]])

    def _open_list(self, element: etree._Element) -> None:
        if element.tag in LISTS:
            self._lists.append(ListCount(element))
        elif element.tag == "li" and self._lists:
            self._label = self._lists[-1].next_label(element)

    def _cell_text(self, cell: etree._Element) -> str:
        lines: list[str] = []
        Walk(CellText(lines), self._skipped).read(cell)
        return "\n".join(lines)

    def _flush(self) -> None:
        """End the paragraph that was being collected."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces = []
        for line in text.split("\n") if self._pre else [WRAPPED.sub("", text)]:
            shown = BLANKS.sub(" ", line).strip(" \u3000")
            if shown:
                label, self._label = self._label, ""
                self._sink.paragraph(shown if starts_with_label(shown) else label + shown, self._style)


def _is_pre(element: etree._Element) -> bool:
    return element.tag == "pre" or PRE_STYLE.search(element.get("style") or "") is not None


def _is_script_link(element: etree._Element) -> bool:
    """打印, 关闭窗口 and the like: links that run a script."""
    return element.tag == "a" and (element.get("href") or "").lstrip().lower().startswith("javascript:")
