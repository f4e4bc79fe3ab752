"""Chinese text in the cells of a terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.writing.width import fit, printable, text_width, wrap

MIXED = st.text(alphabet="临川县，。（）ab1 2.\u0301“”", max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("临川县", 6), ("7%以上", 6), ("e\u0301", 1), ("（一）", 6), ("“云”", 4)]
)
def test_width_of_a_text(text: str, cells: int) -> None:
    assert text_width(text) == cells


@given(MIXED, st.integers(2, 30))
@settings(deadline=None, max_examples=200)
def test_a_fitted_text_has_exactly_its_cells(text: str, cells: int) -> None:
    assert text_width(fit(text, cells)) == cells


@given(MIXED, st.integers(2, 30), st.integers(1, 4))
@settings(deadline=None, max_examples=200)
def test_a_wrapped_text_stays_in_its_box(text: str, cells: int, lines: int) -> None:
    wrapped = wrap(text, cells, lines)

    assert 1 <= len(wrapped) <= lines
    assert all(text_width(line) <= cells for line in wrapped)


@given(MIXED)
@settings(deadline=None, max_examples=100)
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    assert "".join(wrap(text, 12, 99)).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("完成主管网铺设18.5公里", ["完成主管网铺", "设18.5公里"]),
        ("改造管网共计18.5公里", ["改造管网共计", "18.5公里"]),
        ("县财政局县水、县税务局", ["县财政局县", "水、县税务局"]),
    ],
)
def test_a_line_breaks_neither_inside_a_figure_nor_before_a_comma(text: str, lines: list[str]) -> None:
    assert wrap(text, 12, 9) == lines


def test_what_steers_a_terminal_is_not_printed() -> None:
    assert printable("临\x1b[31m川\u202e县\x07\u200b\n次行") == "临[31m川县\n次行"
