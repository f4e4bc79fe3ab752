"""What is known of one indicator in one place by a month, asked of the rulebook from all sides.

In: targets, figures by year, baseline, terms.  Out: attainment, path, pace, forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.apps.indicators.measuring.baselines import baseline_year
from duban.apps.indicators.models import Indicator, IndicatorTarget, Observation
from duban.apps.indicators.models.figures import VALUE_PLACES
from duban.rulebook.attainment import Attainment, Goal, Terms, attain, attain_years, goals_for
from duban.rulebook.attainment import counting_goal as counting
from duban.rulebook.forecast import Forecast, Outlook, forecast
from duban.rulebook.indicator_pace import Pace, PacePoints, PathKind, Track, pace_of, track_of
from duban.rulebook.indicators import Direction, IndicatorKind, Method, TargetLevel, TargetRule

NO_FORECAST = Forecast(Outlook.NONE, "没有目标值，不作预测")


@dataclass(frozen=True, slots=True)
class Facts:
    """`figures` of each year up to the one judged, of its newest month that counts here."""

    indicator: Indicator
    year: int
    month: int
    terms: Terms
    points: PacePoints
    targets: tuple[IndicatorTarget, ...]
    figures: Mapping[int, Observation]
    baseline: Decimal | None

    @property
    def figure(self) -> Observation | None:
        return self.figures.get(self.year)

    @property
    def value(self) -> Decimal | None:
        return self.figure.value if self.figure else None

    @property
    def direction(self) -> Direction | None:
        return Direction(self.indicator.direction) if self.indicator.direction else None

    @property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(goal_of(target) for target in self.targets)

    @property
    def last_goals(self) -> tuple[Goal, ...]:
        return goals_for(self.goals, max((target.year for target in self.targets), default=0))


def goal_of(target: IndicatorTarget) -> Goal:
    return Goal(target.year, TargetLevel(target.level), target.holds, target.goal, target.goal_to, target.text)


def attained(facts: Facts, goals: Sequence[Goal]) -> Attainment:
    return attain(value=facts.value, goals=goals, baseline=facts.baseline, direction=facts.direction, terms=facts.terms)


def attained_finally(facts: Facts) -> Attainment:
    """By the last goals; what is to be kept every year by those of all years so far."""
    found = attained(facts, facts.last_goals)
    years = sorted({target.year for target in facts.targets if target.year <= facts.year})
    if found.method is not Method.KEEP or len(years) < 2:
        return found
    values = {year: one.value if (one := facts.figures.get(year)) else None for year in years}
    return attain_years(
        values=values, goals=facts.goals, baseline=facts.baseline, direction=facts.direction, terms=facts.terms
    )


def track(facts: Facts) -> Track:
    """年均增长 compounds; targets of several years are the path; else it is straight."""
    years = {goal.year for goal in facts.goals if goal.has_figure}
    kind = PathKind.GIVEN if len(years) > 1 else PathKind.LINEAR
    compounds = {target.rule for target in facts.targets} == {TargetRule.GROW_A_YEAR.value}
    return track_of(
        baseline_year=baseline_year(facts.indicator),
        baseline=facts.baseline,
        goals=facts.goals,
        direction=facts.direction,
        kind=PathKind.COMPOUND if compounds else kind,
    )


def pace(facts: Facts, path: Track) -> Pace:
    return pace_of(
        value=facts.value,
        year=facts.year,
        month=facts.figure.month if facts.figure else facts.month,
        track=path,
        direction=facts.direction,
        accrues=facts.indicator.accrues,
        points=facts.points,
        tolerance=facts.terms.tolerance,
        places=facts.figure.places if facts.figure else VALUE_PLACES,
    )


def outlook(facts: Facts) -> Forecast:
    goal = counting(facts.last_goals)
    if goal is None:
        return NO_FORECAST
    return forecast(
        _whole_years(facts),
        goal=goal,
        direction=facts.direction,
        unit=facts.indicator.unit,
        is_growth=facts.indicator.kind == IndicatorKind.GROWTH,
        tolerance=facts.terms.tolerance,
    )


def _whole_years(facts: Facts) -> dict[int, Decimal]:
    """A part of the year judged is no year; of one before it only what does not add up over the months."""
    values = {} if facts.baseline is None else {baseline_year(facts.indicator): facts.baseline}
    for year, one in facts.figures.items():
        if one.month == 12 or (year < facts.year and not facts.indicator.accrues):
            values.setdefault(year, one.value)
    return values
