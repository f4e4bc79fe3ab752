"""Paths of indicators and how figures stand against them: every class with its sentence, gaps, what is needed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attainment_cases import goal, number
from hypothesis import given
from hypothesis import strategies as st

from duban.rulebook.attainment import Goal
from duban.rulebook.indicator_pace import PACE_CLASSES, Pace, PaceClass, PacePoints, PathKind, Track, pace_of, track_of
from duban.rulebook.indicators import Direction, TargetLevel

HIGHER, LOWER, WITHIN = Direction.HIGHER, Direction.LOWER, Direction.WITHIN
YEARS = (2017, 2018, 2019, 2020)
RESEARCH = [goal("≥1.72", 2025)]  # from 1.25 in 2020


def track(goals: list[Goal], baseline: str | None = "1.25", direction: Direction | None = HIGHER, **more: Any) -> Track:
    year = more.pop("year", 2020)
    return track_of(baseline_year=year, baseline=number(baseline), goals=goals, direction=direction, **more)


def pace(value: str | None, year: int, path: Track, direction: Direction = HIGHER, **more: Any) -> Pace:
    return pace_of(value=number(value), year=year, track=path, direction=direction, **more)


def test_the_straight_path_is_the_rule_and_exact() -> None:
    path = track(RESEARCH)

    assert path.kind is PathKind.LINEAR
    assert [path.expected(year) for year in (2019, 2020, 2023, 2025, 2026)] == [
        None,
        Fraction(125, 100),
        Fraction(1532, 1000),
        Fraction(172, 100),
        Fraction(172, 100),
    ]


def test_the_path_leads_through_the_targets_of_the_years_where_there_are_several() -> None:
    path = track([goal("≥1.9", 2026), goal("≥2.5", 2028)], "1.6", year=2025)

    assert path.kind is PathKind.GIVEN
    assert [path.expected(year) for year in (2025, 2026, 2027, 2028)] == [
        Fraction(16, 10),
        Fraction(19, 10),
        Fraction(22, 10),
        Fraction(25, 10),
    ]


def test_a_straight_path_may_be_asked_for_all_the_same() -> None:
    path = track([goal("≥2", 2026), goal("≥4", 2030)], "1", kind=PathKind.LINEAR)

    assert path.points == ((2020, 1), (2030, 4))


def test_compound_growth_is_the_same_percentage_every_year() -> None:
    path = track([goal("≥121", 2022)], "100", kind=PathKind.COMPOUND)

    middle = path.expected(2021)

    assert middle is not None
    assert abs(middle - 110) < Fraction(1, 10**20)
    assert path.expected(2022) == 121


def test_what_is_not_positive_has_no_compound_path() -> None:
    path = track([goal("≥5", 2025)], "-5", kind=PathKind.COMPOUND)

    assert (path.kind, path.reason) == (PathKind.LINEAR, "基期值或目标值不是正数，改按直线")


def test_within_a_year_levels_go_on_and_sums_begin_anew() -> None:
    path = track([goal("≥120", 2026)], "100", year=2025)

    assert path.expected(2026, 6) == 110
    assert path.expected(2026, 6, accrues=True) == 60
    assert path.expected(2026, 1, accrues=True) == 10


def test_of_two_levels_the_path_leads_to_the_ensured_one() -> None:
    goals = [goal("≥8", 2026, TargetLevel.STRIVE), goal("≥7.5", 2026, TargetLevel.ENSURE)]

    assert track(goals, "6", year=2025).points[-1] == (2026, Fraction(15, 2))


@pytest.mark.parametrize(
    ("goals", "baseline", "direction", "reason"),
    [
        ([], "1", HIGHER, "没有基期以后的数值目标，不能按时序评价"),
        ([goal("同步", 2025)], "1", HIGHER, "没有基期以后的数值目标，不能按时序评价"),
        ([goal("≥5", 2019)], "1", HIGHER, "没有基期以后的数值目标，不能按时序评价"),
        (RESEARCH, None, HIGHER, "没有基期值，不能确定时序"),
        (RESEARCH, "1", None, "指标方向还没有确定"),
        (RESEARCH, "1", LOWER, "目标的关系与指标方向相反，请核对"),
    ],
)
def test_where_there_is_no_path_it_says_why(
    goals: list[Goal], baseline: str | None, direction: Direction | None, reason: str
) -> None:
    path = track(goals, baseline, direction)
    told = pace_of(value=Decimal(1), year=2023, track=path, direction=direction)

    assert (path.points, path.reason) == ((), reason)
    assert (told.standing, told.words) == (PaceClass.NO_PATH, reason)


@pytest.mark.parametrize(
    ("value", "year", "standing", "words"),
    [
        ("1.49", 2023, "ON_PACE", "2023年应达1.53，实际1.49，低0.04，基本符合"),
        ("1.485", 2023, "ON_PACE", "2023年应达1.532，实际1.485，低0.047，基本符合"),  # ten points are still in time
        ("1.4849", 2023, "BEHIND", "2023年应达1.532，实际1.4849，低0.0471，落后10个百分点，滞后"),
        ("1.4", 2023, "BEHIND", "2023年应达1.53，实际1.4，低0.13，落后28.1个百分点，滞后"),
        ("1.391", 2023, "BEHIND", "2023年应达1.532，实际1.391，低0.141，落后30个百分点，滞后"),
        ("1.39", 2023, "SEVERE", "2023年应达1.53，实际1.39，低0.14，落后30.2个百分点，严重滞后"),
        ("1.2", 2023, "SEVERE", "2023年应达1.53，实际1.2，低0.33，落后70.6个百分点，严重滞后"),
        ("1.532", 2023, "ON_PACE", "2023年应达1.532，实际1.532，与应达水平持平，基本符合"),
        ("1.579", 2023, "FASTER", "2023年应达1.532，实际1.579，高0.047，快于时序"),
        ("1.72", 2023, "DONE_EARLY", "2023年实际1.72，已达到2025年目标（≥1.72），提前完成"),
        ("1.72", 2025, "DONE", "2025年实际1.72，达到2025年目标（≥1.72），已完成"),
        ("1.7", 2025, "MISSED", "2025年目标为≥1.72，2025年实际1.7，低0.02，未完成"),
        ("1.7", 2026, "MISSED", "2025年目标为≥1.72，2026年实际1.7，低0.02，未完成"),
        (None, 2023, "NO_DATA", "没有2023年的实际值"),
        ("1.2", 2019, "NO_PATH", "2019年早于基期，没有应达的数值"),
    ],
)
def test_a_figure_stands_against_the_path_and_a_sentence_says_how(
    value: str | None, year: int, standing: str, words: str
) -> None:
    told = pace(value, year, track(RESEARCH))

    assert (told.standing.name, told.words) == (standing, words)


def test_every_class_has_its_word() -> None:
    assert set(PACE_CLASSES) == set(PaceClass)


def test_the_points_are_arguments() -> None:
    strict = PacePoints(behind=0, severe=5, ahead=1)

    assert pace("1.49", 2023, track(RESEARCH), points=strict).standing is PaceClass.SEVERE
    assert pace("1.54", 2023, track(RESEARCH), points=strict).standing is PaceClass.FASTER


def test_what_falls_is_judged_the_other_way_round() -> None:
    path = track([goal("≤46.3", 2025)], "48.8", LOWER)

    ahead, behind = pace("46.8", 2023, path, LOWER), pace("47.6", 2023, path, LOWER)

    assert (ahead.standing, ahead.gap_to_path, ahead.gap_to_target) == (
        PaceClass.FASTER,
        Fraction(1, 2),
        Fraction(-1, 2),
    )
    assert behind.words == "2023年应达47.3，实际47.6，高0.3，落后12个百分点，滞后"


def test_what_is_still_needed_a_year_is_told_in_steps_and_in_percent() -> None:
    told = pace("100", 2023, track([goal("≥121", 2025)], "90"))

    assert told.step_needed == Fraction(21, 2)
    assert told.rate_needed is not None
    assert abs(told.rate_needed - 10) < Decimal("1e-20")
    assert told.rate_so_far is not None
    assert round(told.rate_so_far, 2) == Decimal("3.57")  # 100 ÷ 90 in three years
    assert pace("-2", 2023, track([goal("≥0", 2025)], "-5")).rate_needed is None
    assert pace("121", 2023, track([goal("≥121", 2025)], "90")).step_needed is None


@pytest.mark.parametrize(
    ("value", "standing", "words"),
    [
        ("96", "ON_PACE", "2018年实际96，保持在目标（≥95）之内，基本符合"),
        ("94", "BEHIND", "2018年应达95，实际94，低1，落后1.1个百分点，滞后"),
        ("60", "SEVERE", "2018年应达95，实际60，低35，落后36.8个百分点，严重滞后"),
    ],
)
@pytest.mark.parametrize("baseline", ["95.68", "94.66", None])
def test_what_is_to_be_held_every_year_is_judged_by_its_value(
    baseline: str | None, value: str, standing: str, words: str
) -> None:
    path = track([goal("≥95", year) for year in YEARS], baseline, year=2016)

    told = pace(value, 2018, path)

    assert told.standing.name == standing
    assert told.words == words or baseline == "94.66"


def test_a_sum_is_compared_with_the_months_of_its_year() -> None:
    path = track([goal("≥100", 2026)], "90", year=2025)

    on_pace, behind = (pace(value, 2026, path, month=6, accrues=True) for value in ("46", "30"))

    assert on_pace.words == "2026年1—6月应达50，实际46，低4，基本符合"
    assert behind.words == "2026年1—6月应达50，实际30，低20，落后20个百分点，滞后"
    assert (behind.step_needed, behind.gap_to_target, behind.rate_so_far) == (None, None, None)
    assert pace("100", 2026, path, month=9, accrues=True).standing is PaceClass.DONE_EARLY


def test_a_sum_that_may_not_be_exceeded_is_not_met_before_the_year_is_over() -> None:
    path = track([goal("≤10", 2026)], "12", LOWER, year=2025)

    assert pace("3", 2026, path, LOWER, month=6, accrues=True).standing is PaceClass.FASTER
    assert pace("9", 2026, path, LOWER, month=6, accrues=True).standing is PaceClass.SEVERE
    assert pace("9", 2026, path, LOWER, accrues=True).standing is PaceClass.DONE


def test_a_level_within_the_year_says_its_month() -> None:
    told = pace("47.5", 2023, track([goal("≤46.3", 2025)], "48.8", LOWER), LOWER, month=6)

    assert told.words == "2023年6月底应达47.55，实际47.5，低0.05，基本符合"


@pytest.mark.parametrize(
    ("value", "baseline", "standing", "gap"),
    [
        ("7", "8", PaceClass.ON_PACE, Fraction(-1, 5)),
        ("5.2", "8", PaceClass.DONE_EARLY, Fraction(8, 5)),
        ("2", "8", PaceClass.SEVERE, Fraction(-1)),
        ("2", "1", PaceClass.ON_PACE, Fraction(-1, 5)),
        ("7", "1", PaceClass.SEVERE, Fraction(-1)),
        ("5", "4", PaceClass.ON_PACE, Fraction(0)),
        ("7", "4", PaceClass.BEHIND, Fraction(-1)),
        ("2.5", "4", PaceClass.BEHIND, Fraction(-1, 2)),
    ],
)
def test_a_range_is_approached_from_where_it_began_and_not_to_be_passed(
    value: str, baseline: str, standing: PaceClass, gap: Fraction
) -> None:
    told = pace(value, 2023, track([goal("3:6", 2025)], baseline, WITHIN), WITHIN)

    assert (told.standing, told.gap_to_path) == (standing, gap)


FIGURES = st.decimals(-1000, 1000, places=2)


@given(FIGURES, FIGURES, FIGURES, FIGURES, st.integers(2020, 2025), st.integers(1, 12), st.sampled_from(PathKind))
def test_a_better_figure_never_stands_worse(
    base: Decimal, target: Decimal, one: Decimal, other: Decimal, year: int, month: int, kind: PathKind
) -> None:
    order = [PaceClass.MISSED, PaceClass.SEVERE, PaceClass.BEHIND, PaceClass.ON_PACE, PaceClass.FASTER]
    order += [PaceClass.DONE_EARLY, PaceClass.DONE]
    goals = [Goal(2025, TargetLevel.PLAIN, "=", target)]
    for direction, (worse, better) in ((HIGHER, sorted([one, other])), (LOWER, sorted([one, other], reverse=True))):
        path = track_of(baseline_year=2020, baseline=base, goals=goals, direction=direction, kind=kind)
        told = [
            pace_of(value=value, year=year, month=month, track=path, direction=direction) for value in (worse, better)
        ]
        if path.expected(year, month) is not None and not _is_held(path, base, target, direction):
            first, second = (order.index(one.standing) for one in told)
            assert first <= second


def _is_held(path: Track, base: Decimal, target: Decimal, direction: Direction) -> bool:
    """Held levels are 基本符合 when met, not 提前完成."""
    return base >= target if direction is HIGHER else base <= target
