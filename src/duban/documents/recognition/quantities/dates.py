"""Find days and periods: 2024年3月11日, 二〇二四年三月一日, 4月10日、7月10日, 2017年11月-2018年3月, 上半年.

In: text, and the year that a day without one falls in.  Out: `Found` days, or (first day or None, last day).
A day without a year takes the year of the day before it, then `year`; without both, and when the
calendar has no such day (2月30日), it is not found. Deadlines in words are `deadlines`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from duban.documents.blocks import Found
from duban.documents.numerals import chinese_to_int
from duban.documents.recognition.quantities.numbers import halve

Period = tuple[date | None, date]

_CN_YEAR = r"[零〇○O一二三四五六七八九]{4}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"
_YEAR = (
    rf"(?:(?<!\d)(?:19|20|21)\d\d|(?<![零〇○一二三四五六七八九]){_CN_YEAR})\s?年|(?:今|本|当|同|明|次|去|上)年(?:度)?"
)
_PART = "底|末|上旬|中旬|下旬|初"
# 年 月 日 in words, or 2024-03-11, 2024.3.11, 2024/3/11
_POINT = (
    rf"(?:(?P<iso_year>(?<![\d.])(?:19|20|21)\d\d)(?P<mark>[-./])(?P<iso_month>\d{{1,2}})(?P=mark)(?P<iso_day>\d{{1,2}})(?![\d.])"
    rf"|(?P<year>{_YEAR})?\s?(?<!\d)(?<![一二三四五六七八九])(?P<month>{_MONTH})\s?月份?(?!\s?饼)"
    rf"(?:\s?(?P<day>{_DAY})\s?[日号]|(?P<part>{_PART}))?"
    rf"|(?<=[日号][、和及])(?P<only_day>{_DAY})[日号]"
    rf"|(?P<bare>{_YEAR}))"
)
POINT = re.compile(_POINT)
_FAST = re.compile(r"\d|[年月季]")
_TO = r"\s?(?:起)?\s?(?:至|到|[-—–―~～〜－]{1,2})\s?"
_BOUND = (
    r"(?:(?P<%(n)si>(?<!\d)(?:19|20|21)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)(?!\d)"
    rf"|(?P<%(n)sy>{_YEAR})?\s?(?:(?P<%(n)sm>{_MONTH})\s?月份?)?(?:\s?(?P<%(n)sd>{_DAY})\s?[日号]|(?P<%(n)sp>{_PART}))?)"
)
_RANGE = re.compile(
    r"(?:(?P<now>即日|印发之日|发布之日|方案印发|文件印发|从现在|从即日)"
    rf"|{_BOUND % {'n': 'a'}}"
    rf"|(?P<first_year>{_YEAR})?(?<!\d)(?P<first>\d{{4}}年?|\d{{1,2}}月?)(?=\s?(?:至|到|[-—–―~～〜－])))"
    rf"{_TO}{_BOUND % {'n': 'b'}}"
)
_QUARTERS = {"一": 3, "1": 3, "首": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}
SPAN = re.compile(
    rf"(?P<year>{_YEAR})?(?:(?P<half>[上下]半年)|(?P<first>前三个?季度)|第?(?P<quarter>[一二三四1234首])季度?(?<=季|度)|(?P<whole>全年))"
)
_BEFORE = re.compile(r"\s?(?:之前|以前|前)")


def year_of(words: str | None, year: int | None) -> int | None:
    """The year that "2024年", "二〇二四年" or "明年" names, seen from `year`."""
    if not words:
        return year
    words = words.strip().removesuffix("度").removesuffix("年").strip()
    if words.isdecimal():
        return int(words)
    moved = {"今": 0, "本": 0, "当": 0, "同": 0, "明": 1, "次": 1, "去": -1, "上": -1}.get(words)
    if moved is not None:
        return None if year is None else year + moved
    return chinese_to_int(words.replace("O", "〇"))


def number_of(words: str) -> int:
    """A month or day in digits or Chinese numerals; 0 when it is none."""
    return int(words) if words.isdecimal() else chinese_to_int(words) or 0


def last_of(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def day_of(year: int | None, month: int, day: str | None, part: str | None) -> date | None:
    """The day, or for 上旬/中旬/底 or a whole month the day it ends on; None when the calendar has no such day."""
    if not year or not 1 <= month <= 12 or not 1900 <= year <= 2199:
        return None
    last = last_of(year, month)
    if day:
        number = number_of(day)
        return date(year, month, number) if 1 <= number <= last.day else None
    return {"上旬": date(year, month, 10), "中旬": date(year, month, 20), "初": date(year, month, 1)}.get(
        part or "", last
    )


def points(text: str, *, year: int | None = None) -> Iterator[tuple[re.Match[str], int | None, int, date | None]]:
    """Every mention of a year, month or day with the year it falls in, its month (0 for none) and its day."""
    if not _FAST.search(text):
        return
    running, month, named = year, 0, False
    for match in POINT.finditer(halve(text)):
        if match["iso_year"]:
            running, month, named = int(match["iso_year"]), int(match["iso_month"]), True
            yield match, running, month, day_of(running, month, match["iso_day"], None)
        elif match["only_day"]:
            yield match, running, month, day_of(running, month, match["only_day"], None) if month else None
        elif match["bare"]:
            found = year_of(match["bare"], year)
            if year is None and not named:
                running = found
            yield match, found, 0, None
        else:
            if match["year"]:
                running, named = year_of(match["year"], running if match["year"][0] in "同次" else year), True
            month = number_of(match["month"])
            yield match, running, month, day_of(running, month, match["day"], match["part"])


def find_dates(text: str, *, year: int | None = None) -> tuple[Found[date], ...]:
    """Every day in `text`, 7月底 and 3月上旬 among them; a bare month or year is no day."""
    return tuple(
        Found(day, match.start(), match.end())
        for match, _, _, day in points(text, year=year)
        if day and (match["iso_year"] or match["only_day"] or match["day"] or match["part"])
    )


def find_periods(text: str, *, year: int | None = None) -> tuple[Found[Period], ...]:
    """Every period in `text`; a day with 前 and a bare 2024年5月 are periods too, 即日起 leaves the first day open."""
    half = halve(text)
    found: list[Found[Period]] = []
    if not _FAST.search(half):
        return ()
    for match in _RANGE.finditer(half):
        period = _range(match, year)
        if period:
            found.append(Found(period, match.end() - len(match[0].lstrip()), match.end()))
    for match in SPAN.finditer(half):
        span = span_of(match, year)
        if span:
            found.append(Found((span[0], span[1]), match.start(), match.end()))
    found.extend(_single_periods(half, year))
    return _without_overlaps(found)


def _without_overlaps(found: list[Found[Period]]) -> tuple[Found[Period], ...]:
    kept: list[Found[Period]] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _single_periods(half: str, year: int | None) -> Iterator[Found[Period]]:
    for match, _, _, day in points(half, year=year):
        if not day:
            continue
        before = _BEFORE.match(half, match.end())
        if before:
            yield Found((None, day), match.start(), before.end())
        elif match["year"] and not match["day"] and not match["part"]:
            yield Found((day.replace(day=1), day), match.start(), match.end())


def span_of(match: re.Match[str], year: int | None) -> tuple[date, date] | None:
    """First and last day of 上半年, 第三季度, 前三季度 or 全年."""
    at = year_of(match["year"], year)
    if not at or not 1900 <= at <= 2199:
        return None
    if match["whole"]:
        return date(at, 1, 1), date(at, 12, 31)
    if match["first"]:
        return date(at, 1, 1), date(at, 9, 30)
    if match["half"]:
        return (date(at, 1, 1), date(at, 6, 30)) if match["half"][0] == "上" else (date(at, 7, 1), date(at, 12, 31))
    month = _QUARTERS[match["quarter"]]
    return date(at, month - 2, 1), last_of(at, month)


def _range(match: re.Match[str], year: int | None) -> Period | None:
    """2023年2月1日至2月28日, 1-4月, 2017-2020年: what one end leaves out is taken from the other."""
    ends = _bound(match, "b")
    if ends is None:
        return None
    start = _bound(match, "a") or (None, None, None, None)
    if match["first"]:
        start = _short_start(match["first"], ends, year_of(match["first_year"], None))
    if match["now"]:
        day = _close(ends[0] or year, ends, last=True)
        return (None, day) if day else None
    if not any(start) or (not start[0] and not start[1] and not start[2]):
        return None
    return _both_ends(start, ends, year)


_Bound = tuple[int | None, int | None, str | None, str | None]


def _short_start(words: str, ends: _Bound, year: int | None) -> _Bound:
    """The "1" of 1-4月, the "1" of 1-15日 after a month, the "2017" of 2017-2020年."""
    number = int(words.rstrip("年月"))
    if len(words.rstrip("年月")) == 4:
        return number, None, None, None
    if words.endswith("月") or (ends[1] and not ends[2]):
        return year, number, None, None
    return year, None, str(number) if ends[2] else None, None


def _both_ends(start: _Bound, ends: _Bound, year: int | None) -> Period | None:
    from_year = start[0] or ends[0] or year
    to_year = ends[0] or start[0] or year
    to_month = ends[1] or (start[1] if ends[2] or ends[3] else None)
    first = _close(from_year, (from_year, start[1] or (ends[1] if start[2] else None), start[2], start[3]), last=False)
    last = _close(to_year, (to_year, to_month, ends[2], ends[3]), last=True)
    if not first or not last:
        return None
    if last < first and not ends[0] and to_year:
        last = _close(to_year + 1, (to_year + 1, to_month, ends[2], ends[3]), last=True)
    return (first, last) if last and first <= last else None


def _bound(match: re.Match[str], end: str) -> _Bound | None:
    if iso := match[f"{end}i"]:
        parts = re.split(r"[-./]", iso)
        return int(parts[0]), int(parts[1]), parts[2] if len(parts) > 2 else None, None
    year, month, day, part = (match[f"{end}{letter}"] for letter in "ymdp")
    if not (year or month or day):
        return None
    return year_of(year, None) if year else None, number_of(month) if month else None, day, part


def _close(year: int | None, bound: _Bound, *, last: bool) -> date | None:
    if not year or not 1900 <= year <= 2199:
        return None
    _, month, day, part = bound
    if not month:
        return None if day else date(year, 12, 31) if last else date(year, 1, 1)
    if last or day or part in ("底", "末"):
        return day_of(year, month, day, part)
    starts = {"中旬": 11, "下旬": 21}
    return date(year, month, starts.get(part or "", 1)) if 1 <= month <= 12 else None
