"""Targets without a figure: 翻番, 翻两番, 增长1倍, 全覆盖, 保持平稳, 与经济增长基本同步, 持续提升.

In: a masked clause.  Out: `Worded` targets: times (翻番 is 2, 翻两番 4, 增长1倍 2) or words.
Counts only what ends a clause and is said of something: 持续提升服务水平 says what to do,
覆盖率持续提升 what to reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from duban.documents.lexicon import wordings as words
from duban.documents.model import Comparator
from duban.documents.recognition.quantities.numbers import read_number
from duban.documents.recognition.targets.clauses import Clause
from duban.documents.recognition.targets.figures import any_of

_GOAL = r"(?:的?(?:目标任务|目标|任务|态势|要求|水平))?"
_END = rf"(?=\s?(?:以上|左右)?[”’]?{_GOAL}(?:$|[，,。；;、（(\s]|和|且|并))"
_GROWN = r"(?:增长|增加|提高|提升|扩大)了?(?P<more>\d+(?:\.\d+)?|[一两二三四五])倍(?:以上|左右)?"
_TIMES = rf"(?:实现|再|要|年均)?(?:翻(?P<doublings>[一两二三1-3])?番|{_GROWN}){_END}"
_COVERED = r"(?<!进行)(?<!开展)全覆盖(?!、[^，]{0,8}的)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]"
_ALL = r"(?:全国|全省|全市|粤东西北|珠三角|同类)?"
_RANK = rf"{_ALL}[^，,。；;、]{{0,8}}前(?:\d{{1,3}}|[一二两三四五六七八九十百]{{1,3}})(?:位|名|强)?(?:以内)?"
_STATES = "|".join(
    (
        rf"(?:实现|达到|做到|基本实现|基本达到)?(?:{_COVERED})",
        rf"(?:实现|达到|总体|基本|保持|继续)?(?:{any_of(words.STATES)})",
        rf"(?:总体|继续|基本)?(?:保持|维持)(?:总体|基本|相对|持续)?(?:{any_of(words.KEPT)})",
        r"与[^，与]{0,12}?(?:增长|增速|发展|GDP)(?:保持|基本|总体|大体)?(?:基本)?(?:同步|相适应|相匹配)",
        r"(?:不低于|不高于|高于|快于|优于|好于|低于|达到|超过|赶上)全[国省市县区州](?:[、和及]全[国省市县区州])?平均(?:水平|值|增速)?",
        rf"(?:{any_of(words.RANKED)})全[国省市县区州][^，,。；;、]{{0,6}}(?:{any_of(words.AMONG_PEERS)})",
        r"[“‘](?:零..|动态清零)[”’]|[“‘]?零[”’]?(?:增长|新增|发生|事故)",
        r"(?:控制|保持|稳定)在(?:省|市|国家|上级|合理|目标|下达|规定)[^，,。；;、0-9]{0,10}(?:以内|之内|范围|区间|目标|水平)",
        r"完成(?:国家|省|市|上级|省市|省、市)(?:政府)?(?:下达|要求|确定|规定)的?(?:年度)?(?:目标任务|目标|任务|指标)",
        rf"(?:{any_of(words.RANKED)}|(?<=排名)|(?<=位次)){_RANK}",
    )
)
_DRIFTS = rf"(?:{any_of(words.HOW_FAST)})(?:{any_of(words.DRIFTS)})"
_TIMED = re.compile(_TIMES)
_WORDED = re.compile(rf"(?P<times>{_TIMES})|(?P<state>(?:{_STATES})){_END}|(?P<drift>{_DRIFTS}){_END}")
_MEASURED = re.compile(rf"(?:{any_of(words.MEASURED)})(?:均|都|实现|总体|保持)?$")
_FAST = re.compile(
    r"番|倍|尽|清零|全覆盖|双|零|消除|达标|消灭|杜绝|前列|方阵|梯队|序列|位|行列|先进|平稳|稳[定中步]|区间|领先|同步|相适应|相匹配|只[增减]|不[降反增下]|[零负正两]|平均|以内|范围"
    r"|下达|要求|确定|规定|前|持续|不断|逐|大幅|明显|显著|进一步|有所|较快|全面|继续"
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A target in words, where it stands and how it binds."""

    comparator: Comparator
    value: Decimal | None
    start: int
    end: int


def find_wordings(masked: str, clause: Clause) -> Iterator[Worded]:
    """Every target in words of the clause."""
    if not _FAST.search(masked, clause.start, clause.end):
        return
    for match in _WORDED.finditer(masked, clause.start, clause.end):
        if match["drift"] and not _MEASURED.search(masked, max(clause.start, match.start() - 8), match.start()):
            continue
        if match["times"]:
            yield Worded(Comparator.TIMES, _factor(match["doublings"], match["more"]), match.start(), match.end())
        else:
            yield Worded(Comparator.WORDS, None, match.start(), match.end())


def read_wording(text: str) -> Worded | None:
    """The first target in words of a cell, wherever it stands."""
    match = _TIMED.search(text)
    if match:
        return Worded(Comparator.TIMES, _factor(match["doublings"], match["more"]), match.start(), match.end())
    return None


def _factor(doublings: str | None, more: str | None) -> Decimal:
    if more:
        return (read_number(more) or Decimal(0)) + 1
    return Decimal(2) ** int(read_number(doublings or "一") or 1)
