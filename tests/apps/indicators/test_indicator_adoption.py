"""A reviewed draft becomes a set with all that was read, once; a second file completes a set there is."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from reviewing import CAMPAIGN, SAMPLES, draft, drafts, imported, ready

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators.actions.adoption import adopt_indicators, update_set
from duban.apps.indicators.adopting.comparing import compare
from duban.apps.indicators.models import DraftIndicator, Indicator, IndicatorSet, IndicatorTarget, Observation
from duban.apps.indicators.queries.adoption import rows_of, seen_of
from duban.apps.plans.models import PlanImport, PlanImportState
from duban.rulebook.indicators import IndicatorKind, ObservationStatus, SetState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


def adopted(city: City, row: PlanImport, *, with_figures: bool = False, who: str = "office") -> IndicatorSet:
    return adopt_indicators(plan_import=row, seen=None, with_figures=with_figures, at=AT, by=city.actor(who))


def updated(
    city: City, row: PlanImport, one: IndicatorSet, *, with_figures: bool = False, reason: str = ""
) -> IndicatorSet:
    return update_set(
        plan_import=row,
        indicator_set=one,
        seen=None,
        with_figures=with_figures,
        reason=reason,
        at=AT,
        by=city.actor("office"),
    )


def another(city: City, row: PlanImport, digest: str = "3") -> PlanImport:
    """The same rows from another file, as a progress table would bring them."""
    source = row.source
    source.pk, source.digest, source.name = None, digest * 64, "进度计划表.xlsx"
    source.save()
    copies = drafts(row)
    row.pk, row.source, row.state, row.document = None, source, PlanImportState.REVIEWING, {}
    row.save()
    for one in copies:
        one.pk, one.plan_import, one.indicator = None, row, None
        one.save()
    return PlanImport.objects.get(pk=row.pk)


def test_the_real_campaign_becomes_42_indicators_in_5_fields_with_3_stages(city: City) -> None:
    row = ready(imported(city, corpus_file("003")))

    one = adopted(city, row)

    tops = one.indicators.filter(parent=None)
    assert (tops.count(), one.fields.count(), one.stages.count()) == (42, 5, 3)
    composites = tops.filter(kind=IndicatorKind.COMPOSITE)
    assert (composites.count(), one.indicators.exclude(parent=None).count()) == (6, 14)
    assert all(each.parts.count() > 1 for each in composites)
    assert (one.starts, one.ends, one.state, one.number) == (2016, 2020, SetState.DRAFT, "云府〔2018〕10号")
    stage = one.stages.all()[1]
    assert (stage.name, stage.starts_on, stage.ends_on) == ("组织实施阶段", date(2018, 4, 1), date(2020, 6, 30))
    assert [each.order for each in one.indicators.all()] == list(range(1, 57))
    assert not Indicator.objects.filter(indicator_set=one, units=None).exists()
    assert IndicatorTarget.objects.filter(indicator__indicator_set=one).count() == sum(
        len(each.targets) for each in drafts(row)
    )
    assert one.indicators.get(name="人均GDP(2010年不变价)").places["name"]


def test_every_target_of_the_campaign_means_a_figure(city: City) -> None:
    one = adopted(city, ready(imported(city, corpus_file("003"))))
    targets = IndicatorTarget.objects.filter(indicator__indicator_set=one)

    assert targets.filter(goal=None).count() == 0
    gdp = targets.get(indicator__name="人均GDP(2010年不变价)")
    assert (gdp.goal, gdp.holds, gdp.rule_confirmed, gdp.origin) == (Decimal(58000), ">=", True, "文件")
    land = targets.get(indicator__name="单位GDP建设用地使用面积(2010年不变价)")
    assert (land.goal, land.holds) == (Decimal(53), "<=")


def test_tasks_that_all_parts_list_are_the_composites_once(city: City) -> None:
    one = adopted(city, ready(imported(city, corpus_file("003"))))

    insured = one.indicators.get(number="29", parent=None)
    assert insured.tasks.count() > 0
    assert sum(part.tasks.count() for part in insured.parts.all()) == 0
    buses = one.indicators.get(number="23", parent=None)
    assert (buses.tasks.count(), sum(part.tasks.count() for part in buses.parts.all())) == (0, 2)


def test_the_health_plan_of_the_gazette_becomes_20_indicators_and_one_that_weighs_nothing(city: City) -> None:
    one = adopted(city, ready(imported(city, corpus_file("001"))))
    scheme = one.schemes.get()

    assert one.indicators.filter(parent=None).count() == 21
    among = one.indicators.get(part="其中")
    assert scheme.lines.get(indicator=among).weight == 0
    assert Counter(scheme.lines.exclude(indicator=among).values_list("weight", flat=True)) == {Decimal(1): 20}
    grown = IndicatorTarget.objects.get(indicator__indicator_set=one, rule="grow_from_base")
    assert (grown.goal, grown.text) == (Decimal("1.378"), "增长30%")
    sight = IndicatorTarget.objects.get(indicator__indicator_set=one, rule="step_a_year")
    assert (sight.goal, sight.holds) == (Decimal("46.3"), "<=")


def test_whom_a_name_means_answers_and_the_words_stay(city: City) -> None:
    row = imported(city, CAMPAIGN)
    row.names.filter(name="区科技局").update(unit=city.units["发改"], matched_by="person")
    one = adopted(city, ready(row))

    science = one.indicators.get(number="2").units.get()
    assert (science.unit, science.listed_name, science.role) == (city.units["发改"], "区科技局", "lead")
    plain = one.indicators.get(number="5").units.get()
    assert (plain.unit, plain.listed_name) == (None, "区民政局")


def test_what_was_corrected_and_left_out_is_what_becomes_of_it(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    DraftIndicator.objects.filter(plan_import=row, number="5").update(removed=True)
    DraftIndicator.objects.filter(plan_import=row, number="3").update(parent="", part="", kind="value")

    one = adopted(city, row)

    assert list(one.indicators.values_list("number", flat=True)) == ["1", "2", "3", "3", "4", "6", "7"]
    assert draft(row, "4").indicator == one.indicators.get(number="4")


def test_adopted_twice_it_is_one_set(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))

    assert adopted(city, row) == adopted(city, row)
    assert IndicatorSet.objects.count() == 1
    event = Event.objects.get(verb="indicator_set.adopted")
    assert sentence(event) == "导入指标体系“云栖区2026年指标提升攻坚行动方案”，7项指标"
    row.refresh_from_db()
    assert row.state == PlanImportState.ADOPTED


def test_it_is_refused_with_all_that_is_missing(city: City) -> None:
    row = imported(city, CAMPAIGN)
    one = draft(row, "1")
    DraftIndicator.objects.filter(pk=one.pk).update(targets=[one.targets[0] | {"year": None}])
    with pytest.raises(Conflict, match=r"还有 \d 处存疑没有回答、\d+ 个名称没有对应、1 个目标值没有写年度"):
        adopted(city, row)

    ready(row)
    DraftIndicator.objects.filter(pk=one.pk).update(targets=[one.targets[0], one.targets[0]])
    with pytest.raises(Conflict, match="同一年度、同一层次有两个目标值"):
        adopted(city, row)
    DraftIndicator.objects.filter(plan_import=row).update(removed=True)
    with pytest.raises(Conflict, match="没有要导入的指标"):
        adopted(city, row)


def test_only_the_office_of_the_place_adopts_what_was_shown(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    for who in ("liaison", "county_office", "leader"):
        with pytest.raises(NotAllowed):
            adopted(city, row, who=who)

    seen = seen_of(row)
    DraftIndicator.objects.filter(plan_import=row, number="1").update(name="工业增速")
    with pytest.raises(Conflict, match="内容已有变化"):
        adopt_indicators(plan_import=row, seen=seen, at=AT, by=city.actor("office"))


def test_figures_of_a_table_come_along_as_stated_when_asked(city: City) -> None:
    row = ready(imported(city, SAMPLES / "health-plan.docx"))
    figures = [{"year": 2026, "month": 12, "value": "79.5", "text": "79.5"}, {"year": None, "value": "1", "text": "1"}]
    DraftIndicator.objects.filter(plan_import=row, number="1").update(figures=figures)

    one = adopted(city, row, with_figures=True)

    figure = Observation.objects.get()
    assert (figure.indicator.number, figure.value, figure.year) == ("1", Decimal("79.5"), 2026)
    assert (figure.status, figure.source, figure.counts) == (ObservationStatus.STATED, "health-plan.docx", True)
    assert figure.jurisdiction == one.jurisdiction


def test_weights_of_a_table_weigh_indicators_composites_and_fields(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    for each in drafts(row):
        DraftIndicator.objects.filter(pk=each.pk).update(weight=Decimal(len(each.number + each.part) * 10))

    one = adopted(city, row)

    scheme = one.schemes.get()
    assert scheme.lines.get(indicator__number="3", indicator__parent=None).weight == 80
    assert {each.field.title: each.weight for each in scheme.fields.all()} == {
        "经济发展": Decimal(100),
        "社会民生": Decimal(20),
        "生态环境": Decimal(20),
    }


def test_the_number_of_queries_does_not_grow_with_the_indicators(
    city: City, django_assert_max_num_queries: object
) -> None:
    row = ready(imported(city, corpus_file("003")))

    with django_assert_max_num_queries(75):  # type: ignore[operator]
        adopted(city, row)


def test_the_same_again_changes_nothing(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    again = another(city, row)

    found = compare(one, rows_of(again))

    assert (len(found.pairs), found.changes_nothing, found.untouched) == (8, True, [])
    with pytest.raises(Conflict, match="没有改动"):
        updated(city, again, one)


def test_a_progress_table_brings_years_and_figures_into_the_set(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    table = another(city, row)
    yearly = {"year": 2027, "level": "", "comparator": "=", "value": "38", "value_to": None, "text": "38"}
    science = draft(table, "2")
    DraftIndicator.objects.filter(pk=science.pk).update(
        targets=[science.targets[0] | {"value": "2", "text": "2"}, *science.targets[1:]],
        figures=[{"year": 2025, "month": 12, "value": "1.7", "text": "1.7"}],
    )
    beds = draft(table, "5")
    DraftIndicator.objects.filter(pk=beds.pk).update(
        number="", targets=[*beds.targets, yearly | {"rule": "value", "amount": None, "evaluation": "95"}]
    )

    found = compare(one, rows_of(table))
    assert [(pair.indicator.number, [tuple(each) for each in pair.changes]) for pair in found.changed] == [
        ("2", [("2026年目标", "2026年1.9%（达到数值 ≥ 1.9）", "2026年2（达到数值 ≥ 2）")]),
        ("5", [("2027年目标", "", "2027年38（达到数值 38，计划评价值95）")]),
    ]
    updated(city, table, one, with_figures=True)

    targets = IndicatorTarget.objects.filter(indicator__indicator_set=one)
    assert (targets.get(indicator__number="2", year=2026).goal, targets.get(text="38").evaluation) == (2, 95)
    assert Observation.objects.get().value == Decimal("1.7")
    assert draft(table, "2").indicator == one.indicators.get(number="2")
    assert sentence(Event.objects.get(verb="indicator_set.updated")).endswith("改动 2 项，实际值 1 个")
    table.refresh_from_db()
    assert table.state == PlanImportState.ADOPTED


def test_what_the_table_has_more_is_added_and_judged(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    table = another(city, row)
    DraftIndicator.objects.filter(plan_import=table, number="5").update(name="每千名老年人护理床位数", field="养老")
    DraftIndicator.objects.filter(plan_import=table, number="3", part="(2)").update(part="(3)", name="工业投资增速")

    updated(city, table, one)

    assert one.indicators.filter(number="5").count() == 2
    composite = one.indicators.get(number="3", parent=None)
    assert set(composite.parts.values_list("part", flat=True)) == {"(1)", "(2)", "(3)"}
    scheme = one.schemes.get()
    assert scheme.lines.count() == one.indicators.count()
    assert scheme.fields.filter(field__title="养老").exists()


def test_a_set_in_force_is_changed_only_with_a_reason(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    IndicatorSet.objects.filter(pk=one.pk).update(state=SetState.IN_FORCE)
    one.refresh_from_db()
    table = another(city, row)
    DraftIndicator.objects.filter(plan_import=table, number="5").update(baseline_value=Decimal(33), baseline_text="33")

    with pytest.raises(Invalid, match="原因"):
        updated(city, table, one)
    updated(city, table, one, reason="统计部门核实基期")

    assert one.indicators.get(number="5").baseline_value == 33
    event = Event.objects.get(verb="indicator.updated")
    assert (event.before, event.after) == ({"基期值": "32", "基期值原文": "32张"}, {"基期值": "33", "基期值原文": "33"})


def test_a_published_figure_goes_on_counting_beside_that_of_a_table(city: City) -> None:
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    table = another(city, row)
    published = Observation.objects.create(
        indicator=one.indicators.get(number="2"),
        jurisdiction=one.jurisdiction,
        year=2026,
        status=ObservationStatus.PUBLISHED,
        value=2,
        source="统计公报（虚构）",
        entered_by="督小青",
        entered_at=AT,
    )
    figures = [{"year": 2026, "month": 12, "value": "1.7", "text": "1.7"}]
    DraftIndicator.objects.filter(plan_import=table, number="2").update(figures=figures)

    updated(city, table, one, with_figures=True)

    assert Observation.objects.get(counts=True) == published
    assert Observation.objects.get(counts=False).value == Decimal("1.7")


def test_a_table_that_repeats_a_figure_adds_only_what_is_new_about_it(city: City) -> None:
    """Neither the bound nor 力争 is lost, and what was reached later is no other baseline."""
    row = ready(imported(city, CAMPAIGN))
    one = adopted(city, row)
    table = another(city, row)
    plain = {"year": 2026, "level": "", "comparator": "=", "value": "8", "value_to": None, "text": "8"}
    DraftIndicator.objects.filter(plan_import=table, number="1").update(
        targets=[plain | {"rule": "value", "amount": None, "evaluation": "90"}],
        baseline_year=2026,
        baseline_value=Decimal("7.7"),
        baseline_text="7.7",
    )

    updated(city, table, one, with_figures=True)

    industry = one.indicators.get(number="1")
    assert (industry.baseline_year, industry.baseline_value) == (2025, Decimal("6.1"))
    strive = industry.targets.get(level="strive")
    assert (strive.text, strive.comparator, strive.evaluation) == ("8%", ">=", 90)
    assert industry.targets.count() == 2
    assert Observation.objects.get().value == Decimal("7.7")
