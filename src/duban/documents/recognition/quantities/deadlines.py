"""By when? 年内, 3月底前, 到2025年, 三季度末, 春节前, 长期坚持: find deadlines and the day each stands for.

In: a task's text, or the value of a 完成时限 cell or label, and the plan's year.  Out: `Deadline`, words always kept.
A year gives its 31 December and a month its last day, also with 前 ("6月前" is 30 June, as offices count it);
only a year with 前 ("2025年前") ends before it begins. Words that name no day (持续推进) give None.
Does not decide whose deadline it is; for a target `targets` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.documents.blocks import Found
from duban.documents.recognition.quantities.dates import SPAN, find_periods, points, span_of, year_of
from duban.documents.recognition.quantities.numbers import halve


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which, None when the words name none; `text` is the words as printed."""

    day: date | None
    text: str


_FAST = re.compile(r"[年月季期续底末前]|常态|时限|立即|\d[日./-]")
# Titles, quotations and document numbers name years that bind nobody.
_QUOTED = re.compile(r"《[^《》]{0,120}》|〔[^〔〕]{0,12}〕|“[^“”]{0,60}”")
_LEAD = re.compile(r"(?:截至|截止|力争到|争取到|到|至|于|在)\s?$")
_TAIL = re.compile(r"\s?(?:(?:年)?[底末内中]?(?:之前|以前|为止|前|内|止))")
_AFTER_YEAR = re.compile(r"\s?(?P<end>年?[底末])?(?P<before>之?前|以前)?")
_BEGINS = re.compile(
    r"(?:^|[，,。；;：:、（(\s□”)）.．])(?:力争|确保|争取|努力|计划|预计|预期|目标|其中|并|且|拟|实现|推动|促进|保证|全面|完成|要)*\s?$"
)
_DONE_BY = re.compile(
    r"[，,、]?(?:计划|力争|确保|争取|实现|全面|全部|基本|正式|主体|要|累计|预计|再)*"
    r"(?:建成|完成|完工|竣工|开工|动工|投产|投用|投入|通车|交付|达到|突破|实现|新增|启动|启用|运营|投运|改造|打造|培育|引进|建设|$|[，,。；;、）)])"
)
_NOT_BY = re.compile(r"[度版届第]|以来|以后|起|后|来(?!年)|的|《|政府工作报告|全国|全省|全市第")
_SPAN_TAIL = re.compile("[末底]?(?:之?前|以前)?")
_NOT_DAY = re.compile(r"\s?(?:以来|以后|[起后]|(?:印发|发布|公布|召开|成立|施行)(?:的|了|《|$))")
_FIVE_YEARS = re.compile(r"(?:到|至)?[“\"□]?十(?P<plan>[三四五六])五[”\"□]?(?:时期|期间|规划期?|期)?[末底](?:之?前)?")
_WITHIN = re.compile(
    r"(?<![\d零〇一二三四五六七八九])(?P<year>(?:今|本|当|明|次)年)?(?:年度内|年内|年底|年末|年终)(?:之?前|以前)?|(?P<this>(?:今|本|明)年度?(?:内|[底末](?:之?前|以前)?)?)(?!以?来|的)"
    r"|本年度(?:内)?|年度内"
)
_WORDS = re.compile(
    r"(?:春节|元旦|国庆节?|中秋节?|五一|汛期|开学|采暖季|供暖期|入冬|两会|雨季|高考|中考)(?:之?前|期间|后)"
    r"|(?:按|按照|根据)(?:国家|省|市|上级|省市|县|有关|规定|要求|时间|省级|文件|工作|部署|省、市){1,4}(?:的)?(?:时限|时间节点|进度|期限)(?:要求)?"
)
_STANDING = re.compile(
    r"(?:^|(?<=[，,；;：:（(。\s]))(?:(?:长期|持续|常态化?|经常性|全程|贯穿全年|每年|每月|每季度|适时|立即|即时|近期|尽快)"
    r"(?:坚持|推进|开展|实施|进行|落实|执行|工作|化|整改|任务|完成|抓好|见效){0,2}(?:并(?:长期|持续)(?:坚持|推进))?)(?=$|[，,；;。）)\s])"
)
_STEADY = re.compile(r"(?:长期|持续|常态化|陆续)(?:推进|坚持|实施|开展|落实|完成|见效)")  # 年内持续推进
_RECURRING = re.compile(r"(?:每[年月季周]|逐[年月])[^，,。；;]{0,3}$")


def find_deadlines(text: str, *, year: int | None = None) -> tuple[Found[Deadline], ...]:
    """Every deadline of `text` in reading order; years gone by and years inside titles are none."""
    if not _FAST.search(text):
        return ()
    half = halve(text)
    spans = list(_five_years(half))
    half = _hide_quoted(half)
    spans += [*_ranges(half, year), *_parts_of_years(half, year), *_days(half, year), *_words(half, year)]
    kept: list[Found[Deadline]] = []
    for day, start, end in sorted(spans, key=lambda one: (one[1], -one[2])):
        if kept and start < kept[-1].end:
            continue
        if _RECURRING.search(half, max(0, start - 6), start) or _is_past(day, half[start:end], year):
            continue
        kept.append(Found(Deadline(day, text[start:end].strip()), start, end))
    return tuple(kept)


