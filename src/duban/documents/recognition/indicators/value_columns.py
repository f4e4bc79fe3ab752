"""What the columns of values in an indicator table hold: which are targets, baselines, figures, for which year.

In: a `Grid` and the columns whose headings tell of values.  Out: `Values`, and headings that are left out.
Reads 2020年/2025年目标, 目标值（2018）, 基期（2016年）, 评价值 beside 目标值 under one year, 2026年上半年完成; passes
over 完成率, columns of one county, and targets for a part of a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from duban.documents.recognition.indicators.kinds import Column, Values
from duban.documents.structure.tables import Grid

_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"十([二三四五六])五")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_PLACE = re.compile(r"(?!全)[一-龥]{2,6}(?:县|市|区|州|旗|盟|镇|乡|街道|开发区|新区)")
_PARTS = re.compile(r"/|(?=(?:19|20)\d\d)")
_STATE = re.compile(r"基期|现状|实际|完成|基数|基准|实绩|实现|当前|目前|预计|上年|去年|初值|执行")
_GOAL = re.compile(r"目标|规划|计划|预期|指标值|任务数|控制数|任务值|要求|拟|中期|远景")
_PACE = re.compile(r"年均|累计|平均|[比较]上年|同比")
_EARLIER = re.compile(r"(?<![比较])(?:上年|去年)")
_REACHED = re.compile(r"预计(?:完成|实现|数)|预计$|实际|完成(?!目标|任务)")
_EVALUATES = re.compile(r"评价(?:值|分值?|得分|指数)|(?:预期|计划|目标)实现程度")
_SHARE = re.compile(r"(?:完成|达成|实现|执行)(?:率|比例|程度|进度)|排名|位次|差距|缺口|增减")
_MARKED = re.compile(r"基期|现状|基数|基准|初值")
_NOT_MEASURED = re.compile(r"预计|预期|基期|现状|基数|基准")
_UP_TO = re.compile(r"1月?[-—–－~～至到]{1,2}(\d{1,2})月|(?:截至|截止)?(?<!\d)(\d{1,2})月(?:份|底|末)?")
_QUARTERS = {
    "一季度": 3,
    "1季度": 3,
    "第一季度": 3,
    "上半年": 6,
    "前二季度": 6,
    "前三季度": 9,
    "1-3季度": 9,
    "前3季度": 9,
}
_PART = re.compile(r"(?:前|第)?[一二三四1-4](?:[-—至][1-4])?季度|[上下]半年")
_YEARS_OF_A_PLAN = 3  # so many years of targets make a plan whose baseline lies before them


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """Beside the values what is left out: counties, and headings of targets for a part of a year."""

    values: tuple[Values, ...]
    places: tuple[str, ...]
    parts_of_years: tuple[str, ...]


def read_value_columns(grid: Grid, columns: Iterable[int], *, year: int | None) -> ValueColumns:
    """What `columns` hold; a table that is of one place alone is not broken down to it."""
    found = [one for column in columns if (one := _values(grid, column, year))]
    placed = {column: place for column, label in enumerate(grid.header) if (place := _place_of(label))}
    if found and len(set(placed.values())) == 1 and all(one.column in placed for one in found):
        placed = {}
    own = [one for one in found if one.column not in placed]
    left_out = [one for one in own if one.month == 0 or (one.month and one.kind is not Column.BASELINE)]
    kept = [one for one in own if one not in left_out]
    return ValueColumns(
        _settled(_without_results(_dated(kept, year))),
        tuple(dict.fromkeys(placed.values())),
        tuple(one.heading for one in left_out),
    )


def _values(grid: Grid, column: int, year: int | None) -> Values | None:
    heading = _BLANKS.sub("", grid.header[column])
    kind = _value_kind(heading)
    if kind is Column.OTHER:
        return None
    return Values(
        column,
        kind,
        _year_of(heading, grid.caption, year),
        heading,
        _month_of(heading),
        bool(_MARKED.search(heading)),
        kind is Column.BASELINE and not _NOT_MEASURED.search(heading),
    )


def _value_kind(heading: str) -> Column:
    if _EVALUATES.search(heading) or heading.endswith("实现程度"):
        return Column.EVALUATION
    if _SHARE.search(heading):
        return Column.OTHER
    if _PACE.search(heading):
        return Column.GROWTH
    if _REACHED.search(heading):
        return Column.BASELINE
    if _GOAL.search(heading) and not re.search(r"基期|现状", heading):
        return Column.TARGET
    return Column.BASELINE if _STATE.search(heading) else Column.YEAR


def _year_of(heading: str, caption: str, year: int | None) -> int | None:
    """The last year a heading names; for 目标值 alone the end of the caption's period, or the plan's year."""
    if years := _YEAR.findall(heading):
        return int(years[-1])
    if period := _PERIOD.search(heading):
        return _PERIOD_END[period[1]] - (2 if "中期" in heading else 0)
    if _EARLIER.search(heading):
        return year - 1 if year else None
    period = _PERIOD.search(caption)
    if _value_kind(heading) is Column.BASELINE:
        return _PERIOD_END[period[1]] - 5 if period else None
    return _PERIOD_END[period[1]] if period else year


def _month_of(heading: str) -> int | None:
    """Up to the end of which month; None for a whole year, 0 for a part that does not begin in January."""
    if found := _UP_TO.search(heading):
        month = int(found[1] or found[2])
        return month if 1 <= month < 12 else None
    part = _PART.search(heading)
    return _QUARTERS.get(part[0], 0) if part else None


def _place_of(heading: str) -> str:
    """The county a value is broken down to: 临川县 under 各县（市、区）目标值, or over 目标值, 2018年; "" for none."""
    parts = _PARTS.split(_BLANKS.sub("", heading))
    return next((part for part in parts if _PLACE.fullmatch(part)), "") if len(parts) > 1 else ""


def _dated(values: Sequence[Values], year: int | None) -> list[Values]:
    """实际值 without a year to the right of 目标值 came back: it is of the target's year."""
    goals = [one for one in values if one.kind is Column.TARGET]
    first = min((one.column for one in goals), default=None)
    years = {one.year for one in goals}
    return [
        replace(one, year=next(iter(years), year))
        if one.measured and one.year is None and first is not None and one.column > first and len(years) == 1
        else one
        for one in values
    ]


