"""The database computes what the rulebook computes, over generated rows. Tolerance: nine digits, relative."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duban.apps.indicators.measuring import SetStanding, measure_years
from duban.apps.indicators.queries.place_indexes import LEAST_COVERAGE, Asked, PlaceIndex, attainments, indexes
from duban.apps.organizations.models import Jurisdiction
from indicator_rows import YEARS, Generated

NINE_DIGITS = 1e-9
SEEDS = range(6)


def asked_of(made: Generated, month: int) -> Asked:
    places = Jurisdiction.objects.filter(parent=made.home)
    return Asked(made.set, places, YEARS[0], YEARS[-1], month, made.scheme)


def standings(made: Generated, month: int) -> dict[tuple[int, int], SetStanding]:
    return {
        (place.pk, year): standing
        for place in made.places
        for year, standing in measure_years(made.set, YEARS, month=month, place=place, scheme=made.scheme).items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("month", [12, 6])
@pytest.mark.parametrize("seed", SEEDS)
def test_each_attainment_is_the_same(seed: int, month: int) -> None:
    made = Generated(seed, shares=bool(seed % 2))
    by_database, told = attainments(asked_of(made, month)), 0
    for (place, year), standing in standings(made, month).items():
        for one in standing.every:
            percent, is_met = by_database.get((one.indicator.pk, place, year), (None, None))
            expected = one.attainment
            told += expected.percent is not None
            said = f"{one.indicator} {year} {expected.inputs} {expected.working or expected.reason}"
            assert near(percent, expected.percent), said
            assert is_met == expected.is_met, said
    assert told > 50


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_indexes_verdicts_and_coverage_are_the_same(seed: int) -> None:
    made = Generated(seed, shares=bool(seed % 2))
    rows = {(row.place, row.year): row for row in indexes(asked_of(made, 12))}
    for key, standing in standings(made, 12).items():
        _compare(rows[key], standing)


@pytest.mark.django_db
def test_ranks_follow_the_indexes() -> None:
    made = Generated(1, places=8, shares=True)
    rows = indexes(asked_of(made, 12))
    for year in YEARS:
        own = [row for row in rows if row.year == year]
        ranked = [row for row in own if row.index is not None and row.coverage >= LEAST_COVERAGE]
        assert ranked
        for row in own:
            better = [one for one in ranked if row.index is not None and (one.index or 0) > row.index + 1e-6]
            assert row.rank == (len(better) + 1 if row in ranked else None)


@pytest.mark.django_db
def test_no_places_have_no_indexes() -> None:
    made = Generated(1, indicators=3, places=1)
    assert indexes(Asked(made.set, Jurisdiction.objects.none(), YEARS[0], YEARS[-1], 12, made.scheme)) == []


def _compare(row: PlaceIndex, standing: SetStanding) -> None:
    index = standing.index
    assert near(row.index, index.percent), index.working
    assert near(row.coverage, index.coverage)
    assert (row.failed, row.passed) == (len(index.failed), len(index.passed))
    assert row.judged == sum(item.attainment.percent is not None for item in standing.items)
    for group in standing.fields:
        found = row.fields.get(group.field.pk if group.field else 0)
        assert near(found, group.index.percent), group.index.working


def near(found: float | None, expected: Fraction | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return found == pytest.approx(float(expected), rel=NINE_DIGITS, abs=NINE_DIGITS)
