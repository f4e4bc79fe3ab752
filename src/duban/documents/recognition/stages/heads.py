"""How a stage opens: its name, its period, and where its work begins.

In: a line without its number.  Out: a `Head`, or None.
Reads "动员部署阶段（2月1日至28日）。", "第一阶段：宣传发动（即日起至3月底）。", "第二阶段（4月—6月）：全面实施",
"2024年3月为启动阶段。", "动员部署阶段：2023年2月前". "现阶段，我市…" and "加快二阶段工程" open none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    period: str  # the words that hold the days; "" for none
    ordinal: bool  # 第一阶段
    end: int  # where the work begins


_DAYS = (
    r"(?:\d|[一二三四五六七八九十]{1,3}月|即日|印发之日|发布之日|全年|[上下]半年|年底|年内|第[一二三四]季度)"
    r"[^（()）。；]{0,40}"
)
_BRACKETS = rf"\s*[（(【\[]\s*(?:时间[：:]?)?(?P<days>{_DAYS})[）)】\]]"
_MARK = r"(?P<mark>[。：:，,；;]|\s|$|(?<=[）)】]))"
_NAME = r"[\u4e00-\u9fff]{2,8}(?:[、与和及][\u4e00-\u9fff]{2,8}){0,2}"
_ORDINAL = r"第\s*[一二三四五六七八九十\d]{1,2}\s*(?:个)?(?:阶段|步)"
_ORDINAL_HEAD = re.compile(
    rf"\s*\**(?P<ordinal>{_ORDINAL})(?:{_BRACKETS})?\s*(?:[：:，,、—\-]+|为|是|\s)?\s*"
    rf"(?P<name>{_NAME}?(?:阶段)?)?(?:{_BRACKETS.replace('days', 'later')})?\s*\**{_MARK}"
)
_NAMED_HEAD = re.compile(
    rf"\s*\**(?P<name>{_NAME}?阶段)(?:[。：:，,]?{_BRACKETS}|\s*[：:，,]\s*(?P<plain>{_DAYS}?)(?=[。，,；;：:]|$))?\s*\**"
    + _MARK
)
_DAYS_FIRST = re.compile(rf"\s*\**(?P<days>{_DAYS}?)(?:为|是|[，,：:]|\s)\s*(?P<name>{_NAME}?阶段)\s*\**{_MARK}")
_STEP_HEAD = re.compile(rf"\s*\**(?P<name>{_NAME}){_BRACKETS}\s*\**{_MARK}")
_NO_STAGE = re.compile(
    r"(?:现|目前|当前|初级|关键|新|各|上述|本|该|这|分|历史|发展|三个|四个|两个|五个|不同|等)[\u4e00-\u9fff]{0,2}阶段"
)
_STEPS = re.compile(
    r".{0,8}(?:实施|工作|行动|整治|推进|方法|活动|时间|进度|阶段|具体|方案|创建)?(?:步骤|阶段|安排|进度|时间安排|步骤安排)"
    r"(?:和|及|与)?(?:步骤|方法|安排|时间|要求|进度|划分|措施|任务|工作)?[。：:]?\s*$"
)
_STEPS_WORD = re.compile(r"步骤|阶段|时间安排|进度安排|时间进度|工作安排|实施安排")
_MOST_STAGES = 20  # in one paragraph
_SECOND = re.compile(rf"[。；;：:，,\s](?={_ORDINAL}\s*(?:[：:，,（(为]|[\u4e00-\u9fff]))")


def is_steps_heading(text: str) -> bool:
    """A heading under which stages stand: 四、实施步骤, 五、时间安排."""
    return len(text) <= 24 and bool(_STEPS_WORD.search(text)) and bool(_STEPS.match(text)) and "阶段（" not in text


def parts_of(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Spans of a paragraph that tells several stages: 第一阶段，…；第二阶段，…."""
    body = text[start:]
    first = re.match(rf"[^。；]{{0,30}}?(?={_ORDINAL})", body)
    seconds = [match.end() for match in _SECOND.finditer(body)]
    if not first or not 0 < len(seconds) <= _MOST_STAGES:
        yield start, len(text)
        return
    bounds = sorted({first.end(), *seconds})
    for begin, end in zip(bounds, [*bounds[1:], len(body)], strict=True):
        yield start + begin, start + end


def head_of(text: str, *, steps: bool) -> Head | None:
    """The head that opens `text`; `steps` when it stands under 实施步骤, where a name with days is enough."""
    window = text[:120]
    if ordinal := _ORDINAL_HEAD.match(window):
        return _ordinal_head(ordinal)
    named = _NAMED_HEAD.match(window)
    if named and not _NO_STAGE.match(named["name"]):
        days = named["days"] or named["plain"] or ""
        return Head(named["name"], days, False, named.end()) if days or named["mark"] in "。：:" else None
    first = _DAYS_FIRST.match(window)
    if first and not _NO_STAGE.match(first["name"]):
        return Head(first["name"], first["days"], False, first.end())
    step = _STEP_HEAD.match(window) if steps else None
    return Head(step["name"], step["days"], False, step.end()) if step else None


def _ordinal_head(match: re.Match[str]) -> Head:
    name = match["name"] or ""
    known = bool(name) and not (match["mark"] in "，,；;" and not name.endswith("阶段") and not match["later"])
    end = match.end() if known or not name else match.start("name")
    period = match["days"] or match["later"] or ""
    if not name:
        end = match.end()
    return Head(name if known else re.sub(r"\s", "", match["ordinal"]), period, True, end)
