"""Give each column of a task table its role: number, group, text, measures, or a field of the responsibility.

In: a `Grid`.  Out: `TaskColumns`, or None when it is no task table.
Reads headings in any wording and order; where one heading stands over several columns (县重点任务 over group, number
and text) or two could be the text (重点任务 | 具体举措), what the cells hold and how often they begin decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from duban.documents.recognition.responsibility import Field, column_field
from duban.documents.structure.columns import Content, contents_of, heading_content
from duban.documents.structure.tables import Grid, GridRow

HOLDERS = (Field.leaders, Field.lead, Field.implement, Field.support, Field.responsible, Field.division)
RESPONSIBILITY = (*HOLDERS, Field.deadline)
_BY_CONTENT = {Content.PERSON: Field.leaders, Content.UNIT: Field.responsible, Content.DATE: Field.deadline}
_YEAR = re.compile(r"(?:19|20)\d\d年")
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
    targets: tuple[int, ...]
    holders: tuple[tuple[Field, int], ...]  # who is responsible, and until when
    others: tuple[int, ...]  # remarks, and columns no one knows: their words go to the measures
    header: tuple[str, ...]


def field_of(label: str) -> Field | None:
    """The role a heading gives; the lower of two rows says more than the upper."""
    for part in (label.rpartition("/")[2], label, label.partition("/")[0]):
        field = column_field(part) if part else None
        if field is not None and field is not Field.unknown:
            return field
    return _BY_CONTENT.get(heading_content(label.rpartition("/")[2])) if label else None


def task_columns(grid: Grid) -> TaskColumns | None:
    """The roles of a task table's columns; None unless it has a text and somebody responsible."""
    rows = [row for row in grid.rows if row.heading is None]
    contents = [contents_of(row.text(column) for row in rows) for column in range(len(grid.header))]
    fields = _fields(grid.header, contents)
    holders = tuple((field, column) for column, field in enumerate(fields) if field in RESPONSIBILITY)
    texts = [column for column, field in enumerate(fields) if field is Field.text]
    measures = [column for column, field in enumerate(fields) if field is Field.measures]
    if not texts or not any(field in HOLDERS for field, _ in holders) or _measures_indicators(grid.header, texts):
        return None
    numbers = [column for column, field in enumerate(fields) if field is Field.number]
    texts = [column for column in texts if column > max(numbers, default=-1)] or texts
    text = _text_column(texts, measures, _tasks_in(rows, numbers, holders), rows)
    grouped = [column for column, field in enumerate(fields) if field in (Field.chapter, Field.group)]
    grouped += [column for column, field in enumerate(fields) if field is Field.text and column < text]
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
    targets = tuple(column for column, field in enumerate(fields) if field is Field.target)
    taken = {text, number, *measures, *targets, *grouped, *of_groups.values(), *(column for _, column in holders)}
    others = tuple(column for column in range(len(fields)) if column not in taken)
    return TaskColumns(text, number, groups, measures, targets, holders, others, grid.header)


def _fields(header: Sequence[str], contents: Sequence[Counter[Content]]) -> list[Field | None]:
    fields: list[Field | None] = []
    for label, run in groupby(range(len(header)), key=lambda column: header[column]):
        columns = list(run)
        field = field_of(label)
        if len(columns) > 1 and field not in RESPONSIBILITY:
            fields += [_by_content(contents[column]) for column in columns]
        elif not label and columns[0] == 0:
            fields += [_unheaded(contents[column]) for column in columns]
        else:
            fields += [field] * len(columns)
    return fields


def _by_content(content: Counter[Content]) -> Field | None:
    """The role of one of several columns under one heading."""
    if not content:
        return None
    kind, number = content.most_common(1)[0]
    return Field.number if kind is Content.NUMBER and number * 2 > content.total() else Field.text


def _unheaded(content: Counter[Content]) -> Field | None:
    """A first column without a heading holds the numbers or the groups."""
    field = _by_content(content)
    return Field.group if field is Field.text else field


def begun(rows: Iterable[GridRow], columns: Sequence[int]) -> int:
    """In how many rows one of `columns` begins a cell with words in it."""
    return sum(any(row.begins(column) and row.text(column).strip() for column in columns) for row in rows)


def _tasks_in(rows: Sequence[GridRow], numbers: Sequence[int], holders: Sequence[tuple[Field, int]]) -> int:
    """About how many tasks the rows hold: as many as there are numbers or responsibilities."""
    counted = [begun(rows, [column]) for column in numbers]
    return max([*counted, begun(rows, [column for field, column in holders if field in HOLDERS])])


def _text_column(texts: Sequence[int], measures: Sequence[int], tasks: int, rows: Sequence[GridRow]) -> int:
    """The first column that says something new for about every task: a text, else a measure to its right."""
    columns = (*texts, *(column for column in measures if column > texts[0]))
    counted = {column: _changes(rows, column) for column in columns}
    wanted = min(tasks, max(counted.values())) * _ENOUGH
    return next(column for column in columns if counted[column] >= wanted)


def _measures_indicators(header: Sequence[str], texts: Sequence[int]) -> bool:
    """主要指标 | 单位 | 2020年 | 2025年目标 | 责任单位: indicators, not tasks."""
    years = sum(bool(_YEAR.match(label)) for label in header)
    named = [header[column] for column in texts if header[column].endswith(_INDICATOR)]
    return bool(named) and (years > 0 or any(label in ("单位", "计量单位", "目标值") for label in header))


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
