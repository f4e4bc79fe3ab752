"""The path an indicator is expected to take from its baseline to its target, and where it is in a month.

In: baseline, goals by year.  Out: `Track`.
目标一致法: a straight line; or compound growth, or through the targets given for each year, straight between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

from duban.rulebook.attainment.goals import Goal, contradicts, counting_goal, meets, wanted
from duban.rulebook.indicators import Direction

EXACT = Decimal(0)  # no tolerance: a path leads to the figure itself
Point = tuple[int, Fraction]


class PathKind(StrEnum):
    LINEAR = "linear"
    COMPOUND = "compound"
    GIVEN = "given"


PATH_KINDS: dict[PathKind, str] = {
    PathKind.LINEAR: "直线（目标一致法）",
    PathKind.COMPOUND: "复合增速",
    PathKind.GIVEN: "按年度目标",
}


@dataclass(frozen=True, slots=True)
class Track:
    """`points`: values at the ends of years, none where there is no path; `reason` says why, or why of another kind.

    `goal` is the last, that decides; `start` the baseline as it was: a path that only holds a level begins at it."""

    kind: PathKind
    points: tuple[Point, ...]
    goal: Goal | None
    start: Point | None = None
    reason: str = ""

    def expected(self, year: int, month: int = 12, *, accrues: bool = False) -> Fraction | None:
        """At the end of the month. `accrues`: figures add up from January on; else they are levels."""
        if accrues:
            whole = self._at(Fraction(year))
            return None if whole is None else whole * month / 12
        return self._at(year - 1 + Fraction(month, 12))

    def _at(self, moment: Fraction) -> Fraction | None:
        if not self.points or moment < self.points[0][0]:
            return None
        for (left, low), (right, high) in pairwise(self.points):
            if moment <= right:
                return self._between(low, high, Fraction(moment - left) / (right - left))
        return self.points[-1][1]

    def _between(self, low: Fraction, high: Fraction, share: Fraction) -> Fraction:
        if self.kind is PathKind.COMPOUND and 0 < share < 1:
            return low * Fraction(power(high / low, share))
        return low + (high - low) * share


def track_of(
    *,
    baseline_year: int | None,
    baseline: Decimal | None,
    goals: Iterable[Goal],
    direction: Direction | None,
    kind: PathKind | None = None,
) -> Track:
    """To the last year's goal, of two levels to that which counts; without `kind` through each year's where there are
    several, else straight."""
    yearly = [goal for goal in _each_year(goals) if baseline_year is None or goal.year > baseline_year]
    asked = kind or (PathKind.GIVEN if len(yearly) > 1 else PathKind.LINEAR)
    reason = _why_none(yearly, direction)
    if reason or direction is None:
        return Track(asked, (), yearly[-1] if yearly else None, reason=reason)
    if baseline is None or baseline_year is None:
        return _without_start(asked, yearly, direction)
    start = (baseline_year, Fraction(baseline))
    ends = yearly if asked is PathKind.GIVEN else yearly[-1:]
    held = meets(baseline, ends[0], direction, EXACT)
    points = [(goal.year, _edge(goal, direction, baseline)) for goal in ends]
    points.insert(0, (baseline_year, points[0][1] if held else start[1]))
    if asked is PathKind.COMPOUND and min(value for _, value in points) <= 0:
        return Track(PathKind.LINEAR, tuple(points), ends[-1], start, "基期值或目标值不是正数，改按直线")
    return Track(asked, tuple(points), ends[-1], start)


def power(base: Fraction, exponent: Fraction) -> Decimal:
    """To 28 digits; the only figures here that cannot be exact."""
    with localcontext(prec=28):
        root = Decimal(exponent.numerator) / Decimal(exponent.denominator)
        return (Decimal(base.numerator) / Decimal(base.denominator)) ** root


def _each_year(goals: Iterable[Goal]) -> list[Goal]:
    found = []
    for _, one_year in groupby(sorted(goals, key=lambda goal: goal.year), key=lambda goal: goal.year):
        goal = counting_goal(one_year)
        if goal is not None and goal.has_figure:
            found.append(goal)
    return found


def _why_none(yearly: list[Goal], direction: Direction | None) -> str:
    if not yearly:
        return "没有基期以后的数值目标，不能按时序评价"
    if direction is None:
        return "指标方向还没有确定"
    return "目标的关系与指标方向相反，请核对" if contradicts(yearly[-1], direction) else ""


def _without_start(kind: PathKind, yearly: list[Goal], direction: Direction) -> Track:
    """Years with a target of their own can be judged without a baseline."""
    if len(yearly) == 1 or kind is not PathKind.GIVEN:
        return Track(kind, (), yearly[-1], reason="没有基期值，不能确定时序")
    points = tuple((goal.year, _edge(goal, direction, None)) for goal in yearly)
    return Track(kind, points, yearly[-1])


def _edge(goal: Goal, direction: Direction, baseline: Decimal | None) -> Fraction:
    """Where a path ends: of a range the end nearer to the baseline, within it the baseline itself."""
    low, high = wanted(goal, direction, EXACT)
    if low is None or high is None:
        return Fraction(low if low is not None else high or EXACT)
    return Fraction(low if baseline is None else min(max(baseline, low), high))
