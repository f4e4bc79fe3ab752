"""时序 of a composite: it has no figure, so its class is that of its part that is furthest behind.

In: the standings of the parts.  Out: `Pace` that names every part's class; 缺数据 while one has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.apps.indicators.measuring.standings import IndicatorStanding
from duban.rulebook.indicator_pace import PACE_CLASSES, Pace, PaceClass

WORST_FIRST = (
    PaceClass.NO_DATA,
    PaceClass.NO_PATH,
    PaceClass.MISSED,
    PaceClass.SEVERE,
    PaceClass.BEHIND,
    PaceClass.ON_PACE,
    PaceClass.FASTER,
    PaceClass.DONE,
    PaceClass.DONE_EARLY,
)


def pace_of_parts(parts: Sequence[IndicatorStanding]) -> Pace:
    if not parts:
        return Pace(PaceClass.NO_DATA, "没有分项")
    worst = min((part.pace.standing for part in parts), key=WORST_FIRST.index)
    told = "，".join(f"{part.indicator.name}{PACE_CLASSES[part.pace.standing]}" for part in parts)
    return Pace(worst, f"按最差的分项计：{told}")
