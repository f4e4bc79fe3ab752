"""What the columns of an indicator table hold: field, number, name, unit, values by year, nature, units in charge.

In: a `Grid`.  Out: `Columns`, or None when it is no indicator table.
Reads 领域/序号/主要指标/单位/2020年/2025年目标/指标性质, 一级指标/二级指标, 基期值/目标值, yearly targets, in any
order. A task table (重点任务/牵头单位/完成时限) has no column of values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.recognition.indicators.kinds import Column, Values
from duban.documents.recognition.indicators.names import is_unit, nature_of
from duban.documents.recognition.indicators.value_columns import read_value_columns
from duban.documents.structure.tables import Grid


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
    weight: int | None = None
    places: tuple[str, ...] = ()  # of columns left out because they break values down to counties
    parts_of_years: tuple[str, ...] = ()  # headings of columns left out because their targets are of no whole year

    def of(self, kind: Column) -> tuple[Values, ...]:
        return tuple(values for values in self.values if values.kind is kind)


_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"[（(\[〔【][^（）()\[\]〔〕【】]*[）)\]〕】]")
_VALUE = re.compile(
    r"(?:19|20)\d\d|十[二三四五六]五|值$|目标|基期|现状|基数|年均|累计|实际|上年|计划数|任务数|增速|增幅|"
    r"完成[数量]?$"
)
_RULES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:指标)?(?:序号|编号|序|项次|No\.?|NO\.?)")),
    (Column.WEIGHT, re.compile(r"(?:指标|评价|考核|监测)?(?:权重|权数|分值|标准分|基本分|基础分)(?:系数)?")),
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
    at = [column for column, kind in enumerate(kinds) if kind is Column.YEAR]
    value_columns = read_value_columns(grid, at, year=year)
    names = tuple(column for column, kind in enumerate(kinds) if kind is Column.NAME)
    columns = Columns(
        names,
        value_columns.values,
        field=_first(kinds, Column.FIELD),
        number=_first(kinds, Column.NUMBER),
        unit=_first(kinds, Column.UNIT),
        nature=_first(kinds, Column.NATURE),
        lead=_first(kinds, Column.LEAD),
        responsible=_first(kinds, Column.RESPONSIBLE),
        support=_first(kinds, Column.SUPPORT),
        tasks=_first(kinds, Column.TASKS),
        weight=_first(kinds, Column.WEIGHT),
        places=value_columns.places,
        parts_of_years=value_columns.parts_of_years,
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
