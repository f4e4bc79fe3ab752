"""Which year a plan is for, so that 年内 and 3月底 can be dated.

In: a document's title, annex title, number and date.  Out: the year, or None; of a span of years either end.
"2024年市《政府工作报告》重点任务分工方案" is for 2024, whenever it was issued.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from duban.documents.numerals import chinese_to_int

_YEAR = re.compile(r"(?<!\d)([2２][0０]\d{2})\s*年(?!\s*(?:不变价|以来))|(二[〇○零][一二三四五六七八九〇○零]{2})年")
_SPAN = re.compile(r"(?<!\d)(20\d{2})\s*年?\s*[-—–－~～至]{1,2}\s*(20\d{2})\s*年")
_IN_NUMBER = re.compile(r"[〔\[［【（(](20\d{2})[〕\]］】）)]")


def year_of(title: str | None, annex_title: str | None, number: str | None, issued_on: date | None) -> int | None:
    """The year in the titles, else the year it was issued in."""
    for text in (annex_title, title):
        if text and (match := _YEAR.search(text)):
            return int(match[1]) if match[1] else chinese_to_int(match[2])
    if issued_on:
        return issued_on.year
    match = _IN_NUMBER.search(number or "")
    return int(match[1]) if match else None


def first_year_of(titles: Sequence[str | None], issued_on: date | None, year: int | None) -> int | None:
    """The year the work begins in: of 行动方案（2023—2025年） the one it was issued in, or 2023; else `year`."""
    span = next((match for title in titles if title and (match := _SPAN.search(title))), None)
    if span is None:
        return year
    first, last = int(span[1]), int(span[2])
    return issued_on.year if issued_on and first <= issued_on.year <= last else min(first, last)
