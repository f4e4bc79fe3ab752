"""Clocks: limits in working days and hours around weekends, 调休, National Day, midnight; stops, extensions, words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook import clocks
from duban.rulebook.clocks import Extension, Limit, Stop
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.working_days import WorkCalendar

HERE = ZoneInfo("Asia/Shanghai")


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=HERE)


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


OFF = days(date(2024, 10, 1), date(2024, 10, 7)) | days(date(2026, 10, 1), date(2026, 10, 7))
OFF |= days(date(2026, 5, 1), date(2026, 5, 5))
WORKING = {date(2024, 9, 29), date(2024, 10, 12), date(2026, 9, 20), date(2026, 10, 10), date(2026, 5, 9)}
CALENDAR = WorkCalendar(frozenset(OFF), frozenset(WORKING), frozenset({2024, 2025, 2026}))
FIVE, FOUR_HOURS = Limit(working_days=5), Limit(working_hours=4)


@pytest.mark.parametrize(
    ("begins", "limit", "due"),
    [
        ("2026-03-02 09:00", FIVE, "2026-03-09 18:00"),  # from Monday to Monday, at the close
        ("2026-03-02 23:59", FIVE, "2026-03-09 18:00"),  # the day of the event does not count, however late it is
        ("2026-03-03 00:00", FIVE, "2026-03-10 18:00"),  # a minute later it is another day
        ("2026-03-07 10:00", Limit(working_days=1), "2026-03-09 18:00"),  # given on a Saturday
        ("2026-09-30 10:00", Limit(working_days=1), "2026-10-08 18:00"),  # National Day
        ("2026-09-30 10:00", Limit(working_days=3), "2026-10-10 18:00"),  # a Saturday at work
        ("2024-09-28 10:00", Limit(working_days=1), "2024-09-29 18:00"),  # a Sunday at work
        ("2024-09-30 10:00", Limit(working_days=5), "2024-10-12 18:00"),
        ("2027-09-30 10:00", Limit(working_days=1), "2027-10-01 18:00"),  # no notice yet: plain weekends
        ("2026-03-02 09:00", FOUR_HOURS, "2026-03-02 15:00"),  # over noon
        ("2026-03-06 16:30", FOUR_HOURS, "2026-03-09 10:30"),  # over a weekend
        ("2026-03-02 00:00", FOUR_HOURS, "2026-03-02 12:00"),  # from midnight: the office opens at eight
        ("2026-03-02 13:00", Limit(working_hours=1), "2026-03-02 15:00"),
        ("2026-09-30 17:00", Limit(working_hours=2), "2026-10-08 09:00"),
        ("2024-10-11 17:00", Limit(working_hours=2), "2024-10-12 09:00"),
    ],
)
def test_a_limit_ends_as_the_civil_code_counts(begins: str, limit: Limit, due: str) -> None:
    assert clocks.due(at(begins), limit, (), CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("limit", "stops", "due"),
    [  # all begin on Monday 2026-03-02 at 09:00
        (FIVE, [("2026-03-04 10:00", "2026-03-06 10:00")], "2026-03-11 18:00"),  # three days left on Wednesday
        (FIVE, [("2026-03-04 10:00", "2026-03-04 16:00")], "2026-03-09 18:00"),  # within a day: nothing is lost
        (FIVE, [("2026-03-04 10:00", "2026-03-07 10:00")], "2026-03-11 18:00"),  # resumed on a Saturday
        (FIVE, [("2026-03-09 10:00", "2026-03-14 10:00")], "2026-03-16 18:00"),  # nothing left: the next working day
        (
            FIVE,
            [("2026-03-03 10:00", "2026-03-05 10:00"), ("2026-03-09 10:00", "2026-03-10 10:00")],
            "2026-03-12 18:00",
        ),
        (FIVE, [("2026-03-04 10:00", None)], "2026-03-09 18:00"),  # while it lasts nothing moves
        (FIVE, [("2026-03-05 10:00", "2026-09-30 10:00")], "2026-10-09 18:00"),  # resumed before National Day
        (FOUR_HOURS, [("2026-03-02 10:00", "2026-03-02 11:00")], "2026-03-02 16:00"),
        (FOUR_HOURS, [("2026-03-02 10:00", "2026-03-07 11:00")], "2026-03-09 11:00"),
    ],
)
def test_time_in_a_stop_does_not_run(limit: Limit, stops: list[tuple[str, str | None]], due: str) -> None:
    read = [Stop(at(begins), at(ends) if ends else None) for begins, ends in stops]

    assert clocks.due(at("2026-03-02 09:00"), limit, read, CALENDAR) == at(due)


def test_an_extension_sets_the_end_and_a_later_stop_moves_it() -> None:
    extended = Extension(at("2026-03-05 10:00"), at("2026-03-20 18:00"))
    stop = Stop(at("2026-03-10 10:00"), at("2026-03-12 10:00"))

    assert clocks.due(at("2026-03-02 09:00"), FIVE, [], CALENDAR, [extended]) == extended.due
    assert clocks.due(at("2026-03-02 09:00"), FIVE, [stop], CALENDAR, [extended]) == at("2026-03-24 18:00")


def test_a_stop_before_an_extension_does_not_move_what_it_set() -> None:
    stop = Stop(at("2026-03-03 10:00"), at("2026-03-04 10:00"))
    extended = Extension(at("2026-03-05 10:00"), at("2026-03-20 18:00"))

    assert clocks.due(at("2026-03-02 09:00"), FIVE, [stop], CALENDAR, [extended]) == extended.due


@pytest.mark.parametrize(
    "second", [("2026-03-05 10:00", "2026-03-05 12:00"), ("2026-03-05 10:00", None), ("2026-03-06 09:00", None)]
)
def test_a_stop_inside_a_stop_is_refused(second: tuple[str, str | None]) -> None:
    stops = [
        Stop(at("2026-03-04 10:00"), at("2026-03-06 10:00")),
        Stop(at(second[0]), at(second[1]) if second[1] else None),
    ]

    with pytest.raises(Conflict, match="已在暂停中"):
        clocks.due(at("2026-03-02 09:00"), FIVE, stops, CALENDAR)


def test_a_stop_may_begin_when_the_last_one_ends() -> None:
    stops = [
        Stop(at("2026-03-04 10:00"), at("2026-03-05 10:00")),
        Stop(at("2026-03-05 10:00"), at("2026-03-06 10:00")),
    ]

    assert clocks.due(at("2026-03-02 09:00"), FIVE, stops, CALENDAR) == at("2026-03-11 18:00")


def test_a_stop_does_not_end_before_it_begins() -> None:
    with pytest.raises(Invalid, match="早于"):
        clocks.check_stops([Stop(at("2026-03-04 10:00"), at("2026-03-04 09:00"))])


@pytest.mark.parametrize(
    ("ended", "is_stopped", "now", "reason"),
    [
        (None, False, "2026-03-05 10:00", ""),
        (None, False, "2026-03-09 18:00", ""),  # the last moment
        (None, False, "2026-03-09 18:01", "期限已过"),
        (None, True, "2026-03-05 10:00", "已在暂停中"),
        ("2026-03-04 10:00", False, "2026-03-05 10:00", "已结束"),
    ],
)
def test_what_runs_and_is_not_late_can_stop(ended: str | None, is_stopped: bool, now: str, reason: str) -> None:
    facts = {"ends": at("2026-03-09 18:00"), "ended": at(ended) if ended else None, "is_stopped": is_stopped}

    said = _reason(clocks.check_can_stop, at=at(now), **facts)

    assert reason in said if reason else said == ""


def _reason(check: Callable[..., None], **facts: object) -> str:
    try:
        check(**facts)
    except Conflict as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize(
    ("is_ended", "is_stopped", "resumes", "extends"),
    [(False, False, False, True), (False, True, True, False), (True, False, False, False), (True, True, False, False)],
)
def test_what_stopped_resumes_and_what_runs_is_extended(
    is_ended: bool, is_stopped: bool, resumes: bool, extends: bool
) -> None:
    facts = {"ended": at("2026-03-04 10:00") if is_ended else None, "is_stopped": is_stopped}

    assert (_reason(clocks.check_can_resume, **facts) == "") is resumes
    assert (_reason(clocks.check_can_extend, **facts) == "") is extends


@pytest.mark.parametrize(
    ("now", "words", "nearness"),
    [
        ("2026-03-02 09:00", "还有5个工作日", "far"),
        ("2026-03-04 09:00", "还有3个工作日", "near"),
        ("2026-03-07 09:00", "还有1个工作日", "near"),
        ("2026-03-09 18:00", "今天到期", "near"),
        ("2026-03-09 18:01", "逾期不到1个工作日", "late"),
        ("2026-03-11 09:00", "逾期2个工作日", "late"),
    ],
)
def test_a_clock_in_days_says_how_far_its_end_is(now: str, words: str, nearness: str) -> None:
    found = clocks.standing(at(now), at("2026-03-09 18:00"), CALENDAR, in_days=True)

    assert (found.words, found.nearness, found.is_late) == (words, nearness, nearness == "late")


@pytest.mark.parametrize(
    ("now", "words", "nearness"),
    [
        ("2026-03-04 09:00", "还有18个工作小时", "far"),
        ("2026-03-06 09:00", "还有2个工作小时", "near"),
        ("2026-03-06 10:30", "还有不到1个工作小时", "near"),
        ("2026-03-06 11:00", "还有不到1个工作小时", "near"),
        ("2026-03-06 12:00", "逾期1个工作小时", "late"),
    ],
)
def test_a_clock_in_hours_says_how_far_its_end_is(now: str, words: str, nearness: str) -> None:
    found = clocks.standing(at(now), at("2026-03-06 11:00"), CALENDAR, in_days=False)

    assert (found.words, found.nearness) == (words, nearness)


def test_a_year_without_a_notice_is_said_to_be_guessed() -> None:
    ends = at("2027-01-05 18:00")

    assert clocks.standing(at("2026-12-30 09:00"), ends, CALENDAR, in_days=True).words == "还有约4个工作日"
    assert clocks.standing(at("2027-01-05 09:00"), ends, CALENDAR, in_days=False).words == "还有约7个工作小时"


@pytest.mark.parametrize(
    ("stopped", "words"),
    [("2026-03-04 10:00", "已暂停，余3个工作日"), ("2026-03-09 10:00", "已暂停，余不到1个工作日")],
)
def test_a_stopped_clock_says_what_is_left_and_is_never_late(stopped: str, words: str) -> None:
    found = clocks.standing(at("2026-06-01 09:00"), at("2026-03-09 18:00"), CALENDAR, in_days=True, stopped=at(stopped))

    assert (found.words, found.is_late, found.is_stopped) == (words, False, True)


@pytest.mark.parametrize(
    ("ended", "words", "is_late"),
    [
        ("2026-03-09 18:00", "按期办理", False),
        ("2026-03-09 18:30", "逾期不到1个工作日", True),
        ("2026-03-12 09:00", "逾期3个工作日", True),
    ],
)
def test_an_ended_clock_keeps_whether_it_was_late(ended: str, words: str, is_late: bool) -> None:
    found = clocks.standing(at("2026-06-01 09:00"), at("2026-03-09 18:00"), CALENDAR, in_days=True, ended=at(ended))

    assert (found.words, found.is_late) == (words, is_late)


def test_the_time_that_ran_leaves_the_stops_out() -> None:
    stops = [Stop(at("2026-03-04 10:00"), at("2026-03-06 10:00"))]

    assert clocks.elapsed(at("2026-03-02 09:00"), at("2026-03-09 09:00"), stops, CALENDAR, in_days=True) == (
        "已用3个工作日"
    )
    assert clocks.elapsed(at("2026-03-02 09:00"), at("2026-03-06 11:00"), stops, CALENDAR, in_days=False) == (
        "已用18个工作小时"
    )


@pytest.mark.parametrize("values", [(None, None), (5, 5), (0, None), (251, None), (None, 0), (None, 401)])
def test_a_limit_is_one_number_of_days_or_hours(values: tuple[int | None, int | None]) -> None:
    with pytest.raises(Invalid):
        Limit(*values)


MOMENTS = st.datetimes(datetime(2026, 1, 5), datetime(2026, 10, 1), timezones=st.just(HERE))


@given(begins=MOMENTS, number=st.integers(1, 30), pause=st.integers(0, 40), in_days=st.booleans())
def test_what_was_left_at_the_stop_is_left_when_it_goes_on(
    begins: datetime, number: int, pause: int, in_days: bool
) -> None:
    limit = Limit(working_days=number) if in_days else Limit(working_hours=number)
    stop = Stop(begins, begins + timedelta(days=pause, hours=pause))

    resumed = clocks.due(begins, limit, [stop], CALENDAR)

    assert resumed == clocks.first_due(stop.ends or begins, limit, CALENDAR)
