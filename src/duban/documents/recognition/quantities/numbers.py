"""Read a numeral: what number is "12,345.6", "１２", "一百二十八", "廿三", "十二点五" or "三分之一"?

In: the numeral and nothing else.  Out: `Decimal` or int, None when it is not a pure numeral.
Finds nothing in prose and reads no unit: "1.83万亩" is a figure (`targets`), "统一" and "一期" are words.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "零〇○一二两三四五六七八九"
# Bounded, so that a page of digits costs no more than a page.
ARABIC = r"\d{1,3}(?:[,，]\d{3}){1,6}(?:\.\d{1,9})?(?!\d)|\d{1,16}(?:\.\d{1,9})?"
_POINTED = r"(?:点[零〇一二三四五六七八九]{1,9})?"
CHINESE = (
    rf"[零〇○一二两三四五六七八九十百千廿卅]{{1,12}}(?:[万亿][零〇一二两三四五六七八九十百千]{{1,8}}){{0,3}}{_POINTED}"
)

_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULL = str.maketrans("０１２３４５６７８９％＜＞＝－＋／", "0123456789%<>=-+/")
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億弍", "一二二三三四五六六七八九十百千万亿二")
_FULL_POINT = re.compile(r"(?<=[０-９])．(?=[０-９])")
_FULL_DIGIT = re.compile(r"[０-９％＜＞＝－＋／]")
_ARABIC_WHOLE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_FRACTION = re.compile(r"([一二两三四五六七八九十\d]{1,4})分之([一二两三四五六七八九十\d]{1,4})")
_ORDINAL = re.compile(r"第\s*(\d{1,9}|[零〇一二三四五六七八九十百千万廿卅]{1,20})")


def halve(text: str) -> str:
    """`text` with full-width digits and signs as half-width ones; same length, and labels such as "8．" stay."""
    if not _FULL_DIGIT.search(text):
        return text
    return _FULL_POINT.sub(".", text).translate(_FULL)


def chinese_to_int(text: str) -> int | None:
    """The whole number a Chinese numeral writes: 九十九 is 99, 二〇二四 is 2024; None for anything else."""
    text = text.strip().translate(_FORMAL).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > 40:
        return None
    if len(text) > 1 and all(mark in _VALUES for mark in text):
        return None if "两" in text else int("".join(str(_VALUES[mark]) for mark in text))
    return _large(text)


def _large(text: str) -> int | None:
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(mark)
        if not found:
            continue
        above = _large(high) if high else 1
        below = _large(low) if low else 0
        if above is None or below is None or below >= unit or not above:
            return None
        return above * unit + below
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last, gap = 0, None, 10_000, False
    for mark in text:
        if mark in _UNITS:
            unit = _UNITS[mark]
            if unit >= last or digit == 0 or (digit is None and (total or gap) and unit != 10):
                return None
            total, last, digit, gap = total + (1 if digit is None else digit) * unit, unit, None, False
        elif mark not in _VALUES or digit is not None:
            return None
        elif _VALUES[mark] == 0 and len(text) > 1:
            gap = True
        else:
            digit = _VALUES[mark]
    if digit is None:
        return None if gap else total
    return total + digit if gap or not total or last == 10 else None


def read_number(text: str) -> Decimal | None:
    """The value when the whole of `text` is one number; a fraction (三分之一) is rounded to four places."""
    text = halve(text).strip().replace("，", ",").replace("\u00a0", " ")
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    text = re.sub(r"(?<=[\d,]) (?=[\d.,])", "", text) if "," in text else text
    if _ARABIC_WHOLE.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if fraction := _FRACTION.fullmatch(text):
        return _fraction(fraction[1], fraction[2])
    whole, point, decimals = text.partition("点")
    number = chinese_to_int(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    if not decimals or not all(mark in _VALUES and mark != "两" for mark in decimals):
        return None
    return Decimal(f"{number}." + "".join(str(_VALUES[mark]) for mark in decimals))


def _fraction(below: str, above: str) -> Decimal | None:
    divisor, dividend = read_number(below), read_number(above)
    if not divisor or dividend is None:
        return None
    return round(dividend / divisor, 4)


def read_ordinal(text: str) -> int | None:
    """The place an ordinal names: 第三 is 3, 第12 is 12, 首 is 1; None when `text` is not just an ordinal."""
    text = halve(text).strip()
    if text in ("首", "第首"):
        return 1
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    return int(match[1]) if match[1].isdecimal() else chinese_to_int(match[1])
