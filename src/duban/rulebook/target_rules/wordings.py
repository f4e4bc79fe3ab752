"""What the words of a target say: 增长30%, 翻一番, 每年降低0.5个百分点以上, 25左右, 保持平稳; for a person to confirm.

In: the words, the figure read in them, the indicator's unit and name.  Out: a rule and its amount.
What a rule wants in the figures of a year is `meanings`'.
"""

from __future__ import annotations

import re
from decimal import Decimal

from duban.rulebook.indicators import TargetRule

PERCENT = ("%", "％")
SHARES = (*PERCENT, "‰")
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_RISES = "增长|增加|提高|提升|上升|新增|扩大|增幅|增速"
_FALLS = "下降|降低|减少|压减|压降|缩小|降幅|降"
_CHANGE = re.compile(  # not 提高到60%: that is a value
    rf"(?P<way>{_RISES}|{_FALLS})(?:幅度?|率)?(?:约|超过|不低于|不少于|不超过|控制在|在|达)?\s*{_NUMBER}"
    rf"(?:\s*[%％]?\s*(?:[-—–~～至]|到)\s*\d+(?:\.\d+)?)?\s*(?P<unit>个?百分点|[%％]|倍)?"
)
_DOUBLED = re.compile(r"翻(?P<times>[一两二三123])?番")
_TIMES_BASE = re.compile(rf"(?:的|是|为|达到?|到|至)\s*{_NUMBER}\s*倍")
_YEARLY = re.compile(r"每年|年均|逐年|同比|[比较]上一?年")
_FALLING = re.compile(_FALLS)
_GROWTH_NAME = re.compile(
    r"(?:增速|增长|增长率|增幅|涨幅|降幅|(?:降低|下降|削减|减排|压减)[率幅]?|增减率)(?:[（(].*)?$"
)
_NEW_NAME = re.compile(r"新增|新建|新培育|新引进")
_GROWS = re.compile(r"增长|增速|增幅")
_NOT_WORSE = re.compile(
    r"只增不减|只减不增|不(?:低于|高于|超过)(?:现状|基期|现有|上年|目前)|不(?:降低|下降|减少|增加|反弹)$"
)
_KEEP = re.compile(r"(?:保持|维持|总体|基本|持续)\S{0,4}(?:平稳|稳定|不变|持平)|持平|稳定在(?:现有|目前)|平稳")
_IMPROVE = re.compile(
    r"(?:^|持续|逐步|逐年|不断|稳步|进一步|明显|显著|有所|大幅|稳中有)\S{0,4}?"
    r"(?:提升|提高|上升|增长|增加|改善|优化|好转|下降|降低|减少|缩小|扩大|升|降|增)"
)
_COMPARED = re.compile(
    r"同步|平均|全[省国市]|前列|位次|位居|排名|第[一二三四五六七八九十\d]|任务|要求|达标|高于|低于|相当"
)
_TIMES_MORE = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, None: 1}


def rule_of(
    text: str, *, comparator: str, value: Decimal | None, value_to: Decimal | None, unit: str, name: str = ""
) -> tuple[TargetRule, Decimal | None]:
    """The rule and its amount, negative for a fall: percent of GROW_*, the indicator's own unit of ADD_TO_BASE and
    STEP_A_YEAR, else None. `unit` and `name` are the indicator's: a 增速 that 增长7% has a plain value of 7."""
    if value is None or comparator == "words":
        return _in_words(text)
    if change := _multiple(text, comparator, value, unit) or _change(text, unit, name):
        return change
    if comparator == "range" and value_to is not None:
        return TargetRule.RANGE, None
    return (TargetRule.ABOUT if comparator == "~" else TargetRule.VALUE), None


def _in_words(text: str) -> tuple[TargetRule, Decimal | None]:
    if _NOT_WORSE.search(text):
        return TargetRule.ADD_TO_BASE, Decimal(0)
    if _COMPARED.search(text):
        return TargetRule.WORDS, None
    if _IMPROVE.search(text):
        return TargetRule.IMPROVE, None
    return (TargetRule.KEEP if _KEEP.search(text) else TargetRule.WORDS), None


def _multiple(text: str, comparator: str, value: Decimal, unit: str) -> tuple[TargetRule, Decimal] | None:
    """翻一番 is 100% more, 翻两番 300%, 增长1.5倍 150%, 达到2020年的1.5倍 50%."""
    rule = TargetRule.GROW_A_YEAR if _YEARLY.search(text) else TargetRule.GROW_FROM_BASE
    if match := _DOUBLED.search(text):
        return rule, Decimal(2 ** _TIMES_MORE[match["times"]] - 1) * 100
    if comparator == "times":
        return rule, (value - 1) * 100
    if unit != "倍" and (match := _TIMES_BASE.search(text)):
        return rule, (Decimal(match["number"]) - 1) * 100
    return None


def _change(text: str, unit: str, name: str) -> tuple[TargetRule, Decimal] | None:
    """A change said in percent, points or pieces; not where the indicator itself is a change."""
    match = _CHANGE.search(text)
    if match is None or _is_own_value(match, unit, name):
        return None
    amount, said, yearly = Decimal(match["number"]), match["unit"] or "", bool(_YEARLY.search(text))
    amount = -amount if _FALLING.fullmatch(match["way"]) else amount
    if said == "倍":
        said, amount = "%", amount * 100
    if said in PERCENT:
        return (TargetRule.GROW_A_YEAR if yearly else TargetRule.GROW_FROM_BASE), amount
    return (TargetRule.STEP_A_YEAR if yearly else TargetRule.ADD_TO_BASE), amount


def _is_own_value(match: re.Match[str], unit: str, name: str) -> bool:
    """增长7% of a 增速, 新增50个 of 新增床位数: the figure is the value itself."""
    if _NEW_NAME.search(name) and match["way"] in ("新增", "增加"):
        return True
    in_percent = (match["unit"] or "") in PERCENT
    return in_percent and (bool(_GROWTH_NAME.search(name)) or (unit in SHARES and bool(_GROWS.search(match["way"]))))
