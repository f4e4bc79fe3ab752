"""Indicators by hand: added, changed, moved, removed, settled; who answers for them; what their targets mean then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from duban.apps.audit.models import Event
from duban.apps.indicators.actions.indicators import (
    COLUMNS,
    Content,
    add_indicator,
    change_indicator,
    move_indicator,
    remove_indicator,
    settle_indicators,
)
from duban.apps.indicators.answering import answering_of
from duban.apps.indicators.models import Indicator, IndicatorTarget
from duban.apps.organizations.models import GroupRule, UnitGroup
from duban.rulebook.indicators import Direction, IndicatorKind, TargetRule
from duban.rulebook.refusals import Conflict, Invalid
from indicator_cast import Measured

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


def content_of(row: Indicator, **more: object) -> Content:
    """The indicator as its form shows it, but for `more`."""
    answering = answering_of(row)
    values = {name: getattr(row, name) for name in COLUMNS} | {"field": row.field}
    return replace(Content(**values, **answering), **more)


def change(measured: Measured, row: Indicator, **more: object) -> Indicator:
    reason, seen = more.pop("reason", "更正"), more.pop("seen", None)
    by = measured.city.actor("office")
    return change_indicator(indicator=row, content=content_of(row, **more), reason=reason, seen=seen, at=AT, by=by)


def add(measured: Measured, **more: object) -> Indicator:
    parent, one = more.pop("parent", None), more.pop("to", measured.set)
    content = Content(**{"name": "企业开办时间", **more})
    by = measured.city.actor("office")
    return add_indicator(indicator_set=one, content=content, parent=parent, reason="增补", at=AT, by=by)


def test_a_new_indicator_is_the_last_and_is_judged(measured: Measured) -> None:
    row = add(measured, number="4", unit="天", lead=[measured.units["财政"]], support=["市大数据局"])

    assert row.order == 6
    assert measured.scheme.lines.get(indicator=row).weight == 1
    assert answering_of(row) == {"lead": [measured.units["财政"]], "support": ["市大数据局"]}
    assert measured.city.events() == ["indicator.added"]


def test_the_same_indicator_twice_is_refused(measured: Measured) -> None:
    add(measured, to=measured.draft)

    with pytest.raises(Invalid, match="已有序号和名称都相同的指标"):
        add(measured, to=measured.draft)


def test_a_part_stands_behind_its_whole_in_the_whole_s_field(measured: Measured) -> None:
    part = add(measured, parent=measured.whole, number="3", part="(3)", name="文化站覆盖率")

    assert part.field == measured.field
    assert [row.name for row in measured.set.indicators.order_by("order")][-2:] == ["村级服务站覆盖率", "文化站覆盖率"]


def test_a_part_has_no_parts(measured: Measured) -> None:
    with pytest.raises(Conflict, match="分项下面不能再设分项"):
        add(measured, parent=measured.part_a)
    with pytest.raises(Conflict, match="只有类型为“合成”的指标可以设分项"):
        add(measured, parent=measured.rate)
    with pytest.raises(Invalid, match="分项不能再由分项组成"):
        add(measured, parent=measured.whole, kind=IndicatorKind.COMPOSITE.value)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "rate", "aggregation": "sum"}, "比率不能相加"),
        ({"kind": "value", "aggregation": "rate"}, "只有比率类的指标"),
        ({"kind": "growth", "accrues": True}, "只有数值类的指标可以年内逐月累计"),
        ({"name": "  "}, "请填写指标名称"),
    ],
)
def test_what_cannot_be_is_refused(measured: Measured, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        add(measured, **wrong)


def test_in_a_set_in_force_a_reason_is_asked(measured: Measured) -> None:
    with pytest.raises(Invalid, match="请写明修改原因"):
        change(measured, measured.rate, name="网上办理率", reason=" ")

    change(measured, measured.rate, name="网上办理率", reason="名称有误")

    event = Event.objects.get()
    assert (event.verb, event.note) == ("indicator.changed", "名称有误")
    assert (event.before, event.after) == ({"指标": "公共服务事项网上办理率"}, {"指标": "网上办理率"})


def test_a_stale_form_changes_nothing(measured: Measured) -> None:
    change(measured, measured.rate, unit="‰", seen=measured.rate.version)

    with pytest.raises(Conflict, match="已被他人修改"):
        change(measured, measured.rate, unit="个", seen=measured.rate.version)


def test_the_meaning_of_targets_follows_the_baseline(measured: Measured) -> None:
    IndicatorTarget.objects.filter(pk=measured.target.pk).update(rule=TargetRule.GROW_FROM_BASE, amount=Decimal(30))

    change(measured, measured.rate, baseline_value=Decimal(50))

    measured.target.refresh_from_db()
    assert (measured.target.goal, measured.target.holds) == (Decimal(65), ">=")


def test_the_meaning_of_targets_follows_the_direction(measured: Measured) -> None:
    IndicatorTarget.objects.filter(pk=measured.target.pk).update(rule=TargetRule.IMPROVE, comparator="words")
    choices = {measured.rate.pk: (Direction.LOWER.value, "binding"), measured.spending.pk: ("lower_is_better", "")}

    changed = settle_indicators(indicator_set=measured.set, choices=choices, by=measured.city.actor("office"))

    measured.target.refresh_from_db()
    assert {row.pk for row in changed} == set(choices)
    assert measured.target.holds == "<"
    assert measured.city.events() == ["indicator.settled"] * 2


def test_settling_many_is_all_or_nothing(measured: Measured) -> None:
    choices = {measured.rate.pk: ("", "binding"), measured.spending.pk: ("", "binding")}
    seen = {measured.rate.pk: measured.rate.version, measured.spending.pk: measured.spending.version + 1}

    with pytest.raises(Conflict, match="“每万元财政支出行政成本”已被他人修改"):
        settle_indicators(indicator_set=measured.set, choices=choices, seen=seen, by=measured.city.actor("office"))

    assert measured.city.events() == []


def test_what_has_figures_does_not_become_a_composite(measured: Measured) -> None:
    with pytest.raises(Invalid, match="已有目标值或实际值，不能改为由分项组成"):
        change(measured, measured.rate, kind="composite")
    with pytest.raises(Invalid, match="下面还有分项"):
        change(measured, measured.whole, kind="value")


def test_parts_follow_their_whole_into_another_field(measured: Measured) -> None:
    change(measured, measured.whole, field=measured.other)

    assert set(measured.whole.parts.values_list("field", flat=True)) == {measured.other.pk}


def test_nobody_is_named_twice_or_unseen(measured: Measured) -> None:
    finance = measured.units["财政"]
    with pytest.raises(Invalid, match="已列为牵头单位"):
        change(measured, measured.rate, lead=[finance], support=[finance])


def test_a_collective_unit_added_in_force_becomes_its_members_at_once(measured: Measured) -> None:
    group = UnitGroup.objects.create(jurisdiction=measured.place, name="各区县政府", rule=GroupRule.GOVERNMENTS_BELOW)

    change(measured, measured.rate, support=[group])
    members = {row.unit for row in measured.rate.units.filter(through__isnull=False)}
    change(measured, Indicator.objects.get(pk=measured.rate.pk), support=[])

    assert members == {measured.units["临川县政府"], measured.units["云栖区政府"]}
    assert measured.rate.units.count() == 1, "with the group its members go"


def test_a_moved_whole_takes_its_parts_along(measured: Measured) -> None:
    move_indicator(indicator=measured.whole, after=None, by=measured.city.actor("office"))

    names = [row.pk for row in measured.set.indicators.order_by("order")]
    assert names == [
        row.pk for row in (measured.whole, measured.part_a, measured.part_b, measured.rate, measured.spending)
    ]


def test_behind_a_row_of_another_whole_nothing_is_moved(measured: Measured) -> None:
    with pytest.raises(Conflict, match="请刷新后再移动"):
        move_indicator(indicator=measured.part_a, after=measured.rate, by=measured.city.actor("office"))


def test_with_figures_nothing_is_removed(measured: Measured) -> None:
    by = measured.city.actor("office")
    for row in (measured.rate, measured.whole):
        with pytest.raises(Conflict, match="个实际值，不能删除"):
            remove_indicator(indicator=row, reason="误设", by=by)

    remove_indicator(indicator=measured.part_b, reason="误设", by=by)

    assert measured.set.indicators.count() == 4
    assert Event.objects.get().note == "误设"
