"""What the words of a target mean, as a rule and in figures; figures as the reading core gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attainment_cases import number

from duban.rulebook.figures import plain
from duban.rulebook.indicators import Direction, TargetRule
from duban.rulebook.target_rules import Meaning, meaning, rule_of

HIGHER, LOWER, WITHIN = Direction.HIGHER, Direction.LOWER, Direction.WITHIN


def ruled(text: str, figure: str, unit: str = "人", name: str = "") -> tuple[str, str | None]:
    """`figure`: comparator and value, as `>= 0.5`, `range 3 4`, `words`."""
    comparator, *values = figure.split()
    low, high = [*map(number, values), None, None][:2]
    rule, amount = rule_of(text, comparator=comparator, value=low, value_to=high, unit=unit, name=name)
    return rule.name, None if amount is None else plain(amount)


@pytest.mark.parametrize(
    ("text", "figure", "rule", "amount"),
    [
        ("≥60", ">= 60", "VALUE", None),
        ("<8", "< 8", "VALUE", None),
        ("控制在5%以内", "<= 5", "VALUE", None),
        ("提高到60%", "= 60", "VALUE", None),
        ("降至4%", "<= 4", "VALUE", None),
        ("下降到10%以下", "<= 10", "VALUE", None),
        ("稳定在95%以上", ">= 95", "VALUE", None),
        ("增加值占比达到30%", "= 30", "VALUE", None),
        ("25左右", "~ 25", "ABOUT", None),
        ("3.5—4", "range 3.5 4", "RANGE", None),
        ("增长30%", "= 30", "GROW_FROM_BASE", "30"),
        ("比2020年增长30%以上", ">= 30", "GROW_FROM_BASE", "30"),
        ("累计下降18%", "= 18", "GROW_FROM_BASE", "-18"),
        ("五年累计下降13.5%", "= 5", "GROW_FROM_BASE", "-13.5"),
        ("翻一番", "times 2", "GROW_FROM_BASE", "100"),
        ("比2020年翻两番", "times 4", "GROW_FROM_BASE", "300"),
        ("增长1.5倍", "times 2.5", "GROW_FROM_BASE", "150"),
        ("达到2020年的1.5倍", "= 1.5", "GROW_FROM_BASE", "50"),
        ("下降幅度控制在2%以内", "<= 2", "GROW_FROM_BASE", "-2"),
        ("提高5个百分点", "= 5", "ADD_TO_BASE", "5"),
        ("增加200个", "= 200", "ADD_TO_BASE", "200"),
        ("每年降低0.5个百分点以上", ">= 0.5", "STEP_A_YEAR", "-0.5"),
        ("力争每年降低0.5个百分点以上", ">= 0.5", "STEP_A_YEAR", "-0.5"),
        ("每年新增50个", "= 50", "STEP_A_YEAR", "50"),
        ("年均增长6%左右", "~ 6", "GROW_A_YEAR", "6"),
        ("年均增长6%—6.5%", "range 6 6.5", "GROW_A_YEAR", "6"),
        ("同比增长8%", "= 8", "GROW_A_YEAR", "8"),
        ("年均下降2%", "= 2", "GROW_A_YEAR", "-2"),
        ("持续提升", "words", "IMPROVE", None),
        ("逐年下降", "words", "IMPROVE", None),
        ("稳中有升", "words", "IMPROVE", None),
        ("明显改善", "words", "IMPROVE", None),
        ("保持平稳", "words", "KEEP", None),
        ("基本稳定", "words", "KEEP", None),
        ("只增不减", "words", "ADD_TO_BASE", "0"),
        ("不低于现状", "words", "ADD_TO_BASE", "0"),
        ("与经济增长基本同步", "words", "WORDS", None),
        ("达到全省平均水平", "words", "WORDS", None),
        ("完成省下达任务", "words", "WORDS", None),
        ("保持全省前列", "words", "WORDS", None),
    ],
)
def test_words_become_a_rule(text: str, figure: str, rule: str, amount: str | None) -> None:
    assert ruled(text, figure) == (rule, amount)


@pytest.mark.parametrize(
    ("text", "figure", "unit", "name", "rule"),
    [
        ("增长7.5%", "= 7.5", "%", "工业增加值增速", "VALUE"),
        ("增长7.5%", "= 7.5", "亿元", "工业增加值增速", "VALUE"),
        ("增长7.5%", "= 7.5", "%", "工业增加值", "VALUE"),
        ("降低13.5%", "= 13.5", "%", "单位地区生产总值能耗降低率", "VALUE"),
        ("新增50个", "= 50", "个", "新增托位数", "VALUE"),
        ("新增50个", "= 50", "个", "托位数", "ADD_TO_BASE"),
        ("1.5倍", "= 1.5", "倍", "城乡居民收入比", "VALUE"),
        ("降低0.5个百分点", "= 0.5", "%", "近视率", "ADD_TO_BASE"),
    ],
)
def test_what_is_a_change_itself_has_a_plain_value(text: str, figure: str, unit: str, name: str, rule: str) -> None:
    assert ruled(text, figure, unit, name)[0] == rule


def meant(
    rule: TargetRule, amount: str | None, figure: str, direction: Direction | None, base: str | None = "50", **at: int
) -> tuple[str, str]:
    """The goal as ≥5 or 3—4, and the words."""
    comparator, *values = figure.split()
    low, high = [*map(number, values), None, None][:2]
    found = meaning(
        rule,
        number(amount),
        comparator=comparator,
        value=low,
        value_to=high,
        baseline=number(base),
        baseline_year=at.get("base_year", 2020),
        year=at.get("year", 2025),
        direction=direction,
    )
    return _shown(found), found.words


def _shown(found: Meaning) -> str:
    return (
        found.comparator
        if found.goal is None
        else f"{found.comparator} {found.goal}" + f" {found.goal_to or ''}".rstrip()
    )


@pytest.mark.parametrize(
    ("rule", "amount", "figure", "direction", "base", "goal", "words"),
    [
        ("GROW_FROM_BASE", "30", "= 30", HIGHER, "1.06", ">= 1.378", "比2020年1.06增长30%，应不低于1.378"),
        ("STEP_A_YEAR", "-0.5", ">= 0.5", LOWER, "48.8", "<= 46.3", "自2020年48.8起每年降低0.5，共5年，应不高于46.3"),
        (
            "GROW_A_YEAR",
            "6",
            "~ 6",
            HIGHER,
            "100",
            "~ 133.822558",
            "自2020年100起每年增长6%，共5年，应在133.822558左右",
        ),
        ("ADD_TO_BASE", "5", ">= 5", HIGHER, "48.8", ">= 53.8", "比2020年48.8提高5，应不低于53.8"),
        ("ADD_TO_BASE", "-5", ">= 5", LOWER, "48.8", "<= 43.8", "比2020年48.8降低5，应不高于43.8"),
        ("ADD_TO_BASE", "-5", "<= 5", LOWER, "48.8", ">= 43.8", "比2020年48.8降低5，应不低于43.8"),
        ("ADD_TO_BASE", "0", "words", LOWER, "48.8", "<= 48.8", "以2020年48.8为准，应不高于48.8"),
        ("GROW_FROM_BASE", "2", "range 2 3", HIGHER, "100", ">= 102", "比2020年100增长2%，应不低于区间下限102"),
        ("GROW_FROM_BASE", "-2", "range 2 3", LOWER, "100", "<= 98", "比2020年100降低2%，应不高于区间上限98"),
        ("GROW_FROM_BASE", "100", "times 2", HIGHER, "3", ">= 6", "比2020年3增长100%，应不低于6"),
        ("GROW_FROM_BASE", "-18", "= 18", None, "100", "<= 82", "比2020年100降低18%，应不高于82"),
        ("IMPROVE", None, "words", HIGHER, "11.30", "> 11.30", "应高于2020年11.3"),
        ("IMPROVE", None, "words", LOWER, "11.30", "< 11.30", "应低于2020年11.3"),
        ("KEEP", None, "words", LOWER, "50", "~ 50", "应与2020年50基本持平"),
        ("VALUE", None, "= 60", HIGHER, None, ">= 60", "应不低于60"),
        ("VALUE", None, "= 60", LOWER, None, "<= 60", "应不高于60"),
        ("VALUE", None, "= 60", WITHIN, None, "~ 60", "应在60左右"),
        ("VALUE", None, "< 8", LOWER, None, "< 8", "应低于8"),
        ("VALUE", None, "= 60", None, None, "= 60", "应为60"),
        ("ABOUT", None, "~ 25", LOWER, None, "~ 25", "应在25左右"),
        ("RANGE", None, "range 3.5 4", WITHIN, None, "range 3.5 4", "应在3.5—4之间"),
        ("RANGE", None, "range 3.5 4", HIGHER, None, ">= 3.5", "应不低于区间下限3.5"),
        ("RANGE", None, "range 3.5 4", LOWER, None, "<= 4", "应不高于区间上限4"),
    ],
)
def test_a_rule_says_what_it_wants_in_figures(
    rule: str, amount: str | None, figure: str, direction: Direction | None, base: str | None, goal: str, words: str
) -> None:
    assert meant(TargetRule[rule], amount, figure, direction, base) == (goal, words)


@pytest.mark.parametrize(
    ("rule", "amount", "direction", "base", "words"),
    [
        ("WORDS", None, HIGHER, "50", "目标只有文字，由人评定"),
        ("VALUE", None, HIGHER, "50", "目标没有数值"),
        ("IMPROVE", None, HIGHER, None, "没有基期值，目标的数值无法确定"),
        ("IMPROVE", None, None, "50", "指标方向还没有确定"),
        ("IMPROVE", None, WITHIN, "50", "适度指标没有方向，持续改善由人评定"),
        ("KEEP", None, HIGHER, None, "没有基期值，目标的数值无法确定"),
        ("GROW_FROM_BASE", None, HIGHER, "50", "没有变动幅度，目标的数值无法确定"),
        ("GROW_FROM_BASE", "30", HIGHER, "0", "基期值不是正数，不能按百分比计算"),
        ("GROW_A_YEAR", "30", HIGHER, "-5", "基期值不是正数，不能按百分比计算"),
    ],
)
def test_where_no_figure_can_be_said_it_says_why(
    rule: str, amount: str | None, direction: Direction | None, base: str | None, words: str
) -> None:
    assert meant(TargetRule[rule], amount, "words", direction, base) == ("words", words)


def test_a_change_a_year_needs_years() -> None:
    early = meant(TargetRule.STEP_A_YEAR, "1", "= 1", HIGHER, year=2020)
    next_year = meant(TargetRule.STEP_A_YEAR, "1", "= 1", HIGHER, year=2021)

    assert early == ("words", "目标年度不晚于基期年，无法计算年数")
    assert next_year[0] == ">= 51"


def test_without_a_baseline_year_a_change_from_the_baseline_still_means_a_figure() -> None:
    kept = {"value": Decimal(30), "value_to": None, "baseline": Decimal(10), "baseline_year": None, "year": 2025}
    whole = meaning(TargetRule.GROW_FROM_BASE, Decimal(30), comparator="=", direction=HIGHER, **kept)
    yearly = meaning(TargetRule.STEP_A_YEAR, Decimal(30), comparator="=", direction=HIGHER, **kept)

    assert (whole.goal, whole.words) == (Decimal(13), "比基期10增长30%，应不低于13")
    assert yearly.words == "没有基期年，无法计算年数"
