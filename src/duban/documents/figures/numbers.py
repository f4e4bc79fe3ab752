"""Read the cells a clerk fills in: a figure, a month, words.

In: what a cell shows, the number stored in it if there is one, the row's unit.  Out: a value, or `Unfit` with the
reason.  "1,234.5", "－1.3", "35.2%" and "31502元" beside their own units; "—" is blank.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from duban.documents.figures.columns import DECIMALS, LARGEST_DIGITS
from duban.documents.recognition.quantities.numbers import halve

_BLANK = re.compile(r"[\s\-—–－―/／]*")
_MINUS = re.compile(r"^[−–—－]")
_CURRENCY = re.compile(r"^[¥￥$]")
_FIGURE = re.compile(r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,40})(?:[.．]\d{1,40})?")
_MONTH = re.compile(r"(?:1\s*月?\s*[-—–－~～至到]\s*)?(\d{1,2})(?:\.0+)?\s*月?(?:份|末|底)?")
_PERCENT, _SHARES = "%％", ("%", "％", "百分点", "百分比")


class Unfit(Exception):
    """The cell cannot be taken; `str()` is the reason."""


def is_blank(text: str) -> bool:
    """Nothing, or a dash in its place."""
    return bool(_BLANK.fullmatch(text))


def figure(text: str, *, unit: str, stored: Decimal | None = None) -> Decimal:
    """The figure of a cell that is not blank; `stored` has the digits that the cell does not show."""
    shown = halve(text.strip()).replace(" ", "")
    percent = shown.endswith(tuple(_PERCENT))
    if percent and not any(share in unit for share in _SHARES):
        raise Unfit(f"带百分号，而计量单位是“{unit}”" if unit else "请不要带百分号")
    bare = _MINUS.sub("-", shown.rstrip(_PERCENT) if percent else shown.removesuffix(halve(unit)))
    bare = _CURRENCY.sub("", bare)
    if not _FIGURE.fullmatch(bare):
        raise Unfit(f"“{text[:20]}”不是数字，请只填数字")
    if stored is not None:
        return _within(stored * 100 if percent else stored)
    return _within(Decimal(re.sub("[,，]", "", bare).replace("．", ".")))


def _within(value: Decimal) -> Decimal:
    if not value.is_finite() or value.adjusted() >= LARGEST_DIGITS:
        raise Unfit(f"数字过大，整数最多 {LARGEST_DIGITS} 位")
    rounded = value.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP)
    return rounded.normalize() if rounded else Decimal(0)


def month(text: str) -> int:
    """6 of "6", "6月", "1-6月"."""
    found = _MONTH.fullmatch(halve(text.strip()))
    if found is None or not 1 <= int(found[1]) <= 12:
        raise Unfit(f"“{text[:20]}”不是月份，请填 1 到 12")
    return int(found[1])


def words(text: str, longest: int) -> str:
    line = " ".join(text.split())
    if len(line) > longest:
        raise Unfit(f"太长：{len(line)} 个字，最多 {longest} 个字")
    return line
