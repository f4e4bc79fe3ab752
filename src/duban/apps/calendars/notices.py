"""Read the yearly notice on days off: 元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

In: the text, the year.  Out: the days it names, and what is doubtful in it. Lines of the form 2027-01-01 放假 元旦,
as a workbook gives them, are read as well. Knows neither Django nor the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from duban.apps.calendars.named_days import NamedDay
from duban.rulebook.working_days import DayKind, is_weekend

_TITLE = re.compile(r"(20\d\d)年部分节假日")
_HEAD = re.compile(
    r"(?:^|(?<=[\n。;])) ?(?:[一二三四五六七八九十]{1,3}、|\([^()\n]{1,2}\)|\d{1,2}[.、])? ?([\u4e00-\u9fff、]{2,12}):"
)
_DATE = re.compile(r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\((?P<beside>[^()]*)\))?")
_RANGE = re.compile(r"\s*(?:至|到|[-—–~])")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT = re.compile(r"(?:共|放假)(\d{1,2})天")
_WRITTEN = r"(20\d\d)(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?: 00:00:00)?"
_ROW = re.compile(
    rf"^{_WRITTEN}[ ,|]+([^\s,|]{{0,8}}(?:放假|休息|补休|上班)[^\s,|]{{0,8}})(?:[ ,|]+([^\n]+))?$", re.MULTILINE
)
_DAYS = "一二三四五六日"
_WEEK = {word: at for at, word in enumerate(_DAYS)} | {"天": 6}
LONGEST_RANGE, LONGEST_NAME = 31, 40  # days, characters


@dataclass
class Notice:
    """What was read; `year` is the one the title names."""

    year: int | None = None
    days: dict[date, NamedDay] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def add(self, one: NamedDay) -> None:
        known = self.days.get(one.day)
        if known is not None and known.kind != one.kind:
            self.doubts.append(f"{_words(one.day)}既写放假又写上班，按后一处")
        if one.kind is DayKind.WORKING and not is_weekend(one.day):
            self.doubts.append(f"{_words(one.day)}是周{_DAYS[one.day.weekday()]}，本来就上班，请核对年度和日期")
        self.days[one.day] = one


def read_notice(text: str, *, year: int) -> Notice:
    """The days named in the text of a notice, or in lines of a table."""
    text = "\n".join(" ".join(line.split()) for line in unicodedata.normalize("NFKC", text).splitlines())
    title = _TITLE.search(text)
    notice = Notice(year=int(title[1]) if title else None)
    rows = list(_ROW.finditer(text))
    if rows:
        _read_rows(rows, notice)
    else:
        for name, body in _holidays(text):
            _Holiday(name[:LONGEST_NAME], year, notice).read(body)
    return notice


def _read_rows(rows: list[re.Match[str]], notice: Notice) -> None:
    for row in rows:
        try:
            day = date(int(row[1]), int(row[2]), int(row[3]))
        except ValueError:
            notice.doubts.append(f"没有{row[1]}年{row[2]}月{row[3]}日这一天")
            continue
        notice.add(NamedDay(day, _kind(row[4]), (row[5] or "")[:LONGEST_NAME]))


def _holidays(text: str) -> Iterator[tuple[str, str]]:
    """The name of each holiday, and what stands from it to the next."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=False):
        yield head[1], re.sub(r"\s", "", text[head.end() : end])


@dataclass
class _Holiday:
    name: str
    year: int
    notice: Notice

    def read(self, body: str) -> None:
        before = {day for day, one in self.notice.days.items() if one.kind is DayKind.OFF}
        for sentence in re.split("[。;]", body):
            if "鼓励" not in sentence:  # what is only recommended is no day off
                self._sentence(sentence)
        off = {day for day, one in self.notice.days.items() if one.kind is DayKind.OFF} - before
        said = _COUNT.search(body)
        if said and "连休" not in body and int(said[1]) != len(off):
            self.notice.doubts.append(f"{self.name}写的是放假{said[1]}天，读出{len(off)}天，请核对")

    def _sentence(self, sentence: str) -> None:
        """Dates belong to the first word after them that says what they are."""
        waiting: list[date] = []
        month: int | None = None
        for clause in re.split(r",(?![^()]*\))", sentence):
            found, month = self._dates(clause, month)
            waiting += found
            kind = _kind(clause) if re.search("放假|补休|休息|调休|上班", clause) else None
            if kind is not None:
                for day in waiting:
                    self.notice.add(NamedDay(day, kind, self.name))
                waiting = []

    def _dates(self, clause: str, month: int | None) -> tuple[list[date], int | None]:
        """Every day of a clause, and the month it ends in, which the next may leave out."""
        found: list[date] = []
        end = 0
        for match in _DATE.finditer(clause):
            month = int(match["month"]) if match["month"] else month
            day = self._day(match, month)
            if day is not None:
                joined = bool(found) and _RANGE.fullmatch(clause[end : match.start()]) is not None
                found += self._until(found[-1], day, match) if joined else [day]
            end = match.end()
        return found, month

    def _day(self, match: re.Match[str], month: int | None) -> date | None:
        if month is None:
            return None
        try:
            day = date(int(match["year"] or self.year), month, int(match["day"]))
        except ValueError:
            self.notice.doubts.append(f"{self.name}：没有{month}月{match['day']}日这一天")
            return None
        self._check_weekday(day, match["beside"] or "")
        return day

    def _until(self, first: date, last: date, match: re.Match[str]) -> list[date]:
        """The days after the first, up to the last; without a year of its own the last may lie in the next."""
        if last < first and last.month == 1 and not match["year"]:
            last = last.replace(year=first.year + 1)
        length = (last - first).days
        if not 0 < length < LONGEST_RANGE:
            self.notice.doubts.append(f"{self.name}：{_words(first)}至{_words(last)}不像一个假期，没有读取")
            return []
        return [first + timedelta(days=at) for at in range(1, length + 1)]

    def _check_weekday(self, day: date, beside: str) -> None:
        said = _WEEKDAY.search(beside)
        if said and _WEEK[said[1]] != day.weekday():
            self.notice.doubts.append(f"{_words(day)}是周{_DAYS[day.weekday()]}，写的是周{said[1]}，请核对年度和日期")


def _kind(words: str) -> DayKind:
    return DayKind.WORKING if "上班" in words else DayKind.OFF


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
