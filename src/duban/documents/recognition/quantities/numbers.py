"""Read a numeral: what number is "12,345.6", "１２", "一百二十八", "廿三", "十二点五" or "三分之一"?

In: the numeral and nothing else.  Out: `Decimal` or int, None when it is not a pure numeral.
Finds nothing in prose and reads no unit: "1.83万亩" is a figure (`targets`), "统一" and "一期" are words.
"""

from __future__ import annotations

import re
from decimal import Decimal

from duban.documents.numerals import DIGIT_VALUES, chinese_to_int

DIGITS = "零〇○一二两三四五六七八九"
# Bounded, so that a page of digits costs no more than a page.
ARABIC = r"\d{1,3}(?:[,，]\d{3}){1,6}(?:\.\d{1,9})?(?!\d)|\d{1,16}(?:\.\d{1,9})?"
_POINTED = r"(?:点[零〇一二三四五六七八九]{1,9})?"
CHINESE = (
    rf"[零〇○一二两三四五六七八九十百千廿卅]{{1,12}}(?:[万亿][零〇一二两三四五六七八九十百千]{{1,8}}){{0,3}}{_POINTED}"
)

_FULL = str.maketrans("０１２３４５６７８９％＜＞＝－＋／", "0123456789%<>=-+/")
_FULL_POINT = re.compile(r"(?<=[０-９])．(?=[０-９])")
_FULL_DIGIT = re.compile(r"[０-９％＜＞＝－＋／]")
_ARABIC_WHOLE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_FRACTION = re.compile(r"([一二两三四五六七八九十\d]{1,4})分之([一二两三四五六七八九十\d]{1,4})")


def halve(text: str) -> str:
    """`text` with full-width digits and signs as half-width ones; same length, and labels such as "8．" stay."""
    if not _FULL_DIGIT.search(text):
        return text
    return _FULL_POINT.sub(".", text).translate(_FULL)


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
    if not decimals or not all(mark in DIGIT_VALUES and mark != "两" for mark in decimals):
        return None
    return Decimal(f"{number}." + "".join(str(DIGIT_VALUES[mark]) for mark in decimals))


def _fraction(below: str, above: str) -> Decimal | None:
    divisor, dividend = read_number(below), read_number(above)
    if not divisor or dividend is None:
        return None
    return round(dividend / divisor, 4)
