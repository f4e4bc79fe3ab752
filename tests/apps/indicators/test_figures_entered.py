"""实际值: who gives which figure, what a correction keeps, which of several counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from duban.apps.audit.models import Event
from duban.apps.indicators.actions.observations import (
    enter_many,
    enter_observation,
    sum_up_places,
    withdraw_observation,
)
from duban.apps.indicators.entering import Entry
from duban.apps.indicators.models import IndicatorUnit, Observation
from duban.apps.progress.models import ReportFigure
from duban.rulebook.indicators import Aggregation, IndicatorKind, ObservationStatus, SetState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import ResponsibilityRole
from indicator_cast import Measured

AT = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
S = ObservationStatus
pytestmark = pytest.mark.django_db


def enter(measured: Measured, who: str = "liaison", **more: Any) -> Observation:
    given = {
        "indicator": measured.rate,
        "place": measured.place,
        "year": 2026,
        "month": 6,
        "status": S.STATED,
        "value": Decimal("62.5"),
        "source": "部门台账（虚构）",
        "at": AT,
        "by": measured.city.actor(who),
    }
    return enter_observation(**(given | more))


def as_rate(measured: Measured) -> None:
    measured.rate.kind, measured.rate.aggregation = IndicatorKind.RATE, Aggregation.RATE
    measured.rate.save()


def counting(measured: Measured, month: int = 6) -> Observation:
    return Observation.objects.get(
        indicator=measured.rate, jurisdiction=measured.place, year=2026, month=month, counts=True
    )


def test_the_lead_unit_states_the_figure_of_its_place(measured: Measured) -> None:
    row = enter(measured)

    assert (row.status, row.value, row.counts, row.is_current, row.entered_by) == (
        "stated",
        Decimal("62.5"),
        True,
        True,
        "林联络",
    )
    assert row.unit == measured.units["发改"]
    event = Event.objects.latest("sequence")
    assert (event.verb, event.jurisdiction_path) == ("observation.entered", measured.place.path)
    assert event.after["实际值"] == "62.5%"


def test_the_lead_unit_verifies_the_figures_of_those_below_and_states_none(measured: Measured) -> None:
    assert enter(measured, place=measured.county, status=S.VERIFIED).status == "verified"
    with pytest.raises(NotAllowed, match="只能填报部门核定数"):
        enter(measured, place=measured.county)


def test_only_the_office_enters_what_the_statisticians_published(measured: Measured) -> None:
    with pytest.raises(NotAllowed, match="只能填报自报数"):
        enter(measured, status=S.PUBLISHED)

    assert enter(measured, "office", status=S.PUBLISHED).status == "published"


@pytest.mark.parametrize("who", ["leader", "reader", "system_admin"])
def test_no_leader_enters_a_figure(measured: Measured, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有"):
        enter(measured, who)


@pytest.mark.parametrize("who", ["finance", "stranger", "county_office"])
def test_whoever_does_not_answer_for_an_indicator_gives_no_figure(measured: Measured, who: str) -> None:
    with pytest.raises(NotAllowed, match="由牵头单位"):
        enter(measured, who)


def test_a_county_states_its_own_figure_and_none_of_the_city(measured: Measured) -> None:
    IndicatorUnit.objects.create(
        indicator=measured.rate, role=ResponsibilityRole.SUPPORT, unit=measured.units["临川县政府"]
    )

    assert enter(measured, "county_office", place=measured.county).entered_by == "沈临川"
    for place in (measured.place, measured.city.places["云栖区"]):
        with pytest.raises(NotAllowed):
            enter(measured, "county_office", place=place)


def test_a_part_is_given_by_who_leads_the_whole(measured: Measured) -> None:
    measured.part_b.units.all().delete()

    assert enter(measured, indicator=measured.part_b).value == Decimal("62.5")


def test_a_correction_wants_a_reason_and_keeps_the_old_figure(measured: Measured) -> None:
    old = enter(measured)
    with pytest.raises(Invalid, match=r"已填 62\.5，更正要写明原因"):
        enter(measured, value=Decimal(63), seen=old.pk)

    new = enter(measured, value=Decimal(63), seen=old.pk, reason="漏计一个县")

    old.refresh_from_db()
    assert (old.is_current, old.counts, old.value) == (False, False, Decimal("62.5"))
    assert (new.replaces, new.reason, new.counts) == (old, "漏计一个县", True)
    assert Event.objects.latest("sequence").verb == "observation.corrected"


def test_more_words_about_the_same_figure_need_no_reason(measured: Measured) -> None:
    old = enter(measured)

    new = enter(measured, note="口径未变", seen=old.pk)

    assert (new.replaces, new.reason) == (old, "补充来源或说明")


def test_the_same_figure_sent_twice_is_one(measured: Measured) -> None:
    events = Event.objects.count()

    first, second = enter(measured, seen=0), enter(measured, seen=0)

    assert first == second
    assert Event.objects.count() == events + 1


def test_what_somebody_else_entered_meanwhile_is_not_written_over(measured: Measured) -> None:
    old = enter(measured, seen=0)
    with pytest.raises(Conflict, match=r"已被林联络填报为62\.5，请刷新"):
        enter(measured, "unit_head", value=Decimal(61), seen=0)
    enter(measured, value=Decimal(63), seen=old.pk, reason="漏计")
    with pytest.raises(Conflict, match="已被林联络更正为63"):
        enter(measured, "unit_head", value=Decimal(61), seen=old.pk, reason="漏计")


def test_the_highest_status_counts_whatever_came_last(measured: Measured) -> None:
    published = enter(measured, "office", status=S.PUBLISHED, value=Decimal(61))
    stated = enter(measured)
    verified = enter(measured, "office", status=S.VERIFIED, value=Decimal(62))

    assert counting(measured) == published
    for row in (stated, verified):
        row.refresh_from_db()
        assert (row.is_current, row.counts) == (True, False)


def test_a_withdrawn_figure_says_why_and_the_next_one_counts(measured: Measured) -> None:
    stated = enter(measured)
    verified = enter(measured, "office", status=S.VERIFIED, value=Decimal(62))
    office = measured.city.actor("office")
    with pytest.raises(Invalid, match="撤回原因"):
        withdraw_observation(observation=verified, reason=" ", at=AT, by=office)

    row = withdraw_observation(observation=verified, reason="核定依据有误", at=AT, by=office)

    assert counting(measured) == stated
    assert (row.withdrawal, row.withdrawn_by, row.is_current) == ("核定依据有误", "督小青", False)
    with pytest.raises(Conflict, match="已被更正或撤回"):
        withdraw_observation(observation=verified, reason="再来一次", at=AT, by=office)


def test_a_unit_withdraws_its_own_figures_only(measured: Measured) -> None:
    published = enter(measured, "office", status=S.PUBLISHED)

    with pytest.raises(NotAllowed):
        withdraw_observation(observation=published, reason="不对", at=AT, by=measured.city.actor("liaison"))


def test_after_a_withdrawal_a_figure_is_entered_anew(measured: Measured) -> None:
    first = enter(measured)
    withdraw_observation(observation=first, reason="填错指标", at=AT, by=measured.city.actor("liaison"))
    with pytest.raises(Conflict, match="已被他人撤回"):
        enter(measured, value=Decimal(60), seen=first.pk, reason="更正")

    second = enter(measured, value=Decimal(60), seen=0)

    assert (second.replaces, second.counts) == (None, True)


def test_a_rate_is_made_of_its_numerator_and_denominator(measured: Measured) -> None:
    as_rate(measured)
    with pytest.raises(Invalid, match="分子和分母"):
        enter(measured)
    with pytest.raises(Invalid, match="分母应大于 0"):
        enter(measured, value=None, numerator=Decimal(3), denominator=Decimal(0))

    row = enter(measured, value=Decimal(99), numerator=Decimal(2), denominator=Decimal(3))

    assert row.value == Decimal("66.666667")


def test_a_composite_has_no_figure_of_its_own(measured: Measured) -> None:
    with pytest.raises(Invalid, match="分项"):
        enter(measured, indicator=measured.whole)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"year": 2024}, "2025年到2028年"),
        ({"year": 2029}, "2025年到2028年"),
        ({"month": 0}, "1 到 12"),
        ({"month": 13}, "1 到 12"),
        ({"year": 2027, "month": 1}, "还没有过完"),
        ({"source": " "}, "数据来源"),
        ({"value": None}, "请填写数值"),
        ({"value": Decimal("1e18")}, "数字过大"),
        ({"value": Decimal("NaN")}, "数字过大"),
        ({"source": "台" * 201}, "太长"),
    ],
)
def test_what_cannot_be_taken_is_said(measured: Measured, given: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        enter(measured, **given)


def test_a_figure_is_of_the_place_or_one_below(measured: Measured) -> None:
    measured.set.jurisdiction = measured.county
    measured.set.save()

    with pytest.raises(Invalid, match="不在临川县范围内"):
        enter(measured, "office")


def test_a_set_that_is_not_in_force_takes_no_figures(measured: Measured) -> None:
    measured.set.state = SetState.CLOSED
    measured.set.save()

    with pytest.raises(Conflict, match="已结束"):
        enter(measured)


def test_what_came_with_a_report_is_corrected_there(measured: Measured) -> None:
    report = measured.supervised.year.report
    figure = ReportFigure.objects.create(report=report, target=report.task.targets.first(), value=Decimal(60))
    row = enter(measured, report_figure=figure)

    with pytest.raises(Conflict, match="来自报送的进展情况"):
        enter(measured, value=Decimal(1), reason="更正", seen=row.pk)
    with pytest.raises(Conflict, match="来自报送的进展情况"):
        withdraw_observation(observation=row, reason="更正", at=AT, by=measured.city.actor("liaison"))
    assert enter(measured, value=Decimal(1), reason="更正", report_figure=figure).replaces == row


def test_of_many_figures_each_is_kept_whole_or_not_at_all(measured: Measured) -> None:
    good = Entry(measured.rate, measured.place, 2026, 6, S.STATED, "台账", Decimal(62), seen=0)
    entries = [
        good,
        replace(good, indicator=measured.part_a, source=""),
        replace(good, indicator=measured.part_b, month=12, value=Decimal(70)),
        replace(good, indicator=measured.part_a, month=12, value=Decimal(61), seen=0),
    ]

    done = enter_many(entries=entries, at=AT, by=measured.city.actor("liaison"))

    assert [str(one.refusal or "") for one in done] == [
        "",
        "请写明数据来源",
        "",
        "青泽市社区服务站覆盖率2026年的数已被林联络填报为60，请刷新后再改",
    ]
    assert [one.is_new for one in done] == [True, False, True, False]


def test_the_same_cell_is_not_filled_twice_at_once(measured: Measured) -> None:
    good = Entry(measured.rate, measured.place, 2026, 6, S.STATED, "台账", Decimal(62))
    twice = [good, replace(good, status=S.VERIFIED)]

    done = enter_many(entries=twice, at=AT, by=measured.city.actor("office"))

    assert [str(one.refusal or "") for one in done] == ["", "青泽市公共服务事项网上办理率2026年1—6月填了两次"]


def test_entering_many_asks_as_often_as_entering_one(measured: Measured, django_assert_num_queries: Any) -> None:
    good = Entry(measured.rate, measured.place, 2026, 6, S.VERIFIED, "台账", Decimal(62))
    many = [
        replace(good, indicator=one, month=month) for one in (measured.rate, measured.spending) for month in range(1, 7)
    ]
    by = measured.city.actor("office")

    enter_many(entries=[replace(good, year=2025)], at=AT, by=by)  # the first event begins the record
    with django_assert_num_queries(11):  # among them one for the targets that may count from these figures
        enter_many(entries=[replace(good, month=3)], at=AT, by=by)
    with django_assert_num_queries(11):
        enter_many(entries=many, at=AT, by=by)


def test_the_whole_is_added_up_from_those_below(measured: Measured) -> None:
    measured.rate.aggregation = Aggregation.SUM
    measured.rate.save()
    office, district = measured.city.actor("office"), measured.city.places["云栖区"]
    with pytest.raises(Invalid, match="还缺云栖区的数"):
        sum_up_places(indicator=measured.rate, year=2026, month=12, at=AT, by=office)

    part = sum_up_places(indicator=measured.rate, year=2026, month=12, incomplete=True, at=AT, by=office)

    assert (part.value, part.source) == (Decimal(58), "由1个县（市、区）汇总，缺云栖区")
    enter(measured, "office", place=district, month=12, value=Decimal(12), status=S.VERIFIED)
    whole = sum_up_places(indicator=measured.rate, year=2026, month=12, reason="补齐", at=AT, by=office)
    assert (whole.value, whole.source, whole.status) == (Decimal(70), "由2个县（市、区）汇总", "verified")


def test_rates_are_added_up_by_their_parts_and_never_averaged(measured: Measured) -> None:
    as_rate(measured)
    for name, over, under in (("临川县", 90, 100), ("云栖区", 10, 900)):
        parts = {"numerator": Decimal(over), "denominator": Decimal(under)}
        enter(measured, "office", place=measured.city.places[name], value=None, status=S.VERIFIED, **parts)

    row = sum_up_places(indicator=measured.rate, year=2026, month=6, at=AT, by=measured.city.actor("office"))

    assert (row.value, row.numerator, row.denominator) == (Decimal(10), Decimal(100), Decimal(1000))


def test_a_rate_without_its_parts_is_not_added_up(measured: Measured) -> None:
    as_rate(measured)

    with pytest.raises(Conflict, match="还没有下级的数"):
        sum_up_places(indicator=measured.rate, year=2026, month=12, at=AT, by=measured.city.actor("office"))


def test_what_is_not_made_of_those_below_is_not_added_up(measured: Measured) -> None:
    with pytest.raises(Conflict, match="不由下级汇总"):
        sum_up_places(indicator=measured.rate, year=2026, month=12, at=AT, by=measured.city.actor("office"))


def test_the_day_of_the_place_decides_what_is_over(measured: Measured) -> None:
    evening = datetime(2026, 6, 30, 15, 0, tzinfo=UTC)

    assert enter(measured, at=evening).entered_at.date() == date(2026, 6, 30)
    with pytest.raises(Invalid, match="还没有过完"):
        enter(measured, month=7, at=evening)
