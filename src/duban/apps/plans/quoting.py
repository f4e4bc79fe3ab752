"""The words of the source a task was read from, as the document has them.

In: the text of an import and its blocks, a task's places in it.  Out: paragraphs, in parts that are lit or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PARAGRAPHS = 12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`parts`: words, and whether the task's own text was read from them."""

    parts: tuple[tuple[str, bool], ...]
    page: int | None


def quoted(text: str, blocks: Sequence[Mapping[str, Any]], places: Mapping[str, Any]) -> list[Paragraph]:
    """The paragraphs in which something of the task was read, in the order of the document."""
    spans = [span for name in places for span in _spans(places[name])]
    lit = _spans(places.get("text", ()))
    found = [
        Paragraph(_parts(text, block["start"], block["end"], lit), block.get("page"))
        for block in blocks
        if any(start < block["end"] and end > block["start"] for start, end in spans)
    ]
    if not found:  # kept without paragraphs: the words alone
        found = [Paragraph(((text[start:end], True),), None) for start, end in lit if text[start:end]]
    return found[:MOST_PARAGRAPHS]


def pages_of(paragraphs: Iterable[Paragraph]) -> str:
    """第14页, 第14—15页; "" where the file has no pages."""
    pages = sorted({one.page for one in paragraphs if one.page})
    if not pages:
        return ""
    return f"第{pages[0]}页" if len(pages) == 1 else f"第{pages[0]}—{pages[-1]}页"


def _spans(found: Any) -> list[tuple[int, int]]:
    return [(one[0], one[1]) for one in found or () if isinstance(one, list | tuple) and len(one) >= 2]


def _parts(text: str, begins: int, ends: int, lit: Iterable[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    parts, at = [], begins
    for start, end in sorted(lit):
        start, end = max(start, at), min(end, ends)
        if start < end:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts.append((text[at:ends], False))
    return tuple(part for part in parts if part[0])
