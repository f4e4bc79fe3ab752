"""Which words of the source were read, and into what: a text cut where what is known of it changes.

In: a stretch of the text, marks that may overlap or lie outside.  Out: `Piece`s that join to the text again.
A piece read into several fields carries all their keys: 部门分工：市商务局牵头，各地负责 is lead and implement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")  # within a paragraph; a browser would show it as a gap


@dataclass(frozen=True, slots=True)
class Mark:
    """`key` names a task and its field ("12:lead"); "" for a doubt."""

    start: int
    end: int
    key: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    keys: str = ""
    doubtful: bool = False


def spans(value: Any, length: int) -> Iterator[tuple[int, int]]:
    """The stretches of a stored place that lie in a text of this length; what is no stretch is left out."""
    for pair in value if isinstance(value, list) else ():
        if isinstance(pair, list | tuple) and len(pair) == 2 and all(type(end) is int for end in pair):
            start, end = max(pair[0], 0), min(pair[1], length)
            if start < end:
                yield start, end


def marks_of(task: int, places: Mapping[str, Any], length: int) -> Iterator[Mark]:
    for field, value in places.items():
        for start, end in spans(value, length):
            yield Mark(start, end, f"{task}:{field}")


def doubtful_marks(places: Mapping[str, Any], text: str, names: Collection[str]) -> Iterator[Mark]:
    """The words of a task that are a name somebody is asked about."""
    for value in places.values() if names else ():
        for start, end in spans(value, len(text)):
            if text[start:end] in names:
                yield Mark(start, end, doubtful=True)


def by_block(starts: Sequence[int], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks that reach into each block, by its place in the order; `starts` ascend."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        block = max(bisect_right(starts, mark.start) - 1, 0)
        while block < len(starts) and starts[block] < mark.end:
            found.setdefault(block, []).append(mark)
            block += 1
    return found


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """The text from `start` to `end`, cut at the ends of the marks within."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end} | {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    cuts = sorted(edges)
    return [_piece(text, at, until, inside) for at, until in pairwise(cuts)]


def _piece(text: str, start: int, end: int, marks: list[Mark]) -> Piece:
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    keys = dict.fromkeys(mark.key for mark in over if mark.key)
    return Piece(_LINE_END.sub("", text[start:end]), " ".join(keys), any(mark.doubtful for mark in over))