def find_deadline(text: str, *, year: int | None = None) -> Found[Deadline] | None:
    """The deadline of the whole: the latest day, for a task is done when its last part is; else the first words."""
    found = find_deadlines(text, year=year)
    dated = [each for each in found if each.value.day]
    if dated:
        return max(dated, key=lambda each: (each.value.day or date.min, -each.start))
    return found[0] if found else None


def read_deadline(value: str, *, year: int | None = None) -> Deadline:
    """The value of a 完成时限 cell or label; keeps the words even when no day can be told."""
    words = " ".join(value.split()).strip("；;。，, ")
    half = halve(words)
    if re.fullmatch(r"(?:19|20|21)\d\d(?:年度?)?", half):
        return Deadline(date(int(half[:4]), 12, 31), words)
    if dotted := re.fullmatch(r"((?:19|20|21)\d\d)[-./](0?[1-9]|1[0-2])", half):
        half = f"{dotted[1]}年{dotted[2]}月"
    found = find_deadline(half, year=year) or find_deadline(half, year=None)
    return Deadline(found.value.day if found else None, words)


def _hide_quoted(text: str) -> str:
    return _QUOTED.sub(lambda match: "□" * len(match[0]), text)


def _is_past(day: date | None, words: str, year: int | None) -> bool:
    """A day of an earlier year is background; 2025年前 ends in 2024 and yet binds the plan of 2025."""
    return bool(day and year and day.year < year and not (words.endswith("前") and day.year == year - 1))


_Span = tuple[date | None, int, int]


def _with_words_around(half: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.search(half, max(0, start - 4), start)
    tail = _TAIL.match(half, end)
    return (lead.start() if lead else start), (tail.end() if tail else end)


def _ranges(half: str, year: int | None) -> Iterator[_Span]:
    for found in find_periods(half, year=year):
        if found.value[0] and re.search(r"[至到~～〜—–-]", half[found.start : found.end]):
            start, end = _with_words_around(half, found.start, found.end)
            yield found.value[1], start, end


def _parts_of_years(half: str, year: int | None) -> Iterator[_Span]:
    for match in SPAN.finditer(half):
        span = span_of(match, year)
        start, end = _with_words_around(half, match.start(), match.end())
        tail = _SPAN_TAIL.match(half, match.end())
        yield span[1] if span else None, start, max(end, tail.end() if tail else end)
    for match in _WITHIN.finditer(half):
        if half[match.start() - 1 : match.start()] in ("近", "往", "历", "每", "□"):
            continue
        at = year_of((match["year"] or (match["this"] or "")[:2]) or None, year)
        start, end = _with_words_around(half, match.start(), match.end())
        steady = _STEADY.match(half, end)
        yield date(at, 12, 31) if at else None, start, steady.end() if steady else end


def _days(half: str, year: int | None) -> Iterator[_Span]:
    for match, at, _, day in points(half, year=year):
        if match["bare"]:
            yield from _year(half, match, at, year)
        elif day and not _NOT_DAY.match(half, match.end()):
            yield (day, *_with_words_around(half, match.start(), match.end()))


def _year(half: str, match: re.Match[str], at: int | None, year: int | None) -> Iterator[_Span]:
    """A bare year binds as 到2025年, 2025年底 or 2025年前; alone only when it is the plan's year or later."""
    if not at or match["bare"][0] in "去上同当" or not 1901 <= at <= 2199:
        return
    lead = _LEAD.search(half, max(0, match.start() - 4), match.start())
    after = _AFTER_YEAR.match(half, match.end())
    end = after.end() if after else match.end()
    if half[match.start() - 1 : match.start()] in ("自", "从", "以"):
        return
    if _NOT_BY.match(half, end) or (not lead and end == match.end() and (year is None or at < year)):
        return
    if not lead and end == match.end() and not _binds_alone(half, match.start(), end):
        return
    before = bool(after and after["before"] and not after["end"])
    yield date(at - before, 12, 31), lead.start() if lead else match.start(), end


def _binds_alone(half: str, start: int, end: int) -> bool:
    """2025年建成… binds at a clause's begin, or before what is done by then; 承办2027年运动会 names an event."""
    return bool(_BEGINS.search(half, max(0, start - 12), start) or _DONE_BY.match(half, end))


def _five_years(half: str) -> Iterator[_Span]:
    """“十四五”末 is the end of 2025, and so on every five years."""
    for match in _FIVE_YEARS.finditer(half):
        yield date(2005 + 5 * "二三四五六".index(match["plan"]) + 10, 12, 31), match.start(), match.end()


def _words(half: str, year: int | None) -> Iterator[_Span]:
    for pattern in (_WORDS, _STANDING):
        for match in pattern.finditer(half):
            yield None, match.start(), match.end()
