"""Give each column of a task table its role: number, group, text, measures, or a field of the responsibility.

In: a `Grid`.  Out: `TaskColumns`, or None when it is no task table.
Where several columns could be the text (重点任务 | 具体举措, 一级任务 | 二级任务), the one that says something new
for every task is; those before it are groups, those behind it measures. `fields` reads the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from duban.documents.recognition.responsibility import Field
from duban.documents.recognition.tables.fields import HOLDERS, RESPONSIBILITY, field_of, fields_of, names_units
from duban.documents.structure.columns import Content, contents_of
from duban.documents.structure.tables import Grid, GridRow

_YEAR = re.compile(r"(?:19|20)\d\d年")
_RANKED = re.compile(r"[一二三]级")
_INDICATOR = ("指标", "指标名称", "指标内容")
_ENOUGH = 0.75  # a column begins a new cell for about every task when it does so for this part of them


@dataclass(frozen=True, slots=True)
class Group:
    """A column of headings, and the column of their numbers where they have one."""

    column: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TaskColumns:
    text: int
    number: int | None
    groups: tuple[Group, ...]
    measures: tuple[int, ...]
    contents: tuple[int, ...]  # of the measures those that say what is done: 工作内容, 建设内容
    targets: tuple[int, ...]
    holders: tuple[tuple[Field, int], ...]  # who is responsible, and until when
    others: tuple[int, ...]  # remarks, and columns no one knows: their words go to the measures
    header: tuple[str, ...]

    @property
    def wordy(self) -> tuple[int, ...]:
        """Columns whose words may stand for an empty text."""
        return (*self.measures, *self.targets)


def task_columns(grid: Grid) -> TaskColumns | None:
    """The roles of a task table's columns; None unless it has a text and somebody responsible."""
    rows = [row for row in grid.rows if row.heading is None]
    fields = fields_of(grid, rows)
    holders = tuple((field, column) for column, field in enumerate(fields) if field in RESPONSIBILITY)
    texts = [column for column, field in enumerate(fields) if field is Field.text]
    if not texts or _measures_indicators(grid.header, texts, _figures(grid.header, rows)):
        return None
    if not any(field in HOLDERS for field, _ in holders) and not any(names_units(rows, column) for column in texts):
        return None
    numbers = [column for column, field in enumerate(fields) if field is Field.number]
    measures = [column for column, field in enumerate(fields) if field is Field.measures]
    texts = [column for column in texts if column > max(numbers, default=-1)] or texts
    said = [*measures, *(column for column, field in enumerate(fields) if field is Field.target)]
    text = _text_column(texts, said, _tasks_in(rows, numbers, holders), rows)
    grouped = [column for column, field in enumerate(fields) if field in (Field.chapter, Field.group)]
    grouped += [column for column, field in enumerate(fields) if field is Field.text and column < text]
    grouped += [column for column in range(text) if _heads_tasks(grid.header, fields, rows, column, text)]
    return _settled(grid, fields, text, numbers, sorted(grouped), holders, rows)


def _settled(
    grid: Grid, fields: Sequence[Field | None], text: int, numbers: list[int], grouped: list[int],
    holders: tuple[tuple[Field, int], ...], rows: Sequence[GridRow],
) -> TaskColumns:  # fmt: skip
    number, of_groups = _numbers(numbers, grouped, text, rows)
    groups = tuple(Group(column, of_groups.get(column)) for column in grouped)
    measures = tuple(
        column for column, field in enumerate(fields)
        if column != text and (field is Field.measures or (field is Field.text and column > text))
    )  # fmt: skip
    contents = tuple(column for column in measures if fields[column] is Field.text)
    targets = tuple(
        column for column, field in enumerate(fields)
        if field is Field.target and column not in grouped and column != text
    )  # fmt: skip
    taken = {text, number, *measures, *targets, *grouped, *of_groups.values(), *(column for _, column in holders)}
    others = tuple(column for column in range(len(fields)) if column not in taken)
    return TaskColumns(text, number, groups, measures, contents, targets, holders, others, grid.header)


