"""Places compared: the index of each place below the set's own, its rank and how that changed; or one indicator.

In: a set or an indicator, a year and month.  Out: rows by rank; the indexes are computed by the database.
A place with figures for less than half of the weights has an index and no rank. The year before counts whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from duban.apps.indicators.measuring.judging import Judge
from duban.apps.indicators.measuring.standings import IndicatorStanding
from duban.apps.indicators.measuring.taking import scheme_for
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme
from duban.apps.indicators.queries.measured_rows import MeasuredRows, rows_of
from duban.apps.indicators.queries.place_indexes import Asked, PlaceIndex, indexes
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicators import Direction

Ranks = dict[int, int]


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
    fields: Mapping[int, float | None]

    @property
    def change(self) -> int | None:
        """Places gained since the year before; negative: lost."""
        return _change(self.rank, self.previous_rank)


@dataclass(frozen=True, slots=True)
class PlaceRanking:
    """Ranked places first, in order; then those without rank."""

    year: int
    month: int
    scheme: Scheme | None
    rows: tuple[PlaceStanding, ...]


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One place's standing in one indicator; ranked by attainment, then by the figure itself."""

    standing: IndicatorStanding
    rank: int | None
    previous_rank: int | None

    @property
    def percent(self) -> Fraction | None:
        return self.standing.attainment.percent

    @property
    def change(self) -> int | None:
        """Places gained since the year before; negative: lost."""
        return _change(self.rank, self.previous_rank)


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
    compared = _places(indicator_set, places)
    version = scheme_for(indicator_set, scheme, on, year, month)
    found = indexes(Asked(indicator_set, compared, year - 1, year, month, version))
    by_key = {(row.place, row.year): row for row in found}
    number, deciding = _numbers(indicator_set, version)
    rows = [
        _standing(place, by_key.get((place.pk, year)), by_key.get((place.pk, year - 1)), number, deciding)
        for place in compared
    ]
    return PlaceRanking(year, month, version, tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))))


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
    home = indicator.indicator_set
    compared = list(_places(home, places))
    rows = rows_of(
        home,
        places=[place.pk for place in compared],
        until=year,
        scheme=scheme_for(home, scheme, on, year, month),
        indicator=indicator.pk,
    )
    now = _judged(rows, indicator, compared, year, month)
    ranks, before = _ranks(now), _ranks(_judged(rows, indicator, compared, year - 1, 12))
    found = [PlaceFigure(one, ranks.get(one.place.pk), before.get(one.place.pk)) for one in now]
    return tuple(sorted(found, key=lambda row: (row.rank is None, row.rank or 0)))


def _places(indicator_set: IndicatorSet, places: QuerySet[Jurisdiction] | None) -> QuerySet[Jurisdiction]:
    below = Jurisdiction.objects.filter(parent=indicator_set.jurisdiction_id) if places is None else places
    return below.order_by("order", "pk")


def _numbers(indicator_set: IndicatorSet, scheme: Scheme | None) -> tuple[int, int]:
    """How many indicators count (not their parts), and how many of them are must-pass."""
    items = indicator_set.indicators.filter(parent=None)
    deciding = items.filter(lines__scheme=scheme, lines__must_pass=True).count() if scheme else 0
    return items.count(), deciding


def _standing(
    place: Jurisdiction, row: PlaceIndex | None, before: PlaceIndex | None, number: int, deciding: int
) -> PlaceStanding:
    failed, passed = (row.failed, row.passed) if row else (0, 0)
    return PlaceStanding(
        place=place,
        index=row.index if row else None,
        rank=row.rank if row else None,
        previous_index=before.index if before else None,
        previous_rank=before.rank if before else None,
        coverage=row.coverage if row else 0.0,
        judged=row.judged if row else 0,
        number=number,
        passes=False if failed else None if passed < deciding else True,
        fields=row.fields if row else {},
    )


def _judged(
    rows: MeasuredRows, indicator: Indicator, places: Iterable[Jurisdiction], year: int, month: int
) -> list[IndicatorStanding]:
    row = next(one for one in rows.indicators if one.pk == indicator.pk)
    return [Judge(rows, place, year, month).standing(row) for place in places]


def _ranks(standings: Iterable[IndicatorStanding]) -> Ranks:
    """Equal attainment and equal figures share a rank."""
    merits = {one.place.pk: merit for one in standings if (merit := _merit(one)) is not None}
    return {place: 1 + sum(other > merit for other in merits.values()) for place, merit in merits.items()}


def _merit(standing: IndicatorStanding) -> tuple[Fraction, Decimal] | None:
    """What comes first: more attained; of two that have attained as much the better figure."""
    percent, figure = standing.attainment.percent, standing.figure
    if percent is None:
        return None
    signs = {Direction.HIGHER.value: Decimal(1), Direction.LOWER.value: Decimal(-1)}
    sign = signs.get(standing.indicator.direction, Decimal(0))
    return percent, sign * figure.value if figure else Decimal(0)


def _change(rank: int | None, before: int | None) -> int | None:
    return None if rank is None or before is None else before - rank
