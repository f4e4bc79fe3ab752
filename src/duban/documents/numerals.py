"""Whole numbers written in Chinese: the labels 一 … 九十九, the digits of a year, 一百二十八, 壹佰.

In: the numeral alone.  Out: an int, or None when it is no numeral.
Finds nothing in prose (统一, 一期工程 are words); figures in prose are `recognition.quantities`.
"""

from __future__ import annotations

DIGIT_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億弍", "一二二三三四五六六七八九十百千万亿二")


def chinese_to_int(text: str) -> int | None:
    """The whole number a Chinese numeral writes: 九十九 is 99, 二〇二四 is 2024; None for anything else."""
    text = text.strip().translate(_FORMAL).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > 40:
        return None
    if len(text) > 1 and all(mark in DIGIT_VALUES for mark in text):
        return None if "两" in text else int("".join(str(DIGIT_VALUES[mark]) for mark in text))
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
        elif mark not in DIGIT_VALUES or digit is not None:
            return None
        elif DIGIT_VALUES[mark] == 0 and len(text) > 1:
            gap = True
        else:
            digit = DIGIT_VALUES[mark]
    if digit is None:
        return None if gap else total
    return total + digit if gap or not total or last == 10 else None
