"""The matrix as its page and its file show it: columns of rounds, rows of units, each number with what it counts.

In: a `Matrix`, what is asked (only who owes, by how much).  Out: columns, rows with addresses, an .xlsx.
A plan that is reported every month has more rounds than a page has room: the earlier ones stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.urls import reverse

from duban.apps.plans.models import ReportingRound
from duban.apps.plans.queries.plan_rounds import RoundMark
from duban.apps.progress.queries.matrix import Line, Matrix, group_of
from duban.apps.progress.queries.punctuality import PUNCTUALITY_WORDS, Counts, Punctuality, total
from duban.apps.web.pictures import Part, Slice, slices
from duban.apps.web.table import Column
from duban.apps.web.table.export import xlsx
from duban.apps.web.templatetags.duban import short_day

_BESIDE = 3  # rounds shown before the current one, and after it
_LABEL, _SHORT_LABEL = 8.0, 6.0  # how much of the axis the words of a mark take, in per cent
_MANY = 6  # rounds; then the words of a mark are its day alone
_LACKING = (Punctuality.PENDING, Punctuality.MISSING)


@dataclass(frozen=True, slots=True)
class Head:
    """One column of other rounds than the current; `url` shows its round square by square."""

    rounds: tuple[ReportingRound, ...]
    is_later: bool
    url: str

    @property
    def label(self) -> str:
        return str(self.rounds[0]) if len(self.rounds) == 1 else f"更早 {len(self.rounds)} 轮"

    @property
    def day(self) -> str:
        return short_day(self.rounds[-1].due) if len(self.rounds) == 1 else f"至{short_day(self.rounds[-1].due)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a unit did in other rounds: 20/20, 迟报1, 漏报2, each with its rows; nothing before they open."""

    text: str
    url: str
    faults: tuple[tuple[str, str, str], ...] = ()  # words, address, class
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    before: list[Cell]
    after: list[Cell]
    counts: Counts
    leads: int
    lacking_url: str
    squares: list[str]
    again: int  # returned, to be reported once more
    words: str  # of the squares


