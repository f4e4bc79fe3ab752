"""A curve of years: round steps, zero unless it says otherwise, words that keep clear of one another."""

from __future__ import annotations

import itertools

import pytest

from duban.apps.web.year_curves import BOTTOM, TOP, WORDS, Foreseen, Scale, Seen, Wanted, scale_of, year_curve


@pytest.mark.parametrize(
    ("values", "low", "is_cut"),
    [([60, 65, 72], 55, True), ([3, 6, 9], 0, False), ([-2, 1, 3], -4, False), ([0, 0], 0, False), ([5], 4.5, True)],
)
def test_the_scale_holds_every_value_and_says_where_it_begins(values: list[float], low: float, is_cut: bool) -> None:
    scale = scale_of(values, first=2025, last=2028)

    assert scale.low <= min(values)
    assert scale.high >= max(values)
    assert scale.is_cut is is_cut
    assert scale.low == pytest.approx(low)
    assert 2 <= len(scale.heights) <= 7
    assert all(TOP <= point.y <= BOTTOM for point in scale.heights)


def test_at_most_six_years_are_written_the_last_always() -> None:
    years = [point.words for point in Scale(2011, 2030, 0, 10, 5).years]

    assert len(years) <= 6
    assert years[-1] == "2030"


def test_words_at_the_end_do_not_stand_upon_one_another() -> None:
    drawn = year_curve(
        key="one",
        title="",
        summary="",
        scale=Scale(2025, 2028, 0, 100, 25),
        seen=[Seen(2025, 60, "baseline")],
        wanted=[Wanted(2028, 72, "确保"), Wanted(2028, 73, "力争")],
        foreseen=Foreseen(2028, 71, "预测", 60, 80),
    )
    heights = [height for height, _, _ in drawn.ends]

    assert [words for _, words, _ in drawn.ends] == ["力争", "确保", "预测"]
    assert all(below - above >= WORDS for above, below in itertools.pairwise(heights))
    assert drawn.band.count(",") == 3
    assert drawn.kinds == ("goal", "will", "band")


def test_a_part_of_a_year_that_adds_up_stands_apart_from_the_line() -> None:
    seen = [Seen(2025, 100, "baseline"), Seen(2026, 110, "published"), Seen(2026.5, 60, "stated", joins=False)]
    drawn = year_curve(key="one", title="", summary="", scale=Scale(2025, 2028, 0, 150, 50), seen=seen, now=2026.5)

    assert [line.kind for line in drawn.lines] == ["is"]
    assert len(drawn.dots) == 3
    assert drawn.now == "50.0%"
