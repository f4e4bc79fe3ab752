"""Targets by hand: words read, their meaning confirmed; years filled in; what is in force changes with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.apps.audit.models import Event
from duban.apps.indicators.actions.targets import confirm_targets, set_targets, targets_of, targets_token
from duban.apps.indicators.forms.targets import wanted_of
from duban.apps.indicators.models import Indicator, IndicatorTarget
from duban.apps.indicators.queries.target_editor import baseline_in, years_of
from duban.apps.indicators.target_reading import Baseline, Wanted, meaning_in_words, read_words, spread
from duban.apps.organizations.changes import token
from duban.rulebook.indicator_pace import PathKind
from duban.rulebook.indicators import Direction, TargetRule
from duban.rulebook.refusals import Conflict, Invalid
from indicator_cast import Measured

BASE = Baseline(2025, Decimal(60))


@pytest.mark.parametrize(
    ("words", "rule", "goal", "relation"),
    [
        ("≥60", TargetRule.VALUE, "60", ">="),
        ("72%", TargetRule.VALUE, "72", ">="),
        ("25左右", TargetRule.ABOUT, "25", "~"),
        ("增长30%", TargetRule.GROW_FROM_BASE, "78", ">="),
        ("每年提高0.5个百分点以上", TargetRule.STEP_A_YEAR, "61.5", ">="),
        ("持续提升", TargetRule.IMPROVE, "60", ">"),
        ("保持平稳", TargetRule.KEEP, "60", "~"),
        ("70—75", TargetRule.RANGE, "70", ">="),
        ("与经济增长基本同步", TargetRule.WORDS, None, "words"),
    ],
)
def test_words_are_read_with_what_they_mean(
    measured: Measured, words: str, rule: TargetRule, goal: str | None, relation: str
) -> None:
    measured.rate.unit = "万件" if words.startswith("增长") else "%"
    read = read_words(measured.rate, 2028, "", words)
    meant = meaning_in_words(measured.rate, read, BASE)

    assert (read.rule, meant.comparator) == (rule, relation)
    assert meant.goal == (None if goal is None else Decimal(goal))


def put(measured: Measured, *wanted: Wanted, **more: object) -> list[IndicatorTarget]:
    row, place = more.pop("row", measured.rate), more.pop("place", measured.place)
    by = measured.city.actor("office")
    return set_targets(indicator=row, place=place, wanted=list(wanted), by=by, **more)


def standing(measured: Measured) -> list[Wanted]:
    return [wanted_of(row) for row in targets_of(measured.rate, measured.place)]


def test_a_target_in_force_is_changed_with_a_reason_and_the_event_keeps_the_old_value(measured: Measured) -> None:
    first, _ = standing(measured)
    new = read_words(measured.rate, 2028, "", "75%")
    with pytest.raises(Invalid, match="请写明修改原因"):
        put(measured, first, new)

    rows = put(measured, first, new, reason="中期调整")

    assert [(row.year, row.goal, row.rule_confirmed) for row in rows] == [(2026, 64, True), (2028, 75, True)]
    assert [row.origin for row in rows] == ["文件", "手工录入"]
    event = Event.objects.get()
    assert (event.verb, event.note) == ("indicator_target.changed", "中期调整")
    assert (event.before, event.after) == ({"2028年目标": "72%"}, {"行政区": "青泽市", "2028年目标": "75%"})


def test_the_first_targets_of_a_place_need_no_reason(measured: Measured) -> None:
    rows = put(measured, read_words(measured.rate, 2028, "", "≥66"), place=measured.county)

    assert [(row.jurisdiction, row.goal) for row in rows] == [(measured.county, 66)]
    assert measured.city.events() == ["indicator_target.set"]


def test_a_target_left_out_is_gone(measured: Measured) -> None:
    rows = put(measured, standing(measured)[1], reason="年度目标取消")

    assert [row.year for row in rows] == [2028]
    assert Event.objects.get().before == {"2026年目标": "64%"}


def test_saving_confirms_what_was_open(measured: Measured) -> None:
    IndicatorTarget.objects.filter(indicator=measured.rate).update(rule_confirmed=False)

    put(measured, *standing(measured))

    assert all(row.rule_confirmed for row in targets_of(measured.rate, measured.place))
    assert measured.city.events() == ["indicator_target.confirmed"]


def test_a_stale_form_overwrites_no_target(measured: Measured) -> None:
    seen = targets_token(targets_of(measured.rate, measured.place))
    put(measured, standing(measured)[1], reason="取消", seen=seen)

    with pytest.raises(Conflict, match="目标值已被他人修改"):
        put(measured, *standing(measured), reason="再改", seen=seen)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Wanted(2029, "", "80", value=Decimal(80)), "2029年目标：年度应在2025年至2028年之间"),
        (Wanted(2028, "", "八十"), "请填写数值"),
        (Wanted(2028, "", "80—70", "range", Decimal(80), Decimal(70), "range"), "上限应大于数值"),
        (Wanted(2028, "ensure", "增长", rule="grow_from_base"), "2028年确保：请填写变动的幅度"),
    ],
)
def test_a_target_that_cannot_be_judged_is_refused(measured: Measured, wrong: Wanted, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        put(measured, wrong, reason="更正")


def test_a_composite_has_no_targets_of_its_own(measured: Measured) -> None:
    with pytest.raises(Conflict, match="由分项组成的指标没有自己的目标值"):
        put(measured, Wanted(2028, "", "80", value=Decimal(80)), row=measured.whole)


def test_many_meanings_are_confirmed_as_they_were_shown(measured: Measured) -> None:
    IndicatorTarget.objects.update(rule_confirmed=False)
    by = measured.city.actor("office")
    seen = {row.pk: token(row) for row in targets_of(measured.rate, measured.place)}
    IndicatorTarget.objects.filter(pk=measured.target.pk).update(amount=Decimal(1))
    with pytest.raises(Conflict, match="已被他人修改"):
        confirm_targets(indicator_set=measured.set, seen=seen, by=by)

    seen.pop(measured.target.pk)
    confirm_targets(indicator_set=measured.set, seen=seen, by=by)

    assert [row.rule_confirmed for row in targets_of(measured.rate, measured.place)] == [True, False]


def test_the_years_between_are_filled_in_on_a_straight_line(measured: Measured) -> None:
    last = read_words(measured.rate, 2028, "", "≥72")

    proposed, reason = spread(measured.rate, [last], BASE, years=range(2026, 2029), kind=PathKind.LINEAR)

    assert reason == ""
    assert [(one.year, one.text, one.value) for one in proposed] == [
        (2026, "≥64", Decimal(64)),
        (2027, "≥68", Decimal(68)),
    ]
    assert {one.origin for one in proposed} == {"按直线分解（自2025年60起）"}


def test_the_years_between_are_filled_in_at_a_steady_rate(measured: Measured) -> None:
    last = read_words(measured.rate, 2027, "", "72.6")

    proposed, _ = spread(measured.rate, [last], BASE, years=range(2026, 2029), kind=PathKind.COMPOUND)

    assert [(one.year, one.text) for one in proposed] == [(2026, "≥66")]


def test_what_is_proposed_is_no_finer_than_the_figures_it_comes_from(measured: Measured) -> None:
    measured.rate.unit = "亿元"
    last = read_words(measured.rate, 2028, "", "年均增长6%")

    proposed, _ = spread(measured.rate, [last], BASE, years=[2026], kind=PathKind.LINEAR)

    assert [one.text for one in proposed] == ["≥63.8"], "60 × 1.06³ is 71.46096"


def test_a_year_with_a_target_is_left_as_it_is(measured: Measured) -> None:
    given = [read_words(measured.rate, 2026, "", "61"), read_words(measured.rate, 2028, "", "≥72")]

    proposed, _ = spread(measured.rate, given, BASE, years=range(2026, 2029), kind=PathKind.LINEAR)

    assert [one.year for one in proposed] == [2027]


@pytest.mark.parametrize(
    ("direction", "text", "value", "words"),
    [
        (Direction.HIGHER, "≥72", None, "基期"),
        ("", "≥72", "60", "先确认指标的方向"),
        (Direction.HIGHER, "与经济增长基本同步", "60", "先填写目标年的目标值"),
    ],
)
def test_where_nothing_can_be_worked_out_it_says_why(
    measured: Measured, direction: str, text: str, value: str | None, words: str
) -> None:
    row = Indicator.objects.get(pk=measured.rate.pk)
    row.direction = direction
    base = Baseline(2025, Decimal(value) if value else None)

    proposed, reason = spread(row, [read_words(row, 2028, "", text)], base, years=[2026, 2027], kind=PathKind.LINEAR)

    assert proposed == []
    assert words in reason


def test_a_lower_place_starts_from_its_own_figure(measured: Measured) -> None:
    assert baseline_in(measured.rate, measured.place) == BASE
    assert baseline_in(measured.rate, measured.county) == Baseline(2025, None)
    measured._observation(measured.rate, 2025, "48", place=measured.county)

    assert baseline_in(measured.rate, measured.county) == Baseline(2025, Decimal(48))
    assert years_of(measured.rate) == [2026, 2027, 2028]
