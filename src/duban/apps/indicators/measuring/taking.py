"""Measure a set: its rows in a fixed number of queries, judged by the scheme in force.

In: a set or an indicator, a year and month.  Out: standings.
A part seen without its whole stands by itself; a whole is computed from all its parts, seen or not.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from duban.apps.indicators.measuring.judging import Judge
from duban.apps.indicators.measuring.standings import FieldStanding, IndicatorStanding, SetStanding
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme
from duban.apps.indicators.queries.measured_rows import MeasuredRows, rows_of
from duban.apps.indicators.queries.measured_rows import scheme_on as _scheme_on
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicator_index import Field, Item, Overall, index_by_field


def measure(
    indicator_set: IndicatorSet,
    *,
    year: int,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
    only: QuerySet[Indicator] | None = None,
) -> SetStanding:
    """How the set stands by the end of a month, for its own place or one below it. `scheme`, else that in force `on`
    the day, else at the end of the month. `only`: of these indicators, as `Indicator.objects.visible_to(actor)`."""
    asked = measure_years(indicator_set, [year], month=month, place=place, scheme=scheme, on=on, only=only)
    return asked[year]


def measure_years(
    indicator_set: IndicatorSet,
    years: Iterable[int],
    *,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
    only: QuerySet[Indicator] | None = None,
) -> dict[int, SetStanding]:
    """The same of several years, with the queries of one: `month` is the last year's, those before count whole."""
    asked, home = sorted(set(years)), place or indicator_set.jurisdiction
    last = asked[-1]
    rows = rows_of(
        indicator_set,
        places=[home.pk],
        until=last,
        scheme=scheme_for(indicator_set, scheme, on, last, month),
    )
    seen = None if only is None else frozenset(only.filter(indicator_set=indicator_set).values_list("pk", flat=True))
    return {year: _set_standing(Judge(rows, home, year, month if year == last else 12), seen) for year in asked}


def standing_of(
    indicator: Indicator,
    *,
    year: int,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
) -> IndicatorStanding:
    """How one indicator stands, its parts with it."""
    home = indicator.indicator_set
    rows = rows_of(
        home,
        places=[place.pk if place else home.jurisdiction_id],
        until=year,
        scheme=scheme_for(home, scheme, on, year, month),
        indicator=indicator.pk,
    )
    return Judge(rows, place or home.jurisdiction, year, month).standing(
        next(one for one in rows.indicators if one.pk == indicator.pk)
    )


def scheme_on(indicator_set: IndicatorSet, day: date) -> Scheme | None:
    """The version in force on a day; before the first one the first; None while nobody has made one."""
    return _scheme_on(indicator_set, day)


def scheme_for(
    indicator_set: IndicatorSet, scheme: Scheme | None, on: date | None, year: int, month: int
) -> Scheme | None:
    """That asked for, else that of the day asked, else that of the period's end."""
    return scheme or _scheme_on(indicator_set, on or date(year, month, monthrange(year, month)[1]))


def _set_standing(judge: Judge, seen: frozenset[int] | None) -> SetStanding:
    rows, items = judge.rows, _items(judge, seen)
    groups = _by_field(items)
    weights = [_field_weight(rows, group) for group in groups]
    overall = index_by_field(
        [_field(group, weight, final=False) for group, weight in zip(groups, weights, strict=True)]
    )
    final = index_by_field([_field(group, weight, final=True) for group, weight in zip(groups, weights, strict=True)])
    return SetStanding(
        indicator_set=rows.indicator_set,
        place=judge.place,
        year=judge.year,
        month=judge.month,
        scheme=rows.scheme,
        is_whole=seen is None or seen >= {one.pk for one in rows.indicators},
        items=items,
        fields=_fields(groups, weights, overall, final),
        index=overall.index,
        final=final.index,
    )


def _items(judge: Judge, seen: frozenset[int] | None) -> tuple[IndicatorStanding, ...]:
    def is_item(one: Indicator) -> bool:
        if seen is None:
            return one.parent_id is None
        return one.pk in seen and one.parent_id not in seen

    return tuple(judge.standing(one) for one in judge.rows.indicators if is_item(one))


def _by_field(items: Iterable[IndicatorStanding]) -> list[list[IndicatorStanding]]:
    """In the order of the fields, those without one last."""
    groups: dict[int | None, list[IndicatorStanding]] = {}
    for item in items:
        groups.setdefault(item.indicator.field_id, []).append(item)

    def order(group: list[IndicatorStanding]) -> tuple[bool, int, int]:
        field = group[0].indicator.field
        return (True, 0, 0) if field is None else (False, field.order, field.pk)

    return sorted(groups.values(), key=order)


def _field_weight(rows: MeasuredRows, group: Sequence[IndicatorStanding]) -> Decimal:
    key = group[0].indicator.field_id
    return Decimal(1) if key is None else rows.field_weights.get(key, Decimal(1))


def _field(group: Sequence[IndicatorStanding], weight: Decimal, *, final: bool) -> Field:
    """A field of must-pass indicators alone weighs nothing: they decide beside the index."""
    items = tuple(Item(one.indicator.name, one.weight, one.final if final else one.attainment) for one in group)
    weighs = any(not one.terms.must_pass for one in group)
    field = group[0].indicator.field
    return Field(field.title if field else "", weight if weighs else Decimal(0), items)


def _fields(
    groups: Sequence[Sequence[IndicatorStanding]], weights: Sequence[Decimal], overall: Overall, final: Overall
) -> tuple[FieldStanding, ...]:
    return tuple(
        FieldStanding(group[0].indicator.field, weight, tuple(group), one.index, other.index)
        for group, weight, one, other in zip(groups, weights, overall.fields, final.fields, strict=True)
    )
