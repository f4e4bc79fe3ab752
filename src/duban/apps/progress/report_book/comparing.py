"""What a workbook would change: report by report, cell by cell, and what in it cannot be taken.

In: rows as read, the reports they may be of.  Out: `Change`s, with the values to be written; problems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from duban.apps.progress.queries.filed import Line
from duban.apps.progress.queries.report_grid import Row
from duban.apps.progress.report_book import columns as c
from duban.apps.progress.report_book.reading import Book, BookRow
from duban.apps.progress.submitting import LONGEST
from duban.rulebook.figures import plain
from duban.rulebook.health import LABELS, STATED
from duban.rulebook.reports import WRITABLE
from duban.rulebook.tasks import why_not_in_force

_KEY = re.compile(r"^report:(\d{1,18}):(\d{1,9}):((?:\d{1,18}(?:,\d{1,18})*)?)$")
_TOO_MUCH = Decimal(10) ** 16  # the column holds sixteen digits before the point
_BY_WORD = {LABELS[one]: one.value for one in STATED}


class _Unfit(Exception):
    """A cell that cannot be taken; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, before and after, in words; "" where there is none."""

    name: str
    before: str
    after: str


@dataclass(slots=True)
class Change:
    """What becomes of one report. `is_overtaken`: somebody wrote into it since the workbook was taken out."""

    row: Row
    values: dict[str, str] = field(default_factory=dict)
    figures: dict[int, Decimal | None] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    is_overtaken: bool = False


def compared(book: Book, rows: Sequence[Row]) -> list[Change]:
    """Those that change something; faults are added to the book's."""
    own = {row.report.pk: row for row in rows}
    known: set[int] = set()
    found = []
    for told in book.rows:
        change = _of_row(book, told, own, known)
        if change is not None and change.cells:
            _check_writable(book, told, change)
            found.append(change)
    return found


def _of_row(book: Book, told: BookRow, own: dict[int, Row], known: set[int]) -> Change | None:
    key = _KEY.match(told.texts.get(c.KEY.field, ""))
    if key is None:
        book.fault(told, c.KEY.name, c.KEY.field, "空着或者被改动了，认不出是哪一项；请重新导出，不要新增行")
        return None
    pk, version, targets = int(key.group(1)), int(key.group(2)), key.group(3)
    if pk not in own:
        book.fault(told, c.KEY.name, c.KEY.field, "不是本单位在这一轮要报的任务")
        return None
    if pk in known:
        book.fault(told, c.KEY.name, c.KEY.field, "与上面某一行是同一项任务，请只留一行")
        return None
    known.add(pk)
    change = Change(own[pk], is_overtaken=version != own[pk].report.version)
    _compare_figures(book, told, change, [int(one) for one in targets.split(",") if one])
    _compare_words(book, told, change)
    return change


def _check_writable(book: Book, told: BookRow, change: Change) -> None:
    report = change.row.report
    if words := why_not_in_force(report.task.state):
        book.fault(told, c.KEY.name, c.KEY.field, words)
    elif report.state not in WRITABLE:
        book.fault(told, c.KEY.name, c.KEY.field, f"进展情况{report.get_state_display()}，不能在这里改；先撤回再导入")


def _compare_figures(book: Book, told: BookRow, change: Change, targets: Sequence[int]) -> None:
    """By the targets the workbook was written with: a plan may have been corrected since."""
    lines = {line.target.pk: line for line in change.row.lines}
    for place in range(1, c.MOST_TARGETS + 1):
        column = c.target_columns(place)[1]
        if column.field not in book.columns:
            continue
        text = told.texts.get(column.field, "")
        line = lines.get(targets[place - 1]) if place <= len(targets) else None
        if line is None:
            if text:
                book.fault(told, column.name, column.field, "这项任务没有这个目标，请留空或者重新导出")
            continue
        try:
            _compare_figure(change, line, text)
        except _Unfit as reason:
            book.fault(told, column.name, column.field, str(reason))


def _compare_figure(change: Change, line: Line, text: str) -> None:
    value = figure(text, line.target.unit)
    if value != line.stated:
        change.figures[line.target.pk] = value
        change.cells.append(Cell(f"完成数：{line.target.text}", plain(line.stated), plain(value)))


def figure(text: str, unit: str) -> Decimal | None:
    """1,200, ４６, 46个: as people write it."""
    bare = "".join(unicodedata.normalize("NFKC", text).replace(",", "").split())
    bare = bare.removesuffix(unicodedata.normalize("NFKC", unit)) if unit else bare
    if not bare:
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        raise _Unfit("不是数字，只写数字，例如 46 或 46.5") from None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise _Unfit("不是数字，只写数字，例如 46 或 46.5")
    if abs(value) >= _TOO_MUCH or (exponent < -4 and value != round(value, 4)):
        raise _Unfit("太大，或者小数超过四位，请核对计量单位")
    return value


def _compare_words(book: Book, told: BookRow, change: Change) -> None:
    now = change.row.values
    for column in c.TEXT_FIELDS:
        text = told.texts.get(column.field, "").replace("\r\n", "\n").replace("\r", "\n")
        if column.field not in book.columns or text.split() == now[column.field].split():
            continue
        if len(text) > LONGEST:
            book.fault(told, column.name, column.field, f"太长：{len(text)} 个字，最多 {LONGEST} 个字")
            continue
        change.values[column.field] = text
        change.cells.append(Cell(column.name, now[column.field], text))
    _compare_stated(book, told, change)


def _compare_stated(book: Book, told: BookRow, change: Change) -> None:
    word = told.texts.get(c.STATED.field, "")
    if c.STATED.field not in book.columns:
        return
    if word and word not in _BY_WORD:
        book.fault(told, c.STATED.name, c.STATED.field, f"请从所列的自评中选择：{'、'.join(_BY_WORD)}")
        return
    value, before = _BY_WORD.get(word, ""), change.row.report.stated
    if value != before:
        change.values["stated"] = value
        change.cells.append(Cell(c.STATED.name, change.row.report.get_stated_display() if before else "", word))


def words_of_all(changes: Iterable[Change]) -> list[str]:
    """What the comparison said, to know it again."""
    told = []
    for change in changes:
        told.append(f"{change.row.report.pk}:{change.row.report.version}")
        told += [f"{cell.name}:{cell.before}>{cell.after}" for cell in change.cells]
    return told
