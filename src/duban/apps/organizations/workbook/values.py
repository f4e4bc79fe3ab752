"""What a cell says: a day, a whole number, yes or no, several names.

In: the text of a cell and its column.  Out: a value, or `Unfit` with the reason in words for whoever filled it.
Days as people write them (2024-03-01, 2024年3月1日, 20240301) and as programs count them (45352).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from duban.apps.organizations import naming
from duban.apps.organizations.workbook.columns import Column, Kind

Value = str | int | bool | date | tuple[str, ...]

_DAY = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}[:：]00(?:[:：]00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_SERIAL_DAY_ZERO = date(1899, 12, 30)  # ECMA-376: day 60 is a 29 February that never was; later days count from here
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)
_WHOLE = re.compile(r"[0-9]{1,6}")
_LONGEST_NAME = 100
_YES, _NO = {"是", "√", "1", "y", "yes", "true"}, {"否", "×", "0", "n", "no", "false"}
_BETWEEN_NAMES = re.compile(r"[、,，;；/\n]")


class Unfit(Exception):
    """The cell cannot be taken; `str()` is the reason."""


def understood(text: str, column: Column) -> Value:
    """The value of a cell that is not blank."""
    if text.startswith(("=", "+", "@")) and column.kind is not Kind.DATE:
        raise Unfit("看起来是公式，请改成文字")
    length = max(len(text), len(naming.tidy(text)))
    if length > column.longest:
        raise Unfit(f"太长：{length} 个字，最多 {column.longest} 个字")
    if column.kind is Kind.DATE:
        return day(text)
    if column.kind is Kind.NUMBER:
        return _number(text, column.most)
    if column.kind is Kind.YES_NO:
        return _yes_or_no(text)
    if column.kind is Kind.NAMES:
        return _names(text)
    if column.kind is Kind.CHOICE:
        return _choice(text, column)
    return naming.tidy(text)


def day(text: str) -> date:
    text = naming.tidy(text)
    if serial := _SERIAL.fullmatch(text):
        return _within(_SERIAL_DAY_ZERO + timedelta(days=int(serial[1])), text)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        raise Unfit(
            "请写到日，如 2024-03-01" if _MONTH.fullmatch(text) else f"“{text[:20]}”不是日期，请写成 2024-03-01"
        )
    try:
        return _within(date(int(found[1]), int(found[2]), int(found[3])), text)
    except ValueError:
        raise Unfit(f"没有“{text}”这一天") from None


def _within(value: date, text: str) -> date:
    if not _FIRST <= value <= _LAST:
        raise Unfit(f"日期“{text}”不在 1900 年到 2100 年之间")
    return value


def _number(text: str, most: int) -> int:
    text = naming.tidy(text)
    if not _WHOLE.fullmatch(text) or int(text) > most:
        raise Unfit(f"“{text[:20]}”应为 0 到 {most} 的整数")
    return int(text)


def _yes_or_no(text: str) -> bool:
    word = naming.tidy(text).casefold()
    if word not in _YES | _NO:
        raise Unfit(f"“{text[:20]}”应写“是”或“否”")
    return word in _YES


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name for part in _BETWEEN_NAMES.split(text) if (name := naming.tidy(part))))
    if long := next((name for name in names if len(name) > _LONGEST_NAME), ""):
        raise Unfit(f"“{long[:20]}…”太长：{len(long)} 个字，最多 {_LONGEST_NAME} 个字")
    return names


def _choice(text: str, column: Column) -> str:
    word = naming.tidy(text)
    chosen = next((choice for choice in column.choices if word in _ways(choice)), None)
    if chosen is None:
        raise Unfit(f"“{text[:20]}”不在可选范围：{'、'.join(column.choices)}")
    return chosen


def _ways(choice: str) -> set[str]:
    """县（市、区） is also written 县 or 区, 镇（街道） also 乡; 市 means the choice that is just it."""
    parts = set(re.split(r"[（）、]", choice)) - {"", "市"}
    return {choice, *parts, *({"乡"} if "镇" in parts else ())}
