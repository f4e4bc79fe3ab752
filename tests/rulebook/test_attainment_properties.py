"""For any figures: more of a good thing never counts less, and a percentage stays one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.attainment import Goal, Terms, attain, meets
from duban.rulebook.indicators import Direction, Method, TargetLevel

FIGURES = st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=3)
MAYBE = st.none() | FIGURES
METHODS = st.sampled_from([method for method in Method if method is not Method.COMPOSITE])
FITTING = {Direction.HIGHER: [">=", ">", "=", "~", "range"], Direction.LOWER: ["<=", "<", "=", "~", "range"]}
FITTING[Direction.WITHIN] = [">=", "<=", "=", "~", "range"]


@st.composite
def goals(draw: st.DrawFn, direction: Direction) -> Goal:
    low, high = sorted([draw(FIGURES), draw(FIGURES)])
    comparator = draw(st.sampled_from(FITTING[direction]))
    return Goal(2020, TargetLevel.PLAIN, comparator, low, high if comparator == "range" else None)


@st.composite
def terms(draw: st.DrawFn, *, cap: bool) -> Terms:
    return Terms(draw(METHODS), cap, draw(MAYBE), draw(MAYBE), draw(st.decimals(0, 20, places=1)))


@given(st.data(), st.sampled_from([Direction.HIGHER, Direction.LOWER]), MAYBE, FIGURES, FIGURES)
def test_attainment_never_falls_when_a_value_moves_the_right_way(
    data: st.DataObject, direction: Direction, baseline: Decimal | None, one: Decimal, other: Decimal
) -> None:
    goal, on = data.draw(goals(direction)), data.draw(terms(cap=True))
    worse, better = sorted([one, other], reverse=direction is Direction.LOWER)

    first, second = (
        attain(value=value, goals=[goal], baseline=baseline, direction=direction, terms=on) for value in (worse, better)
    )

    assert (first.percent is None) is (second.percent is None)
    if first.percent is not None and second.percent is not None:
        assert first.percent <= second.percent
    assert (first.is_met or False) <= (second.is_met or False)


@given(st.data(), MAYBE, FIGURES, FIGURES)
def test_attainment_never_falls_when_a_value_comes_nearer_to_its_range(
    data: st.DataObject, baseline: Decimal | None, one: Decimal, other: Decimal
) -> None:
    goal, on = data.draw(goals(Direction.WITHIN)), data.draw(terms(cap=True))
    middle = goal.value if goal.value_to is None else (goal.value or Decimal(0)) + goal.value_to
    middle = (middle or Decimal(0)) / (1 if goal.value_to is None else 2)
    if (one < middle) is not (other < middle):
        other = 2 * middle - other
    near, far = sorted([one, other], key=lambda value: abs(value - middle))

    first, second = (
        attain(value=value, goals=[goal], baseline=baseline, direction=Direction.WITHIN, terms=on)
        for value in (far, near)
    )

    if goal.comparator not in (">=", "<=") and first.percent is not None and second.percent is not None:
        assert first.percent <= second.percent


@given(st.data(), st.sampled_from(Direction), MAYBE, MAYBE)
def test_a_capped_percentage_stays_between_0_and_100_and_says_what_is_met(
    data: st.DataObject, direction: Direction, baseline: Decimal | None, value: Decimal | None
) -> None:
    goal, on = data.draw(goals(direction)), data.draw(terms(cap=True))

    result = attain(value=value, goals=[goal], baseline=baseline, direction=direction, terms=on)

    assert result.percent is None or 0 <= result.percent <= 100
    assert result.percent is not None or result.reason
    assert result.working
    if value is not None:
        assert result.is_met is meets(value, goal, direction, on.tolerance)
        assert result.percent is None or not result.is_met or result.percent == 100
        assert result.percent != 100 or result.is_met or value == goal.value


@given(st.data(), st.sampled_from(Direction), MAYBE, FIGURES)
def test_the_cap_changes_nothing_but_the_ends(
    data: st.DataObject, direction: Direction, baseline: Decimal | None, value: Decimal
) -> None:
    goal, capped = data.draw(goals(direction)), data.draw(terms(cap=True))
    free = Terms(capped.method, False, capped.lower, capped.upper, capped.tolerance)

    first, second = (
        attain(value=value, goals=[goal], baseline=baseline, direction=direction, terms=on) for on in (capped, free)
    )

    assert second.percent is None or first.percent == min(max(second.percent, 0), 100)
    assert (first.is_met, first.method) == (second.is_met, second.method)
