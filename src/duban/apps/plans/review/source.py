"""The source as a document in its own face: paragraphs, headings and tables, with what was read of them.

In: the text, its blocks, the outline, marks.  Out: `Part`s in order; a table's rows lie together in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from duban.apps.plans.review.marking import Mark, Piece, by_block, pieces


@dataclass(slots=True)
class SourceBlock:
    """`numbers` are the tasks that begin here, `tasks` those read from it, `anchors` the places links lead to."""

    cells: list[list[Piece]]
    face: str = ""
    numbers: list[tuple[int, str]] = field(default_factory=list)
    tasks: str = ""
    now: bool = False
    anchors: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    is_table: bool
    blocks: list[SourceBlock]


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a task begins in the text."""

    at: int
    task: int
    number: str


def source_parts(
    text: str,
    blocks: Sequence[Mapping[str, Any]],
    marks: Iterable[Mark],
    *,
    faces: Mapping[str, str],
    begins: Iterable[Begin] = (),
    now: int | None = None,
    anchors: Iterable[int] = (),
) -> list[Part]:
    """`faces`: how paragraphs of these words are set ("title", "head-1" …); `now`: the task that is open."""
    known = sorted((_within(block, len(text)) for block in blocks), key=lambda one: one[0])
    starts = [start for start, _, _ in known]
    marked, numbered = by_block(starts, marks), _numbers(starts, begins)
    anchored = by_block(starts, (Mark(at, at + 1) for at in set(anchors)))
    found = []
    for at, (start, end, block) in enumerate(known):
        shown = _shown(text, start, end, block, marked.get(at, []))
        shown.face = faces.get(text[start:end].strip(), "")
        shown.numbers = numbered.get(at, [])
        shown.anchors = [mark.start for mark in anchored.get(at, [])]
        tasks = dict.fromkeys(mark.key.partition(":")[0] for mark in marked.get(at, []) if mark.key)
        shown.tasks, shown.now = " ".join(tasks), str(now) in tasks
        if any(piece.text.strip() for cell in shown.cells for piece in cell):
            found.append((block.get("kind") == "row", shown))
    return [Part(is_table, [one for _, one in group]) for is_table, group in groupby(found, key=lambda one: one[0])]


def _within(block: Mapping[str, Any], length: int) -> tuple[int, int, Mapping[str, Any]]:
    start = min(max(int(block.get("start", 0)), 0), length)
    return start, min(max(int(block.get("end", start)), start), length), block


def _shown(text: str, start: int, end: int, block: Mapping[str, Any], marks: list[Mark]) -> SourceBlock:
    cells = block.get("cells") if block.get("kind") == "row" else None
    if cells:
        return SourceBlock([pieces(text, max(one[0], 0), min(one[1], len(text)), marks) for one in cells])
    runs = block.get("runs") or [[start, end]]
    words = text[runs[0][0] : runs[0][1]]
    first = runs[0][0] + len(words) - len(words.lstrip())  # the face indents a paragraph itself
    stretches = [[first, runs[0][1]], *runs[1:]]
    return SourceBlock([[piece for one in stretches for piece in pieces(text, one[0], one[1], marks)]])


def _numbers(starts: Sequence[int], begins: Iterable[Begin]) -> dict[int, list[tuple[int, str]]]:
    found = by_block(starts, (Mark(one.at, one.at + 1, f"{one.task}:{one.number}") for one in begins))
    pairs = {at: [mark.key.partition(":") for mark in marks] for at, marks in found.items()}
    return {at: [(int(task), number) for task, _, number in keys] for at, keys in pairs.items()}
