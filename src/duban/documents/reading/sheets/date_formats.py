"""Show a spreadsheet's date: the stored 45352 in the format yyyy"年"m"月"d"日" is 2024年3月1日.

In: the serial number and its format code.  Out: text, in Chinese where the format says 年 or 月, else ISO.
A day that does not exist (29 February 1900, numbers out of range) is `None`: the caller shows the plain number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

LITERALS = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?', re.S)
PLACEHOLDER = re.compile(r"[0#?@]")
SECONDS = re.compile(r"[sS]+(?:\.0+)?")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
FALSE_LEAP_DAY = 60  # spreadsheets believe in 29 February 1900
MOST_DAYS = 2_958_466  # 31 December 9999


@lru_cache(maxsize=512)
def is_date_code(code: str) -> bool:
    """Whether a format writes a date or a time of day."""
    bare = SECONDS.sub("s", LITERALS.sub("", code[:300].split(";")[0]))
    if bare.strip().lower() in ("general", "g/通用格式") or PLACEHOLDER.search(bare):
        return False
    return re.search(r"[ymdhs]", bare, re.I) is not None


def shown_date(serial: float, code: str, *, since_1904: bool = False) -> str | None:
    """The date or time of day that `serial` stands for, with the parts that `code` writes."""
    if not 0 <= serial < MOST_DAYS or (int(serial) == FALSE_LEAP_DAY and not since_1904):
        return None
    start = EPOCH_1904 if since_1904 else EPOCH + timedelta(days=1 if serial < FALSE_LEAP_DAY else 0)
    try:
        moment = start + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None
    return shown_moment(moment, code)


def shown_moment(moment: datetime, code: str) -> str | None:
    """`moment` with the parts that `code` writes."""
    bare = LITERALS.sub("", code).lower()
    year, day, hour = "y" in bare, "d" in bare, "h" in bare
    month = "m" in bare and (year or day or not (hour or "s" in bare))
    date = _date(moment, (year, month, day), chinese="年" in code or "月" in code)
    clock = f"{moment.hour}:{moment.minute:02}" if hour else ""
    if date and clock:
        return f"{date} {clock}" if moment.hour or moment.minute else date
    return date or clock or None


def _date(moment: datetime, parts: tuple[bool, bool, bool], *, chinese: bool) -> str:
    year, month, day = f"{moment.year}年", f"{moment.month}月", f"{moment.day}日"
    match parts:
        case (True, True, True):
            return year + month + day if chinese else moment.date().isoformat()
        case (True, True, False):
            return year + month
        case (False, True, True):
            return month + day
        case (True, False, False):
            return year if chinese else str(moment.year)
        case (False, True, False):
            return month
        case _:
            return day if parts[2] else ""
