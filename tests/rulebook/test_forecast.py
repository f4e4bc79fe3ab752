"""Forecasts: a line through the years, an honest interval, and the word that follows from it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attainment_cases import goal
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.attainment import Goal
from duban.rulebook.forecast import OUTLOOKS, QUANTILES, Forecast, Outlook, forecast
from duban.rulebook.indicators import Direction, TargetLevel

HIGHER, LOWER, WITHIN = Direction.HIGHER, Direction.LOWER, Direction.WITHIN
SIGHT = ("48.8", "48.1", "47.9", "47.2")


def told(values: tuple[str, ...], target: str, direction: Direction | None = HIGHER, **more: Any) -> Forecast:
    """Years from 2020 on; the target is of 2025."""
    known = {2020 + at: Decimal(value) for at, value in enumerate(values)}
    return forecast(known, goal=goal(target, more.pop("year", 2025)), direction=direction, **more)


def test_a_line_through_four_years_and_its_interval() -> None:
    found = told(SIGHT, "≤46.3", LOWER, unit="%")

    assert found.value == Fraction(4625, 100)  # 48 - 0.5 × 3.5
    assert found.lower is not None
    assert found.upper is not None
    # by hand: s² = 0.05 ÷ 2, √(1 + 1/4 + 3.5² ÷ 5) = 1.9235, t = 1.8856: ± 0.5735
    assert round(float(found.upper - found.value), 4) == 0.5735
    assert found.words == (
        "按2020—2023年4个年度的直线趋势，2025年预计为46.3（80%区间45.7至46.8），目标≤46.3，有不确定性"
    )


@pytest.mark.parametrize(
    ("target", "direction", "outlook"),
    [
        ("≤46.9", LOWER, Outlook.REACHED),
        ("≤46.3", LOWER, Outlook.UNSURE),
        ("≤45.6", LOWER, Outlook.HARD),
        ("≥45.6", HIGHER, Outlook.REACHED),
        ("≥46.9", HIGHER, Outlook.HARD),
        ("45:47", WITHIN, Outlook.REACHED),
        ("46:47", WITHIN, Outlook.UNSURE),
        ("40:45", WITHIN, Outlook.HARD),
        ("~46", WITHIN, Outlook.REACHED),
    ],
)
def test_the_word_follows_from_where_the_target_lies(target: str, direction: Direction, outlook: Outlook) -> None:
    found = told(SIGHT, target, direction)

    assert found.outlook is outlook
    assert found.words.endswith(OUTLOOKS[outlook])


def test_three_years_give_a_line_but_no_interval_and_no_certainty() -> None:
    found = told(("1", "2", "3"), "≥6")

    assert (found.value, found.lower, found.upper, found.outlook) == (6, None, None, Outlook.UNSURE)
    assert "不给区间" in found.words


@pytest.mark.parametrize(
    ("values", "target", "direction", "words"),
    [
        (("1", "2"), "≥6", HIGHER, "数据不足（2个年度），不作预测"),
        ((), "≥6", HIGHER, "数据不足（0个年度），不作预测"),
        (("1", "2", "3"), "同步", HIGHER, "目标没有数值，不作预测"),
        (("1", "2", "3"), "≥6", None, "指标方向还没有确定，不作预测"),
        (("1", "2", "3"), "≤6", HIGHER, "目标的关系与指标方向相反，不作预测"),
        (("1", "2", "3", "4", "5", "6"), "≥6", HIGHER, "2025年已有实际值，不作预测"),
    ],
)
def test_where_nothing_can_be_forecast_it_says_why(
    values: tuple[str, ...], target: str, direction: Direction | None, words: str
) -> None:
    found = told(values, target, direction)

    assert (found.outlook, found.words, found.value) == (Outlook.NONE, words, None)


def test_a_percentage_stays_one_and_what_is_none_does_not() -> None:
    rising = ("80", "88", "95", "99")

    assert told(rising, "≥100", unit="%").value == 100
    assert (told(rising, "≥110", unit="%").value or 0) > 100
    assert (told(rising, "≥100", unit="张").value or 0) > 100
    assert (told(("3", "2", "1", "0"), "≥1", unit="%", is_growth=True).value or 0) < 0
    assert told(("3", "2", "1", "0"), "≥1", unit="%").value == 0


def test_a_forecast_beyond_the_span_of_its_figures_warns() -> None:
    assert "仅供参考" in told(SIGHT, "≤40", LOWER, year=2030).words
    assert "仅供参考" not in told(SIGHT, "≤46", LOWER, year=2026).words


def test_many_years_use_the_last_quantile_known() -> None:
    values = {1980 + at: Decimal(at % 2) for at in range(30)}

    found = forecast(values, goal=goal("≥1", 2012), direction=HIGHER)

    assert found.upper is not None
    assert found.outlook is Outlook.UNSURE
    assert list(QUANTILES) == sorted(QUANTILES, key=Decimal, reverse=True)


@given(st.dictionaries(st.integers(2000, 2024), st.decimals(-1000, 1000, places=2), min_size=3), st.data())
def test_the_value_lies_within_its_interval_and_more_is_never_a_worse_outlook(
    values: dict[int, Decimal], data: st.DataObject
) -> None:
    target = data.draw(st.decimals(-1000, 1000, places=2))
    order = [Outlook.HARD, Outlook.UNSURE, Outlook.REACHED]
    near = forecast(values, goal=Goal(2025, TargetLevel.PLAIN, ">=", target), direction=HIGHER)
    far = forecast(values, goal=Goal(2025, TargetLevel.PLAIN, ">=", target + 100), direction=HIGHER)

    assert near.value is not None
    if near.lower is not None and near.upper is not None:
        assert near.lower <= near.value <= near.upper
    assert order.index(far.outlook) <= order.index(near.outlook)
