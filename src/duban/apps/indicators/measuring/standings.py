"""What measuring answers: how one indicator stands in one place, and how the whole set does.

In: what `judging` computed.  Out: frozen values for pages, bulletins and evaluations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from duban.apps.indicators.models import (
    Indicator,
    IndicatorField,
    IndicatorSet,
    IndicatorTarget,
    Observation,
    Scheme,
)
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.attainment import Attainment, Terms
from duban.rulebook.forecast import Forecast
from duban.rulebook.indicator_index import Index
from duban.rulebook.indicator_pace import Pace, PaceClass, Track


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of an indicator: a row of its table and a place on its curve. `forecast` only in the goal's year."""

    year: int
    is_baseline: bool
    figure: Observation | None
    value: Decimal | None  # in the baseline's year the baseline, else the figure's
    expected: Fraction | None  # by the path at the year's end
    targets: tuple[IndicatorTarget, ...]  # of the year itself: 确保 first
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """`attainment` by the targets of the year (or of the next year that has any), `final` by those of the last year.

    `targets` are those `attainment` judged by. `figures` of each year: the newest up to the month in the year asked,
    the newest of every other year before it. A composite has no figure, its `parts` have."""

    indicator: Indicator
    place: Jurisdiction
    year: int
    month: int
    weight: Decimal
    terms: Terms
    baseline_year: int | None
    baseline: Decimal | None
    figure: Observation | None
    figures: Mapping[int, Observation]
    targets: tuple[IndicatorTarget, ...]
    all_targets: tuple[IndicatorTarget, ...]
    attainment: Attainment
    final: Attainment
    track: Track
    pace: Pace
    forecast: Forecast
    parts: tuple[IndicatorStanding, ...] = ()

    @property
    def why_not(self) -> str:
        """Why there is no attainment; empty where there is one."""
        return self.attainment.reason if self.attainment.percent is None else ""

    @property
    def previous(self) -> Observation | None:
        """The year before's figure."""
        return self.figures.get(self.year - 1)

    @property
    def as_of(self) -> str:
        """截至2026年9月 for a part of the year, 2026年, empty without a figure."""
        if self.figure is None:
            return ""
        is_whole = self.figure.month == 12
        return f"{self.figure.year}年" if is_whole else f"截至{self.figure.year}年{self.figure.month}月"

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has confirmed what the targets mean that it was judged by."""
        mine = all(target.rule_confirmed for target in self.targets)
        return mine and all(part.is_confirmed for part in self.parts)

    @property
    def series(self) -> tuple[YearPoint, ...]:
        """From the baseline's year to the last with a target or a figure, each year once."""
        known = {target.year for target in self.all_targets} | set(self.figures)
        starts = self.baseline_year if self.baseline is not None else None
        if starts is not None:
            known.add(starts)
        return tuple(self._point(year) for year in range(min(known), max(known) + 1)) if known else ()

    def _point(self, year: int) -> YearPoint:
        figure, goal = self.figures.get(year), self.track.goal
        is_baseline = self.baseline is not None and year == self.baseline_year
        return YearPoint(
            year=year,
            is_baseline=is_baseline,
            figure=figure,
            value=self.baseline if is_baseline else figure.value if figure else None,
            expected=self.track.expected(year, accrues=self.indicator.accrues),
            targets=tuple(target for target in self.all_targets if target.year == year),
            forecast=self.forecast if goal is not None and goal.year == year else None,
        )


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """`field` None: the indicators without one; where no indicator has one, all of them."""

    field: IndicatorField | None
    weight: Decimal
    items: tuple[IndicatorStanding, ...]
    index: Index
    final: Index

    @property
    def name(self) -> str:
        return self.field.title if self.field else "未分领域"


@dataclass(frozen=True, slots=True)
class SetStanding:
    """`items` in the set's order, parts under their wholes. Where only some indicators were asked for (`is_whole`
    False), the indexes are of those alone: never to be shown as the set's."""

    indicator_set: IndicatorSet
    place: Jurisdiction
    year: int
    month: int
    scheme: Scheme | None
    is_whole: bool
    items: tuple[IndicatorStanding, ...]
    fields: tuple[FieldStanding, ...]
    index: Index
    final: Index

    @property
    def every(self) -> tuple[IndicatorStanding, ...]:
        """Items and their parts, one after the other."""
        return tuple(one for item in self.items for one in (item, *item.parts))

    @property
    def by_class(self) -> dict[PaceClass, tuple[IndicatorStanding, ...]]:
        """Items (not their parts) by their class of 时序; every class is there."""
        found: dict[PaceClass, list[IndicatorStanding]] = {one: [] for one in PaceClass}
        for item in self.items:
            found[item.pace.standing].append(item)
        return {one: tuple(items) for one, items in found.items()}

    @property
    def missing(self) -> tuple[tuple[IndicatorStanding, str], ...]:
        """Those without attainment, each with the reason."""
        return tuple((one, one.why_not) for one in self.every if one.attainment.percent is None)

    def of(self, indicator: Indicator) -> IndicatorStanding | None:
        """The standing of one of its indicators or parts."""
        return next((one for one in self.every if one.indicator == indicator), None)
