"""Where a notice ends and what it issues begins: the annex with a title of its own.

In: what the notice's title says it issues ("印发2024年市《政府工作报告》重点任务分工方案"), and the document's blocks.
Out: the annex's title and where it stands, or None when the notice itself is all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.structure.numbering import label_of
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.titles import bare, day_of, is_issuer, is_plain_title, number_of

_MOST_LINES = 4
_SLACK = 12  # characters by which the annex's own title may differ: it may name the place, or (试行)
_ISSUES = re.compile(r"(?:印发|转发|下发|公布|发布|批转)")
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?\s*$")


@dataclass(frozen=True, slots=True)
class AnnexStart:
    first: int
    after: int
    title: str


def annex_start(matter: str, blocks: Sequence[Block], begin: int) -> AnnexStart | None:
    """The annex's title within `blocks[begin:]`."""
    if _ISSUES.search(matter):
        named = bare(_ISSUES.split(matter, maxsplit=1)[-1])
        if start := _titled_as(named, blocks, begin):
            return start
    return _behind_signature(blocks, begin)


def _titled_as(named: str, blocks: Sequence[Block], begin: int) -> AnnexStart | None:
    """The first line, or few lines, that read as the title names it; of several readings the nearest."""
    for index in range(begin, len(blocks)):
        readings = [start for start in _readings(blocks, index) if _resembles(bare(start.title), named)]
        if readings:
            return min(readings, key=lambda start: abs(len(bare(start.title)) - len(named)))
    return None


def _readings(blocks: Sequence[Block], index: int) -> Iterator[AnnexStart]:
    text = ""
    for after in range(index, min(index + _MOST_LINES, len(blocks))):
        block = blocks[after]
        if not isinstance(block, Paragraph) or len(block.text) > 120 or block.text[-1:] in "。；：:，":
            return
        if block.text.startswith("附件") or label_of(block.text) or day_of(block.text) or is_issuer(block.text):
            return
        if _is_remark(block.text):
            return
        text += block.text
        yield AnnexStart(index, after + 1, close_gaps(text).strip())


def _resembles(title: str, named: str) -> bool:
    """Whether one holds all characters of the other in order, with few more: the place's name, (试行)."""
    longer, shorter = (title, named) if len(title) >= len(named) else (named, title)
    if len(shorter) < 4 or len(longer) - len(shorter) > _SLACK or len(shorter) * 2 < len(longer):
        return False
    rest = iter(longer)
    return all(character in rest for character in shorter)


def _behind_signature(blocks: Sequence[Block], begin: int) -> AnnexStart | None:
    """A title right behind the signature and date, or behind a line 附件."""
    signed = False
    for index in range(begin, len(blocks)):
        block = blocks[index]
        if isinstance(block, Table):
            return AnnexStart(index, index, "") if signed else None
        if day_of(block.text) or _ANNEX.fullmatch(block.text.strip()):
            signed = True
        elif signed and not is_issuer(block.text) and not number_of(block.text) and not _is_remark(block.text):
            return _title_from(blocks, index)
    return None


def _is_remark(text: str) -> bool:
    opening = text.lstrip("（(【 \u3000")
    return opening.startswith(("此件", "公开方式", "抄送", "附件", "主送", "联系")) or text.endswith("印发")


def _title_from(blocks: Sequence[Block], index: int) -> AnnexStart | None:
    text = ""
    for after in range(index, min(index + _MOST_LINES, len(blocks))):
        block = blocks[after]
        if not isinstance(block, Paragraph) or len(block.text) > 60 or label_of(block.text):
            break
        text += block.text.strip()
        if is_plain_title(text):
            return AnnexStart(index, after + 1, close_gaps(text))
    return None
