"""Which number opens a paragraph: 一、 （一） 1． 1. 1、 （1） ① 第一章 第一条, glued to the text or not.

In: the text of a paragraph.  Out: a `Label` (kind, value, as printed, where the text goes on), or None.
"1.83万亩" and "2024年" open no item; "1.2024年底前建成" does. Ranks of kinds are decided by use, in `outline`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from duban.documents.numerals import chinese_to_int


class LabelKind(StrEnum):
    """The habit a number is printed in; two labels of one kind in one place are siblings."""

    PART = "part"  # 第一部分, 第一编
    CHAPTER = "chapter"  # 第一章
    SECTION = "section"  # 第一节
    ARTICLE = "article"  # 第一条
    HAN = "han"  # 一、
    HAN_PAREN = "han_paren"  # （一）
    NUMBER = "number"  # 1． 1. 1、
    DECIMAL = "decimal"  # 1.1
    NUMBER_PAREN = "number_paren"  # （1） 1）
    CIRCLED = "circled"  # ①


@dataclass(frozen=True, slots=True)
class Label:
    kind: LabelKind
    value: int
    text: str  # as printed: "（一）"
    number: str  # as printed without its mark: "一", "8", "1.1"
    end: int  # where the words after it begin


_HAN = "〇零一二三四五六七八九十百"
_DIGIT = "0-9０-９"
_UNITS = "%％‰亿万千百倍个家项公平吨亩元米岁年月"  # behind "1.5" they tell a figure from the label 1.5
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN_CIRCLED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_PAREN_NUMBERS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
# "3 家企业", "12 月" at a line's begin are figures; "3 建设蔬菜基地" is an item.
_COUNTED = (
    "年月日时分秒个项家户所座条宗处名人次件份场期届批种类级层岁元亩吨米公千万亿百里倍"
    "只台套辆张例起支艘对成后至到%％、和及或"
)
_NAMES = (
    "重点任务|主要任务|工作任务|任务|专项行动|重点行动|行动|重点工程|工程|重点项目|项目|重点事项|事项|实事|专题"
    "|领域|板块"
)
_FIRST = frozenset(
    "第（("
    + _CIRCLED
    + _HAN_CIRCLED
    + _PAREN_NUMBERS
    + _DOTTED
    + "〇一二三四五六七八九十百0123456789０１２３４５６７８９*-•·●■◆★ \t\u3000"
    + "".join(name[0] for name in _NAMES.split("|"))
)
_LONGEST = 64  # characters that a number with its blanks may take
_SINGLE = {
    LabelKind.CIRCLED: _CIRCLED,
    LabelKind.HAN_PAREN: _HAN_CIRCLED,
    LabelKind.NUMBER_PAREN: _PAREN_NUMBERS,
    LabelKind.NUMBER: _DOTTED,
}
_PATTERN = re.compile(
    rf"""(?P<lead>[*\-•·●■◆★\s]{{0,6}})
    (?:
      (?P<ranked>第\s*(?P<ranked_value>[{_HAN}{_DIGIT}]{{1,6}})\s*(?P<rank>部分|编|篇|章|节|条))(?=[^的款规])
    | (?P<han>[{_HAN}]{{1,5}})\s?(?:、(?![{_HAN}]{{1,2}}[、产级])|[．.](?![{_DIGIT}]))
    | [（(]\s*(?P<han_paren>[{_HAN}]{{1,5}})\s*[）)]
    | (?P<decimal>[{_DIGIT}]{{1,3}}(?:\.[{_DIGIT}]{{1,2}}){{1,3}})(?=[\s]+\D|[、．]|[^\s\d.{_UNITS}])[、．]?
    | (?P<number>[{_DIGIT}]{{1,4}})\s?
      (?: [、．](?![{_DIGIT}]+[{_DIGIT}%％万亿、]) | [.](?![{_DIGIT}]) | [.．、](?=20[{_DIGIT}]{{2}}\s?[年—-]) )
    | [（(]\s*(?P<number_paren>[{_DIGIT}]{{1,3}})\s*[）)]
    | (?P<number_close>[{_DIGIT}]{{1,3}})\s?[）)](?!元)
    | (?P<spaced>[{_DIGIT}]{{1,3}})(?=[ \u3000]+[一-龥“《])(?![ \u3000]+[{_COUNTED}])
    | (?:{_NAMES})\s?(?:(?P<named_han>[{_HAN}]{{1,3}})|(?P<named>[{_DIGIT}]{{1,3}}))\s?[：:、．.]
    | (?P<single>[{_CIRCLED}{_HAN_CIRCLED}{_PAREN_NUMBERS}{_DOTTED}])
    )
    (?P<tail>[*\s]*)""",
    re.VERBOSE,
)
_RANKS = {
    "部分": LabelKind.PART,
    "编": LabelKind.PART,
    "篇": LabelKind.PART,
    "章": LabelKind.CHAPTER,
    "节": LabelKind.SECTION,
    "条": LabelKind.ARTICLE,
}
_GROUPS = {
    "han": LabelKind.HAN,
    "han_paren": LabelKind.HAN_PAREN,
    "number": LabelKind.NUMBER,
    "number_paren": LabelKind.NUMBER_PAREN,
    "number_close": LabelKind.NUMBER_PAREN,
    "spaced": LabelKind.NUMBER,
    "named_han": LabelKind.HAN,
    "named": LabelKind.NUMBER,
}


def label_of(text: str) -> Label | None:
    """The number that opens `text`, or None."""
    return _label_of(text[:_LONGEST]) if text and text[0] in _FIRST else None


@lru_cache(maxsize=16_384)  # every step asks again for the same paragraphs
def _label_of(text: str) -> Label | None:
    match = _PATTERN.match(text)
    if match is None:
        return None
    kind, value = _read(match)
    if value is None:
        return None
    printed = text[match.end("lead") : match.start("tail")].rstrip()
    return Label(kind, value, printed, _bare(match, value), match.end())


def _read(match: re.Match[str]) -> tuple[LabelKind, int | None]:
    if match["ranked"]:
        return _RANKS[match["rank"]], _value(match["ranked_value"])
    if match["decimal"]:
        return LabelKind.DECIMAL, int(match["decimal"].rsplit(".", 1)[1])
    if single := match["single"]:
        kind = next(kind for kind, characters in _SINGLE.items() if single in characters)
        return kind, _SINGLE[kind].index(single) + 1
    group = next(name for name in _GROUPS if match[name])
    return _GROUPS[group], _value(match[group])


def _bare(match: re.Match[str], value: int) -> str:
    """The number without its mark; "①" is 1."""
    if match["single"]:
        return str(value)
    number = match["ranked_value"] or match["decimal"] or next(match[name] for name in _GROUPS if match[name])
    return str(int(number)) if number.isdecimal() and not number.isascii() else number


def _value(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else chinese_to_int(digits)
