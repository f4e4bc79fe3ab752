"""实际值: who gives which, when it is due, what looks odd: tables of cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.observations import (
    GIVES,
    Giver,
    Stated,
    asked_now,
    asked_periods,
    doubts,
    due_on,
    newest_period,
    period_words,
    value_of_rate,
)
from duban.rulebook.permissions import ALLOWED, Permission
from duban.rulebook.roles import Role
from duban.rulebook.working_days import WorkCalendar


def test_every_giver_has_its_figures_for_the_own_place_and_those_below() -> None:
    assert GIVES.keys() == set(product(Giver, (True, False)))


@pytest.mark.parametrize(
    ("giver", "own", "words"),
    [
        (Giver.OFFICE, True, "stated verified published"),
        (Giver.OFFICE, False, "stated verified published"),
        (Giver.LEAD, True, "stated"),
        (Giver.LEAD, False, "verified"),
        (Giver.BELOW, True, ""),
        (Giver.BELOW, False, "stated"),
        (Giver.NOBODY, True, ""),
        (Giver.NOBODY, False, ""),
    ],
)
def test_who_gives_which_figures(giver: Giver, own: bool, words: str) -> None:
    assert " ".join(GIVES[giver, own]) == words


def test_only_the_office_gives_what_was_published() -> None:
    assert {giver for (giver, _), given in GIVES.items() if ObservationStatus.PUBLISHED in given} == {Giver.OFFICE}


def test_no_leader_may_enter_a_figure() -> None:
    assert Role.LEADER not in ALLOWED[Permission.ENTER_OBSERVATION] | ALLOWED[Permission.PUBLISH_OBSERVATION]


@pytest.mark.parametrize(
    ("over", "under", "unit", "value"),
    [
        ("3", "4", "%", "75"),
        ("3", "4", "％", "75"),
        ("3", "4", "‰", "750"),
        ("3", "4", "人", "0.75"),
        ("2", "3", "%", "66.666667"),
        ("0", "4", "%", "0"),
        ("-1", "4", "%", "-25"),
        ("5", "4", " % ", "125"),
    ],
)
def test_a_rate_is_told_in_its_unit(over: str, under: str, unit: str, value: str) -> None:
    assert value_of_rate(Decimal(over), Decimal(under), unit) == Decimal(value)


@pytest.mark.parametrize(
    ("month", "words"), [(1, "2026年1月"), (6, "2026年1—6月"), (11, "2026年1—11月"), (12, "2026年")]
)
def test_a_period_in_words(month: int, words: str) -> None:
    assert period_words(2026, month) == words


@pytest.mark.parametrize(
    ("year", "month", "days", "due"),
    [
        (2026, 6, 20, date(2026, 7, 20)),
        (2026, 6, 18, date(2026, 7, 20)),
        (2026, 2, 0, date(2026, 3, 2)),
        (2024, 2, 1, date(2024, 3, 1)),
    ],
)
def test_a_due_day_is_never_a_day_off(year: int, month: int, days: int, due: date) -> None:
    assert due_on(year, month, days, WorkCalendar()) == due


def test_a_holiday_moves_the_due_day_too() -> None:
    holidays = WorkCalendar(off=frozenset({date(2026, 7, 20), date(2026, 7, 21)}))

    assert due_on(2026, 6, 20, holidays) == date(2026, 7, 22)


def test_the_year_of_the_baseline_is_not_asked_unless_it_is_the_only_one() -> None:
    assert asked_periods(2025, 2026, [12, 6]) == [(2026, 6), (2026, 12)]
    assert asked_periods(2026, 2026, [6]) == [(2026, 6)]
    assert asked_periods(2025, 2028, []) == []


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 6, 30), []),
        (date(2026, 7, 1), [(2026, 6)]),
        (date(2027, 1, 1), [(2026, 6), (2026, 12)]),
        (date(2027, 7, 1), [(2026, 12), (2027, 6)]),
        (date(2030, 1, 1), [(2028, 6), (2028, 12)]),
    ],
)
def test_a_period_is_asked_for_until_the_same_month_of_the_next_year_has_ended(on: date, asked: list[Any]) -> None:
    assert asked_now(2025, 2028, [6, 12], on) == asked


@pytest.mark.parametrize(
    ("months", "on", "period"),
    [
        ([6, 12], date(2027, 3, 1), (2026, 12)),
        ([], date(2027, 3, 1), (2026, 12)),
        ([6, 12], date(2026, 3, 1), (2025, 12)),
        ([], date(2020, 1, 1), (2025, 12)),
    ],
)
def test_a_page_begins_with_the_newest_period(months: list[int], on: date, period: tuple[int, int]) -> None:
    assert newest_period(2025, 2028, months, on) == period


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"value": "65"}, []),
        ({"value": "65", "last": "60"}, []),
        ({"value": "65", "last": "0"}, []),
        ({"value": "0", "last": "0"}, []),
        ({"value": "600", "last": "60"}, ["是上年的 10 倍以上，上年是 60"]),
        ({"value": "599", "last": "60"}, []),
        ({"value": "-600", "last": "-60"}, ["是上年的 10 倍以上，上年是 -60"]),
        ({"value": "6", "last": "60"}, ["不到上年的十分之一，上年是 60"]),
        ({"value": "6.1", "last": "60"}, []),
        ({"value": "-60", "last": "60"}, ["与上年正负相反，上年是 60"]),
        ({"value": "0", "last": "60"}, ["上年是 60，现在是 0"]),
        ({"value": "100", "unit": "%"}, []),
        ({"value": "100.1", "unit": "%"}, ["超过 100%"]),
        ({"value": "120", "unit": "%", "is_growth": True}, []),
        ({"value": "120", "unit": "元"}, []),
        ({"value": "125", "unit": "%", "numerator": "5", "denominator": "4"}, ["分子大于分母"]),
        ({"value": "1.25", "unit": "人", "numerator": "5", "denominator": "4"}, []),
        ({"value": "100", "below": "100.4"}, []),
        ({"value": "100", "below": "101"}, ["与下级汇总数 101 不一致"]),
        ({"value": "0", "below": "0"}, []),
        ({"value": "0", "below": "1"}, ["与下级汇总数 1 不一致"]),
    ],
)
def test_what_is_doubted(stated: dict[str, Any], words: list[str]) -> None:
    given = {
        name: Decimal(value) if isinstance(value, str) and name != "unit" else value for name, value in stated.items()
    }

    assert doubts(Stated(**given)) == words
