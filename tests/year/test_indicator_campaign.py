"""The real campaign and the real health plan, measured over their years; everything counted again by hand.

By hand: 正向 X ÷ S, 逆向 S ÷ X, at most 100; a part that is missing leaves its whole open; fields weigh the same.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from year_indicators import Told, key

from duban.apps.indicators.measuring import IndicatorStanding, SetStanding
from duban.apps.indicators.models import IndicatorTarget
from duban.rulebook.attainment.words import percent
from duban.rulebook.indicator_pace import PACE_CLASSES

pytestmark = pytest.mark.django_db
Result = tuple[Fraction | None, bool | None, str]  # attainment, met, why there is none
FULL = Fraction(100)
YEARS = [("003", 2017), ("003", 2018), ("003", 2019), ("003", 2020), *(("001", year) for year in range(2021, 2025))]


def by_hand(told: Told, one: IndicatorStanding, year: int) -> Result:
    return _whole(told, one, year) if one.parts else _alone(told, one, year)


def _alone(told: Told, one: IndicatorStanding, year: int) -> Result:
    goal, value = _goal(told, one, year), told.figures.get((key(one.indicator), year))
    if goal is None:
        return None, None, "没有目标值"
    if value is None:
        return None, None, "没有实际值"
    rises, wanted = one.indicator.direction == "higher_is_better", goal.goal
    assert wanted is not None
    near = value <= wanted * Decimal("1.05")  # 25左右, of what is to fall
    met = {">=": value >= wanted, ">": value > wanted, "<=": value <= wanted, "<": value < wanted, "~": near}
    if met[goal.holds]:
        return FULL, True, ""
    if goal.rule == "improve":  # better than the baseline, it does not say how much
        return Fraction(0), False, ""
    up, down = (value, wanted) if rises else (wanted, value)
    return Fraction(up) / Fraction(down) * 100, False, ""


def _whole(told: Told, one: IndicatorStanding, year: int) -> Result:
    parts = [(part.indicator.name, *_alone(told, part, year)) for part in one.parts]
    missing = [name for name, value, _, _ in parts if value is None]
    verdicts = {met for _, _, met, _ in parts}
    met = False if False in verdicts else None if None in verdicts else True
    if missing:
        return None, met, f"{'、'.join(missing)}无法计算"
    return _mean([value for _, value, _, _ in parts if value is not None]), met, ""


def _goal(told: Told, one: IndicatorStanding, year: int) -> IndicatorTarget | None:
    """Of the year, else of the next that has one, else of the last; 确保 before 力争."""
    own = [target for target in told.targets if target.indicator_id == one.indicator.pk]
    ahead = [target for target in own if target.year >= year]
    asked = min((target.year for target in ahead), default=max((target.year for target in own), default=0))
    of_year = [target for target in own if target.year == asked]
    return min(of_year, key=lambda target: target.level != "ensure", default=None)


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def index_by_hand(told: Told, now: SetStanding, year: int) -> tuple[list[Fraction], Fraction]:
    """Each field's, and all fields'; what is 其中 of another weighs nothing."""
    fields: dict[str, list[Fraction]] = {}
    for one in now.items:
        value = by_hand(told, one, year)[0]
        if value is not None and one.indicator.part != "其中":
            fields.setdefault(one.indicator.field.title if one.indicator.field else "", []).append(value)
    means = [_mean(values) for values in fields.values()]
    return means, _mean(means)


@pytest.mark.parametrize(("document", "year"), YEARS)
def test_every_indicator_has_an_attainment_or_says_why_not(
    indicators_told: dict[str, Told], document: str, year: int
) -> None:
    told = indicators_told[document]
    every = told.standings[year].every
    assert len(every) == {"003": 42 + 14, "001": 21}[document]
    for one in every:
        value, met, why = by_hand(told, one, year)
        assert (one.attainment.percent, one.attainment.is_met) == (value, met), one.attainment.working
        assert one.why_not.startswith(why) if why else not one.why_not, one.why_not
        assert one.attainment.working


def test_the_reasons_are_counted(indicators_told: dict[str, Told]) -> None:
    """Two of 003 have no target, every 13th indicator was given no figures; one of these is part of a whole."""
    campaign, health = (indicators_told[one].standings for one in ("003", "001"))

    assert Counter(why for _, why in campaign[2020].missing) == {
        "没有目标值": 2,
        "没有实际值": 4,
        "城市生活垃圾无害化处理率无法计算；其余分项的指数为100%": 1,
    }
    assert Counter(why for _, why in health[2024].missing) == {"没有实际值": 2}


@pytest.mark.parametrize(("document", "year"), YEARS)
def test_the_index_of_each_field_and_of_all_is_the_mean_by_hand(
    indicators_told: dict[str, Told], document: str, year: int
) -> None:
    told = indicators_told[document]
    now = told.standings[year]

    fields, whole = index_by_hand(told, now, year)

    assert [field.index.percent for field in now.fields] == fields
    assert now.index.percent == whole


def test_a_few_of_them_worked_out_on_paper(indicators_told: dict[str, Told]) -> None:
    """31502 + 26498 × 1.1 × 3/4 = 53362.85; 207.48 - 82.08 × 3/4 = 145.92."""
    now = {one.indicator.number: one for one in indicators_told["003"].standings[2019].items}

    assert now["1"].attainment.working == "正向比率法：53362.85 ÷ 58000 × 100 = 92%"
    assert now["34"].attainment.working == (
        "两级目标法：确保目标：125.4 ÷ 145.92 × 100 = 85.9%；力争目标：80 ÷ 145.92 × 100 = 54.8%；按确保目标计85.9%"
    )


def test_the_bulletin_says_what_is_counted_by_hand(indicators_told: dict[str, Told]) -> None:
    told = indicators_told["003"]
    now, said = told.standings[2019], told.issued["bulletin"]["figures"]
    results = [by_hand(told, one, 2019) for one in now.items]
    fields, whole = index_by_hand(told, now, 2019)
    weights = [sum(one.attainment.percent is not None for one in field.items) for field in now.fields]
    coverage = _mean([Fraction(known, len(field.items)) for known, field in zip(weights, now.fields, strict=True)])

    counted = {
        "指标总数": str(len(results)),
        "达标数": str(sum(met is True for _, met, _ in results)),
        "未达标数": str(sum(met is False for _, met, _ in results)),
        "综合指数": percent(whole),
        "指数覆盖率": percent(coverage * 100),
        **{f"第{at}领域指数": percent(value) for at, value in enumerate(fields, 1)},
    }

    assert {name: said[name]["words"] for name in counted} == counted
    assert f"共有指标{counted['指标总数']}项" in told.texts["bulletin"]
    assert f"综合指数为{counted['综合指数']}" in told.texts["bulletin"]
    classes = Counter(one.pace.standing for one in now.items)
    told_classes = {one: int(said[f"{word}数"]["words"]) for one, word in PACE_CLASSES.items()}
    assert told_classes == {one: classes[one] for one in PACE_CLASSES}
    assert sum(told_classes.values()) == 42


def test_the_final_evaluation_is_frozen_and_a_later_correction_shows_beside_it(
    indicators_told: dict[str, Told],
) -> None:
    told = indicators_told["003"]
    last = told.standings[2020]
    done = sum(by_hand(told, one, 2020)[1] is True for one in last.items)

    assert told.after == told.issued
    assert told.issued["final"]["figures"]["完成数"]["words"] == str(done)
    assert f"完成{done}项" in told.texts["final"]
    (one,) = told.changed
    assert one.name == "人均GDP(2010年不变价)"
    assert ("实际值", "60649.8（自报）", "59999（自报）") in one.pairs
    assert one.reasons == ("2020年：60649.8更正为59999（自报），原因：复核后更正",)
