"""A standing in the words and shapes of a page: its state, its figure, its targets, what it still needs.

In: `IndicatorStanding`, `Index`.  Out: words, names of states (web/frontend/styles/states.css), the bar of 时序.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from duban.apps.indicators.measuring import IndicatorStanding
from duban.apps.indicators.models import IndicatorTarget
from duban.apps.indicators.models.figures import QUOTIENT_PLACES
from duban.apps.web.pictures import per_cent
from duban.rulebook.attainment.words import rounded
from duban.rulebook.figures import plain
from duban.rulebook.indicator_index import Index
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass
from duban.rulebook.indicators import Direction, IndicatorKind, TargetLevel

STATES: dict[PaceClass, str] = {
    PaceClass.DONE: "done",
    PaceClass.DONE_EARLY: "done",
    PaceClass.FASTER: "ahead",
    PaceClass.ON_PACE: "on-pace",
    PaceClass.BEHIND: "behind",
    PaceClass.SEVERE: "overdue",
    PaceClass.MISSED: "overdue",
    PaceClass.NO_DATA: "not-started",
    PaceClass.NO_PATH: "not-started",
}


@dataclass(frozen=True, slots=True)
class Way:
    """How far on the way from baseline to target, and where time stands on it; across, in per cent."""

    done: str
    time: str
    words: str


def state_of(standing: IndicatorStanding) -> str:
    return STATES[standing.pace.standing]


def class_words(standing: IndicatorStanding) -> str:
    return PACE_CLASSES[standing.pace.standing]


def places_of_figures(standing: IndicatorStanding) -> int:
    """As many decimals as its figures and goals have; a goal that was worked out counts as a quotient does."""
    written = [one.shown for one in standing.figures.values()] + [plain(standing.baseline)]
    written += [plain(target.value) for target in standing.all_targets]
    worked_out = [plain(target.goal) for target in standing.all_targets if target.goal != target.value]
    return max(
        max((_decimals(one) for one in written), default=0),
        min(max((_decimals(one) for one in worked_out), default=0), QUOTIENT_PLACES),
    )


def _decimals(written: str) -> int:
    return len(written.partition(".")[2])


def amount(value: Fraction | None, standing: IndicatorStanding, *, least: int = 0) -> str:
    """`least`: so many decimals at least, for what lies between the figures."""
    return "" if value is None else rounded(value, max(places_of_figures(standing), least))


def target_words(target: IndicatorTarget) -> str:
    """确保26元: the document's words, the level before them where they do not say it."""
    level = target.get_level_display() if target.level != TargetLevel.PLAIN else ""
    return target.text if not level or level in target.text else f"{level}{target.text}"


def way_of(standing: IndicatorStanding) -> Way | None:
    """None where there is no way to go, or nothing that was compared."""
    pace, points = standing.pace, standing.track.points
    if pace.lead is None or pace.expected is None or not points:
        return None
    begin, end = (
        (Fraction(0), standing.track.expected(standing.year)) if standing.indicator.accrues else _ends(standing)
    )
    if end is None or end == begin:
        return None
    time = (pace.expected - begin) / (end - begin)
    done = min(max(time + pace.lead / 100, Fraction(0)), Fraction(1))
    said = f"已走完全程的{rounded(done * 100, 0)}%，按时序应为{rounded(time * 100, 0)}%"
    return Way(per_cent(float(done), 1), per_cent(min(max(float(time), 0), 1), 1), said)


def need_words(standing: IndicatorStanding) -> str:
    """What a year still has to bring: 到2028年还差7，以后每年需提高3.5（年均5.2%）."""
    pace, goal = standing.pace, standing.track.goal
    if pace.step_needed is None or pace.gap_to_target is None or goal is None or not pace.step_needed:
        return ""
    rises, unit = (
        pace.step_needed > 0,
        "个百分点" if standing.indicator.unit in ("%", "％") else standing.indicator.unit,
    )
    step, gap = amount(abs(pace.step_needed), standing, least=1), amount(abs(pace.gap_to_target), standing)
    said = f"到{goal.year}年还差{gap}{unit}，以后每年需{'提高' if rises else '降低'}{step}{unit}"
    if pace.rate_needed is None or standing.indicator.unit in ("%", "％"):
        return said
    so_far = f"，至今年均{rounded(pace.rate_so_far)}%" if pace.rate_so_far is not None else ""
    return f"{said}（年均{rounded(pace.rate_needed)}%{so_far}）"


def verdict_words(index: Index) -> str:
    """Of the must-pass indicators; empty where there are none."""
    if index.failed:
        return f"必达指标有{len(index.failed)}项未达到：{'、'.join(index.failed)}"
    if index.unjudged:
        return f"必达指标有{len(index.unjudged)}项还不能判定：{'、'.join(index.unjudged)}"
    return f"{len(index.passed)}项必达指标全部达到" if index.passed else ""


def has_own_figure(standing: IndicatorStanding) -> bool:
    return standing.indicator.kind != IndicatorKind.COMPOSITE


def direction_words(standing: IndicatorStanding) -> str:
    row = standing.indicator
    if row.direction:
        return {Direction.HIGHER: "正向", Direction.LOWER: "逆向", Direction.WITHIN: "适度"}[Direction(row.direction)]
    return "" if row.kind == IndicatorKind.COMPOSITE else "方向待确认"


def _ends(standing: IndicatorStanding) -> tuple[Fraction, Fraction]:
    return standing.track.points[0][1], standing.track.points[-1][1]
