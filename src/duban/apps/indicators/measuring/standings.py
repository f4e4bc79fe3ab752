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
    value: Decimal | None  # the figure's, in the baseline's year else the baseline
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
        raise NotImplementedError

    @property
    def previous(self) -> Observation | None:
        """The year before's figure."""
        raise NotImplementedError

    @property
    def as_of(self) -> str:
        """截至2026年9月 for a part of the year, 2026年, empty without a figure."""
        raise NotImplementedError

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has confirmed what the targets mean that it was judged by."""
        raise NotImplementedError

    @property
    def series(self) -> tuple[YearPoint, ...]:
        """From the baseline's year to the last with a target or a figure, each year once."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """`field` None: the indicators without one."""

    field: IndicatorField | None
    weight: Decimal
    items: tuple[IndicatorStanding, ...]
    index: Index
    final: Index

    @property
    def name(self) -> str:
        raise NotImplementedError


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
        raise NotImplementedError

    @property
    def by_class(self) -> dict[PaceClass, tuple[IndicatorStanding, ...]]:
        """Items (not their parts) by their class of 时序; every class is there."""
        raise NotImplementedError

    @property
    def missing(self) -> tuple[tuple[IndicatorStanding, str], ...]:
        """Those without attainment, each with the reason."""
        raise NotImplementedError

    def of(self, indicator: Indicator) -> IndicatorStanding | None:
        """The standing of one of its indicators or parts."""
        raise NotImplementedError
