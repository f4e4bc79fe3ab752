"""The numbers a browser shows before the items of a numbered list.

In: `<ol>` and its `<li>`.  Out: "1.", "a.", "iv.", "三、", or "" for bullets.
`starts_with_label` tells whether an item carries a number of its own: "（一）加快项目建设".
"""

from __future__ import annotations

import re

from lxml import etree

from duban.documents.reading.word.numerals import CHINESE, LOWER_LETTER, LOWER_ROMAN, UPPER_LETTER, UPPER_ROMAN, written

OWN_LABEL = re.compile(
    r"[（(〔]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）〕]|\d{1,3}\s*[.．、]|[一二三四五六七八九十百]{1,4}[、．.]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条项]|[①-⑳]"
)
TYPES = {"1": "", "a": LOWER_LETTER, "A": UPPER_LETTER, "i": LOWER_ROMAN, "I": UPPER_ROMAN}
STYLES = {
    "decimal": "",
    "lower-alpha": LOWER_LETTER,
    "lower-latin": LOWER_LETTER,
    "upper-alpha": UPPER_LETTER,
    "upper-latin": UPPER_LETTER,
    "lower-roman": LOWER_ROMAN,
    "upper-roman": UPPER_ROMAN,
    "cjk-ideographic": CHINESE,
    "simp-chinese-informal": CHINESE,
    "cjk-decimal": CHINESE,
}
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)


class ListCount:
    """Counts through one list."""

    def __init__(self, element: etree._Element) -> None:
        self._numbered = element.tag == "ol"
        self._form: str | None = TYPES.get(element.get("type") or "1", "")
        style = STYLE.search(element.get("style") or "")
        if style:
            self._form = STYLES.get(style.group(1).lower())
        self._number = _number(element.get("start"), 1) - 1

    def next_label(self, item: etree._Element) -> str:
        self._number = _number(item.get("value"), self._number + 1)
        if not self._numbered or self._form is None:
            return ""
        return written(self._number, self._form) + ("、" if self._form == CHINESE else ".")


def starts_with_label(text: str) -> bool:
    return OWN_LABEL.match(text) is not None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise
