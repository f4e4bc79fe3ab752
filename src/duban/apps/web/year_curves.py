"""Where do the years of an indicator stand: what was, what should be, what is wanted, what is foreseen?

In: values by moments (2026.5: the middle of 2026; 2026: its end).  Out: positions in per cent (across) and pixels
(down) for `components/year_curve.html` and `small_curve.html`. The axis begins at zero unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10

from duban.apps.web.pictures import Line, Point, per_cent
from duban.rulebook.figures import plain

TOP, BOTTOM = 16, 176  # pixels: the highest and the lowest line of the grid
BAND = 1000  # units across the picture of the band
MOST_YEARS = 6  # written beneath the axis, so that they have room on a phone
WORDS = 16  # pixels from one line of words to the next
STEPS = (1, 2, 2.5, 5, 10)
FROM_ZERO = 0.5  # of the highest value: what begins lower than that begins at zero


@dataclass(frozen=True, slots=True)
class Seen:
    """One value that was; `shape` names whose figure it is, `joins`: it belongs to the line; `words` how it is said."""

    moment: float
    value: float
    shape: str
    joins: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target of a year's end, to `value_to` where it is a range; `words` stand beside the last year's."""

    year: int
    value: float
    words: str
    value_to: float | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    year: int
    value: float
    words: str
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where the picture goes; several pictures may share one."""

    first: int
    last: int
    low: float
    high: float
    step: float

    @property
    def is_cut(self) -> bool:
        return self.low > 0

    def at(self, moment: float, value: float, words: str = "") -> Point:
        return Point(per_cent(self.across(moment), 1), round(self.down(value)), words)

    def across(self, moment: float) -> float:
        return min(max((moment - self.first) / (self.last - self.first), 0), 1) if self.last > self.first else 0.5

    def down(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)

    @property
    def heights(self) -> tuple[Point, ...]:
        count = round((self.high - self.low) / self.step)
        values = [self.low + self.step * at for at in range(count + 1)]
        return tuple(self.at(self.first, value, plain(Decimal(f"{value:.6f}"))) for value in values)

    @property
    def years(self) -> tuple[Point, ...]:
        every = ceil((self.last - self.first + 1) / MOST_YEARS)
        return tuple(self.at(year, self.low, str(year)) for year in reversed(range(self.last, self.first - 1, -every)))


@dataclass(frozen=True, slots=True)
class Mark:
    """A target: a stroke at its height, from `y` to `to` where it is a range."""

    at: Point
    to: int | None


@dataclass(frozen=True, slots=True)
class YearCurve:
    """`summary` is read aloud; `said` the words of the last value with the height at which they stand clear of it."""

    key: str
    title: str
    summary: str
    scale: Scale
    lines: tuple[Line, ...]
    dots: tuple[tuple[Point, str], ...]
    marks: tuple[Mark, ...]
    said: Point | None
    ends: tuple[tuple[int, str, str], ...]  # words at the right: height, words, css
    band: str  # points of a polygon, in `BAND` units across
    now: str  # where time stands, "": outside

    @property
    def shapes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(shape for _, shape in self.dots))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the legend explains beside the shapes, in its order."""
        known = {line.kind for line in self.lines} | ({"goal"} if self.marks else set())
        known |= ({"band"} if self.band else set()) | ({"now"} if self.now else set())
        return tuple(kind for kind in ("should", "goal", "will", "band", "now") if kind in known)

    @property
    def anchor(self) -> str:
        """Of the last value's words, so that they stay in the picture."""
        share = float(self.said.x.rstrip("%")) if self.said else 50.0
        return "start" if share < 12 else "end" if share > 88 else "middle"


def scale_of(values: Iterable[float], *, first: int, last: int) -> Scale:
    """Round steps that hold every value; from zero unless all values are far from it."""
    known = list(values)
    low, high = min(known, default=0.0), max(known, default=1.0)
    low = low if low < 0 or low > high * FROM_ZERO else 0.0
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    low, high = low - room if low > 0 or low < 0 else low, high + room
    step = _step((high - low) / 4)
    return Scale(first, max(last, first + 1), floor(low / step) * step, ceil(high / step) * step, step)


def year_curve(
    *,
    key: str,
    title: str,
    summary: str,
    scale: Scale,
    seen: Sequence[Seen],
    path: Sequence[tuple[float, float]] = (),
    wanted: Sequence[Wanted] = (),
    foreseen: Foreseen | None = None,
    now: float | None = None,
) -> YearCurve:
    joined = [scale.at(one.moment, one.value) for one in seen if one.joins]
    lines = [Line("should", scale.at(*a), scale.at(*b)) for a, b in pairwise(path)]
    lines += [Line("is", a, b) for a, b in pairwise(joined)]
    if foreseen and joined:
        lines.append(Line("will", joined[-1], scale.at(foreseen.year, foreseen.value)))
    return YearCurve(
        key=key,
        title=title,
        summary=summary,
        scale=scale,
        lines=tuple(lines),
        dots=tuple((scale.at(one.moment, one.value), one.shape) for one in seen),
        marks=tuple(_mark(one, scale) for one in wanted),
        said=_said(seen, path, scale),
        ends=_ends(wanted, foreseen, scale),
        band=_band([one for one in seen if one.joins], foreseen, scale),
        now=per_cent(scale.across(now), 1) if now is not None and scale.first <= now <= scale.last else "",
    )


def _step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(size * one for one in STEPS if size * one >= rough * 0.999)


def _mark(one: Wanted, scale: Scale) -> Mark:
    at = scale.at(one.year, one.value, one.words)
    return Mark(at, None if one.value_to is None else scale.at(one.year, one.value_to).y)


def _said(seen: Sequence[Seen], path: Sequence[tuple[float, float]], scale: Scale) -> Point | None:
    """Above the value where it is better seen than the path or alone, else beneath it."""
    if not seen:
        return None
    last = seen[-1]
    others = [value for moment, value in path if abs(moment - last.moment) < 1]
    others += [one.value for one in seen[-2:-1]]
    above = not others or last.value >= max(others) or scale.down(last.value) > BOTTOM - 2 * WORDS
    at = scale.at(last.moment, last.value, last.words or plain(Decimal(f"{last.value:.6f}")))
    return Point(at.x, at.y - 11 if above else at.y + 20, at.words)


def _ends(wanted: Sequence[Wanted], foreseen: Foreseen | None, scale: Scale) -> tuple[tuple[int, str, str], ...]:
    """The words of the last year's targets and of the forecast, from the highest down, none upon another."""
    told = [(scale.at(one.year, one.value).y, one.words, "strong") for one in wanted if one.year == scale.last]
    if foreseen and foreseen.year == scale.last:
        told.append((scale.at(foreseen.year, foreseen.value).y, foreseen.words, "foreseen"))
    placed: list[tuple[int, str, str]] = []
    for height, words, css in sorted(told):
        at = max(height, placed[-1][0] + WORDS) if placed else height
        placed.append((at, words, css))
    return tuple(placed)


def _band(seen: Sequence[Seen], foreseen: Foreseen | None, scale: Scale) -> str:
    if not seen or foreseen is None or foreseen.lower is None or foreseen.upper is None:
        return ""
    last = seen[-1]
    corners = ((last.moment, last.value), (foreseen.year, foreseen.upper), (foreseen.year, foreseen.lower))
    return " ".join(f"{scale.across(at) * BAND:.0f},{scale.down(value):.0f}" for at, value in corners)
