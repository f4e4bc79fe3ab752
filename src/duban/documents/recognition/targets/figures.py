"""Find figures: a number with its unit, and the words beside it that say how it binds.

In: one clause, digits half-width.  Out: `Written` figures in reading order; 200项以上 is >= 200 项, 过半 is > 50 %.
"1.83万亩" is 1.83 with the unit 万亩; 5G, G324, 2×66万千瓦 and 第十五届 are no figures.
Does not ask whether a figure is a commitment; `commitments` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from duban.documents.lexicon import commitments as words
from duban.documents.lexicon.measure_words import UNIT
from duban.documents.model import Comparator
from duban.documents.numerals import chinese_to_int
from duban.documents.recognition.quantities.numbers import ARABIC, CHINESE, read_number


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says: `value` is None for words (持续提升), `value_to` the upper end of a range."""

    comparator: Comparator
    value: Decimal | None
    value_to: Decimal | None
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A figure in a clause: `start` with the comparator before it, `at` where its number begins."""

    figure: Figure
    start: int
    at: int
    end: int
    kind: str  # "share" | "amount" | "count" | "time" | "bare"
    before: str  # the comparator's word before the number
    after: str  # 以上, 左右
    chinese: bool  # the number is in Chinese numerals


def any_of(*lists: tuple[str, ...]) -> str:
    """A pattern of all the words, longest first."""
    return "|".join(sorted({re.escape(word) for one in lists for word in one}, key=len, reverse=True))


_NUMBER = rf"(?:{ARABIC}|{CHINESE})"
_TO = r"\s?(?:[-—–―~～〜－]{1,2}|至|到)\s?"
_AFTER = r"(?P<after>\s?(?:[（(](?:含|□{1,6})[）)])?(?:及其?以上|以上|及以内|以内|之内|及以下|以下|左右|上下))?"
_PERCENT = rf"百分之(?P<hundredths>{CHINESE}|{ARABIC})(?P<hundredths_to>{_TO}百分之(?:{CHINESE}|{ARABIC}))?"
_PART = r"(?P<below>[二两三四五六七八九十])分之(?P<above>[一二两三四五六七八九])"
_TENTHS = r"(?P<tenths>[一二两三四五六七八九])成(?P<tenths_half>半)?(?=以上|以内|以下|左右|多|$|[，,、。；的])"
_HALF = r"(?P<half>过半数|过半|一半|半数)(?![天年夜])"
FIGURE = re.compile(
    rf"(?:{_PERCENT}|{_PART}|{_TENTHS}|{_HALF}"
    rf"|(?<![A-Za-z0-9.第+×xX*〔#/零〇○一二两三四五六七八九十百千])(?P<number>{_NUMBER})"
    rf"(?P<range>\s?(?:%|‰|万元|亿元|万亩|个百分点|万人|万户|家|个|项|万吨)?{_TO}(?P<to>{_NUMBER}))?"
    rf"(?P<more>[多余])?(?P<gap>\s?)(?:{UNIT}))(?P<more_after>[多余])?{_AFTER}"
)
_BEFORE = re.compile(
    rf"(?P<word>{any_of(words.FLOORS, words.CEILINGS, words.ABOVE, words.BELOW, words.ABOUT, words.LEVELS)})[\s:：]?$"
)
_IN_A_WORD = re.compile(r"[平人户]均|[签预合续履邀公节解]约|[临附就]近")  # 平均2个百分点, 签约1800户
# 二期, 四面, 一方 are names of parts and sides, not amounts.
_ORDINAL_UNITS = frozenset("期面道门首部集口头度方位段组班轮级")
_COMPARATORS: dict[str, Comparator] = {
    word: comparator
    for comparator, list_ in (
        (Comparator.AT_LEAST, words.FLOORS),
        (Comparator.AT_MOST, words.CEILINGS),
        (Comparator.ABOVE, words.ABOVE),
        (Comparator.BELOW, words.BELOW),
        (Comparator.ABOUT, words.ABOUT),
    )
    for word in list_
}
_AGAINST_WORDS = {
    "不低于": Comparator.AT_LEAST, "不高于": Comparator.AT_MOST, "高于": Comparator.ABOVE, "快于": Comparator.ABOVE,
    "超过": Comparator.ABOVE, "优于": Comparator.ABOVE, "高出": Comparator.ABOVE, "低于": Comparator.BELOW,
}  # fmt: skip
_AGAINST = re.compile(
    rf"(?P<word>{any_of(tuple(_AGAINST_WORDS))})(?:全[国省市县区州]|同期|[国省市]|GDP|经济|上年)[^，、]{{0,10}}$"
)


def before_figure(clause: str, at: int, floor: int = 0) -> tuple[str, int]:
    """The comparator's word right before `at`, "" when there is none, and where it begins."""
    match = _BEFORE.search(clause, max(floor, at - 6), at)
    if not match or _IN_A_WORD.fullmatch(clause, max(floor, match.start() - 1), match.end()):
        return "", at
    return match["word"], match.start()


