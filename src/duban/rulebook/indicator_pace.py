"""时序 of an indicator: the path from baseline to target, how far a figure is from it, what is still needed a year.

In: baseline, goals by year, a figure with its month.  Out: `Track`, `Pace` with a word and a sentence.
目标一致法: a straight line from baseline to target; or compound, or through the targets given for each year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from duban.rulebook.attainment import Goal
from duban.rulebook.indicators import Direction


class PathKind(StrEnum):
    LINEAR = "linear"
    COMPOUND = "compound"
    GIVEN = "given"


PATH_KINDS: dict[PathKind, str] = {
    PathKind.LINEAR: "直线（目标一致法）",
    PathKind.COMPOUND: "复合增速",
    PathKind.GIVEN: "按年度目标",
}


class PaceClass(StrEnum):
    DONE = "done"
    DONE_EARLY = "done_early"
    FASTER = "faster"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    SEVERE = "severe"
    MISSED = "missed"
    NO_DATA = "no_data"
    NO_PATH = "no_path"


PACE_CLASSES: dict[PaceClass, str] = {
    PaceClass.DONE: "已完成",
    PaceClass.DONE_EARLY: "提前完成",
    PaceClass.FASTER: "快于时序",
    PaceClass.ON_PACE: "基本符合",
    PaceClass.BEHIND: "滞后",
    PaceClass.SEVERE: "严重滞后",
    PaceClass.MISSED: "未完成",
    PaceClass.NO_DATA: "缺数据",
    PaceClass.NO_PATH: "不能评价",
}


@dataclass(frozen=True, slots=True)
class PacePoints:
    """Percentage points of the way from baseline to target that make a difference."""

    behind: int = 10
    severe: int = 30
    ahead: int = 10


@dataclass(frozen=True, slots=True)
class Track:
    """Points (year, value at its end); the first is the baseline's. `kind` may differ from the one asked: `reason`."""

    kind: PathKind
    points: tuple[tuple[int, Fraction], ...]
    goal: Goal | None  # the last one, that decides
    reason: str = ""

    def expected(self, year: int, month: int = 12, *, accrues: bool = False) -> Fraction | None:
        """At the end of the month. `accrues`: figures add up from January on; else they are levels."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Pace:
    """Gaps are signed, positive: better than wanted. `step_needed` a year in the indicator's unit, `rate_needed` and
    `rate_so_far` in compound percent a year; None where there is nothing to say."""

    standing: PaceClass
    words: str
    expected: Fraction | None = None
    gap_to_path: Fraction | None = None
    gap_to_target: Fraction | None = None
    step_needed: Fraction | None = None
    rate_needed: Decimal | None = None
    rate_so_far: Decimal | None = None


def track_of(
    *,
    baseline_year: int | None,
    baseline: Decimal | None,
    goals: Iterable[Goal],
    direction: Direction | None,
    kind: PathKind = PathKind.LINEAR,
) -> Track:
    """The path to the last year's goal; of two levels to that which counts. Without points where there is none."""
    raise NotImplementedError


def pace_of(
    *,
    value: Decimal | None,
    year: int,
    track: Track,
    direction: Direction | None,
    month: int = 12,
    accrues: bool = False,
    points: PacePoints = PacePoints(),  # noqa: B008
    tolerance: Decimal = Decimal(5),
) -> Pace:
    """How a figure of the end of a month stands against the path; 2023年应达1.53，实际1.49，低0.04，滞后."""
    raise NotImplementedError
