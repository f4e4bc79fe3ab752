"""Sets drawn up by hand: made, changed, put in force, taken back, closed, deleted; their fields and stages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cast import SINCE, City
from duban.apps.audit.models import Event
from duban.apps.indicators.actions import fields, set_states, sets
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, IndicatorUnit
from duban.apps.indicators.queries.readiness import next_step, readiness, sets_with_counts
from duban.apps.organizations.models import GroupRule, UnitGroup
from duban.apps.plans.models import PlanImportState
from duban.rulebook.indicators import Direction, SetState, TargetRule
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import ResponsibilityRole
from indicator_cast import Measured

AT, TODAY = datetime(2026, 7, 1, 2, 0, tzinfo=UTC), date(2026, 7, 1)
HEAD = {"title": "青泽市“十五五”主要指标", "starts": 2025, "ends": 2030}


def made(city: City, **more: object) -> IndicatorSet:
    return sets.create_set(
        jurisdiction=city.places["青泽市"], at=AT, by=city.actor("office"), **{**HEAD, "due_months": [12, 6], **more}
    )


def measurable(one: IndicatorSet, **more: object) -> Indicator:
    """An indicator of which nothing is open."""
    row = Indicator.objects.create(
        indicator_set=one,
        name="企业开办时间",
        direction=more.pop("direction", Direction.LOWER),
        baseline_value=Decimal(3),
        baseline_year=2025,
    )
    IndicatorTarget.objects.create(
        indicator=row,
        jurisdiction=one.jurisdiction,
        year=2030,
        text="2天",
        value=Decimal(2),
        rule_confirmed=more.pop("confirmed", True),
        rule=more.pop("rule", TargetRule.VALUE),
    )
    return row


def test_a_new_set_is_a_draft_judged_by_a_first_version(city: City) -> None:
    one = made(city)

    assert (one.state, one.due_months) == (SetState.DRAFT, [6, 12])
    assert [(scheme.number, scheme.since) for scheme in one.schemes.all()] == [(1, date(2025, 1, 1))]
    assert city.events() == ["indicator_set.created"]


def test_the_same_set_a_second_time_is_refused(city: City) -> None:
    made(city)

    with pytest.raises(Invalid, match="已有期间和名称都相同的指标体系"):
        made(city)
    assert IndicatorSet.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": 2024}, "目标年不能早于基期年"),
        ({"ends": 2060}, "最多30年"),
        ({"title": " "}, "请填写名称"),
        ({"due_months": [13]}, "月份是1至12的数"),
        ({"due_days": 400}, "填0至366的整数"),
    ],
)
def test_a_head_that_cannot_be_is_refused(city: City, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        made(city, **wrong)


def change(one: IndicatorSet, city: City, **more: object) -> IndicatorSet:
    head = {"title": one.title, "starts": one.starts, "ends": one.ends, "number": "", "issuer": "", "issued_on": None}
    values = {**head, "due_months": one.due_months, "due_days": 20, **more}
    return sets.change_set(indicator_set=one, by=city.actor("office"), **values)


def test_a_set_in_force_is_changed_with_a_reason(measured: Measured) -> None:
    with pytest.raises(Invalid, match="请写明修改原因"):
        change(measured.set, measured.city, title="青泽市民生指标")

    changed = change(measured.set, measured.city, title="青泽市民生指标", reason="文件更名")

    assert changed.version == measured.set.version + 1
    event = Event.objects.get(verb="indicator_set.changed")
    assert (event.before, event.note) == ({"名称": "青泽市民生指标提升行动"}, "文件更名")


def test_nothing_is_recorded_where_nothing_changed(measured: Measured) -> None:
    change(measured.set, measured.city, due_months=[6, 12])

    assert measured.city.events() == []


def test_a_stale_form_does_not_overwrite(measured: Measured) -> None:
    change(measured.draft, measured.city, title="甲", seen=measured.draft.version)

    with pytest.raises(Conflict, match="已被他人修改，请刷新后再改"):
        change(measured.draft, measured.city, title="乙", seen=measured.draft.version)


def test_years_leave_out_no_target(measured: Measured) -> None:
    with pytest.raises(Invalid, match="已有2028年的目标值"):
        change(measured.set, measured.city, ends=2027, reason="缩短")


def start(one: IndicatorSet, city: City, **more: object) -> IndicatorSet:
    values = {"issued_on": TODAY, "on": TODAY, "at": AT, **more}
    return set_states.start_set(indicator_set=one, by=city.actor("office"), **values)


def test_what_is_open_is_named_and_keeps_a_set_from_being_started(city: City) -> None:
    one = made(city)
    with pytest.raises(Conflict, match="还没有指标"):
        start(one, city)
    row = measurable(one, direction="", confirmed=False)

    with pytest.raises(Conflict, match="“企业开办时间”没有确认方向；“企业开办时间”目标值的含义没有确认"):
        start(one, city)

    assert [point.kind for point in readiness(one).blocking] == ["direction", "meaning"]
    assert readiness(one).blocking[0].indicators == (row,)


def test_what_only_needs_to_be_known_does_not_keep_it_from_being_started(city: City) -> None:
    one = made(city)
    measurable(one)

    assert [point.kind for point in readiness(one).warnings] == ["lead", "nature"]
    assert start(one, city).state == SetState.IN_FORCE


def test_a_target_in_words_needs_no_direction(city: City) -> None:
    one = made(city)
    measurable(one, direction="", confirmed=False, rule=TargetRule.WORDS)

    assert start(one, city).state == SetState.IN_FORCE
    assert "words" in [point.kind for point in readiness(one).warnings]


def test_a_composite_without_parts_keeps_it_from_being_started(city: City) -> None:
    one = made(city)
    Indicator.objects.create(indicator_set=one, name="发展指数", kind="composite")

    with pytest.raises(Conflict, match="由分项组成，但还没有分项"):
        start(one, city)


def test_a_part_is_led_by_who_leads_its_whole(measured: Measured) -> None:
    measured.part_a.units.all().delete()

    assert "lead" not in [point.kind for point in readiness(measured.set).warnings]


def test_collective_units_become_their_members_of_the_day(city: City) -> None:
    one = made(city)
    row = measurable(one)
    group = UnitGroup.objects.create(
        jurisdiction=city.places["青泽市"], name="各县（市、区）政府", rule=GroupRule.GOVERNMENTS_BELOW
    )
    IndicatorUnit.objects.create(indicator=row, role=ResponsibilityRole.SUPPORT, unit_group=group)
    IndicatorUnit.objects.create(indicator=row, role=ResponsibilityRole.LEAD, unit=city.units["临川县政府"])

    start(one, city)

    through = row.units.filter(through__isnull=False)
    assert [str(two.unit) for two in through] == [str(city.units["云栖区政府"])], "the lead is not named once more"
    assert Event.objects.get(verb="indicator_set.started").after["单位"] == 2


def test_taken_back_its_collective_units_are_open_again(city: City) -> None:
    one = made(city)
    row = measurable(one)
    group = UnitGroup.objects.create(
        jurisdiction=city.places["青泽市"], name="各区县", rule=GroupRule.GOVERNMENTS_BELOW
    )
    IndicatorUnit.objects.create(indicator=row, role=ResponsibilityRole.LEAD, unit_group=group)
    start(one, city)

    set_states.take_back_set(indicator_set=one, reason="漏了指标", by=city.actor("office"))

    assert [two.unit_group for two in row.units.all()] == [group]
    assert IndicatorSet.objects.get().state == SetState.DRAFT


def test_with_figures_it_is_not_taken_back(measured: Measured) -> None:
    with pytest.raises(Conflict, match="已有实际值，不能退回拟定"):
        set_states.take_back_set(indicator_set=measured.set, reason="重来", by=measured.city.actor("office"))


def test_a_closed_set_is_changed_no_more_until_it_is_reopened(measured: Measured) -> None:
    by = measured.city.actor("office")
    set_states.close_set(indicator_set=measured.set, by=by)
    with pytest.raises(Conflict, match="已结束，不能再修改"):
        fields.rename_field(field=measured.field, title="民生", by=by)

    set_states.reopen_set(indicator_set=measured.set, reason="补报", by=by)

    assert fields.rename_field(field=measured.field, title="民生", by=by).title == "民生"


def test_a_draft_is_not_reopened_and_a_closed_set_not_started(measured: Measured) -> None:
    by = measured.city.actor("office")
    with pytest.raises(Conflict, match="拟定中，不能这样办理"):
        set_states.reopen_set(indicator_set=measured.draft, reason="误点", by=by)
    set_states.close_set(indicator_set=measured.set, by=by)
    with pytest.raises(Conflict, match="已结束，不能这样办理"):
        start(measured.set, measured.city)


def test_the_import_of_a_deleted_draft_is_there_to_be_reviewed_again(measured: Measured) -> None:
    measured.draft.plan_import = measured.plan_import
    measured.draft.save()
    type(measured.plan_import).objects.update(state=PlanImportState.ADOPTED)

    sets.delete_set(indicator_set=measured.draft, by=measured.city.actor("office"))

    measured.plan_import.refresh_from_db()
    assert measured.plan_import.state == PlanImportState.REVIEWING
    assert list(IndicatorSet.objects.all()) == [measured.set]


def test_the_indicators_of_a_removed_field_go_where_they_are_sent(measured: Measured) -> None:
    fields.remove_field(field=measured.field, into=measured.other, by=measured.city.actor("office"))

    assert set(measured.set.indicators.values_list("field", flat=True)) == {measured.other.pk}
    assert Event.objects.get().after == {"移到": "财政保障", "指标": 4}


def test_what_an_issued_evaluation_was_computed_with_stays(measured: Measured) -> None:
    issued = measured.supervised.issued
    measured.evaluation.dispatch = issued
    measured.evaluation.save()

    with pytest.raises(Conflict, match="不能删除"):
        fields.remove_field(field=measured.field, by=measured.city.actor("office"))
    added = fields.add_field(indicator_set=measured.set, title="营商", at=AT, by=measured.city.actor("office"))

    first, second = measured.set.schemes.order_by("number")
    assert (first, second.since) == (measured.scheme, TODAY)
    assert [first.fields.filter(field=added).exists(), second.fields.filter(field=added).exists()] == [False, True]
    assert second.lines.count() == 5


def test_a_field_changes_places_with_its_neighbour(measured: Measured) -> None:
    by = measured.city.actor("office")
    fields.move_field(field=measured.field, way="down", by=by)
    assert list(measured.set.fields.all()) == [measured.other, measured.field]

    fields.move_field(field=measured.field, way="down", by=by)

    assert measured.city.events() == ["indicator_set.field_moved"], "at the end nothing happens"


def test_a_stage_ends_after_it_begins(measured: Measured) -> None:
    with pytest.raises(Invalid, match="结束日期不能早于开始日期"):
        fields.add_stage(
            indicator_set=measured.set,
            name="总结",
            starts_on=TODAY,
            ends_on=SINCE,
            by=measured.city.actor("office"),
        )


def test_the_list_tells_the_next_step(measured: Measured) -> None:
    office = measured.city.actor("office")
    steps = {one.pk: next_step(one) for one in sets_with_counts(office)}
    assert steps == {measured.set.pk: "", measured.draft.pk: "增加指标"}

    measurable(measured.draft, direction="", confirmed=False)

    one = sets_with_counts(office).get(pk=measured.draft.pk)
    assert next_step(one) == "确认1项指标的方向，确认1个目标值的含义"
