"""Places compared: the index of each place below the set's own, its rank and how that changed; or one indicator.

In: a set or an indicator, a year and month.  Out: rows by rank; the indexes are computed by the database.
A place with figures for less than half of the weights has an index and no rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from duban.apps.indicators.measuring.standings import IndicatorStanding
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme
from duban.apps.organizations.models import Jurisdiction

LEAST_COVERAGE = 0.5


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """`index` and `fields` (by key of `IndicatorField`, 0: without one) in percent; `coverage` 0–1.

    `judged` of `number` indicators have an attainment. `passes`: the must-pass verdict, None while one is unjudged."""

    place: Jurisdiction
    index: float | None
    rank: int | None
    previous_index: float | None
    previous_rank: int | None
    coverage: float
    judged: int
    number: int
    passes: bool | None
    fields: dict[int, float | None]

    @property
    def change(self) -> int | None:
        """Places gained since the year before; negative: lost."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class PlaceRanking:
    """Ranked places first, in order; then those without rank by name."""

    year: int
    month: int
    scheme: Scheme | None
    rows: tuple[PlaceStanding, ...]


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One place's standing in one indicator; ranked by attainment, then by the figure itself."""

    standing: IndicatorStanding
    percent: Decimal | None
    rank: int | None
    previous_rank: int | None

    @property
    def change(self) -> int | None:
        """Places gained since the year before; negative: lost."""
        raise NotImplementedError


def places_of(
    indicator_set: IndicatorSet,
    *,
    year: int,
    month: int = 12,
    places: QuerySet[Jurisdiction] | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
) -> PlaceRanking:
    """The places right below the set's own (or `places`), by their index."""
    raise NotImplementedError


def places_by(
    indicator: Indicator,
    *,
    year: int,
    month: int = 12,
    places: QuerySet[Jurisdiction] | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
) -> tuple[PlaceFigure, ...]:
    """The places right below the set's own (or `places`), by one indicator, each with its series and its reason."""
    raise NotImplementedError
