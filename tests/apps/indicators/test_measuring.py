"""How a set stands: by the cast's figures, for people who see a part of it, for a county, over the years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from duban.apps.indicators.measuring import (
    measure,
    measure_years,
    places_by,
    places_of,
    scheme_on,
    standing_of,
)
from duban.apps.indicators.models import Indicator, Observation, Scheme
from duban.rulebook.indicator_pace import PaceClass
from indicator_cast import AT, INVENTED, WHO, Measured
from indicator_rows import Generated

QUERIES = 7  # scheme, its lines and fields; indicators, targets, figures; the place


def enter(measured: Measured, indicator: Indicator, year: int, value: str, month: int = 12, **more: object) -> None:
    Observation.objects.create(
        indicator=indicator,
        jurisdiction=more.pop("place", measured.place),
        year=year,
        month=month,
        status="stated",
        value=Decimal(value),
        source=INVENTED,
        entered_by=WHO,
        entered_at=AT,
        **more,
    )


def test_a_year_is_judged_by_its_own_targets_and_the_period_by_the_last(measured: Measured) -> None:
    found = measure(measured.set, year=2026).of(measured.rate)
    assert found is not None
    assert found.figure == measured.stated
    assert found.attainment.percent == 100
    assert found.final.percent == Fraction(6500, 72)
    assert [target.year for target in found.targets] == [2026]
    assert found.is_confirmed
    assert found.why_not == ""
    assert found.as_of == "2026年"


def test_of_two_levels_the_ensured_one_counts(measured: Measured) -> None:
    found = measure(measured.set, year=2026).of(measured.spending)
    assert found is not None
    assert found.attainment.percent == Fraction(2600, 29)
    assert [level.percent for level in found.attainment.levels] == [Fraction(2600, 29), Fraction(2400, 29)]


def test_a_composite_waits_for_its_parts_and_says_for_which(measured: Measured) -> None:
    found = measure(measured.set, year=2026).of(measured.whole)
    assert found is not None
    assert found.attainment.percent is None
    assert measured.part_b.name in found.why_not
    assert found.pace.standing is PaceClass.NO_DATA
    enter(measured, measured.part_b, 2026, "70")
    found = measure(measured.set, year=2026).of(measured.whole)
    assert found is not None
    assert found.attainment.percent == (Fraction(6000, 80) + Fraction(7000, 80)) / 2
    assert [part.indicator for part in found.parts] == [measured.part_a, measured.part_b]


def test_every_indicator_has_an_attainment_or_a_reason(measured: Measured) -> None:
    standing = measure(measured.set, year=2027)
    assert [one.indicator for one in standing.every] == list(measured.set.indicators.all())
    assert all(one.attainment.percent is None and reason for one, reason in standing.missing)
    assert len(standing.missing) == 5


def test_the_index_is_by_field_and_leaves_out_what_has_no_figure(measured: Measured) -> None:
    standing = measure(measured.set, year=2026)
    assert [(field.name, field.index.percent) for field in standing.fields] == [
        ("公共服务", 100),
        ("财政保障", Fraction(2600, 29)),
    ]
    assert standing.index.percent == (100 + Fraction(2600, 29)) / 2
    assert standing.index.coverage == Fraction(3, 4)
    assert standing.index.missing == (measured.whole.name,)
    assert standing.final.percent == (Fraction(6500, 72) + Fraction(2600, 29)) / 2


def test_part_of_a_year_says_so_and_a_whole_year_replaces_it(measured: Measured) -> None:
    enter(measured, measured.rate, 2027, "66", month=6)
    enter(measured, measured.rate, 2027, "67", month=9)
    half, most = (standing_of(measured.rate, year=2027, month=month) for month in (6, 12))
    assert (half.as_of, half.figure and half.figure.value) == ("截至2027年6月", 66)
    assert (most.as_of, most.figure and most.figure.value) == ("截至2027年9月", 67)
    enter(measured, measured.rate, 2027, "69")
    assert standing_of(measured.rate, year=2027).as_of == "2027年"
    assert standing_of(measured.rate, year=2027, month=11).as_of == "截至2027年9月"


def test_what_came_later_is_not_looked_at(measured: Measured) -> None:
    enter(measured, measured.rate, 2027, "80")
    now = measure_years(measured.set, [2026, 2027])
    assert now[2026].of(measured.rate) == standing_of(measured.rate, year=2026)
    later = now[2027].of(measured.rate)
    assert later is not None
    assert later.previous == measured.stated


def test_half_a_year_of_what_adds_up_is_half_the_way(measured: Measured) -> None:
    enter(measured, measured.rate, 2027, "36", month=6)
    as_level = standing_of(measured.rate, year=2027, month=6).pace
    Indicator.objects.filter(pk=measured.rate.pk).update(accrues=True)
    measured.rate.refresh_from_db()
    adding = standing_of(measured.rate, year=2027, month=6).pace
    assert as_level.expected == 66
    assert adding.expected == 34
    assert adding.gap_to_path == 2


def test_a_county_without_targets_has_none_unless_the_set_shares_its_own(measured: Measured) -> None:
    found = standing_of(measured.rate, year=2026, place=measured.county)
    assert (found.attainment.percent, found.why_not) == (None, "没有目标值")
    measured.set.shares_targets = True
    measured.set.save()
    measured.rate.indicator_set = measured.set
    shared = standing_of(measured.rate, year=2026, place=measured.county)
    assert shared.attainment.percent == Fraction(5800, 64)
    assert shared.baseline is None
    Indicator.objects.filter(pk=measured.rate.pk).update(aggregation="sum")
    assert standing_of(measured.rate, year=2026, place=measured.county).targets == ()


def test_a_county_starts_from_its_own_figure(measured: Measured) -> None:
    enter(measured, measured.rate, 2025, "51", place=measured.county)
    assert standing_of(measured.rate, year=2026, place=measured.county).baseline == 51
    assert standing_of(measured.rate, year=2026).baseline == 60


def test_who_sees_some_indicators_gets_those_and_no_index_of_the_set(measured: Measured) -> None:
    seen = Indicator.objects.filter(pk__in=[measured.spending.pk, measured.part_a.pk])
    standing = measure(measured.set, year=2026, only=seen)
    assert [one.indicator for one in standing.items] == [measured.spending, measured.part_a]
    assert not standing.is_whole
    assert measure(measured.set, year=2026, only=Indicator.objects.all()).is_whole


def test_the_scheme_is_that_of_the_day(measured: Measured) -> None:
    second = Scheme.objects.create(
        indicator_set=measured.set, number=2, since=date(2027, 1, 1), tolerance=1, made_at=AT, made_by=WHO
    )
    assert scheme_on(measured.set, date(2026, 12, 31)) == measured.scheme
    assert scheme_on(measured.set, date(2027, 1, 1)) == second
    assert scheme_on(measured.set, date(2020, 1, 1)) == measured.scheme
    assert scheme_on(measured.draft, date(2027, 1, 1)) is None
    assert measure(measured.set, year=2026).scheme == measured.scheme
    assert measure(measured.set, year=2027).scheme == second
    assert measure(measured.set, year=2027, on=date(2026, 5, 1)).scheme == measured.scheme


def test_the_curve_has_every_year_with_what_was_wanted_and_what_was(measured: Measured) -> None:
    series = standing_of(measured.rate, year=2026).series
    assert [point.year for point in series] == [2025, 2026, 2027, 2028]
    assert [point.value for point in series] == [60, 65, None, None]
    assert [point.expected for point in series] == [60, 64, 68, 72]
    assert [[target.goal for target in point.targets] for point in series] == [[], [64], [], [72]]
    assert [point.is_baseline for point in series] == [True, False, False, False]
    assert [point.forecast is not None for point in series] == [False, False, False, True]


def test_counties_are_compared_by_one_indicator(measured: Measured) -> None:
    measured.set.shares_targets = True
    measured.set.save()
    measured.rate.indicator_set = measured.set
    district = measured.city.places["云栖区"]
    enter(measured, measured.rate, 2026, "70", place=district)
    enter(measured, measured.rate, 2025, "59", place=measured.county)
    enter(measured, measured.rate, 2025, "50", place=district)
    rows = places_by(measured.rate, year=2026)
    assert [(row.standing.place, row.rank, row.previous_rank, row.change) for row in rows] == [
        (district, 1, 2, 1),
        (measured.county, 2, 1, -1),
    ]
    assert rows[0].percent == 100


def test_counties_are_ranked_where_they_have_figures_enough(measured: Measured) -> None:
    measured.set.shares_targets = True
    measured.set.save()
    district = measured.city.places["云栖区"]
    for indicator in (measured.rate, measured.spending):
        enter(measured, indicator, 2026, "30", place=district)
    rows = {row.place: row for row in places_of(measured.set, year=2026).rows}
    assert (rows[district].rank, rows[district].judged, rows[district].number) == (1, 2, 3)
    assert rows[district].coverage == pytest.approx(0.75)
    county = rows[measured.county]
    assert (county.rank, county.judged) == (None, 1)
    assert county.index == pytest.approx(5800 / 64)
    assert county.passes is True


@pytest.mark.django_db
@pytest.mark.parametrize("number", [10, 40])
def test_queries_do_not_grow_with_indicators(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = Generated(3, indicators=number)
    with django_assert_num_queries(QUERIES - 1):
        standing = measure(made.set, year=2022, place=made.places[0])
        assert all(point.year for one in standing.every for point in one.series)
    with django_assert_num_queries(QUERIES - 1):
        measure_years(made.set, [2020, 2021, 2022], place=made.places[0])


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2, 6])
def test_queries_do_not_grow_with_places(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = Generated(3, indicators=5, places=number)
    with django_assert_num_queries(QUERIES):
        assert len(places_by(made.indicators[3], year=2022)) == number
    with django_assert_num_queries(5):
        assert len(places_of(made.set, year=2022).rows) == number
