"""The words for how an indicator stands in 时序, as the mid-term evaluations of national plans use them.

In: the gap to the path in percentage points.  Out: a class.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


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
    """Percentage points that make a difference; as for tasks, more than `behind` is behind, `ahead` is ahead."""

    behind: int = 10
    severe: int = 30
    ahead: int = 10

    def word(self, lead: Fraction) -> PaceClass:
        """`lead`: points better than the path, negative: worse."""
        if -lead > self.severe:
            return PaceClass.SEVERE
        if -lead > self.behind:
            return PaceClass.BEHIND
        return PaceClass.FASTER if lead >= self.ahead else PaceClass.ON_PACE


STANDING = PacePoints()
