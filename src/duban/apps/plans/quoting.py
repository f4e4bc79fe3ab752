"""The words of the source a task was read from, as the document has them.

In: the text of an import and its blocks, a task's places in it.  Out: paragraphs, in parts that are lit or not; a row
of a table by its cells, each under the heading of its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PARAGRAPHS = 12
LONGEST_HEAD = 12  # letters; a row with longer words is not one of headings
Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """`head`: what stands above its column, "" where that is not known."""

    head: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`parts`: words, and whether the task's own text was read from them."""

    parts: Parts
    page: int | None
    cells: tuple[Cell, ...] = ()


def quoted(text: str, blocks: Sequence[Mapping[str, Any]], places: Mapping[str, Any]) -> list[Paragraph]:
    """The paragraphs in which something of the task was read, in the order of the document."""
    spans = [span for name in places for span in _spans(places[name])]
    lit = _spans(places.get("text", ()))
    found = [
        Paragraph(
            _parts(text, block["start"], block["end"], lit), block.get("page"), _cells(text, blocks, at, block, lit)
        )
        for at, block in enumerate(blocks)
        if any(start < block["end"] and end > block["start"] for start, end in spans)
    ]
    if not found:  # kept without paragraphs: the words alone
        found = [Paragraph(((text[start:end], True),), None) for start, end in lit if text[start:end]]
    return found[:MOST_PARAGRAPHS]


def is_quoted(words: str, paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the paragraphs say these words themselves, however they are spaced."""
    said = "".join(part for one in paragraphs for part, _ in one.parts)
    return "".join(words.split()) in "".join(said.split())


def pages_of(paragraphs: Iterable[Paragraph]) -> str:
    """第14页, 第14—15页; "" where the file has no pages."""
    pages = sorted({one.page for one in paragraphs if one.page})
    if not pages:
        return ""
    return f"第{pages[0]}页" if len(pages) == 1 else f"第{pages[0]}—{pages[-1]}页"


def _cells(
    text: str, blocks: Sequence[Mapping[str, Any]], at: int, block: Mapping[str, Any], lit: Iterable[tuple[int, int]]
) -> tuple[Cell, ...]:
    """The filled cells of a row. One that begins higher up is missing in it, so headings are counted from the right."""
    if block.get("kind") != "row" or not block.get("cells"):
        return ()
    spans = block["cells"]
    heads = _heads(text, blocks, at)
    heads = heads[-len(spans) :] if len(heads) >= len(spans) else [""] * len(spans)
    found = (Cell(head, _parts(text, start, end, lit)) for head, (start, end) in zip(heads, spans, strict=True))
    return tuple(cell for cell in found if "".join(words for words, _ in cell.parts).strip())


def _heads(text: str, blocks: Sequence[Mapping[str, Any]], at: int) -> list[str]:
    """The first row of the table in which every cell has a few words."""
    first = at
    while first and blocks[first - 1].get("kind") == "row":
        first -= 1
    for block in blocks[first:at]:
        words = ["".join(text[start:end].split()) for start, end in block.get("cells") or ()]
        if len(words) > 1:
            return words if all(0 < len(one) <= LONGEST_HEAD for one in words) else []
    return []


def _spans(found: Any) -> list[tuple[int, int]]:
    return [(one[0], one[1]) for one in found or () if isinstance(one, list | tuple) and len(one) >= 2]


def _parts(text: str, begins: int, ends: int, lit: Iterable[tuple[int, int]]) -> Parts:
    parts, at = [], begins
    for start, end in sorted(lit):
        start, end = max(start, at), min(end, ends)
        if start < end:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts.append((text[at:ends], False))
    return tuple(part for part in parts if part[0])
