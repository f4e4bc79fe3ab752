"""The card a government page puts above a document: 索引号, 发文机关, 成文日期, 发文字号.

In: one block before or behind a title.  Out: what the card says, by meaning; {} when the block is no card.
Its values are taken only where the document itself has none: a page's card is filled in by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from duban.documents.blocks import Block, Paragraph, Table


class CardField(StrEnum):
    NUMBER = "number"
    ISSUER = "issuer"
    DATE = "date"
    OTHER = "other"


_MOST_CELLS = 40
_LONGEST = 300
_LABELS = {
    CardField.NUMBER: r"发\s*文\s*字\s*号|文\s*件?\s*编?\s*号|发文文号|文件字号",
    CardField.ISSUER: r"发\s*文\s*机\s*[关构]|发文单位|制发机关|发布机构|公开主体|发布单位",
    CardField.DATE: r"成\s*文\s*(?:日\s*期|时\s*间)|发文日期|印发日期",
    CardField.OTHER: r"索\s*引\s*号|主\s*题\s*分\s*类|主题词|名\s*称|标\s*题|发\s*布\s*(?:日\s*期|时\s*间)"
    r"|公\s*开\s*日\s*期|有\s*效\s*性|信息类别|体裁分类|服务对象分类|公开(?:形式|目录|范围)|文件状态|生成日期|文\s*号\s*状态|分\s*类|内容概述|关\s*键\s*词",
}
_LABEL = re.compile("|".join(f"(?P<{field}>{pattern})" for field, pattern in _LABELS.items()))
_MARKS = "•·●■◆* \t\u3000：:"
_ALONE = re.compile(rf"[•·●■◆*\s]{{0,4}}(?:{'|'.join(_LABELS.values())})\s*[：:]\s*")
_IN_LINE = re.compile(rf"(?:{'|'.join(_LABELS.values())})\s*[：:]")


def card_of(block: Block) -> dict[CardField, str]:
    """The card's values: {CardField.NUMBER: "某府〔2026〕6号", …}."""
    if isinstance(block, Table):
        return _of_table(block)
    return _of_line(block) if len(block.text) <= _LONGEST else {}


def is_card_label(block: Block) -> bool:
    """A card's label alone on its line, its value on the next: "• 发文字号："."""
    return isinstance(block, Paragraph) and _ALONE.fullmatch(block.text) is not None


def cards_of(blocks: Sequence[Block]) -> dict[CardField, str]:
    """What all cards among `blocks` say; of two values the first."""
    values: dict[CardField, str] = {}
    for index, block in enumerate(blocks):
        for field, value in card_of(block).items():
            values.setdefault(field, value)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if is_card_label(block) and isinstance(following, Paragraph) and not is_card_label(following):
            label = _field(block.text.strip(_MARKS)) if isinstance(block, Paragraph) else None
            values.setdefault(label or CardField.OTHER, following.text.strip())
    return values


def _of_table(table: Table) -> dict[CardField, str]:
    if len(table.cells) > _MOST_CELLS:
        return {}
    texts = [cell.text.strip() for cell in table.cells if cell.text.strip()]
    lines = [_of_text(text) for text in texts]
    if any(lines):
        return {field: value for line in lines for field, value in line.items()}
    fields = [_field(text) for text in texts]
    if sum(1 for field in fields if field) * 3 < len(texts) or not any(fields):
        return {}
    pairs = zip(fields, [*texts[1:], ""], strict=True)
    return {field: value for field, value in pairs if field and not _field(value)}


def _field(text: str) -> CardField | None:
    match = _LABEL.fullmatch(text.rstrip("：:").strip("　 【】[]"))
    return CardField(str(match.lastgroup)) if match else None


def _of_line(paragraph: Paragraph) -> dict[CardField, str]:
    return _of_text(paragraph.text)


def _of_text(text: str) -> dict[CardField, str]:
    """Labels with their values on one line: "发文字号：某府〔2026〕6号  成文日期：2026年3月1日"."""
    found: dict[CardField, str] = {}
    marks = list(_IN_LINE.finditer(text))
    if not marks or marks[0].start() > 2:
        return {}
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=True):
        field = _field(mark.group())
        value = text[mark.end() : end].strip("　 【】[]")
        if field and value:
            found.setdefault(field, value)
    return found
