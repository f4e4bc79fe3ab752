"""Attainment by the official methods: the worked examples, bounds, two levels, composites, what is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attainment_cases import attained, goal

from duban.rulebook.attainment import Part, Terms, attain_years, combine, counting_goal, goals_for
from duban.rulebook.indicators import Direction, Method, TargetLevel

LOWER, WITHIN = Direction.LOWER, Direction.WITHIN


@pytest.mark.parametrize(
    ("value", "target", "direction", "percent", "working"),
    [
        ("31502", "≥58000", Direction.HIGHER, "54.3%", "正向比率法：31502 ÷ 58000 × 100 = 54.3%"),
        ("38.5", "≥56", Direction.HIGHER, "68.8%", "正向比率法：38.5 ÷ 56 × 100 = 68.8%"),
        ("0.4", "≥2.3", Direction.HIGHER, "17.4%", "正向比率法：0.4 ÷ 2.3 × 100 = 17.4%"),
        ("104.13", "≥250", Direction.HIGHER, "41.7%", "正向比率法：104.13 ÷ 250 × 100 = 41.7%"),
        ("95.3", "≥110", Direction.HIGHER, "86.6%", "正向比率法：95.3 ÷ 110 × 100 = 86.6%"),
        ("0.67", "≤1", LOWER, "100%", "逆向比率法：1 ÷ 0.67 × 100 = 149.3%，最高按100%计"),
        ("2.49", "≤4", LOWER, "100%", "逆向比率法：4 ÷ 2.49 × 100 = 160.6%，最高按100%计"),
    ],
)
def test_the_worked_examples_come_out(
    value: str, target: str, direction: Direction, percent: str, working: str
) -> None:
    result = attained(value, target, direction=direction)

    assert (result.shown, result.working) == (percent, working)
    assert result.inputs == (("实际值", value), ("目标值", target))


def test_an_unemployment_below_its_range_is_not_full_by_the_interval() -> None:
    beside = attained("2.49", "3:6", direction=WITHIN)
    bounded = attained("2.49", "3:6", direction=WITHIN, lower=Decimal(1), upper=Decimal(8))

    assert (beside.shown, beside.is_met) == ("83%", False)
    assert bounded.working == "区间法：(2.49 - 1) ÷ (3 - 1) × 100 = 74.5%"
    assert bounded.inputs[2:] == (("允许下限", "1"), ("允许上限", "8"))


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        *(("0.3", 100), ("0.35", 100), ("0.4", 100), ("0.45", 75), ("0.5", 50), ("0.6", 0), ("0.7", 0)),
        *(("0.25", 75), ("0.2", 50), ("0.1", 0), ("0", 0)),
    ],
)
def test_the_rural_gini_falls_to_its_bound_and_mirrored_below(value: str, percent: int) -> None:
    assert attained(value, "0.3:0.4", direction=WITHIN, upper=Decimal("0.6")).percent == percent


def test_the_upper_bound_is_mirrored_from_the_lower_one() -> None:
    assert attained("0.5", "0.3:0.4", direction=WITHIN, lower=Decimal("0.1")).percent == 50


@pytest.mark.parametrize(("bound", "value"), [("lower", "0.35"), ("upper", "0.3")])
def test_a_bound_within_the_range_is_refused(bound: str, value: str) -> None:
    result = attained("0.35", "0.3:0.4", direction=WITHIN, **{bound: Decimal(value)})

    assert result.percent is None
    assert result.is_met is True
    assert "请核对" in result.reason


def test_a_share_is_exact_and_rounded_half_upwards_for_display_alone() -> None:
    result = attained("1", "≥800")

    assert result.percent == Fraction(1, 8)
    assert result.shown == "0.1%"
    assert attained("3", "≥2000").shown == "0.2%"  # 0.15, half upwards


def test_around_a_figure_counts_as_reached_and_outside_is_measured_against_the_figure() -> None:
    within = attained("26", "~25", direction=LOWER)
    outside = attained("31.47", "~25", direction=LOWER)

    assert (within.shown, within.is_met) == ("100%", True)
    assert within.working == "逆向比率法：26，在目标（25左右）的允许误差之内，计100%"
    assert (outside.shown, outside.is_met) == ("79.4%", False)
    assert ("允许误差", "5%") in outside.inputs
    assert attained("26", "~25", direction=LOWER, tolerance=Decimal(1)).is_met is False


def test_two_levels_are_told_apart_and_the_ensured_one_counts() -> None:
    ensured = goal("≤125.4", level=TargetLevel.ENSURE)
    hoped = goal("≤80", level=TargetLevel.STRIVE)

    result = attained("110", hoped, ensured, direction=LOWER, baseline="207.48")

    assert result.method is Method.TWO_LEVEL
    assert (result.shown, result.is_met) == ("100%", True)
    assert [(one.name, one.is_met) for one in result.levels] == [("确保目标", True), ("力争目标", False)]
    assert result.levels[1].percent == Fraction(8000, 110)
    assert result.working == (
        "两级目标法：确保目标：125.4 ÷ 110 × 100 = 114%，最高按100%计；"
        "力争目标：80 ÷ 110 × 100 = 72.7%；按确保目标计100%"
    )
    assert result.inputs == (("实际值", "110"), ("确保目标", "≤125.4"), ("力争目标", "≤80"))


def test_the_level_with_a_figure_counts_where_the_other_has_words() -> None:
    worded = goal("完成下达任务", level=TargetLevel.ENSURE)
    figured = goal("≥8", level=TargetLevel.STRIVE)

    assert counting_goal([worded, figured]) is figured
    assert attained("4", worded, figured).shown == "50%"


def test_two_goals_of_one_level_or_of_two_years_are_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="one goal"):
        attained("4", "≥8", "≥9")
    with pytest.raises(ValueError, match="one goal"):
        attained("4", goal("≥8", 2019), goal("≥9", 2020, TargetLevel.STRIVE))


@pytest.mark.parametrize(
    ("year", "expected"), [(2016, [2018]), (2018, [2018]), (2019, [2020, 2020]), (2021, [2020] * 2)]
)
def test_a_year_is_judged_by_its_own_goals_or_the_next_ones(year: int, expected: list[int]) -> None:
    goals = [goal("≥1", 2018), goal("≥2", 2020), goal("≥3", 2020, TargetLevel.STRIVE)]

    assert [one.year for one in goals_for(goals, year)] == expected
    assert goals_for([], year) == ()


def test_a_level_to_be_held_is_met_when_every_year_is() -> None:
    goals = [goal("≥95", year) for year in (2017, 2018, 2019, 2020)]

    def over(values: dict[int, str | None]) -> tuple[str, bool | None, str]:
        known = {year: None if one is None else Decimal(one) for year, one in values.items()}
        result = attain_years(
            values=known, goals=goals, baseline=Decimal("95.68"), direction=Direction.HIGHER, terms=Terms()
        )
        return result.shown, result.is_met, result.working

    assert over({2017: "96", 2018: "95"}) == ("100%", True, "保持法：2017年100%；2018年100%；按最低计100%")
    assert over({2017: "96", 2018: "94", 2019: "97"})[:2] == ("98.9%", False)
    assert over({2017: "96", 2018: None}) == ("无法计算", None, "保持法：2018年无法计算；其余年度最低为100%")
    assert over({2017: "94", 2018: None})[1] is False
    assert over({2015: "94"}) == ("无法计算", None, "保持法：所评年度没有目标值")


def test_a_composite_is_the_weighted_mean_of_its_parts() -> None:
    parts = [
        Part("公共交通车辆", Decimal(1), attained("7", "≥14")),
        Part("客运班车通达率", Decimal(3), attained("95", "≥95")),
    ]

    result = combine(parts)

    assert result.percent == Fraction(175, 2)
    assert result.is_met is False
    assert result.working == "合成法：(50 × 1 + 100 × 3) ÷ 4 = 87.5%"
    assert result.inputs == (("公共交通车辆", "50%（权重1）"), ("客运班车通达率", "100%（权重3）"))


def test_a_composite_with_a_part_missing_has_no_figure_and_says_what_the_rest_comes_to() -> None:
    parts = [Part("自来水普及率", Decimal(1), attained("48.65", "≥97.3"))]
    parts.append(Part("水质达标率", Decimal(1), attained(None, "≥90")))

    result = combine(parts)

    assert (result.percent, result.is_met) == (None, False)
    assert result.reason == "水质达标率无法计算；其余分项的指数为50%"


@pytest.mark.parametrize(
    ("weights", "reason"),
    [((), "没有分项"), ((0, 0), "权重应为非负数，合计应大于零"), ((2, -1), "权重应为非负数，合计应大于零")],
)
def test_a_composite_that_cannot_be_weighed_says_so(weights: tuple[int, ...], reason: str) -> None:
    parts = [Part("甲", Decimal(weight), attained("1", "≥2")) for weight in weights]

    assert (combine(parts).percent, combine(parts).reason) == (None, reason)


def test_without_cap_more_than_wanted_shows_and_so_does_moving_away_from_the_baseline() -> None:
    assert attained("132", "≥110", cap=False).percent == 120
    assert attained("10", "≥50", baseline="20", method=Method.SCALED, cap=False).percent == Fraction(-100, 3)
    assert attained("-3", "≥50", cap=False).percent == 0
    assert attained("9", "3:6", direction=WITHIN, upper=Decimal(8), cap=False).percent == 0


@pytest.mark.parametrize(
    ("value", "target", "direction", "reason"),
    [
        ("5", "与经济增长同步", Direction.HIGHER, "目标只有文字（与经济增长同步），由人评定"),
        ("5", "≥8", None, "指标方向还没有确定"),
        (None, "≥8", Direction.HIGHER, "没有实际值"),
        ("5", "≤8", Direction.HIGHER, "目标的关系与指标方向（正向）相反，请核对"),
        ("8", "<8", LOWER, "实际值等于目标值，而目标要求优于该值，未达到"),
    ],
)
def test_what_cannot_be_computed_says_why(
    value: str | None, target: str, direction: Direction | None, reason: str
) -> None:
    assert attained(value, target, direction=direction).reason == reason


def test_without_a_goal_nothing_is_said_and_must_pass_is_handed_on() -> None:
    result = attained("5", must_pass=True)

    assert (result.reason, result.is_met, result.must_pass) == ("没有目标值", None, True)
    assert attained("5", "≥5", must_pass=True).must_pass
