"""A figure against its path: how far it is from what was expected, and whether there is still a way to go.

In: a figure with its month, a `Track` with a goal, what it expects.  Out: gaps and shares, exact.
The gap is measured against the whole way from baseline to target; where there is none, against what is expected.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.rulebook.attainment.goals import Goal, meets, wanted
from duban.rulebook.indicator_pace.tracks import EXACT, Track, power
from duban.rulebook.indicators import Direction


@dataclass(frozen=True, slots=True)
class PaceCase:
    value: Decimal
    year: int
    month: int
    accrues: bool  # figures add up from January on
    track: Track
    goal: Goal
    direction: Direction
    tolerance: Decimal
    expected: Fraction
    places: int  # decimals of the value as it is written

    @property
    def moment(self) -> Fraction:
        return self.year - 1 + Fraction(self.month, 12)

    @property
    def is_over(self) -> bool:
        return self.moment >= self.goal.year

    @property
    def is_part(self) -> bool:
        """Of a year's sum, not to be compared with whole years."""
        return self.accrues and self.month < 12

    @property
    def is_met(self) -> bool:
        """What may not be exceeded is not met while the year still adds to it."""
        if self.is_part and self.direction is not Direction.HIGHER:
            return False
        return bool(meets(self.value, self.goal, self.direction, self.tolerance))

    @property
    def is_held(self) -> bool:
        """There is no way to go: the path itself is already at the goal."""
        return self.track.expected(self.year, self.month) == self.target

    @property
    def target(self) -> Fraction:
        return self.track.points[-1][1]

    @property
    def gap_to_path(self) -> Fraction:
        """Positive: better than expected."""
        return self._signed(self.expected)

    @property
    def gap_to_target(self) -> Fraction | None:
        return None if self.is_part else self._signed(self.target)

    @property
    def lead(self) -> Fraction | None:
        """The gap to the path in percentage points of the whole."""
        whole = self._whole()
        return self.gap_to_path / whole * 100 if whole else None

    @property
    def needed(self) -> tuple[Fraction | None, Decimal | None]:
        """The change a year in the unit and in compound percent that still leads to the target."""
        if self.is_met or self.is_over or self.is_part:
            return None, None
        left = self.goal.year - self.moment
        return (self.target - Fraction(self.value)) / left, _rate(Fraction(self.value), self.target, left)

    @property
    def rate_so_far(self) -> Decimal | None:
        start = self.track.start
        if start is None or self.is_part or self.moment <= start[0]:
            return None
        return _rate(start[1], Fraction(self.value), self.moment - start[0])

    def _whole(self) -> Fraction:
        if self.accrues:
            return abs(self.track.expected(self.year) or Fraction(0))
        way = abs(self.target - self.track.points[0][1])
        return way if way and self.track.start is not None and not self.is_held else abs(self.expected)

    def _signed(self, other: Fraction) -> Fraction:
        rises = self.target > self.track.points[0][1]
        if self.direction is not Direction.WITHIN:
            rises = self.direction is Direction.HIGHER
        elif self._is_past_range(rises=rises):
            return -self._outside
        return Fraction(self.value) - other if rises else other - Fraction(self.value)

    def _is_past_range(self, *, rises: bool) -> bool:
        """Beyond the far end of a range, or anywhere if the path begins within it."""
        low, high = wanted(self.goal, self.direction, EXACT)
        if self.target == self.track.points[0][1]:
            return True
        return high is not None and self.value > high if rises else low is not None and self.value < low

    @property
    def _outside(self) -> Fraction:
        """How far out of the range."""
        low, high = wanted(self.goal, self.direction, EXACT)
        ends = [low - self.value if low is not None else EXACT, self.value - high if high is not None else EXACT]
        return Fraction(max(EXACT, *ends))


def _rate(first: Fraction, last: Fraction, years: Fraction) -> Decimal | None:
    """Compound, in percent a year; none from or to what is not positive."""
    return (power(last / first, 1 / years) - 1) * 100 if first > 0 and last > 0 else None
