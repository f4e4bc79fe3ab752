"""How long each body of a mechanism may take: 3个工作日内复代办专班办公室.

In: the blocks of one document that is a mechanism (the caller decides).  Out: `TimeLimit`s in reading order.
Reads "2小时内完成审批", "一个月内", "会商时间不超过5个工作日"; the text is the clause from the figure (or 不超过) on.
The owner is the subject of the clause, else the body that heads the item ("3.各审批部门。…").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from duban.documents.blocks import Block, Paragraph, Table
from duban.documents.model import TimeLimit
from duban.documents.recognition.limits.owners import heading_owner, named_owner
from duban.documents.recognition.limits.tables import limits_of_table
from duban.documents.recognition.lines import lines_of
from duban.documents.recognition.quantities.numbers import read_number
from duban.documents.structure.numbering import LabelKind, label_of
from duban.documents.structure.spacing import close_gaps

_N = r"\d{1,4}(?:\.\d)?|[一二两三四五六七八九十]{1,4}|半"
_UNIT = r"(?P<unit>个?\s?工作日|个?工作小时|个?小时|个?自然日|日历天|天|日|分钟|个月)"
_RANGE = r"(?:\d{1,3}|[一二两三四五六七八九])\s*[-—–~～至]\s*"
_FIGURE = rf"(?<![\d.月第])(?:{_RANGE})?(?P<amount>{_N})\s*{_UNIT}(?:[（(][^（()）]{{1,12}}[）)])?"
_WITHIN = re.compile(rf"{_FIGURE}\s*(?:(?:之内|以内|内)|(?=响应|答复|办结|回复|反馈|办理))")
_AT_MOST = re.compile(
    r"(?:不超过|不得超过|不多于|最长|最多|压缩至|压缩到|压减至|压减到|缩短至|缩短到|缩减至|控制在|限时|时限为|时限[：:])\s*"
    + _FIGURE
)
_UNITS = {"工作日": "working_day", "工作小时": "hour", "小时": "hour", "分钟": "minute", "月": "month"}
_CLAUSE_END = re.compile(r"[，,。；;！\n”]|、(?=\d{1,3}个?(?:工作日|小时|日|天|分钟))")
_CLOSERS = {"）": "（", ")": "("}
_RANKS = list(LabelKind)
_LONGEST_CLAUSE = 200
_MOST_LIMITS = 200  # in one paragraph
_HINT = re.compile(r"[日时天钟月]")


def read_time_limits(blocks: Sequence[Block]) -> tuple[TimeLimit, ...]:
    """Every limit with the body it binds."""
    limits: list[TimeLimit] = []
    heading, rank = "", 0
    for block in blocks:
        if isinstance(block, Table) and (tabled := limits_of_table(block, _unit)):
            limits += tabled
            continue
        for line in lines_of([block]):
            label = label_of(line.text)
            if label:
                owner, at = heading_owner(line.text[label.end :]), _RANKS.index(label.kind)
                if owner or at <= rank:
                    heading, rank = owner, at
            if _HINT.search(line.text):
                limits += _limits_of(line, heading, label.end if label else 0)
    return tuple(limits)


def _limits_of(line: Paragraph, heading: str, begin: int) -> list[TimeLimit]:
    text = line.text
    found: list[TimeLimit] = []
    matches = sorted([*_WITHIN.finditer(text), *_AT_MOST.finditer(text)], key=lambda match: match.start("amount"))
    last = -1
    for match in matches[:_MOST_LIMITS]:
        if match.start("amount") <= last:
            continue
        last = match.start("amount")
        amount = Decimal("0.5") if match["amount"] == "半" else read_number(match["amount"])
        if amount is None:
            continue
        start, end = match.start(), _clause_end(text, match.end())
        owner = named_owner(text, start, begin=begin) or heading
        words = close_gaps(text[start:end].strip())
        found.append(TimeLimit(words, amount, _unit(match["unit"]), owner, line.place_of(start, end)))
    return found


def _clause_end(text: str, at: int) -> int:
    """The end of the clause, or of the bracket that the limit stands in."""
    reach = min(at + _LONGEST_CLAUSE, len(text))
    stop = _CLAUSE_END.search(text, at, reach)
    end = stop.start() if stop else reach
    opened = 0
    for position in range(at, end):
        if text[position] in "（(":
            opened += 1
        elif text[position] in _CLOSERS:
            opened -= 1
            if opened < 0:
                return position
    return end


def _unit(words: str) -> str:
    return next((unit for ending, unit in _UNITS.items() if words.endswith(ending)), "day")
