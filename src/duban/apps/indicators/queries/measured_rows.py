"""What measuring reads: indicators, targets, figures that count, the scheme with its lines; a fixed number of queries.

In: a set, places, the last year asked.  Out: `MeasuredRows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from duban.apps.indicators.models import (
    Indicator,
    IndicatorSet,
    IndicatorTarget,
    Observation,
    Scheme,
    SchemeLine,
)

Key = tuple[int, int]  # indicator, place
LEVELS = ("ensure", "", "strive")
Row = TypeVar("Row", IndicatorTarget, Observation)


@dataclass(frozen=True, slots=True)
class MeasuredRows:
    """`targets` and `figures` by indicator and place; `targets` by year, 确保 first, `figures` by year and month."""

    indicator_set: IndicatorSet
    scheme: Scheme | None
    indicators: tuple[Indicator, ...]
    parts: Mapping[int, tuple[Indicator, ...]]
    lines: Mapping[int, SchemeLine]
    field_weights: Mapping[int, Decimal]
    targets: Mapping[Key, tuple[IndicatorTarget, ...]]
    figures: Mapping[Key, tuple[Observation, ...]]


def rows_of(
    indicator_set: IndicatorSet,
    *,
    places: Iterable[int],
    until: int,
    scheme: Scheme | None,
    indicator: int | None = None,
) -> MeasuredRows:
    """`places` by key, the set's own counted in; of one `indicator` and its parts where asked."""
    asked = {*places, indicator_set.jurisdiction_id}
    indicators = tuple(indicator_set.indicators.select_related("field", "parent").order_by("order", "pk"))
    chosen = [one.pk for one in indicators if indicator is None or indicator in (one.pk, one.parent_id)]
    parts: dict[int, list[Indicator]] = defaultdict(list)
    for one in indicators:
        if one.parent_id is not None:
            parts[one.parent_id].append(one)
    targets = IndicatorTarget.objects.filter(indicator__in=chosen, jurisdiction__in=asked).order_by("year", "pk")
    figures = Observation.objects.filter(
        indicator__in=chosen, jurisdiction__in=asked, year__lte=until, counts=True
    ).order_by("year", "month")
    return MeasuredRows(
        indicator_set=indicator_set,
        scheme=scheme,
        indicators=indicators,
        parts={whole: tuple(ones) for whole, ones in parts.items()},
        lines={line.indicator_id: line for line in scheme.lines.all()} if scheme else {},
        field_weights={one.field_id: one.weight for one in scheme.fields.all()} if scheme else {},
        targets=_by_key(sorted(targets, key=lambda row: (row.year, LEVELS.index(row.level)))),
        figures=_by_key(figures),
    )


def scheme_on(indicator_set: IndicatorSet, day: date) -> Scheme | None:
    """The version in force on a day; before the first one the first; None while nobody has made one."""
    versions = list(Scheme.objects.filter(indicator_set=indicator_set).order_by("number"))
    in_force = [one for one in versions if one.since <= day]
    return max(in_force, key=lambda one: (one.since, one.number), default=next(iter(versions), None))


def _by_key(rows: Iterable[Row]) -> dict[Key, tuple[Row, ...]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id, row.jurisdiction_id].append(row)
    return {key: tuple(ones) for key, ones in found.items()}
