"""The days a sentence names for reporting: lists of dates, a day of some months, of every quarter or month.

In: a sentence without blanks, half-width digits; the year bare dates fall in.  Out: `Days` in reading order.
Reads "4月10日、7月10日和12月10日前", "3月、6月的25日前", "每季度末25日前", "每季度首月5日前", "每月23日前".
A month's end (每月底前) is day 31; a period without a day (每季度报送) ends with its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.documents.numerals import chinese_to_int


@dataclass(frozen=True, slots=True)
class Days:
    """`recurring` for every quarter, half-year or month; such days never are the due day of a plan."""

    dates: tuple[date, ...]
    monthly: int | None
    recurring: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    """One member of a list of dates; what it leaves out comes from its neighbours."""

    year: int | None  # printed
    shift: int  # 次年 is 1
    month: int | None
    day: int | None
    last: bool  # 底, 末


_N = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_ITEM = re.compile(
    r"(?:(?P<year>20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})年|(?P<next>次年|翌年|明年)|(?:今年|当年|本年|同年|每年))?的?"
    rf"(?:(?P<month>{_N})月份?)?的?(?:(?P<day>{_N})[日号]|(?P<last>底|末|月底|月末)|(?P<tenth>上旬|中旬|下旬))?"
)
_PLAIN_MONTHS = re.compile(rf"(?:{_N})(?:[、,，](?:{_N}))+(?=月)")
_JOINT = re.compile(r"(?:之?前)?(?:、|，|,|和|及|与|以及)(?:于)?")
_BEFORE = re.compile(r"(?:之|以)?前")
_NO_REPORT_DAY = re.compile(r"(?:起|召开|印发|发布|下发|印送|下达|出台|会议|[—\-－至到])")
_ISO = re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_EVERY = re.compile(
    r"(?:(?:每个?|各|按|逐)(?P<unit>季度?|半年|月)|(?P<bare_unit>季度?|半年)(?=末|最后|首月|结束|终了))"
    r"(?P<which>(?:结束|终了|末)前(?=\d|[一二三五十])|最后(?:一个|1个)?月|末个?月|末|首月|首个月|第(?:一|1)个?月|第(?:二|2)个?月|(?:结束|终了)?后|次月)?(?:的|份)?"
    rf"(?:(?P<day>{_N})个?(?P<working>工作)?[日号天]|(?P<last>月?底|月?末|最后一[日天]))?之?内?"
)
_VERB_NEAR = re.compile(r"[^，。；]{0,16}?(?:报送|上报|报告|反馈|报备|提交|汇报|报市|报县|报区)")
_OF_LAST_PERIOD = re.compile(r"[^。；]{0,30}上一?个?(?:季度?|半年度?)")
_TENTHS = {"上旬": 10, "中旬": 20}


def find_days(sentence: str, *, year: int | None) -> Iterator[Days]:
    """Every group of days; a list joined by 、 or 和 is one group."""
    at = 0
    while at < len(sentence):
        days = _read_at(sentence, at, year)
        if days:
            yield days
        at = days.end if days else at + 1


def _read_at(sentence: str, at: int, year: int | None) -> Days | None:
    character = sentence[at]
    if character in "每各按逐季半" and (days := _recurring(sentence, at, year)):
        return days
    if character.isdigit() and at and sentence[at - 1].isdigit():
        return None
    if character.isdigit() or character in "一二三四五六七八九十次翌明今当本每":
        return _iso(sentence, at) or _listed(sentence, at, year)
    return None


def _iso(sentence: str, at: int) -> Days | None:
    match = _ISO.match(sentence, at)
    day = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return Days((day,), None, False, at, match.end()) if match and day else None


def _listed(sentence: str, at: int, year: int | None) -> Days | None:
    items, end = _items(sentence, at)
    before = _BEFORE.match(sentence, end)
    if not items or not any(item.month for item in items) or _NO_REPORT_DAY.match(sentence, end):
        return None
    ends_before = before or sentence[at - 1 : at] in tuple("于在：") or len(items) > 1
    if not ends_before or not (before or any(item.day or item.last for item in items)):
        return None
    dates = tuple(_dates(items, year))
    return Days(dates, None, False, at, before.end() if before else end) if dates else None


def _items(sentence: str, at: int) -> tuple[list[_Item], int]:
    """The members of the list that begins at `at`, and its end."""
    items: list[_Item] = []
    end = at
    if plain := _PLAIN_MONTHS.match(sentence, at):
        *months, last = re.split(r"[、,，]", plain.group())
        items = [_Item(None, 0, _int(month), None, False) for month in months]
        at = plain.end() - len(last)
    while match := _ITEM.match(sentence, at):
        if not (match["month"] or (items and (match["day"] or match["last"]))):
            break
        items.append(_item(match))
        end = match.end()
        joint = _JOINT.match(sentence, end)
        if not joint:
            break
        at = joint.end()
    return items, end


def _item(match: re.Match[str]) -> _Item:
    day = _int(match["day"]) or _TENTHS.get(match["tenth"] or "")
    last = bool(match["last"]) or match["tenth"] == "下旬"
    return _Item(_int(match["year"]), int(bool(match["next"])), _int(match["month"]), day, last)


def _dates(items: list[_Item], year: int | None) -> Iterator[date]:
    """Each member as a day: a year and month go on from the one before, a day comes from the next that has one."""
    month: int | None = None
    for index, item in enumerate(items):
        year = item.year or (year + item.shift if year else None)
        month = item.month or month
        rest = [later for later in items[index:] if later.day or later.last]
        shared = rest[0] if rest and all(later.month for later in items[index : items.index(rest[0]) + 1]) else item
        if year and month:
            day = _date(year, month, shared.day) if shared.day else _date(year, month, _last_day(year, month))
            if day:
                yield day


def _recurring(sentence: str, at: int, year: int | None) -> Days | None:
    match = _EVERY.match(sentence, at)
    if not match or match["working"]:
        return None
    bare = not (match["which"] or match["day"] or match["last"])
    if bare and not _VERB_NEAR.match(sentence, match.end()):
        return None
    before = _BEFORE.match(sentence, match.end())
    end = before.end() if before else match.end()
    day = _int(match["day"])
    unit = match["unit"] or match["bare_unit"]
    if unit == "月":
        return Days((), day if day and day <= 31 else 31, True, at, end) if not match["which"] or day else None
    size = 6 if unit == "半年" else 3
    late = (match["which"] or "").endswith(("后", "次月")) or bool(_OF_LAST_PERIOD.match(sentence, end) and day)
    return Days(tuple(_period_days(year, size, match["which"] or "", day, late=late)), None, True, at, end)


def _period_days(year: int | None, size: int, which: str, day: int | None, *, late: bool) -> Iterator[date]:
    """The day in each quarter or half-year of `year`; `late` when it falls in the period after."""
    if not year:
        return
    first = bool(re.match(r"首|第[一1]", which))
    for last_month in range(size, 13, size):
        month = last_month - size + 1 if first else last_month - 1 if which.startswith("第") else last_month
        if late:
            month = month + size if first else last_month + 1
        at_year, at_month = year + (month - 1) // 12, (month - 1) % 12 + 1
        last = _last_day(at_year, at_month)
        found = _date(at_year, at_month, last - (day or 0) if which.endswith("前") else min(day or 31, last))
        if found:
            yield found


def _last_day(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1] if 1 <= month <= 12 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _int(number: str | None) -> int | None:
    if not number:
        return None
    return int(number) if number.isdecimal() else chinese_to_int(number.replace("○", "〇"))
