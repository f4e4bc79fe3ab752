"""Words as they can be set: without what no file may hold, a paragraph to a line.

In: any text.  Out: text of XML 1.0 characters in NFC; line ends only where a function says so.
Nothing readable is dropped: rare characters and emoji stay.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_UNWRITABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\ufeff\u2028\u2029]"
)
_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # would turn the direction of the words around them


def on_lines(text: str) -> list[str]:
    """The lines of `text` that say something."""
    broken = re.sub("\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    whole = unicodedata.normalize("NFC", _STEERING.sub("", _UNWRITABLE.sub("", broken)))
    return [line for line in (part.replace("\t", " ").strip() for part in whole.split("\n")) if line]


def on_one_line(text: str) -> str:
    return "".join(on_lines(text))


def day(value: date | None) -> str:
    """2026年3月5日, without leading noughts."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""
