"""The title of a plan that stands alone, without a notice: "某县2025年重点工作任务责任分解表".

In: the blocks of a file.  Out: the title and the index behind it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block, Paragraph
from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.titles import is_plain_title

_HEAD = 15  # blocks in which a title is looked for
_MOST_LINES = 3
_LONGEST = 60
_SPEAKS_OF_WORK = re.compile(r"任务|工作|分工|实事|重点|清单|目标|责任|改革|项目|督查|督办")


@dataclass(frozen=True, slots=True)
class PlainTitle:
    text: str
    after: int


def plain_title(blocks: Sequence[Block]) -> PlainTitle | None:
    """The first line, or few lines, that look like the title of a plan."""
    for index, block in enumerate(blocks[:_HEAD]):
        if not isinstance(block, Paragraph):
            return None
        if block.style in ("title", "heading 1") and not label_of(block.text) and len(block.text) <= 90:
            return _styled(blocks, index, block.style)
        if label_of(block.text) or block.text[-1:] in "。；：:":
            break
        if found := _over_lines(blocks, index):
            return found
    return _first_line(blocks)


def _first_line(blocks: Sequence[Block]) -> PlainTitle | None:
    """The very first line, short and without a stop, that speaks of work to be done."""
    first = blocks[0]
    if not isinstance(first, Paragraph) or not 6 <= len(first.text) <= _LONGEST or label_of(first.text):
        return None
    if any(mark in first.text for mark in "。；：:！？") or not _SPEAKS_OF_WORK.search(first.text):
        return None
    return PlainTitle(close_gaps(first.text).strip(), 1)


def _styled(blocks: Sequence[Block], index: int, style: str) -> PlainTitle:
    text, after = "", index
    while after < len(blocks) and after - index < _MOST_LINES:
        block = blocks[after]
        if not isinstance(block, Paragraph) or block.style != style or label_of(block.text):
            break
        text, after = text + block.text, after + 1
    return PlainTitle(close_gaps(text).strip(), after)


def _over_lines(blocks: Sequence[Block], index: int) -> PlainTitle | None:
    text = ""
    for after in range(index, min(index + _MOST_LINES, len(blocks))):
        block = blocks[after]
        if not isinstance(block, Paragraph) or label_of(block.text) or len(block.text) > 60:
            return None
        text += block.text.strip()
        if is_plain_title(text):
            return PlainTitle(close_gaps(text), after + 1)
    return None
