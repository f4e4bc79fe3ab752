"""The source as a document in its own face: paragraphs, headings and tables, with what was read of them.

In: the text, its blocks, the outline, marks.  Out: `Part`s in order; a table's rows lie together in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from duban.apps.plans.review.marking import Mark, Piece, by_block, pieces


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table; a paragraph is one."""

    pieces: list[Piece]
    rowspan: int = 1
    colspan: int = 1

    @property
    def is_empty(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


@dataclass(slots=True)
class SourceBlock:
    """`numbers` are the tasks that begin here, `tasks` those read from it, `anchors` the places links lead to."""

    cells: list[SourceCell]
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


def without_blanks(words: str) -> str:
    """What is compared: 2023年 《政府工作报告》 is 2023年《政府工作报告》."""
    return "".join(words.split())


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
    """`faces`: how paragraphs are set ("title", "head-1" …) by their words without blanks; `now`: the open task."""
    known = sorted((_within(block, len(text)) for block in blocks), key=lambda one: one[0])
    starts = [start for start, _, _ in known]
    marked, numbered = by_block(starts, marks), _numbers(starts, begins)
    anchored = by_block(starts, (Mark(at, at + 1) for at in set(anchors)))
    found = []
    for at, (start, end, block) in enumerate(known):
        shown = _shown(text, start, end, block, marked.get(at, []))
        shown.face = faces.get(without_blanks(text[start:end]), "")
        shown.numbers = numbered.get(at, [])
        shown.anchors = [mark.start for mark in anchored.get(at, [])]
        tasks = dict.fromkeys(mark.key.partition(":")[0] for mark in marked.get(at, []) if mark.key)
        shown.tasks, shown.now = " ".join(tasks), str(now) in tasks
        if not all(cell.is_empty for cell in shown.cells):
            found.append((block.get("kind") == "row", shown))
    return [Part(is_table, [one for _, one in group]) for is_table, group in groupby(found, key=lambda one: one[0])]


def _within(block: Mapping[str, Any], length: int) -> tuple[int, int, Mapping[str, Any]]:
    start = min(max(int(block.get("start", 0)), 0), length)
    return start, min(max(int(block.get("end", start)), start), length), block


def _shown(text: str, start: int, end: int, block: Mapping[str, Any], marks: list[Mark]) -> SourceBlock:
    if block.get("kind") == "row" and block.get("cells"):
        return SourceBlock(_cells(text, block, marks))
    runs = block.get("runs") or [[start, end]]
    words = text[runs[0][0] : runs[0][1]]
    first = runs[0][0] + len(words) - len(words.lstrip())  # the face indents a paragraph itself
    stretches = [[first, runs[0][1]], *runs[1:]]
    return SourceBlock([SourceCell([piece for one in stretches for piece in pieces(text, one[0], one[1], marks)])])


def _cells(text: str, block: Mapping[str, Any], marks: list[Mark]) -> list[SourceCell]:
    """The cells of a row; words that stand alone in their row, as a heading does, take its whole width."""
    spans = block.get("spans") or [[1, 1]] * len(block["cells"])
    found = [
        SourceCell(pieces(text, max(start, 0), min(end, len(text)), marks), *span)
        for (start, end), span in zip(block["cells"], spans, strict=True)
    ]
    alone = found[:1] if all(cell.is_empty and cell.rowspan == 1 for cell in found[1:]) else []
    if len(found) > 1 and alone and alone[0].rowspan == 1:
        return [SourceCell(alone[0].pieces, colspan=sum(cell.colspan for cell in found))]
    return found


def _numbers(starts: Sequence[int], begins: Iterable[Begin]) -> dict[int, list[tuple[int, str]]]:
    found = by_block(starts, (Mark(one.at, one.at + 1, f"{one.task}:{one.number}") for one in begins))
    pairs = {at: [mark.key.partition(":") for mark in marks] for at, marks in found.items()}
    return {at: [(int(task), number) for task, _, number in keys] for at, keys in pairs.items()}
