"""How a figure is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.rulebook.figures import plain


@pytest.mark.parametrize(
    ("value", "words"),
    [("46.0000", "46"), ("6.5000", "6.5"), ("100", "100"), ("1E+2", "100"), ("0.0000", "0"), ("-3.5", "-3.5")],
)
def test_a_figure_is_written_as_people_write_it(value: str, words: str) -> None:
    assert plain(Decimal(value)) == words


def test_where_there_is_no_figure_nothing_is_written() -> None:
    assert plain(None) == ""
