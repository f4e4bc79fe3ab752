"""Where do the lines and bars of a picture stand? Lengths for SVG attributes, which a strict CSP leaves alone.

In: counts, dates, values.  Out: positions in per cent (across) and pixels (down), ready for the components' templates.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

CURVE_TOP, CURVE_BOTTOM = 23, 164  # pixels: the highest and the lowest line of a curve's grid


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
class Line:
    kind: str
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """A value against time: what should be, what is, what will be, and today."""

    summary: str
    heights: tuple[Point, ...]
    dates: tuple[Point, ...]
    lines: tuple[Line, ...]
    dots: tuple[Point, ...]
    today: Point
    should_be: Point
    target: Point
    forecast: Point | None


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
) -> Curve:
    """A year's cumulative target, its observed values in order of date, and where it will end at this rate."""
    top = max(target, forecast or 0, *(value for _, value in observed), 1)

    def at(day: date, value: float, words: str = "") -> Point:
        height = CURVE_BOTTOM - (CURVE_BOTTOM - CURVE_TOP) * value / top
        return Point(per_cent(share_of_year(day), 1), round(height), words)

    begin, end = Point("0%", CURVE_BOTTOM), date(today.year, 12, 31)
    points = [begin, *(at(day, value, f"{value:g}") for day, value in observed)]
    goal, future = at(end, target, f"{target:g}"), forecast is not None and at(end, forecast, f"{forecast:g}")
    lines = [Line("should", begin, goal), *(Line("is", a, b) for a, b in pairwise(points))]
    if future:
        lines.append(Line("will", points[-1], future))
    return Curve(
        summary=summary,
        heights=tuple(at(end, top * step / 3, f"{top * step / 3:.3g}") for step in range(4)),
        dates=tuple(at(day, 0, f"{day.month}月{day.day}日") for day in (*marks, end)),
        lines=tuple(lines),
        dots=tuple(points[1:]),
        today=at(today, 0),
        should_be=at(today, target * share_of_year(today)),
        target=goal,
        forecast=future or None,
    )
