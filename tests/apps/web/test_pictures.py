"""Lengths of pictures: in per cent, together the whole, at the right day."""

from __future__ import annotations

from datetime import date

from duban.apps.web.pictures import CURVE_BOTTOM, CURVE_TOP, Part, curve, months, share_of_year, slices


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
