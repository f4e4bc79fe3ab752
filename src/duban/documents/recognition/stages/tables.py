"""Stages in a table (阶段 / 完成时间 / 工作内容), and the union of two tellings of the same stages.

In: one `Table`; two lists of stages.  Out: `Stage`s.
"迎接验收阶段" in the prose and "迎检验收阶段" in the table are one stage: the name and days of the first stand,
the work of the second is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from duban.documents.blocks import Table
from duban.documents.model import Stage
from duban.documents.recognition.quantities.dates import find_dates, find_periods
from duban.documents.recognition.stages.work import items_of
from duban.documents.structure.columns import Content, squeeze
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.tables import Grid, GridRow, read_grid

_NAMES = (
    "阶段",
    "工作阶段",
    "实施阶段",
    "阶段名称",
    "时间阶段",
    "步骤",
    "工作步骤",
    "实施步骤",
    "推进阶段",
    "阶段划分",
    "整治阶段",
    "时间步骤",
    "推进步骤",
    "环节",
)
_TIMES = re.compile(r"时间|时限|期限|日期|起止|进度")
_WORK = re.compile(r"内容|措施|任务|工作|要求|举措|事项|目标|重点")
_ALIKE = 0.5
_ROWS_PER_STAGE = 2  # a table that gives a stage more rows than this divides tasks
_BARE_MONTH = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_NOISE = re.compile(r"阶段|第[一二三四五六七八九十\d]+|[\s：:、，,（）()]|^[一二三四五六七八九十\d]+[、.]")


def is_stage_table(table: Table) -> bool:
    """The table tells stages and no tasks, though it names units: hardly more rows than stages, which come first."""
    stages = stages_of_table(table, year=None)
    if len(stages) < 2:
        return False
    grid = read_grid(table, columns=_heading)
    name = next(column for column, label in enumerate(grid.header) if label in _NAMES)
    first = not any(_WORK.search(label) for label in grid.header[:name])
    return first and len(grid.rows) <= len(stages) * _ROWS_PER_STAGE


def stages_of_table(table: Table, *, year: int | None) -> list[Stage]:
    """The stages of a table that has a column of them, of days and of work; none of any other table."""
    if not any(squeeze(cell.text) in _NAMES for cell in table.cells[:30]):
        return []
    grid = read_grid(table, columns=_heading)
    name = next((column for column, label in enumerate(grid.header) if label in _NAMES), None)
    time = _column(grid, _TIMES)
    if name is None or time is None:
        return []
    work = [column for column, label in enumerate(grid.header) if column not in (name, time) and _WORK.search(label)]
    stages: list[Stage] = []
    for row in grid.rows:
        stage = _stage(row, name, time, work, year)
        year = stage.ends_on.year if stage.ends_on else year
        if stages and (not stage.name or not row.begins(name)):
            stages[-1] = replace(stages[-1], work=stages[-1].work + stage.work)
        elif stage.name:
            stages.append(stage)
    return stages


def merge(stages: Sequence[Stage], more: Sequence[Stage]) -> list[Stage]:
    """Both lists as one; a stage told twice stands once."""
    merged = list(stages)
    for index, stage in enumerate(more):
        at = _same(merged[: len(stages)], stage, index)
        if at is None:
            merged.append(stage)
            continue
        known = merged[at]
        work = known.work + tuple(item for item in stage.work if item not in known.work)
        merged[at] = replace(
            known, starts_on=known.starts_on or stage.starts_on, ends_on=known.ends_on or stage.ends_on, work=work
        )
    return merged


def _same(stages: Sequence[Stage], stage: Stage, index: int) -> int | None:
    """Where `stages` has this stage: by its name, by a name much alike, by its days and place in the order."""
    name = _NOISE.sub("", stage.name)
    for at, known in enumerate(stages):
        if _NOISE.sub("", known.name) == name and name:
            return at
    if index < len(stages):
        known = stages[index]
        alike = SequenceMatcher(None, _NOISE.sub("", known.name), name).ratio()
        if alike >= _ALIKE or (stage.ends_on and known.ends_on == stage.ends_on) or not name:
            return index
    return None


def _heading(label: str) -> Content:
    known = label in (*_NAMES, "序号") or (len(label) <= 12 and (_TIMES.search(label) or _WORK.search(label)))
    return Content.PROSE if known or label in ("责任单位", "备注", "责任人", "牵头单位") else Content.NOTHING


def _column(grid: Grid, words: re.Pattern[str]) -> int | None:
    return next((column for column, label in enumerate(grid.header) if words.search(label)), None)


def _stage(row: GridRow, name: int, time: int, work: Sequence[int], year: int | None) -> Stage:
    starts, ends = period_of(close_gaps(row.text(time).replace("\n", "")), year)
    items = tuple(item for column in work for item in items_of(row.text(column)))
    return Stage(close_gaps(row.text(name).replace("\n", "")).strip(), starts, ends, items, row.place)


def period_of(text: str, year: int | None) -> tuple[date | None, date | None]:
    """First and last day of the words: a period, a bare month of `year`, or a single day to end on."""
    bare = f"{year}年{text.strip()}" if year and _BARE_MONTH.match(text) else text
    if periods := find_periods(text, year=year) or find_periods(bare, year=year):
        return periods[0].value
    dates = find_dates(text, year=year)
    return None, dates[-1].value if dates else None
