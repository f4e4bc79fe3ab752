"""Fit text into columns of a terminal, where a Chinese character is two cells wide.

In: text and a number of cells.  Out: text of exactly or at most that many cells.
"县水利局" is eight cells; a combining accent is none.  Knows nothing of documents.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WIDE = {"W", "F"}
_NO_CELL = {"Mn", "Me", "Cf"}
_NEVER_FIRST = set("、，。；：？！）》〉”’】〕%％,.;:?!)")
_NEVER_LAST = set("（《〈“‘【〔([")
_STEERING = {"Cc", "Cf", "Cs", "Co"}  # would move the cursor, turn the text's direction, or show nothing


@lru_cache(maxsize=16384)
def character_width(character: str) -> int:
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def text_width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(character_width, text))


@lru_cache(maxsize=16384)
def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    return "" if unicodedata.category(character) in _STEERING else character


def printable(text: str) -> str:
    """`text` without characters that steer a terminal; line ends stay."""
    return "".join(map(_shown, text))


def on_one_line(text: str) -> str:
    return " ".join(printable(text).split())


def fit(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells: filled with blanks, or cut with an ellipsis."""
    width = text_width(text)
    if width > cells:
        text = _shorten(text, cells)
        width = text_width(text)
    return text + " " * (cells - width)


def wrap(text: str, cells: int, lines: int) -> list[str]:
    """`text` in at most `lines` lines of at most `cells` cells; what does not fit becomes an ellipsis."""
    wrapped: list[str] = []
    rest = on_one_line(text)
    while rest and len(wrapped) < lines - 1:
        head = rest[: _break(rest, len(_cut(rest, cells)) or 1)]
        wrapped.append(head)
        rest = rest[len(head) :].lstrip()
    if rest:
        wrapped.append(rest if text_width(rest) <= cells else _shorten(rest, cells))
    return wrapped or [""]


def _break(text: str, at: int) -> int:
    """The better place to break a line, eight characters back at most: not inside 18.5, before 、 or behind （."""
    for earlier in range(at, max(at - 8, 0), -1):
        if earlier == len(text) or _may_part(text[earlier - 1], text[earlier]):
            return earlier
    return at


def _may_part(before: str, after: str) -> bool:
    return after not in _NEVER_FIRST and before not in _NEVER_LAST and not _runs_on(before, after)


def _runs_on(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _shorten(text: str, cells: int) -> str:
    return f"{_cut(text, cells - 1)}…"


def _cut(text: str, cells: int) -> str:
    """The longest beginning of `text` that fits."""
    used = 0
    for at, character in enumerate(text):
        used += character_width(character)
        if used > cells:
            return text[:at]
    return text