def _without_results(values: Sequence[Values]) -> list[Values]:
    """实现程度 beside 实际值 is what came of it; alone it is what was planned."""
    goals = {one.year for one in values if one.kind is Column.TARGET}
    came = any(one.measured and one.year in goals for one in values)
    return [one for one in values if not (came and _is_result(one))]


def _is_result(values: Values) -> bool:
    return values.kind is Column.EVALUATION and not _EVALUATES.search(values.heading)


def _settled(values: Sequence[Values]) -> tuple[Values, ...]:
    """Bare years: targets after a baseline; the first is the baseline where nothing is marked as one."""
    bare = [one for one in values if one.kind is Column.YEAR]
    marked = {one.kind for one in values}
    first = min((one.year or 0 for one in bare), default=0)
    later = [one for one in values if one.kind is not Column.BASELINE and one is not bare[0]] if bare else []
    begins = Column.BASELINE not in marked and bool(later)
    goals = [one.year for one in values if one.kind in (Column.TARGET, Column.EVALUATION) and one.year]
    settled = []
    for one in values:
        if one.kind is Column.YEAR:
            past = bool(goals) and (one.year or 0) < min(goals)
            is_state = past or (begins and (one.year or 0) == first and not goals)
            one = replace(one, kind=Column.BASELINE if is_state else Column.TARGET, measured=is_state)
        settled.append(one)
    end = max((one.year for one in settled if one.kind is Column.TARGET and one.year), default=None)
    return tuple(_paced(one, end) for one in settled)


def _paced(values: Values, end: int | None) -> Values:
    """A pace without years of its own leads to the last target."""
    dated = _YEAR.search(values.heading) or _PERIOD.search(values.heading)
    return replace(values, year=end or values.year) if values.kind is Column.GROWTH and not dated else values


def base_of(given: Sequence[Values], goals: Sequence[Values]) -> Values | None:
    """The column of the baseline among those of states: marked as one, else the latest before the targets.

    A plan of one or two years starts from the year before its last (2024年完成 before 2025年目标)."""
    whole = [one for one in given if one.month is None or one.marked]
    years = sorted({one.year for one in goals if one.year})
    bound = years[0 if len(years) >= _YEARS_OF_A_PLAN else -1] if years else None
    before = [one for one in whole if one.year is None or bound is None or one.year < bound]
    earlier = [one for one in whole if one.year is not None and years and one.year < years[-1]]
    marked = [one for one in whole if one.marked]
    return max(marked or before or earlier, key=lambda one: (one.year or 0, one.column), default=None)