def begun(rows: Iterable[GridRow], columns: Sequence[int]) -> int:
    """In how many rows one of `columns` begins a cell with words in it."""
    return sum(any(row.begins(column) and row.text(column).strip() for column in columns) for row in rows)


def _tasks_in(rows: Sequence[GridRow], numbers: Sequence[int], holders: Sequence[tuple[Field, int]]) -> int:
    """About how many tasks the rows hold: as many as there are numbers or responsibilities."""
    counted = [begun(rows, [column]) for column in numbers]
    return max([*counted, begun(rows, [column for field, column in holders if field in HOLDERS])])


def _text_column(texts: Sequence[int], said: Sequence[int], tasks: int, rows: Sequence[GridRow]) -> int:
    """The first column that says something new for about every task: a text, else a measure or target behind it."""
    columns = (*texts, *sorted(column for column in said if column > texts[0]))
    counted = {column: _changes(rows, column) for column in columns}
    most = max(counted.values())
    wanted = min(tasks or most, most) * _ENOUGH
    return next(column for column in columns if counted[column] >= wanted)


def _heads_tasks(
    header: Sequence[str], fields: Sequence[Field | None], rows: Sequence[GridRow], column: int, text: int
) -> bool:
    """一级目标 before 三级任务; or a column under an unknown heading whose cells reach over several tasks."""
    if fields[column] not in (None, Field.unknown, Field.target):
        return False
    over_several = 0 < _changes(rows, column) < _changes(rows, text) * _ENOUGH
    return bool(_RANKED.match(header[column])) or (fields[column] is not Field.target and over_several)


def _figures(header: Sequence[str], rows: Sequence[GridRow]) -> bool:
    """A column of targets holds nothing but figures: 6%, 2万人."""
    for column, label in enumerate(header):
        if field_of(label) is not Field.target:
            continue
        contents = contents_of(row.text(column) for row in rows)
        if (contents[Content.FIGURE] + contents[Content.NUMBER]) * 2 > contents.total():
            return True
    return False


def _measures_indicators(header: Sequence[str], texts: Sequence[int], figures: bool) -> bool:
    """主要指标 | 单位 | 2020年 | 2025年目标 | 责任单位: indicators, not tasks."""
    years = sum(bool(_YEAR.match(label)) for label in header)
    texts = texts if any(header[column].endswith(_INDICATOR) for column in texts) else range(len(header))
    named = [header[column] for column in texts if header[column].endswith(_INDICATOR)]
    return bool(named) and (figures or years > 0 or any(label in ("单位", "计量单位", "目标值") for label in header))


def _changes(rows: Iterable[GridRow], column: int) -> int:
    """How often the column says something else than the row before; a category may be repeated in every row."""
    texts = [row.text(column).strip() for row in rows if row.begins(column) and row.text(column).strip()]
    return len(texts) - sum(before == after for before, after in pairwise(texts))


def _numbers(
    numbers: Sequence[int], groups: Sequence[int], text: int, rows: Sequence[GridRow]
) -> tuple[int | None, dict[int, int]]:
    """The column that numbers the tasks, and those that number the groups to their right."""
    before = [column for column in numbers if column < text]
    own = before[-1] if before else next(iter(numbers), None)
    if own is not None and _numbers_group(own, groups, text, rows):
        own = None
    of_groups: dict[int, int] = {}
    for column in before:
        headed = next((group for group in groups if group > column), None)
        if column != own and headed is not None:
            of_groups[headed] = column
    return own, of_groups


def _numbers_group(number: int, groups: Sequence[int], text: int, rows: Sequence[GridRow]) -> bool:
    """The last number column counts a group: it stands before one, and far fewer numbers than tasks stand in it."""
    counted = begun(rows, [number])
    return any(group > number for group in groups) and counted < begun(rows, [text]) * _ENOUGH
