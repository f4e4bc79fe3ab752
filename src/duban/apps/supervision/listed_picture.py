"""The stages of a listed case as a picture: a bar for each on one axis of time, today, and the day all is due.

In: stages in their order, days.  Out: positions in per cent (across) and pixels (down); words for who does not see it.
What is drawn stands in the table beneath, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from duban.apps.web.pictures import per_cent
from duban.rulebook.listings import STAGE_STANDINGS, StageStanding, stage_standing

ROW, BAR, TOP = 44, 10, 30  # pixels: a stage with its words, its bar, the room above for today
_TICKS = 7  # at most so many months are named
_MIDDLE = 50.0


class Drawable(Protocol):
    """A stage, as the database has it."""

    name: str
    begins: date | None
    ends: date
    original_ends: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """`anchor`: at which end its words stand, so that they stay on the picture; `was`: where it first was to end."""

    name: str
    words: str
    kind: StageStanding
    label: str
    x: str
    width: str
    y: int
    words_x: str
    anchor: str
    was: str

    @property
    def words_y(self) -> int:
        return self.y - 7

    @property
    def slug(self) -> str:
        return self.kind.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    words: str


@dataclass(frozen=True, slots=True)
class StagePlan:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: str  # "" when it lies outside
    today_anchor: str
    due: str
    height: int
    summary: str

    @property
    def floor(self) -> int:
        return self.height - 22


def stage_plan(stages: Iterable[Drawable], *, due: date | None, on: date, is_judged: bool = True) -> StagePlan | None:
    """None where there is nothing to draw; `is_judged`: the case is on the board, so that a stage can be behind."""
    rows = list(stages)
    if not rows:
        return None
    begins = _beginnings(rows)
    first = min(begins)
    last = max([*(max(one.ends, one.original_ends, one.done_on or one.ends) for one in rows), due or first])
    axis = _Axis(first.replace(day=1), last)
    judged_on = on if is_judged else None
    pairs = enumerate(zip(rows, begins, strict=True))
    bars = tuple(_bar(axis, one, begin, TOP + ROW * at + 22, judged_on) for at, (one, begin) in pairs)
    inside = axis.first <= on <= axis.last
    return StagePlan(
        bars=bars,
        ticks=tuple(axis.ticks()),
        today=axis.at(on) if inside else "",
        today_anchor="end" if inside and axis.share(on) > _MIDDLE else "start",
        due=axis.at(due, end=True) if due else "",
        height=TOP + ROW * len(rows) + 30,
        summary="；".join("，".join(filter(None, (f"{bar.name}{bar.words}", bar.label))) for bar in bars),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def share(self, day: date, *, end: bool = False) -> float:
        whole = (self.last - self.first).days + 1
        return 100 * min(max((day - self.first).days + end, 0), whole) / whole

    def at(self, day: date, *, end: bool = False) -> str:
        """At the beginning of the day, or at its end."""
        return per_cent(self.share(day, end=end), 100)

    def ticks(self) -> Iterable[Tick]:
        """The first of some months, evenly."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = -(-count // _TICKS)
        for number in range(0, count, step):
            months = self.first.month - 1 + number
            day = date(self.first.year + months // 12, months % 12 + 1, 1)
            words = f"{day.year}年{day.month}月" if number == 0 or day.month <= step else f"{day.month}月"
            yield Tick(self.at(day), words)


def _beginnings(rows: Sequence[Drawable]) -> list[date]:
    """“2月28日前”: from the day after the stage before, else from the first of its month."""
    found: list[date] = []
    for at, one in enumerate(rows):
        before = rows[at - 1].ends + timedelta(days=1) if at else one.ends.replace(day=1)
        found.append(one.begins or min(before, one.ends))
    return found


def _bar(axis: _Axis, one: Drawable, begin: date, y: int, on: date | None) -> Bar:
    kind = standing_of(one, on)
    x, until = axis.share(begin), axis.share(one.ends, end=True)
    anchor = "start" if x <= _MIDDLE else "end"
    return Bar(
        name=one.name,
        words=_words(one, begin),
        kind=kind,
        label=STAGE_STANDINGS[kind] if on or one.done_on else "",
        x=per_cent(x, 100),
        width=per_cent(max(until - x, 0.6), 100),
        y=y,
        words_x=per_cent(x if anchor == "start" else until, 100),
        anchor=anchor,
        was=axis.at(one.original_ends, end=True) if one.original_ends != one.ends else "",
    )


def standing_of(one: Drawable, on: date | None) -> StageStanding:
    """Without a day nothing is behind: not listed yet, or over."""
    if on is None:
        return StageStanding.DONE if one.done_on else StageStanding.TO_COME
    return stage_standing(one.begins, one.ends, one.done_on, on=on)


def _words(one: Drawable, begin: date) -> str:
    until = f"{one.ends.month}月{one.ends.day}日"
    return f"{begin.month}月{begin.day}日—{until}" if one.begins else f"{until}前"
