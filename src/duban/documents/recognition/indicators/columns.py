"""What the columns of an indicator table hold: field, number, name, unit, values by year, nature, units in charge.

In: a `Grid`.  Out: `Columns`, or None when it is no indicator table.
Reads 领域/序号/主要指标/单位/2020年/2025年目标/指标性质, 一级指标/二级指标, 基期值/目标值, yearly targets, in any
order. A task table (重点任务/牵头单位/完成时限) has no column of values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from duban.documents.recognition.indicators.names import is_unit, nature_of
from duban.documents.structure.tables import Grid


class Column(Enum):
    FIELD = auto()
    NUMBER = auto()
    NAME = auto()
    UNIT = auto()
    NATURE = auto()
    LEAD = auto()
    RESPONSIBLE = auto()
    SUPPORT = auto()
    TASKS = auto()
    BASELINE = auto()
    TARGET = auto()
    GROWTH = auto()  # 年均增长[累计]
    YEAR = auto()  # a bare year: baseline or target, by what stands beside it
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Values:
    """A column of values: baseline, target or growth, and the year it is for."""

    column: int
    kind: Column
    year: int | None
    heading: str


@dataclass(frozen=True, slots=True)
class Columns:
    names: tuple[int, ...]
    values: tuple[Values, ...]
    field: int | None = None
    number: int | None = None
    unit: int | None = None
    nature: int | None = None
    lead: int | None = None
    responsible: int | None = None
    support: int | None = None
    tasks: int | None = None

    def of(self, kind: Column) -> tuple[Values, ...]:
        return tuple(values for values in self.values if values.kind is kind)


_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"[（(\[〔【][^（）()\[\]〔〕【】]*[）)\]〕】]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"十([二三四五六])五")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_PLACE = re.compile(r"(?!全)[一-龥]{2,6}(?:县|市|区|州|旗|盟|镇|乡|街道|开发区|新区)")
_STATE = re.compile(r"基期|现状|实际|完成|基数|基准|实绩|实现|当前|目前|预计|上年|去年|初值|执行")
_GOAL = re.compile(r"目标|规划|计划|预期|指标值|任务数|控制数|任务值|要求|拟|中期|远景")
_PACE = re.compile(r"年均|累计|平均|[比较]上年|同比")
_EARLIER = re.compile(r"(?<![比较])(?:上年|去年)")
_VALUE = re.compile(
    r"(?:19|20)\d\d|十[二三四五六]五|值$|目标|基期|现状|基数|年均|累计|实际|上年|计划数|任务数|增速|增幅"
)
_RULES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:指标)?(?:序号|编号|序|项次|No\.?|NO\.?)")),
    (
        Column.OTHER,
        re.compile(r".*(?:时限|时间|期限|备注|说明|权重|分值|得分|分数|来源|口径|责任人|领导|公式|解释|标准|评分.*)"),
    ),
    (Column.NATURE, re.compile(r"(?:指标)?(?:性质|属性)")),
    (Column.LEAD, re.compile(r".*(?:牵头|主责|主管|主办).{0,6}")),
    (Column.SUPPORT, re.compile(r".*(?:配合|协办|参与|协同).{0,4}")),
    (Column.RESPONSIBLE, re.compile(r".*(?:责任|负责|实施|承办|落实|填报|报送)(?:单位|部门|主体).{0,4}|部门")),
    (Column.UNIT, re.compile(r"(?:计量|指标|数量|数据)?单位")),
    (Column.TASKS, re.compile(r".*(?:措施|举措|重点任务|工作任务|主要任务|重点工作|主要工作)")),
    (
        Column.FIELD,
        re.compile(
            r"领域|(?:指标)?(?:类别|分类|类型|维度|大类|类)|板块|方面|一级指标|目标领域|指标领域|系统|维度层|准则层"
        ),
    ),
    (
        Column.NAME,
        re.compile(
            r"(?:主要|具体|核心|重点|考核|评价|监测|发展|二级|三级|四级|工作|规划|量化|约束性|预期性|建设|分项|关键|绩效|年度)?"
            r"指标(?:名称|内容|体系|项目|项)?|(?:.*/)?指标(?:名称)?|指标及单位|.{0,12}主要指标|名称|项目|内容|主要目标|目标名称|指标层"
        ),
    ),
)


def read_columns(grid: Grid, *, year: int | None = None) -> Columns | None:
    """The columns of an indicator table: a name and at least one target; None for every other table."""
    kinds = [_kind(grid, column) for column in range(len(grid.header))]
    if Column.NAME not in kinds and kinds.count(Column.FIELD) == 1:
        kinds[kinds.index(Column.FIELD)] = Column.NAME
    kinds = _projects_are_fields(grid, kinds)
    values = _settled(_values(grid, kinds, year))
    names = tuple(column for column, kind in enumerate(kinds) if kind is Column.NAME)
    columns = Columns(
        names,
        values,
        field=_first(kinds, Column.FIELD),
        number=_first(kinds, Column.NUMBER),
        unit=_first(kinds, Column.UNIT),
        nature=_first(kinds, Column.NATURE),
        lead=_first(kinds, Column.LEAD),
        responsible=_first(kinds, Column.RESPONSIBLE),
        support=_first(kinds, Column.SUPPORT),
        tasks=_first(kinds, Column.TASKS),
    )
    return columns if _is_indicator_table(grid, columns) else None


def _projects_are_fields(grid: Grid, kinds: list[Column]) -> list[Column]:
    """项目 before 指标名称 is the field that the indicators stand in."""
    names = [column for column, kind in enumerate(kinds) if kind is Column.NAME]
    named = [column for column in names if "指标" in grid.header[column]]
    if not named or Column.FIELD in kinds:
        return kinds
    first = next((column for column in names if column < named[0]), None)
    return [Column.FIELD if column == first else kind for column, kind in enumerate(kinds)]


def _is_indicator_table(grid: Grid, columns: Columns) -> bool:
    if not columns.names or not (columns.of(Column.TARGET) or columns.of(Column.GROWTH)):
        return False
    if any("指标" in grid.header[column] for column in columns.names):
        return True
    return columns.unit is not None and (len(columns.values) > 1 or columns.nature is not None)


def _kind(grid: Grid, column: int) -> Column:
    heading = _plain(grid.header[column])
    for text in (heading.rpartition("/")[2], heading):
        for kind, pattern in _RULES:
            if pattern.fullmatch(text):
                return _by_content(grid, column, kind)
        if _VALUE.search(text):
            return Column.YEAR
    return Column.OTHER


def _plain(heading: str) -> str:
    heading = _BLANKS.sub("", heading).strip("*：:")
    return _BRACKETS.sub("", heading) or heading


def _by_content(grid: Grid, column: int, kind: Column) -> Column:
    """单位 may head departments, 类型 may head 约束性."""
    texts = [_BLANKS.sub("", row.text(column)) for row in grid.rows[:60]]
    texts = [text for text in texts if text]
    if kind is Column.UNIT:
        bodies = sum(
            text.endswith(("局", "委", "办", "政府", "中心", "部门", "单位")) and not is_unit(text) for text in texts
        )
        return Column.RESPONSIBLE if bodies * 2 > len(texts) else kind
    if kind in (Column.FIELD, Column.OTHER) and texts and all(nature_of(text) for text in texts):
        return Column.NATURE
    return kind


def _first(kinds: Sequence[Column], kind: Column) -> int | None:
    return kinds.index(kind) if kind in kinds else None


def _values(grid: Grid, kinds: Sequence[Column], year: int | None) -> list[Values]:
    found = []
    for column, kind in enumerate(kinds):
        if kind is Column.YEAR and not is_of_a_place(grid.header[column]):
            heading = _BLANKS.sub("", grid.header[column])
            found.append(Values(column, _value_kind(heading), _year_of(heading, grid.caption, year), heading))
    return found


def _value_kind(heading: str) -> Column:
    if _PACE.search(heading):
        return Column.GROWTH
    if re.search(r"预计(?:完成|实现|数)|预计$|实际|完成(?!目标|任务)", heading):
        return Column.BASELINE
    if _GOAL.search(heading) and not re.search(r"基期|现状", heading):
        return Column.TARGET
    return Column.BASELINE if _STATE.search(heading) else Column.YEAR


def _year_of(heading: str, caption: str, year: int | None) -> int | None:
    """The last year a heading names; for 目标值 alone the end of the caption's period, or the plan's year."""
    if years := _YEAR.findall(heading):
        return int(years[-1])
    if period := _PERIOD.search(heading):
        return _PERIOD_END[period[1]]
    if _EARLIER.search(heading):
        return year - 1 if year else None
    period = _PERIOD.search(caption)
    if _value_kind(heading) is Column.BASELINE:
        return _PERIOD_END[period[1]] - 5 if period else None
    return _PERIOD_END[period[1]] if period else year


def is_of_a_place(heading: str) -> bool:
    """A value broken down to one county: 各县（市、区）目标值 over 临川县."""
    upper, _, lower = _BLANKS.sub("", heading).rpartition("/")
    return bool(_PLACE.fullmatch(lower)) and bool(upper)


def _settled(values: Sequence[Values]) -> tuple[Values, ...]:
    """Bare years: targets after a baseline; the first is the baseline where nothing is marked as one."""
    bare = [one for one in values if one.kind is Column.YEAR]
    marked = {one.kind for one in values}
    first = min((one.year or 0 for one in bare), default=0)
    later = [one for one in values if one.kind is not Column.BASELINE and one is not bare[0]] if bare else []
    begins = Column.BASELINE not in marked and bool(later)
    goals = [one.year for one in values if one.kind is Column.TARGET and one.year]
    settled = []
    for one in values:
        if one.kind is Column.YEAR:
            past = bool(goals) and (one.year or 0) < min(goals)
            is_state = past or (begins and (one.year or 0) == first and not goals)
            one = replace(one, kind=Column.BASELINE if is_state else Column.TARGET)
        settled.append(one)
    end = max((one.year for one in settled if one.kind is Column.TARGET and one.year), default=None)
    return tuple(_paced(one, end) for one in settled)


def _paced(values: Values, end: int | None) -> Values:
    """A pace without years of its own leads to the last target."""
    dated = _YEAR.search(values.heading) or _PERIOD.search(values.heading)
    return replace(values, year=end or values.year) if values.kind is Column.GROWTH and not dated else values
