"""Lengths of pictures: in per cent, together the whole, at the right day."""

from __future__ import annotations

from datetime import date

from duban.apps.web.pictures import CURVE_BOTTOM, CURVE_TOP, Part, Words, curve, months, share_of_year, slices

LATE_DAY = date(2026, 11, 22)


def test_the_parts_of_a_bar_fill_it() -> None:
    placed = slices([Part("已审核", 3, "accepted"), Part("待审核", 0, "submitted"), Part("未填", 1, "owed")])

    assert [(one.part.label, one.x, one.width) for one in placed] == [
        ("已审核", "0.0%", "75.0%"),
        ("未填", "75.0%", "25.0%"),
    ]


def test_a_bar_of_nothing_has_no_part() -> None:
    assert slices([Part("未填", 0, "owed")]) == []


def test_a_year_is_over_on_its_last_day() -> None:
    assert share_of_year(date(2026, 12, 31)) == 1
    assert share_of_year(date(2024, 12, 31)) == 1
    assert share_of_year(date(2026, 1, 1)) == 1 / 365


def test_eleven_lines_divide_the_months() -> None:
    assert len(months(2026)) == 11
    assert months(2026)[0] == "8.5%"
    assert months(2024)[1] == "16.4%"


def test_a_curve_begins_at_nothing_and_aims_at_its_target() -> None:
    picture = curve(
        summary="", observed=[(date(2026, 4, 10), 6), (date(2026, 7, 3), 11)], target=30, today=date(2026, 7, 3)
    )

    should, *observed = picture.lines
    assert (should.start.y, should.end.y) == (CURVE_BOTTOM, CURVE_TOP)
    assert [line.kind for line in observed] == ["is", "is"]
    assert picture.forecast is None
    assert picture.should_be.y < picture.dots[-1].y  # behind: the dot is lower than it should be
    assert [height.words for height in picture.heights] == ["0", "10", "20", "30"]


def test_a_curve_makes_room_for_what_is_above_the_target() -> None:
    picture = curve(summary="", observed=[(date(2026, 7, 3), 45)], target=30, today=date(2026, 7, 3), forecast=60)

    assert picture.forecast is not None
    assert picture.forecast.y == CURVE_TOP
    assert picture.target.y > CURVE_TOP
    assert picture.lines[-1].kind == "will"


def test_a_curve_without_a_value_yet_is_drawn() -> None:
    picture = curve(summary="", observed=[], target=30, today=date(2026, 1, 5))

    assert picture.dots == ()
    assert [line.kind for line in picture.lines] == ["should"]


def _said(*observed: tuple[date, float]) -> Words:
    picture = curve(summary="", observed=observed, target=120, today=date(2026, 11, 22))
    assert picture.said is not None
    return picture.said


def test_the_words_of_a_value_stand_beside_it_while_there_is_room() -> None:
    said = _said((date(2026, 4, 10), 36))

    assert (said.x, said.anchor) == ("27.4%", "start")


def test_the_words_of_a_late_value_stand_beneath_the_line() -> None:
    early = (date(2026, 4, 10), 36), (date(2026, 7, 10), 73)
    autumn, december = _said(*early, (date(2026, 10, 10), 110)), _said(*early, (date(2026, 12, 31), 110))

    assert (autumn.x, autumn.anchor) == ("77.5%", "middle")
    assert (december.x, december.anchor) == ("100%", "end")
    # 96 of 284 pixels are 33.8 %. The line goes from 52.3 % (78 pixels down) to 77.5 or 100 % (35 pixels down).
    assert autumn.y == 64 + 18  # they begin at 77.5 - 16.9 = 60.6 %: 78 - 43 * 8.3 / 25.2
    assert december.y == 65 + 18  # at 100 - 33.8 = 66.2 %: 78 - 43 * 13.9 / 47.7


def test_the_words_of_a_value_near_nothing_stand_above_it() -> None:
    assert _said((date(2026, 4, 10), 1), (date(2026, 12, 10), 2)).y < CURVE_BOTTOM - 8


def test_dates_that_would_run_into_each_other_are_left_out() -> None:
    rounds = [date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10), date(2026, 11, 10)]
    picture = curve(summary="", observed=[], target=30, today=date(2026, 5, 1), marks=rounds)

    assert [one.words for one in picture.dates] == ["4月10日", "7月10日", "10月10日", "12月31日"]


def test_the_word_of_today_goes_before_its_line_late_in_the_year() -> None:
    assert [curve(summary="", observed=[], target=30, today=day).is_late for day in (date(2026, 9, 1), LATE_DAY)] == [
        False,
        True,
    ]
