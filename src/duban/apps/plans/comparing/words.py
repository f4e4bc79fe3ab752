"""Which words of a text changed: both versions cut into what is the same and what is not.

In: a text before and after.  Out: pieces of each, for the page to mark.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?[%％]?|[A-Za-z]+|\s+|.", re.DOTALL)
_LISTED = re.compile(r"[^、；]+|[、；]")
_LONGEST = 4000  # characters on both sides; beyond, finding the words would keep the page waiting


class Piece(NamedTuple):
    text: str
    changed: bool


def pieces(before: str, after: str, *, listed: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Figures and Latin words change as a whole, Chinese by the character; what is `listed` (names) item by item."""
    if len(before) + len(after) > _LONGEST:
        return [Piece(before, True)], [Piece(after, True)]
    token = _LISTED if listed else _TOKEN
    old, new = token.findall(before), token.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for how, start, end, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        _add(left, old[start:end], how != "equal")
        _add(right, new[from_:to], how != "equal")
    return left, right


def _add(found: list[Piece], tokens: list[str], changed: bool) -> None:
    if tokens:
        found.append(Piece("".join(tokens), changed))
