"""Find the figures in a clause about an indicator, and the years they are said of.

In: a clause.  Out: `Spot`s (the words of a figure and where they stand) and `YearSpot`s.
Reads "达14标台以上", "控制在4%以内", "0.078人/亿元", "2017-2020年", "“十四五”末"; passes over 2010年不变价,
第3位, PM2.5, 15岁以上人群. What the words are worth says `recognition.targets.read_value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.recognition.indicators.names import UNIT

NUMBER = r"\d{1,3}(?:[,，]\d{3}){1,5}(?:[.．]\d{1,6})?|\d{1,15}(?:[.．]\d{1,8})?"
_BOUND = (
    r"控制在|不超过|不高于|不多于|不大于|不突破|低于|小于|少于|不低于|不少于|不小于|不得低于|不得少于|不得超过|高于|大于|"
    r"多于|超过|超|突破|至少|[<>≤≥＜＞≦≧]=?"
)
_CHANGE = r"增长|增加|下降|降低|减少|提高|提升|上升|压减|削减|缩短|压缩|扩大|减排|新增"
_BEFORE = (
    rf"(?:(?P<pace>每年|年均|累计|平均每年|逐年)?(?P<change>{_CHANGE})(?:率|幅度)?(?:为|达到?|约)?)?"
    rf"(?P<bound>(?:{_BOUND}))?(?:[到在至为])?\s?"
)
_AFTER = r"(?P<after>(?:及)?以上|以内|以下|之内|左右|上下|(?=\s*[，,。；;）)]|$))?"
_TO = r"[-—–－~～至到]{1,2}"
_FIGURE = re.compile(
    rf"{_BEFORE}(?P<number>(?<![A-Za-z\d.．第每前])(?:{NUMBER}))\s?(?P<unit>{UNIT})?"
    rf"(?:\s?{_TO}\s?(?P<upper>{NUMBER})\s?(?P<upper_unit>{UNIT})?)?\s?{_AFTER}"
)
_NOT_A_FIGURE = re.compile(
    r"(?:19|20)\d\d\s?(?:[-—–－~～至到]{1,2}\s?(?:19|20)\d\d)?\s?年|\d{1,2}月(?:\d{1,2}日|底|末|份)?|"
    r"(?<!\d)\d{1,3}(?:岁|周岁)(?:及)?以[上下](?=[^\s，,。；;）)])|(?<!\d)\d{1,4}\s?年(?:期|不变|义务)|"
    r"[第前]\d{1,6}[名位]?|(?<!\d)\dA级|(?<=每)\d{1,4}[万千百]"
)
_PERIODS = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_YEAR = re.compile(
    rf"(?P<first>(?:19|20)\d\d)\s?年?\s?(?:{_TO}\s?(?P<last>(?:19|20)\d\d))?\s?年|"
    r"(?P<period>十[二三四五六])五[”’\"]?(?:规划)?(?:期?末|期间|时期|目标)|(?P<now>今年|本年|当年|全年|年内)|(?P<next>明年)"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in a clause: `clause[start:end]`; `change` is the verb when it is a change (增长30%)."""

    text: str
    start: int
    end: int
    change: str = ""
    bounded: bool = False  # 以上, 控制在, <
    reached: bool = False  # 提高到60%: a change that says where it ends
    unit: str = ""
    bare: str = ""  # the words without the unit, for reading the value


@dataclass(frozen=True, slots=True)
class YearSpot:
    years: tuple[int, ...]
    start: int
    end: int


def find_figures(clause: str) -> tuple[Spot, ...]:
    """Every figure of a clause in order, with the words that bound it."""
    masked = _NOT_A_FIGURE.sub(lambda match: "\0" * len(match.group()), clause)
    return tuple(_spot(clause, match) for match in _FIGURE.finditer(masked))


def _spot(clause: str, match: re.Match[str]) -> Spot:
    change = match["change"] or ""
    absolute = not change or clause[match.start() : match.start("number")].rstrip().endswith(("到", "至", "为", "在"))
    keeps = match["bound"] or not absolute
    start = match.start("number")
    if keeps:
        start = match.start("pace") if not absolute and match["pace"] else match.start()
        start = match.start("bound") if absolute and match["bound"] else start
    words = re.sub(r"\s+", "", clause[start : match.end()])
    unit = match["upper_unit"] or match["unit"] or ""
    bounded = bool(match["bound"] or match["after"])
    bare = (
        f"{match['bound'] or ''}{match['number']}{'-' + match['upper'] if match['upper'] else ''}{match['after'] or ''}"
    )
    reached = bool(change) and absolute
    return Spot(words, match.start(), match.end(), "" if absolute else change, bounded, reached, unit, bare)


def find_years(clause: str, *, year: int | None) -> tuple[YearSpot, ...]:
    """The years a clause speaks of: a range gives each of its years; 今年 is `year`."""
    return tuple(_years(clause, year))


def _years(clause: str, year: int | None) -> Iterator[YearSpot]:
    for match in _YEAR.finditer(clause):
        if clause.startswith(("不变价", "可比价", "价格", "期"), match.end()) or clause[: match.start()].endswith(
            ("比", "较")
        ):
            continue
        years = _values(match, year)
        if years:
            yield YearSpot(years, match.start(), match.end())


def _values(match: re.Match[str], year: int | None) -> tuple[int, ...]:
    if match["first"]:
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return tuple(range(first, last + 1)) if first <= last <= first + 20 else (first,)
    if match["period"]:
        return (_PERIODS[match["period"]],)
    if year is None:
        return ()
    return (year + 1,) if match["next"] else (year,)
