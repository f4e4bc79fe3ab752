"""The title of a plan that stands alone, without a notice: "某县2025年重点工作任务责任分解表".

In: the blocks of a file.  Out: the title and the index behind it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.titles import is_plain_title

_HEAD = 15  # blocks in which a title is looked for
_MOST_LINES = 3
_LONGEST = 60
_SPEAKS_OF_WORK = re.compile(
    r"任务|工作|分工|实事|重点|清单|目标|责任|改革|项目|督查|督办|指标|名单|人员|成员|规划|计划|措施"
)
_ANNEX = re.compile(r"\s*(?:附\s*[件表]|表)\s*[\d一二三四五六七八九十]{0,2}(?:[-－]\d{1,2})?\s*(?:[：:\s]\s*|$)")


@dataclass(frozen=True, slots=True)
class PlainTitle:
    text: str
    after: int


def plain_title(blocks: Sequence[Block]) -> PlainTitle | None:
    """The first line, or few lines, that look like the title of a plan."""
    for index, block in enumerate(blocks[:_HEAD]):
        if not isinstance(block, Paragraph):
            break
        if not _without_annex(block.text).strip():
            continue
        if block.style in ("title", "heading 1") and not label_of(block.text) and len(block.text) <= 90:
            return _styled(blocks, index, block.style)
        if label_of(block.text) or block.text[-1:] in "。；：:":
            break
        if found := _over_lines(blocks, index):
            return found
    return _first_line(blocks)


def _first_line(blocks: Sequence[Block]) -> PlainTitle | None:
    """The very first line, short and without a stop, that speaks of work to be done; 附件, 表1 fall off."""
    if isinstance(blocks[0], Table):
        return _in_first_row(blocks[0])
    for index, first in enumerate(blocks[:2]):
        text = _without_annex(first.text) if isinstance(first, Paragraph) else ""
        if isinstance(first, Paragraph) and not text.strip():
            continue  # 附件 on a line of its own
        if not 6 <= len(text) <= _LONGEST or label_of(text) or any(mark in text for mark in "。；：:！？"):
            return None
        return PlainTitle(close_gaps(text).strip(), index + 1) if _SPEAKS_OF_WORK.search(text) else None
    return None


def _in_first_row(table: Table) -> PlainTitle | None:
    """The title that is merged over the first row of a table; the table itself stays."""
    first = [cell for cell in table.cells if cell.row == 0 and cell.text.strip()]
    text = close_gaps(first[0].text.replace("\n", "")).strip() if len(first) == 1 else ""
    suits = 6 <= len(text) <= _LONGEST and not label_of(text) and not any(mark in text for mark in "。；：:！？")
    return PlainTitle(text, 0) if suits and _SPEAKS_OF_WORK.search(text) else None


def _without_annex(text: str) -> str:
    annex = _ANNEX.match(text)
    return text[annex.end() :] if annex else text


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
