"""Whole numbers written in Chinese: the labels 一 … 九十九, the digits of a year, 一百二十八.

In: the numeral alone.  Out: an int, or None when it is no numeral.
Finds nothing in prose (统一, 一期工程 are words); figures in prose are `recognition.quantities`.
"""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SHORT = {"廿": "二十", "卅": "三十"}


def chinese_to_int(text: str) -> int | None:
    """ "二十八" gives 28, "二〇二四" gives 2024, "廿三" gives 23, "统一" gives None."""
    for short, full in _SHORT.items():
        text = text.replace(short, full)
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _by_units(text)


def _by_units(text: str) -> int | None:
    total = section = digit = 0
    seen_digit = False
    for character in text:
        if character in _DIGITS:
            digit, seen_digit = _DIGITS[character], True
            continue
        unit = _UNITS[character]
        if unit < 10_000:
            section += (digit if seen_digit else 1) * unit
        elif unit == 10_000:
            total, section = total + (section + digit) * unit, 0
        else:
            total, section = (total + section + digit) * unit, 0
        digit, seen_digit = 0, False
    return total + section + digit
