"""The curve of one indicator, alone or as one of several on the same scale; the rows of the table beneath it.

In: standings.  Out: `YearCurve`, `YearRow`. What cannot be drawn (no figure, no target in figures) has no curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.apps.indicators.measuring import IndicatorStanding, YearPoint
from duban.apps.indicators.measuring.facts import goal_of
from duban.apps.indicators.models import IndicatorTarget
from duban.apps.indicators.showing.words import amount, places_of_figures, target_words
from duban.apps.web.year_curves import Foreseen, Scale, Seen, Wanted, YearCurve, scale_of, year_curve
from duban.rulebook.attainment.words import of_goal, rounded
from duban.rulebook.figures import plain
from duban.rulebook.indicators import TARGET_LEVELS, TargetLevel
from duban.rulebook.observations import period_words


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year in words; empty where nothing is known."""

    year: int
    actual: str
    about: str
    expected: str
    targets: tuple[str, ...]
    forecast: str
    interval: str


def curve_of(standing: IndicatorStanding, *, key: str = "curve", scale: Scale | None = None) -> YearCurve | None:
    """With `scale` it is one of several that can be compared."""
    scale = scale or common_scale([standing])
    if scale is None:
        return None
    figure = standing.figure
    now = standing.year - 1 + (figure.month if figure else standing.month) / 12
    name, unit = standing.indicator.name, standing.indicator.unit
    return year_curve(
        key=key,
        title=f"{name}{f'（{unit}）' if unit else ''}历年实际值与目标",
        summary=f"{standing.place}：{standing.pace.words}。{standing.forecast.words}",
        scale=scale,
        seen=_seen(standing),
        path=_path(standing),
        wanted=_wanted(standing),
        foreseen=_foreseen(standing),
        now=now,
    )


def common_scale(standings: Sequence[IndicatorStanding]) -> Scale | None:
    """That holds all of them; None where there is nothing to draw."""
    years, values = set[int](), list[float]()
    for one in standings:
        years |= {point.year for point in one.series}
        values += [dot.value for dot in _seen(one)] + [value for _, value in _path(one)]
        values += [end for goal in _wanted(one) for end in (goal.value, goal.value_to) if end is not None]
        if foreseen := _foreseen(one):
            known = (foreseen.value, foreseen.lower, foreseen.upper)
            values += [end for end in known if end is not None]
    return scale_of(values, first=min(years), last=max(years)) if values else None


def rows_of(standing: IndicatorStanding) -> list[YearRow]:
    return [_row(point, standing) for point in standing.series]


def _row(point: YearPoint, standing: IndicatorStanding) -> YearRow:
    forecast = point.forecast if point.forecast and point.forecast.value is not None else None
    places = places_of_figures(standing)
    ends = (forecast.lower, forecast.upper) if forecast else (None, None)
    return YearRow(
        year=point.year,
        actual=_actual(point),
        about=_about(point),
        expected=amount(point.expected, standing, least=1),
        targets=tuple(target_words(target) for target in point.targets),
        forecast=amount(forecast.value, standing) if forecast else "",
        interval="至".join(rounded(end, places) for end in ends if end is not None),
    )


def _actual(point: YearPoint) -> str:
    return plain(point.value) if point.is_baseline or point.figure is None else point.figure.shown


def _about(point: YearPoint) -> str:
    """Whose figure, and of which part of the year where it is not the whole."""
    if point.is_baseline:
        return "基期"
    if point.figure is None:
        return ""
    part = "" if point.figure.month == 12 else f"，{period_words(point.year, point.figure.month)}"
    return f"{point.figure.get_status_display()}{part}"


def _seen(standing: IndicatorStanding) -> list[Seen]:
    found = []
    for point in standing.series:
        if point.value is None:
            continue
        month = point.figure.month if point.figure and not point.is_baseline else 12
        shape = "baseline" if point.is_baseline or point.figure is None else point.figure.status
        is_part = standing.indicator.accrues and month < 12
        found.append(
            Seen(point.year - 1 + month / 12, float(point.value), shape, joins=not is_part, words=_actual(point))
        )
    return found


def _path(standing: IndicatorStanding) -> list[tuple[float, float]]:
    goal = standing.track.goal
    last = goal.year if goal else 0
    return [
        (point.year, float(point.expected))
        for point in standing.series
        if point.expected is not None and point.year <= last
    ]


def _wanted(standing: IndicatorStanding) -> list[Wanted]:
    return [
        Wanted(
            target.year,
            float(target.goal),
            _mark_words(target),
            None if target.goal_to is None else float(target.goal_to),
        )
        for target in standing.all_targets
        if target.goal is not None
    ]


def _mark_words(target: IndicatorTarget) -> str:
    return f"{TARGET_LEVELS[TargetLevel(target.level)]} {of_goal(goal_of(target))}"


def _foreseen(standing: IndicatorStanding) -> Foreseen | None:
    found, goal = standing.forecast, standing.track.goal
    if found.value is None or goal is None:
        return None
    lower, upper = (None if end is None else float(end) for end in (found.lower, found.upper))
    return Foreseen(goal.year, float(found.value), f"预测 {amount(found.value, standing)}", lower, upper)
