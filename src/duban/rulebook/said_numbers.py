"""Find the figures a text states for a target: numbers in its unit of measure, with the words of its measure before.

In: a text, a measure (新开工重点项目), a unit (个, 万元).  Out: `Stated` figures in that unit, with their places.
Left out is what states no total: part of it (其中), a step (本月新增), a goal, a comparison, about so many (近, 余).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {mark: number for number, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000), "百": Decimal(100)}
_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TENS = "零〇一二两三四五六七八九十百千"
_NUMBER = rf"(?P<number>{_ARABIC}|[{_TENS}]*[十百千][{_TENS}]*|[二三四五六七八九])"  # 一个 is no count
_BREAK = re.compile(r"[。；;！？!?\n]")
_ABOUT = re.compile(
    r"(?:近|约|超|超过|逾|突破|大约|不少于|至少|力争|预计|计划|拟|目标|任务|任务数|目标值|达不到|不足|还差|尚差|缺)\s*$"
)
_ABOUT_AFTER = re.compile(r"\s*(?:余|多|左右|以上|以内|以下|上下)")
_NO_TOTAL = re.compile(
    r"其中|同比|环比|去年|上年|较上轮|上轮|上季度|本月|当月|本季度|本轮|本周|本次|[一二三四]季度|\d{1,2}月份|新签|目标|计划|"
    r"预计|力争|任务|下一步|将|拟|还差|尚差|剩余|其余|另有|平均|每"
)
_COMPARED = re.compile(r"同比|去年|上年|较上年")  # a rate of growth is one
_TOTAL = re.compile(r"累计|(?<!公)共(?![同建享有性])|合计|总数|总计|截至|截止")
_STOCK = re.compile(r"总数|总量|共有|现有|拥有|存量|保有")  # of all there are, where only new ones are counted
_PLACE = re.compile(r"(?<![全我各城乡地])[县区镇](?!级)")  # one place's share
_HEAD = re.compile(r"新增|新建|完成|达到|全市|全县|全区|全年|年内|数量|总数|累计")
_NEAR = 40  # characters before a number in which its measure stands
_GOES_ON = 10  # characters between two numbers of one measure


@dataclass(frozen=True, slots=True)
class Stated:
    value: Decimal
    decimals: int
    start: int  # of the number
    end: int  # after its unit
    is_total: bool  # said to be one: 累计, 共


def stated(text: str, measure: str, unit: str, *, is_rate: bool = False) -> list[Stated]:
    """The totals a text states for a measure, in `unit`; a rate (增长率) is compared with last year by nature."""
    scale, base = _scaled(unit)
    if not base:
        return []
    pattern = re.compile(_NUMBER + rf"\s*(?P<after>余|多)?(?P<scale>百|千)?(?P<large>万|亿)?{_unit_pattern(base)}")
    found = []
    for match in pattern.finditer(text):
        value = _value(match["number"])
        before = _before(text, match.start())
        said = _COMPARED.sub("", before) if is_rate else before
        if match["after"] or not _is_of(measure, before) or _states_no_total(text, match, said):
            continue
        if "增" in measure and ("增" not in before or _STOCK.search(before)):
            continue
        factor = _SCALES.get(match["scale"] or "", Decimal(1)) * _SCALES.get(match["large"] or "", Decimal(1))
        decimals = len(match["number"].partition(".")[2]) if factor == scale else 9
        total = bool(_TOTAL.search(before))
        found.append(Stated(value * factor / scale, decimals, match.start(), match.end(), total))
    return found


def agrees(figure: Decimal, one: Stated) -> bool:
    """Whether the text says the figure, rounded as the text rounds it."""
    return abs(figure - one.value) <= Decimal(1).scaleb(-one.decimals) / 2


def _scaled(unit: str) -> tuple[Decimal, str]:
    """万元: ten thousand of 元."""
    scale = Decimal(1)
    while len(unit) > 1 and unit[0] in _SCALES:
        scale, unit = scale * _SCALES[unit[0]], unit[1:]
    return scale, unit


def _unit_pattern(base: str) -> str:
    if base in ("%", "％"):
        return "[%％]"
    return rf"{re.escape(base)}(?!月|百分点)" if base != "个" else r"个(?!月|百分点|工作日|季度)"


def _value(words: str) -> Decimal:
    if words[0].isdigit():
        return Decimal(words.replace(",", "").replace("，", ""))
    total = digit = 0
    for mark in words:
        if mark in _POWERS:
            total, digit = total + (digit or 1) * _POWERS[mark], 0
        else:
            digit = _DIGITS[mark]
    return Decimal(total + digit)


def _before(text: str, at: int) -> str:
    """What stands before a number in its sentence; only the near part."""
    begin = max(at - _NEAR, 0)
    breaks = [match.end() for match in _BREAK.finditer(text, begin, at)]
    return text[breaks[-1] if breaks else begin : at]


def _is_of(measure: str, before: str) -> bool:
    """Whether most of the measure's pairs of characters stand before the number, in the last part that has a number."""
    core = _HEAD.sub("", measure) or measure
    near = re.split(r"\d", before)[-1]
    if len(near) <= _GOES_ON and _TOTAL.search(near):  # …8个，累计46个
        near = before
    pairs = {core[at : at + 2] for at in range(len(core) - 1)} or {core}
    return sum(pair in near for pair in pairs) >= 0.6 * len(pairs)


def _states_no_total(text: str, match: re.Match[str], before: str) -> bool:
    clause = re.split(r"[，,、（(]", before)[-1]
    if _ABOUT.search(before) or _ABOUT_AFTER.match(text, match.end()):
        return True
    return bool(_NO_TOTAL.search(clause) or _PLACE.search(clause)) and not _TOTAL.search(clause)
