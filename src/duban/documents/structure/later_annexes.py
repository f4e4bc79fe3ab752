"""The second and later annexes of one notice: "附件2", and on the next line "2024年度民生实事任务".

In: the blocks behind the first annex's title.  Out: the same blocks, with each later annex's title as one paragraph
of the style `ANNEX`, under which the outline puts what follows. Where the first annex begins, `annexes` finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from duban.documents.blocks import Block, Paragraph
from duban.documents.structure.numbering import label_of
from duban.documents.structure.titles import is_plain_title

ANNEX = "annex"  # the style of such a title
_MARK = re.compile(r"附\s*[件表]\s*[一二三四五六七八九十\d]{1,2}(?:-\d)?\s*[：:]?\s*")
_PAUSE = re.compile(r"[，,。；;：:、]")
_MOST_LINES = 3
_LONGEST = 60  # characters of a title's line


def mark_annexes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with the titles of later annexes marked."""
    marked: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        mark = _MARK.match(block.text) if isinstance(block, Paragraph) else None
        if mark is None or not isinstance(block, Paragraph):
            marked.append(block)
            index += 1
            continue
        rest = block.text[mark.end() :]
        if rest:
            title = is_plain_title(rest) and len(rest) <= _LONGEST and not rest.endswith(("；", "。"))
            place = block.place_of(mark.end(), len(block.text))
            marked.append(Paragraph(rest, place, ANNEX) if title else block)
            index += 1
            continue
        marked.append(block)
        lines = _title_lines(blocks, index + 1)
        if lines:
            marked.append(_one(lines))
        index += 1 + len(lines)
    return tuple(marked)


def _title_lines(blocks: Sequence[Block], begin: int) -> list[Paragraph]:
    """The lines from `begin` on that are a title together."""
    lines: list[Paragraph] = []
    for block in blocks[begin : begin + _MOST_LINES]:
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST or label_of(block.text):
            break
        lines.append(block)
        if is_plain_title("".join(line.text for line in lines)):
            return lines
    return lines[:1] if lines and not _PAUSE.search(lines[0].text) else []


def _one(lines: Sequence[Paragraph]) -> Paragraph:
    if len(lines) == 1:
        return replace(lines[0], style=ANNEX)
    return Paragraph("".join(line.text for line in lines), lines[0].place.until(lines[-1].place), ANNEX)
