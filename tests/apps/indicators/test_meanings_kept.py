"""What targets mean is kept in figures beside their words, and follows what they count from."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from duban.apps.indicators.actions.observations import enter_observation, withdraw_observation
from duban.apps.indicators.measuring import write_meanings
from duban.apps.indicators.models import IndicatorTarget, Observation
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicators import ObservationStatus
from indicator_cast import INVENTED, Measured

AT = datetime(2028, 1, 11, 2, 0, tzinfo=UTC)


def target(measured: Measured, rule: str, year: int, amount: str | None = None, **more: object) -> IndicatorTarget:
    place, number = more.pop("place", measured.place), None if amount is None else Decimal(amount)
    return IndicatorTarget.objects.create(
        indicator=measured.rate, jurisdiction=place, year=year, rule=rule, amount=number, text="目标", **more
    )


def enter(measured: Measured, place: Jurisdiction, year: int, value: str, reason: str = "") -> Observation:
    return enter_observation(
        indicator=measured.rate,
        place=place,
        year=year,
        month=12,
        status=ObservationStatus.VERIFIED,
        value=Decimal(value),
        source=INVENTED,
        reason=reason,
        at=AT,
        by=measured.city.actor("office"),
    )


def kept(row: IndicatorTarget) -> tuple[str, Decimal | None]:
    row.refresh_from_db()
    return row.holds, row.goal


def test_growth_and_steps_count_from_the_baseline(measured: Measured) -> None:
    grow = target(measured, "grow_from_base", 2027, "30", comparator="=")
    step = target(measured, "step_a_year", 2027, "1.5", comparator=">=", level="strive")
    write_meanings([grow, step])
    assert kept(grow) == (">=", 78)
    assert kept(step) == (">=", 63)
    measured.rate.baseline_value = Decimal(50)
    measured.rate.save()
    assert len(write_meanings(measured.rate.targets.filter(year=2027))) == 2
    assert kept(grow) == (">=", 65)
    assert write_meanings(measured.rate.targets.filter(year=2027)) == []


def test_a_long_figure_is_kept_to_six_places(measured: Measured) -> None:
    row = target(measured, "grow_a_year", 2027, "3.3333", comparator=">=")
    write_meanings([row])
    assert kept(row) == (">=", Decimal("64.066625"))


def test_words_alone_have_no_figure(measured: Measured) -> None:
    row = target(measured, "words", 2027, goal=Decimal(70), holds=">=")
    write_meanings([row])
    assert kept(row) == ("words", None)


def test_a_county_counts_from_its_own_figure(measured: Measured) -> None:
    row = target(measured, "add_to_base", 2027, "5", comparator=">=", place=measured.county)
    write_meanings([row])
    assert kept(row) == ("words", None)
    enter(measured, measured.county, 2025, "40")
    assert kept(row) == (">=", 45)


def test_to_improve_is_to_be_better_than_the_year_before(measured: Measured) -> None:
    row = target(measured, "improve", 2027)
    measured.stated.delete()
    write_meanings([row])
    assert kept(row) == (">", 60)
    first = enter(measured, measured.place, 2026, "63")
    assert kept(row) == (">", 63)
    withdraw_observation(observation=first, reason="口径有误", at=AT, by=measured.city.actor("office"))
    assert kept(row) == (">", 60)
    enter(measured, measured.place, 2026, "62")
    enter(measured, measured.place, 2026, "61", reason="重复计算")
    assert kept(row) == (">", 61)


def test_figures_of_other_years_and_places_leave_a_goal_alone(measured: Measured) -> None:
    row = target(measured, "improve", 2027)
    write_meanings([row])
    before = kept(row)
    enter(measured, measured.place, 2025, "10")
    enter(measured, measured.county, 2026, "99", reason="重新统计")
    assert kept(row) == before == (">", 65)


@pytest.mark.parametrize("number", [2, 12])
def test_queries_do_not_grow_with_targets(
    measured: Measured, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [target(measured, "add_to_base", 2030 + at, "5", comparator=">=") for at in range(number)]
    rows = list(IndicatorTarget.objects.filter(pk__in=[row.pk for row in rows]))
    with django_assert_num_queries(4):  # indicators, their sets, figures; one update
        assert len(write_meanings(rows)) == number
