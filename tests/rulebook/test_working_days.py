"""Working days: National Day and its 调休, Spring Festival, 29 February, a year without a notice, hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.working_days import WorkCalendar, distance


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=at) for at in range((last - first).days + 1)}


OFF = (
    days(date(2026, 1, 1), date(2026, 1, 3))
    | days(date(2026, 2, 15), date(2026, 2, 23))
    | days(date(2026, 10, 1), date(2026, 10, 7))
)
WORKING = {date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)}
CALENDAR = WorkCalendar(frozenset(OFF), frozenset(WORKING), frozenset({2024, 2025, 2026}))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 12, 20), datetime(2026, 11, 1))


def counted(first: date, last: date) -> int:
    """The slow way."""
    return sum(CALENDAR.is_working(day) for day in days(first + timedelta(days=1), last))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday, 调休
        (date(2026, 10, 11), False),
        (date(2026, 2, 14), True),
        (date(2024, 2, 29), True),
        (date(2027, 10, 1), True),  # a Friday of a year without a notice
        (date(2027, 1, 2), False),
    ],
)
def test_a_day_works_as_the_notice_says_and_else_as_the_week_does(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2026, 12, 31), 5, date(2027, 1, 7)),  # New Year's Day 2027 is a Friday nobody has announced
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 10, 4), -2, date(2026, 9, 29)),
        (date(2026, 10, 4), 0, date(2026, 10, 4)),
    ],
)
def test_so_many_working_days_later(day: date, number: int, due: date) -> None:
    assert CALENDAR.add_working_days(day, number) == due


def test_a_term_moves_off_a_day_off_only_where_asked() -> None:
    assert CALENDAR.on_or_after(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CALENDAR.on_or_after(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.parametrize(
    ("today", "due", "words", "nearness"),
    [
        (date(2026, 3, 4), date(2026, 3, 9), "还有3个工作日", "near"),
        (date(2026, 3, 4), date(2026, 3, 4), "今天到期", "near"),
        (date(2026, 3, 4), date(2026, 3, 2), "", "late"),
        (date(2026, 9, 30), date(2026, 10, 5), "还有5天，没有工作日", "near"),
        (date(2026, 9, 30), date(2026, 10, 12), "还有4个工作日", "far"),
        (date(2026, 10, 8), date(2026, 9, 30), "逾期1个工作日", "late"),
        (date(2026, 10, 3), date(2026, 9, 30), "逾期3天", "late"),
    ],
)
def test_the_distance_in_words(today: date, due: date, words: str, nearness: str) -> None:
    found = distance(today, due, CALENDAR)

    assert found.words == (words or "逾期2个工作日")
    assert found.nearness(3) == nearness


def test_a_distance_says_whether_its_years_have_a_notice() -> None:
    assert distance(date(2026, 12, 1), date(2026, 12, 31), CALENDAR).announced
    beyond = distance(date(2026, 12, 28), date(2027, 1, 4), CALENDAR)

    assert not beyond.announced
    assert beyond.words == "还有约5个工作日"


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        (datetime(2026, 3, 4, 9, 0), 2, datetime(2026, 3, 4, 11, 0)),
        (datetime(2026, 3, 4, 11, 0), 2, datetime(2026, 3, 4, 15, 0)),
        (datetime(2026, 3, 4, 8, 0), 8, datetime(2026, 3, 4, 18, 0)),
        (datetime(2026, 3, 4, 12, 30), 4, datetime(2026, 3, 4, 18, 0)),
        (datetime(2026, 3, 4, 17, 0), 2, datetime(2026, 3, 5, 9, 0)),
        (datetime(2026, 3, 4, 23, 59), 1, datetime(2026, 3, 5, 9, 0)),
        (datetime(2026, 9, 30, 16, 0), 4, datetime(2026, 10, 8, 10, 0)),
        (datetime(2026, 10, 3, 10, 0), 24, datetime(2026, 10, 10, 18, 0)),
        (datetime(2026, 3, 4, 9, 0), 0, datetime(2026, 3, 4, 9, 0)),
    ],
)
def test_so_many_working_hours_later(moment: datetime, hours: int, due: datetime) -> None:
    assert CALENDAR.add_working_hours(moment, timedelta(hours=hours)) == due


def test_a_moment_keeps_its_zone() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    moment = datetime(2026, 3, 4, 1, 0, tzinfo=UTC).astimezone(zone)

    assert CALENDAR.add_working_hours(moment, timedelta(hours=1)) == datetime(2026, 3, 4, 10, 0, tzinfo=zone)


@given(DAYS, DAYS)
def test_counting_is_as_counting_one_by_one(first: date, last: date) -> None:
    first, last = sorted((first, last))

    assert CALENDAR.working_days_between(first, last) == counted(first, last)
    assert CALENDAR.working_days_between(last, first) == -counted(first, last)


@given(DAYS, st.integers(1, 600))
def test_adding_and_counting_are_inverse(day: date, number: int) -> None:
    due = CALENDAR.add_working_days(day, number)

    assert CALENDAR.is_working(due)
    assert CALENDAR.working_days_between(day, due) == number


@given(DAYS, st.integers(1, 300))
def test_going_back_undoes_going_on(day: date, number: int) -> None:
    begin = CALENDAR.on_or_after(day)

    assert CALENDAR.add_working_days(CALENDAR.add_working_days(begin, number), -number) == begin


@given(DAYS, DAYS, st.integers(0, 200))
def test_who_begins_later_is_due_no_earlier(first: date, second: date, number: int) -> None:
    first, second = sorted((first, second))

    assert CALENDAR.add_working_days(first, number) <= CALENDAR.add_working_days(second, number)


@given(MOMENTS, st.integers(1, 20_000))
def test_hours_added_are_the_hours_between(moment: datetime, minutes: int) -> None:
    due = CALENDAR.add_working_hours(moment, timedelta(minutes=minutes))

    assert CALENDAR.working_time_between(moment, due) == timedelta(minutes=minutes)
