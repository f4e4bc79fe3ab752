"""Read the tasks of a document's tables, row by row.

In: `Grid`s in reading order, the rules on roles, the plan's year.  Out: `TableReading`.
A row is a heading (一、…⇥⇥⇥), a total or a note (合计, 注：), or belongs to a task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from duban.documents.blocks import Cell, Place
from duban.documents.model import Diagnostic, OutlineItem, TaskDraft
from duban.documents.recognition.responsibility import RoleRules
from duban.documents.recognition.tables.columns import TaskColumns, task_columns
from duban.documents.recognition.tables.headings import Heading, Headings, miscounted
from duban.documents.recognition.tables.rows import Gathered, Gatherer, apart
from duban.documents.recognition.tables.tasks import task_of
from duban.documents.structure.columns import squeeze
from duban.documents.structure.numbering import LabelKind, label_of
from duban.documents.structure.tables import Grid, GridRow

_TOTAL = re.compile(r"(?:合计|总计|小计|共计)(?:[（(:：\d共].*)?")
_NOTE = re.compile(r"(?:备?注|说明|填表说明|填报人|审核人|联系人|制表)\d?[：:].*", re.DOTALL)
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_PAGE = 1 << 30  # more than the index of any row: the next one begins a page
_BELOW = re.compile(r"[（(]\d{1,3}[）)]|\d{1,3}[.．-]\d{1,3}|\d{1,3}[）)]|[①-⑳]")
_CHAPTERS = (LabelKind.PART, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.HAN, LabelKind.HAN_PAREN)


@dataclass(frozen=True, slots=True)
class TableReading:
    tasks: tuple[TaskDraft, ...]
    outline: tuple[OutlineItem, ...]
    diagnostics: tuple[Diagnostic, ...]


def has_tasks(grid: Grid) -> bool:
    """The table has a column of tasks and one of units or leaders."""
    return bool(grid.rows) and task_columns(grid) is not None


def read_task_tables(
    grids: Sequence[Grid], *, rules: RoleRules, year: int | None, above: Sequence[tuple[str, ...]] = ()
) -> TableReading:
    """All tasks of the task tables among `grids`; `above` are the headings each grid stands under in the text."""
    gathered: list[Gathered] = []
    headings: list[Headings] = []
    diagnostics: list[Diagnostic] = []
    reader: _TableReader | None = None
    for index, grid in enumerate(grids):
        columns = task_columns(grid)
        if columns is None:
            continue
        path = above[index] if index < len(above) else ()
        goes_on = reader is not None and reader.columns.header == columns.header and reader.headings.above == path
        reader = _after(reader, columns) if reader and goes_on else _TableReader(columns, Headings(path, year=year))
        reader.read(grid)
        gathered += reader.gathered
        if not goes_on:
            headings.append(reader.headings)
        diagnostics += reader.diagnostics
    read = [heading for each in headings for heading in each.all]
    return _reading(gathered, read, diagnostics, rules=rules, year=year)


def _reading(
    gathered: Sequence[Gathered], headings: Sequence[Heading], diagnostics: list[Diagnostic],
    *, rules: RoleRules, year: int | None,
) -> TableReading:  # fmt: skip
    tasks: list[TaskDraft] = []
    for position, one in enumerate(gathered, 1):
        task, doubts = task_of(one, rules=rules, year=year, position=position)
        tasks.append(task)
        diagnostics += doubts
    outline = tuple(OutlineItem(item.level, item.label, item.title, item.source) for item in headings)
    return TableReading(tuple(tasks), outline, (*diagnostics, *_count_doubts(headings)))


def _count_doubts(headings: Sequence[Heading]) -> list[Diagnostic]:
    doubts: list[Diagnostic] = []
    for heading in headings:
        read = miscounted(heading)
        if read is not None:
            message = f"“{heading.printed}”写明共{heading.declared}项，实际读到{read}项"
            doubts.append(Diagnostic("warning", "declared-count", message, heading.source))
    return doubts


@dataclass
class _TableReader:
    """One table: its rows in order, under the headings read so far."""

    columns: TaskColumns
    headings: Headings
    gatherer: Gatherer | None = None
    gathered: list[Gathered] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, grid: Grid) -> None:
        gatherer = self.gatherer = self.gatherer or Gatherer(self.columns)
        for row, after in zip_longest(grid.rows, grid.rows[1:]):
            if not row.own or self._left_out(row) or self._heads(row, after):
                continue
            row = apart(row, self.columns.text)
            self._open_groups(row)
            begun = gatherer.take(row, self.headings.path)
            for task in begun:
                task.above = self.headings.said
            self.gathered += begun
            for _ in begun:
                self.headings.count_task()
            if not begun and not gatherer.current:
                self._unplaced(row)

    def _left_out(self, row: GridRow) -> bool:
        first = next((cell for cell in row.own if cell.text.strip()), None)
        if first is None:
            return True
        only = row.heading is not None
        if _TOTAL.fullmatch(squeeze(first.text)) or (only and _NOTE.fullmatch(first.text.strip())):
            self._unplaced(row)
            return True
        return False

    def _unplaced(self, row: GridRow) -> None:
        words = " ".join(squeeze(cell.text) for cell in row.own if cell.text.strip())
        if words:
            shown = words if len(words) <= 30 else words[:30] + "……"
            self.diagnostics.append(Diagnostic("info", "unplaced-text", f"表中“{shown}”未归入任何任务", row.place))

    def _heads(self, row: GridRow, after: GridRow | None) -> bool:
        """Open the heading that the row is; False when it is none."""
        cell = row.heading
        if cell is None:
            return self._heads_by_number(row, after)
        group = next((group for group in self.columns.groups if group.column == cell.column), None)
        if group is not None and cell.colspan == 1 and not self._above_groups(cell):
            self.headings.open_column(group.column, cell.text, "", cell.place)
        elif self._is_heading(cell, row):
            self.headings.open_row(cell.text, cell.place)
        else:
            return False
        return True

    def _above_groups(self, cell: Cell) -> bool:
        """一、 stands above the （一） of the groups; in a text table both stand in the first column."""
        label = label_of(cell.text.strip())
        return label is not None and label.kind in _CHAPTERS[:4]

    def _is_heading(self, cell: Cell, row: GridRow) -> bool:
        label = label_of(cell.text.strip())
        if label is not None and label.kind in _CHAPTERS:
            return True
        if cell.colspan > 1 and cell.column + cell.colspan > self.columns.text and len(squeeze(cell.text)) <= 80:
            return True
        noted = (self.columns.text, *self.columns.measures, *self.columns.targets, *self.columns.others)
        held = {column for _, column in self.columns.holders}
        return cell.column not in noted and cell.column not in held and len(squeeze(cell.text)) > 3

    def _heads_by_number(self, row: GridRow, after: GridRow | None) -> bool:
        """一 | 推进产业发展 | | over 1 | 引进企业 | 县商务局: a number, a title, nobody responsible."""
        number = self.columns.number
        words = [cell for cell in row.own if cell.text.strip()]
        if number is None or len(words) != 2 or row.cells[number] is not words[0]:
            return False
        label = squeeze(words[0].text)
        if not _HAN_NUMBER.fullmatch(label) and not self._counts_below(label, after):
            return False
        mark = "" if label[-1] in "、）).．" else "." if label.isdigit() else "、"
        self.headings.open_row(f"{label}{mark}{words[1].text}", _span(words))
        return True

    def _counts_below(self, label: str, after: GridRow | None) -> bool:
        """1 | 园区建设 | | over （1） or 1.1 | 修路 | 县交通运输局."""
        if after is None or self.columns.number is None:
            return False
        below = squeeze(after.text(self.columns.number))
        held = any(after.text(column).strip() for _, column in self.columns.holders)
        return label.strip(".．、").isdigit() and held and bool(_BELOW.fullmatch(below))

    def _open_groups(self, row: GridRow) -> None:
        for group in self.columns.groups:
            cell = row.cells[group.column]
            if cell is not None and cell.text.strip() and row.begins(group.column):
                number = row.text(group.number) if group.number is not None else ""
                self.headings.open_column(group.column, cell.text, number, cell.place)


def _after(reader: _TableReader, columns: TaskColumns) -> _TableReader:
    """The next piece of a table: under the same headings, and its first row may go on with the last task."""
    last = reader.gatherer.current if reader.gatherer else []
    return _TableReader(columns, reader.headings, Gatherer(columns, last, _PAGE))


def _span(cells: Sequence[Cell]) -> Place:
    return cells[0].place.until(cells[-1].place)