class Shown:
    """One matrix on one page; `query` says how this page was asked for."""

    def __init__(self, matrix: Matrix, *, only_owing: bool, by_owing: bool) -> None:
        self.matrix, self.only_owing, self.by_owing = matrix, only_owing, by_owing
        at = matrix.rounds.index(matrix.current) if matrix.current is not None else 0
        earlier, later = matrix.rounds[:at], matrix.rounds[at + 1 :]
        older, near = earlier[:-_BESIDE], earlier[-_BESIDE:]
        together = [self._head(tuple(older), is_later=False)] if older else []
        self.before = together + [self._head((one,), is_later=False) for one in near]
        self.after = [self._head((one,), is_later=True) for one in later[:_BESIDE]]

    @property
    def width(self) -> int:
        return 4 + len(self.before) + len(self.after)

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Under the headings of the places; in one list where the most owing come first."""
        lines = self.matrix.lacking if self.only_owing or self.by_owing else self.matrix.lines
        if self.by_owing and not self.only_owing:
            lines = lines + [line for line in self.matrix.lines if line not in lines]
        if self.by_owing:
            yield "", [self.row(line) for line in lines]
            return
        kept = [line for line in self.matrix.lines if line in lines]
        for label, found in self.matrix.groups(kept):
            yield label, [self.row(line) for line in found]

    def row(self, line: Line) -> Row:
        unit, current = line.unit.name if line.unit.pk else "", self.matrix.current
        states = [(label, line.states[name]) for name, label in self.matrix.labels.items() if line.states[name]]
        said = f"{current}：" + "，".join(f"{label} {count}" for label, count in states)
        return Row(
            name=line.unit.name,
            url=_rows(current, unit),
            before=[self._cell(head, line, unit) for head in self.before],
            after=[self._cell(head, line, unit) for head in self.after],
            counts=self.matrix.of_current(line),
            leads=line.leads,
            lacking_url=_rows(current, unit, *_LACKING),
            squares=line.squares,
            again=line.states["returned"],
            words=f"{line.unit.name}{said}",
        )

    def total(self) -> Row:
        return self.row(self.matrix.total)

    def slices(self) -> list[Slice]:
        """The squares of all units as one bar."""
        states = self.matrix.total.states
        return slices([Part(label, states[name], name) for name, label in self.matrix.labels.items()])

    def address(self, **changed: str) -> str:
        """This page, asked for otherwise; "" takes a condition away."""
        current = self.matrix.current
        asked = {"plan": str(self.matrix.plan.pk), "round": str(current.pk) if current else ""}
        asked |= {"owing": "1" if self.only_owing else "", "sort": "owing" if self.by_owing else ""} | changed
        return f"{reverse('progress:rounds')}?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def owing_url(self) -> str:
        """This page with the units that owe, or with all again."""
        return self.address(owing="" if self.only_owing else "1")

    @property
    def sorted_url(self) -> str:
        """This page by how much is owed, or in the order of the units again."""
        return self.address(sort="" if self.by_owing else "owing")

    def _head(self, rounds: tuple[ReportingRound, ...], *, is_later: bool) -> Head:
        return Head(rounds, is_later, self.address(round=str(rounds[-1].pk)))

    def _cell(self, head: Head, line: Line, unit: str) -> Cell:
        counts = total(line.rounds[one.pk] for one in head.rounds)
        if not counts.owed:
            return Cell("—", "", is_later=head.is_later)
        alone = head.rounds[0] if len(head.rounds) == 1 else None
        faults = ((Punctuality.LATE, counts.late), (Punctuality.MISSING, counts.missing))
        said = tuple(
            (f"{PUNCTUALITY_WORDS[what]}{count}", _rows(alone, unit, what) if alone else "", what.value)
            for what, count in faults
            if count
        )
        return Cell(f"{counts.filed}/{counts.owed}", _rows(alone, unit) if alone else "", said, head.is_later)


def labelled(marks: Sequence[RoundMark]) -> list[tuple[RoundMark, bool]]:
    """Which marks of the axis have room for their words; the next round always has."""
    least, taken = _LABEL if len(marks) < _MANY else _SHORT_LABEL, [mark.at for mark in marks if mark.kind == "next"]
    shown = []
    for mark in marks:
        has_room = mark.kind == "next" or all(abs(mark.at - other) >= least for other in taken)
        taken += [mark.at] if has_room else []
        shown.append((mark, has_room))
    return shown


def _rows(round: ReportingRound | None, unit: str, *came: Punctuality) -> str:
    """The address of the reports that a number counts."""
    if round is None:
        return ""
    asked = [*([("unit", unit)] if unit else []), *(("came", what.value) for what in came)]
    return reverse("progress:round", args=[round.pk]) + (f"?{urlencode(asked)}" if asked else "")


class _Lines(list[Line]):
    """Rows that a file is written from, as a queryset gives them."""

    def iterator(self, size: int) -> Iterator[Line]:
        return iter(self)


def matrix_file(matrix: Matrix) -> HttpResponseBase:
    """All rounds that were opened, unit by unit, and all units together."""
    columns = [
        Column("unit", "单位", lambda line: line.unit.name, stay=True),
        Column("group", "类别", lambda line: group_of(line.unit, matrix.plan) if line.unit.pk else ""),
    ]
    for one in matrix.rounds:
        if one.opened_at is not None:
            columns += _columns(one)
    return xlsx("报送情况", columns, cast("Any", _Lines([*matrix.lines, matrix.total])))


def _columns(round: ReportingRound) -> Sequence[Column]:
    def column(name: str, label: str) -> Column:
        key = round.pk
        return Column(f"{key}{name}", f"{round}{label}", lambda line: getattr(line.rounds[key], name), number=True)

    names = (("owed", "应报"), ("filed", "已报"), ("late", "迟报"), ("missing", "漏报"), ("returned", "退回"))
    return [column(name, label) for name, label in names]
