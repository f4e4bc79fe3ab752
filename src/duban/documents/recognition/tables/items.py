"""The numbered items in one cell: "1.推进…；2.建设…", each on its line or run together.

In: the text of a cell.  Out: `Item`s with spans; none unless two follow each other in number.
A cell with items and one number of its own is one task; without a number each item is a task (`rows` decides).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from duban.documents.structure.numbering import Label, label_of

_OPENINGS = re.compile(r"(?:^|(?<=[\n。；;：: \u3000]))(?=[（(0-9０-９①-⑳⑴-⑽⒈-⒑一二三四五六七八九十第])")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its label, and the span of its words without the label."""

    label: Label
    opened: int  # where the label begins
    start: int
    end: int


def items_of(text: str) -> tuple[Item, ...]:
    """Items counted on from the first label of the text; what stands before the first is not one."""
    opened: list[tuple[int, Label]] = []
    for match in _OPENINGS.finditer(text):
        label = label_of(text[match.start() : match.start() + 24])
        if label is not None and _goes_on(label, opened):
            opened.append((match.start(), label))
    if len(opened) < 2:
        return ()
    ends = [after[0] for _, after in pairwise(opened)] + [len(text)]
    return tuple(Item(label, at, at + label.end, end) for (at, label), end in zip(opened, ends, strict=True))


def _goes_on(label: Label, opened: list[tuple[int, Label]]) -> bool:
    if not opened:
        return label.value >= 1
    last = opened[-1][1]
    return label.kind is last.kind and label.value == last.value + 1
