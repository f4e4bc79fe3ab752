"""时序进度: exact shares, the last day included, leap years, steps of an implementation plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from duban.rulebook.pace import path

NEW_YEAR, YEAR_END = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), Fraction(0)),
        (NEW_YEAR, Fraction(1, 365)),
        (date(2026, 7, 4), Fraction(185, 365)),
        (YEAR_END, Fraction(1)),
        (date(2027, 3, 1), Fraction(1)),
    ],
)
def test_a_day_counts_when_it_is_over(day: date, expected: Fraction) -> None:
    assert path(NEW_YEAR, YEAR_END).share(day) == expected


def test_a_leap_year_has_one_day_more() -> None:
    leap = path(date(2028, 1, 1), date(2028, 12, 31))

    assert leap.share(date(2028, 2, 29)) == Fraction(60, 366)
    assert leap.share(date(2028, 3, 1)) == Fraction(61, 366)


def test_what_begins_and_ends_on_one_day_is_whole_on_that_day() -> None:
    one = path(NEW_YEAR, NEW_YEAR)

    assert (one.share(date(2025, 12, 31)), one.share(NEW_YEAR)) == (Fraction(0), Fraction(1))


def test_what_ends_before_it_begins_is_due_at_its_end() -> None:
    assert path(YEAR_END, NEW_YEAR).share(NEW_YEAR) == Fraction(1)


def test_steps_bend_the_path() -> None:
    steps = [(date(2026, 9, 30), Decimal(90)), (date(2026, 6, 30), Decimal(10))]
    bent = path(NEW_YEAR, YEAR_END, goal=Decimal(100), steps=steps)

    assert bent.share(date(2026, 6, 30)) == Fraction(1, 10)
    assert bent.share(date(2026, 8, 15)) == Fraction(1, 10) + Fraction(8, 10) * Fraction(46, 92)
    assert bent.share(YEAR_END) == Fraction(1)


def test_a_path_never_falls_nor_asks_for_more_than_the_whole() -> None:
    steps = [(date(2026, 3, 31), Decimal(50)), (date(2026, 6, 30), Decimal(20)), (date(2026, 9, 30), Decimal(300))]
    odd = path(NEW_YEAR, YEAR_END, goal=Decimal(100), steps=steps)
    shares = [odd.share(NEW_YEAR + timedelta(days=number)) for number in range(365)]

    assert shares == sorted(shares)
    assert max(shares) == 1
