"""Gather the rows of a table into tasks: where one begins, what goes on, what several share.

In: a `GridRow` and the columns' roles.  Out: `Gathered` tasks with their cells as printed.
A row begins a task with a number, or with a text and somebody responsible; a text without either goes on with the
task above it, as a sentence that a page break cut. Numbered items in a table without a number column are tasks of
their own that share the responsibility; under one number they are the measures of that task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from duban.documents.blocks import Cell, Place
from duban.documents.recognition.responsibility import Field, Responsibility
from duban.documents.recognition.tables.columns import TaskColumns
from duban.documents.recognition.tables.fields import HOLDERS
from duban.documents.recognition.tables.items import Item, items_of
from duban.documents.structure.columns import squeeze
from duban.documents.structure.tables import GridRow

_SAME = ("同上", "〃", "″", "同前", "＂")
_LEAD_ENDS = "：:。；;\n"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a cell's text: `cell.text[start:end]`."""

    cell: Cell
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.cell.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Noted:
    """A cell whose words belong to the measures, under its column's heading."""

    field: Field
    label: str
    span: Span


@dataclass
class Gathered:
    """One task as its rows say it, before anything is read."""

    path: tuple[str, ...]
    number: str = ""
    label: str = ""  # what heads the text: 重点任务, 2025年目标
    text: list[Span] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)  # measures, targets, remarks
    held: dict[Field, list[Span]] = field(default_factory=dict)
    place: Place | None = None
    above: Responsibility = field(default_factory=Responsibility)  # what the headings above say

    def hold(self, kind: Field, cell: Cell | None) -> None:
        """Take a responsibility's cell once."""
        spans = self.held.setdefault(kind, [])
        if cell is not None and cell.text.strip() and all(span.cell is not cell for span in spans):
            spans.append(whole(cell))

    def note(self, kind: Field, label: str, cell: Cell | None) -> None:
        """Take a cell of measures, targets or remarks once."""
        if cell is not None and cell.text.strip() and all(noted.span.cell is not cell for noted in self.noted):
            self.noted.append(Noted(kind, label, whole(cell)))


def apart(row: GridRow, text: int) -> GridRow:
    """The row with a cell that is merged over the text and other columns at the text only."""
    cell = row.cells[text]
    if cell is None or cell.colspan == 1:
        return row
    cells = (None if other is cell and column != text else other for column, other in enumerate(row.cells))
    return replace(row, cells=tuple(cells))


def whole(cell: Cell) -> Span:
    return Span(cell, 0, len(cell.text))


@dataclass
class Gatherer:
    """Goes through the rows of one table in order; `current` are the tasks the last row belongs to."""

    columns: TaskColumns
    current: list[Gathered] = field(default_factory=list)
    before: int = -1  # index of the last row in its own table; smaller than the next one unless a page begins

    def take(self, row: GridRow, path: tuple[str, ...]) -> list[Gathered]:
        """The tasks that begin in `row`; none when it goes on with those before, or holds nothing."""
        begins = not self._goes_on(row)
        cut_by_page = self._begins_page(row)
        self.before = row.index
        if begins:
            self.current = self._begun(row, path)
            return self.current
        for task in self.current:
            self._add(task, row)
            if self._new(row, self.columns.text) and cut_by_page:
                task.text.append(whole(_cell(row, self.columns.text)))
            elif self._new(row, self.columns.text):
                task.note(Field.measures, "", row.cells[self.columns.text])
        return []

    def _begins_page(self, row: GridRow) -> bool:
        return row.index <= self.before

    def _new(self, row: GridRow, column: int | None) -> bool:
        return column is not None and row.begins(column) and bool(row.text(column).strip())

    def _held(self, row: GridRow) -> bool:
        return any(self._new(row, column) for kind, column in self.columns.holders if kind in HOLDERS)

    def _text_of(self, row: GridRow) -> int | None:
        """The column whose cell is the text: a measure or a target where a numbered row leaves the text empty."""
        if self._new(row, self.columns.text):
            return self.columns.text
        if not self._new(row, self.columns.number):
            return None
        return next((column for column in self.columns.wordy if self._new(row, column)), None)

    def _goes_on(self, row: GridRow) -> bool:
        if not self.current:
            return False
        number = self.columns.number
        if self._text_of(row) is None:
            return True
        if self._new(row, number):
            return False
        cut_by_page = self._begins_page(row)
        if number is None or not row.begins(number):
            return cut_by_page and not self._held(row) and not items_of(row.text(self.columns.text))
        return cut_by_page or not self._held(row)

    def _begun(self, row: GridRow, path: tuple[str, ...]) -> list[Gathered]:
        column = self._text_of(row)
        if column is None:
            return []
        cell = _cell(row, column)
        task = Gathered(path, _number(row.text(self.columns.number)) if self.columns.number is not None else "")
        earlier = self.current[-1] if self.current else None
        task.label = self.columns.header[column]
        self._add(task, row, earlier)
        task.noted = [noted for noted in task.noted if noted.span.cell is not cell]
        return list(_with_items(task, cell, numbered=bool(task.number)))

    def _add(self, task: Gathered, row: GridRow, earlier: Gathered | None = None) -> None:
        for kind, column in self.columns.holders:
            if squeeze(row.text(column)) in _SAME and earlier is not None:
                task.held.setdefault(kind, []).extend(earlier.held.get(kind, ()))
            else:
                task.hold(kind, row.cells[column])
        for kind, columns in self._noted():
            for column in columns:
                task.note(kind, self.columns.header[column], row.cells[column])
        place = row.place
        if place is not None:
            task.place = task.place.until(place) if task.place else place

    def _noted(self) -> Iterator[tuple[Field, tuple[int, ...]]]:
        for column in self.columns.measures:
            yield Field.text if column in self.columns.contents else Field.measures, (column,)
        yield Field.target, self.columns.targets
        yield Field.remark, self.columns.others


def _cell(row: GridRow, column: int) -> Cell:
    cell = row.cells[column]
    assert cell is not None
    return cell


_MARKS = re.compile(r"^(?:任务|项目|事项)(?=[\d一二三四五六七八九十])|^[（(\[〔\s]+|[）)\]〕、.．。\s]+$")


def _number(text: str) -> str:
    """A task's number without its marks: "（3）" is "3"."""
    return _MARKS.sub("", squeeze(text))


def _with_items(task: Gathered, cell: Cell, *, numbered: bool) -> Iterator[Gathered]:
    items = items_of(cell.text)
    lead = cell.text[: items[0].opened].strip() if items else ""
    if items and lead and lead[-1] in _LEAD_ENDS:
        task.text.append(Span(cell, 0, items[0].opened))
        task.noted.insert(0, Noted(Field.measures, "", Span(cell, items[0].opened, len(cell.text))))
        yield task
    elif items and not lead and not numbered:
        for index, item in enumerate(items):
            yield _item_task(task, cell, item, index, len(items))
    else:
        task.text.append(whole(cell))
        yield task


def _item_task(task: Gathered, cell: Cell, item: Item, index: int, among: int) -> Gathered:
    """The task of one item; cells that have as many items give it its own."""
    return replace(
        task,
        number=_number(item.label.text),
        text=[Span(cell, item.start, item.end)],
        noted=[replace(noted, span=_share(noted.span, index, among)) for noted in task.noted],
        held={kind: [_share(span, index, among) for span in spans] for kind, spans in task.held.items()},
    )


def _share(span: Span, index: int, among: int) -> Span:
    items = items_of(span.text)
    if len(items) != among:
        return span
    return Span(span.cell, span.start + items[index].start, span.start + items[index].end)
