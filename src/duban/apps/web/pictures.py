"""Where do the lines and bars of a picture stand? Lengths for SVG attributes, which a strict CSP leaves alone.

In: counts, dates, values.  Out: positions in per cent (across) and pixels (down), ready for the components' templates.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import floor, log10

CURVE_TOP, CURVE_BOTTOM = 23, 164  # pixels: the highest and the lowest line of a curve's grid
LINE_OF_WORDS = 16  # pixels
EASY = (1.2, 1.5, 1.8, 2.4, 3, 3.6, 4.5, 6, 7.5, 9, 12)  # so many tens, hundreds, … make three equal steps
LATE = 0.8  # of the year: from there on there is no room to the right of a line
PHONE = 284  # pixels across a curve on a phone: what is clear of the lines there is clear everywhere
DATE_ROOM = 56 / PHONE  # of one date beneath the curve
WORDS, DIGIT = 54, 7  # pixels: of 实际，差 around a value, and of each of its figures, which stand there twice


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its words, its count, its colour by name of state, and where its rows are listed."""

    label: str
    count: int
    fill: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    part: Part
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Point:
    """`x` in per cent, `y` in pixels."""

    x: str
    y: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of the last value stand: `anchor` and `dx` as SVG has them."""

    x: str
    y: int
    anchor: str
    dx: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """A value against time: what should be, what is, what will be, and today; `should_be`: where it was compared.

    `said`: its words, clear of the line; `is_late`: today stands so far to the right that its word goes before it;
    `is_short`: it will not reach the target. The words of `forecast` keep clear of the target's."""

    summary: str
    heights: tuple[Point, ...]
    dates: tuple[Point, ...]
    lines: tuple[Line, ...]
    dots: tuple[Point, ...]
    today: Point | None
    should_be: Point
    said: Words | None
    target: Point
    forecast: Point | None
    is_late: bool
    is_short: bool


def slices(parts: Sequence[Part]) -> list[Slice]:
    """The parts side by side, together the whole width; a part without a count has none."""
    total = sum(part.count for part in parts)
    placed, done = [], 0
    for part in parts:
        if part.count:
            placed.append(Slice(part, per_cent(done, total), per_cent(part.count, total)))
            done += part.count
    return placed


def share_of_year(day: date) -> float:
    """How much of the year is over at the end of `day`, 0 to 1."""
    return day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


def months(year: int) -> list[str]:
    """Where each month but the first begins, across the year."""
    return [
        per_cent(date(year, month, 1).timetuple().tm_yday - 1, 366 if isleap(year) else 365) for month in range(2, 13)
    ]


def per_cent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "0%"


def curve(
    *,
    summary: str,
    observed: Sequence[tuple[date, float]],
    target: float,
    today: date,
    marks: Iterable[date] = (),
    forecast: float | None = None,
    path: Sequence[tuple[date, float]] = (),
    compared: tuple[date, float] | None = None,
    year: int = 0,
) -> Curve:
    """A year's cumulative target, its observed values in order of date, where it will end at this rate. `path`: what
    should be (straight without it); `compared`: by which day and value the last one is measured (today without it)."""
    year = year or today.year
    top = _round_top(max(target, forecast or 0, *(value for _, value in (*observed, *path))))

    def at(day: date, value: float, words: str = "") -> Point:
        height = CURVE_BOTTOM - (CURVE_BOTTOM - CURVE_TOP) * max(value, 0) / top
        return Point(per_cent(_across(day, year), 1), round(height), words)

    begin, end = Point("0%", CURVE_BOTTOM), date(year, 12, 31)
    planned = [at(day, value) for day, value in path] or [begin, at(end, target)]
    points = [begin, *(at(day, value, f"{value:g}") for day, value in observed)]
    goal = replace(planned[-1], words=f"{target:g}")
    future = None if forecast is None else replace(at(end, forecast, f"{forecast:g}"), x=goal.x)
    return Curve(
        summary=summary,
        heights=tuple(at(end, top * step / 3, f"{top * step / 3:.3g}") for step in range(4)),
        dates=tuple(at(day, 0, f"{day.month}月{day.day}日") for day in _with_room((*marks, end), year)),
        lines=_lines(planned, points, future),
        dots=tuple(points[1:]),
        said=_words([(0.0, begin), *((_across(day, year), at(day, value)) for day, value in observed)], points[-1]),
        today=at(today, 0) if today.year == year else None,
        should_be=at(*compared) if compared else at(today, target * share_of_year(today)),
        target=goal,
        forecast=_clear_of(goal, future) if future else None,
        is_short=forecast is not None and forecast < target,
        is_late=_across(today, year) > LATE,
    )


def _lines(planned: Sequence[Point], points: Sequence[Point], future: Point | None) -> tuple[Line, ...]:
    should = [Line("should", a, b) for a, b in pairwise(planned)]
    will = [Line("will", points[-1], future)] if future else []
    return (*should, *(Line("is", a, b) for a, b in pairwise(points)), *will)


def _with_room(days: Sequence[date], year: int) -> list[date]:
    """The days whose words do not run into those of the next, the last one always."""
    kept: list[date] = []
    for day in reversed(days):
        if not kept or _across(kept[0], year) - _across(day, year) >= DATE_ROOM:
            kept.insert(0, day)
    return kept


def _words(line: Sequence[tuple[float, Point]], last: Point) -> Words | None:
    """Beside the last value where there is room, else beneath it, at the edge at the latest; never upon the line."""
    if not last.words:
        return None
    across, width = line[-1][0], (WORDS + 2 * DIGIT * len(last.words)) / PHONE
    if across + width + 9 / PHONE <= 1:
        return Words(last.x, _clear_height([last.y]), "start", 9)
    anchor, end = ("middle", across + width / 2) if across + width / 2 <= 1 else ("end", 1.0)
    begins = end - width
    heights = [point.y for at, point in line if begins <= at <= end]
    heights += [
        round(a.y + (b.y - a.y) * (begins - x) / (to - x)) for (x, a), (to, b) in pairwise(line) if x < begins < to
    ]
    return Words(last.x if anchor == "middle" else "100%", _clear_height(heights), anchor)


def _clear_height(heights: Sequence[int]) -> int:
    """Beneath these heights; above them where the bottom is near."""
    below = max(heights) + LINE_OF_WORDS + 2
    return below if below <= CURVE_BOTTOM - 2 else min(heights) - LINE_OF_WORDS // 2


def _across(day: date, year: int) -> float:
    return share_of_year(day) if day.year == year else float(day.year > year)


def _round_top(value: float) -> float:
    """The next figure whose thirds are easily read."""
    size = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(size * one for one in EASY if size * one >= value)


def _clear_of(goal: Point, other: Point) -> Point:
    """The point, moved up or down where its words would stand on those of the goal."""
    below = other.y >= goal.y
    near = abs(other.y - goal.y) < LINE_OF_WORDS
    return replace(other, y=goal.y + (LINE_OF_WORDS if below else -LINE_OF_WORDS)) if near else other