def comparator_of(before: str, after: str, *, more: bool = False) -> Comparator:
    """How a figure binds; what stands after it (以上) is stronger than what stands before (控制在)."""
    after = after.strip()
    if after.endswith("以上"):
        return Comparator.AT_LEAST
    if after.endswith(("以内", "以下", "之内")):
        return Comparator.AT_MOST
    if after:
        return Comparator.ABOUT
    if more and before not in words.CEILINGS:
        return Comparator.AT_LEAST
    return _COMPARATORS.get(before, Comparator.EQUAL)


def is_bound(written: Written) -> bool:
    """Whether words beside the number bind it: 不少于, 达到, 以上, a range."""
    return bool(written.after) or written.before in _COMPARATORS or written.figure.comparator is Comparator.RANGE


def find_figures(text: str, start: int = 0, end: int | None = None) -> list[Written]:
    """Every figure of the clause `text[start:end]`."""
    matches = FIGURE.finditer(text, start, len(text) if end is None else end)
    return [written for match in matches for written in _written(text, start, match)]


def _written(text: str, floor: int, match: re.Match[str]) -> Iterator[Written]:
    value, value_to, unit, kind = _value(match)
    if value is None:
        return
    before, start = before_figure(text, match.start(), floor)
    after = match["after"] or ""
    more = bool(match["more"] or match["more_after"])
    comparator = Comparator.ABOVE if (match["half"] or "").startswith("过") else comparator_of(before, after, more=more)
    if value_to is not None:
        comparator = Comparator.RANGE
    if comparator is Comparator.EQUAL and unit in ("个百分点", "百分点"):
        comparator = _against_others(text, floor, start)
    figure = Figure(comparator, value, value_to, unit, text[start : match.end()])
    in_chinese = bool(match["number"]) and not match["number"][0].isdecimal()
    if in_chinese and unit in _ORDINAL_UNITS:
        return
    yield Written(figure, start, match.start(), match.end(), kind, before, after, in_chinese)


def _against_others(text: str, floor: int, start: int) -> Comparator:
    """增速高于全省平均水平2个百分点: how it binds stands before what it is measured against."""
    match = _AGAINST.search(text, max(floor, start - 16), start)
    return _AGAINST_WORDS[match["word"]] if match else Comparator.EQUAL


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str, str]:
    if match["hundredths"]:
        upper = match["hundredths_to"]
        to = read_number(upper.split("百分之")[1]) if upper else None
        return read_number(match["hundredths"]), to, "%", "share"
    if match["below"]:
        below, above = chinese_to_int(match["below"]), chinese_to_int(match["above"])
        share = round(Decimal(100) * (above or 0) / (below or 1), 2)
        return share.normalize() if share == share.to_integral() else share, None, "%", "share"
    if match["tenths"]:
        tenths = (chinese_to_int(match["tenths"]) or 0) * 10 + (5 if match["tenths_half"] else 0)
        return Decimal(tenths), None, "%", "share"
    if match["half"]:
        return Decimal(50), None, "%", "share"
    return _plain_value(match)


def _plain_value(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str, str]:
    value = read_number(match["number"])
    value_to = read_number(match["to"]) if match["to"] else None
    for kind in ("share", "amount", "count", "time", "bare"):
        if match[kind]:
            unit = match[kind] + (match[f"{kind}_per"] or "" if kind in ("amount", "count") else "")
            break
    upper = value if value_to is None else value_to
    if value is None or upper is None or upper < value or (unit == "年" and upper > 1900):
        return None, None, "", ""
    if unit == "亿" and match["number"] in ("十", "百", "千"):
        unit = "亿元"  # 突破百亿
    return value, value_to, unit, kind
