"""应报指标: which figures are asked of whom by when, on the page, beside the sidebar's entry and in every reminder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from duban.apps.calendars.queries import one_calendar
from duban.apps.indicators.models import IndicatorUnit, Observation
from duban.apps.indicators.owing import figures_owed
from duban.apps.indicators.queries.owed_figures import asked_in, asked_of, count_waiting
from duban.apps.outbox.owing import Owed, Span, owed_by
from duban.rulebook.indicators import SetState
from duban.rulebook.tasks import ResponsibilityRole
from indicator_cast import Measured

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 11)
SPAN = Span(date(2027, 1, 1), date(2027, 1, 31))


def owed(measured: Measured, unit: str = "发改", span: Span = SPAN) -> list[Owed]:
    found = owed_by([measured.units[unit].pk], span)
    return [one for one in found if one.kind == "填报指标数"]


def give(
    measured: Measured, name: str, month: int = 12, at: datetime = datetime(2027, 1, 5, tzinfo=UTC)
) -> Observation:
    return Observation.objects.create(
        indicator=getattr(measured, name),
        jurisdiction=measured.place,
        year=2026,
        month=month,
        status="stated",
        value=Decimal(50),
        source="台账",
        entered_by="林联络",
        entered_at=at,
    )


def test_a_unit_owes_what_it_leads_and_has_not_given(measured: Measured) -> None:
    (one,) = owed(measured)

    assert (one.title, one.due) == ("青泽市民生指标提升行动：2026年1项", date(2027, 1, 20))
    assert one.url == f"/indicators/sets/{measured.set.pk}/entry/?year=2026&month=12"
    assert (one.key, one.done_on) == (f"figures:{measured.set.pk}:2026-12:{measured.units['发改'].pk}", None)


def test_what_is_given_is_owed_no_more_and_was_done_when_the_last_came(measured: Measured) -> None:
    give(measured, "part_b")

    assert owed(measured) == []
    (done,) = owed(measured, span=Span(SPAN.first, SPAN.last, done=True))
    assert done.done_on == date(2027, 1, 5)
    assert done.title.endswith("3项")


def test_a_withdrawn_figure_is_owed_again(measured: Measured) -> None:
    row = give(measured, "part_b")
    Observation.objects.filter(pk=row.pk).update(is_current=False, counts=False)

    assert len(owed(measured)) == 1


def test_a_correction_does_not_make_a_figure_late(measured: Measured) -> None:
    old = give(measured, "part_b")
    Observation.objects.filter(pk=old.pk).update(is_current=False, counts=False)
    give(measured, "part_b", at=datetime(2027, 3, 1, tzinfo=UTC))

    (done,) = owed(measured, span=Span(SPAN.first, SPAN.last, done=True))
    assert done.done_on == date(2027, 1, 5)


def test_a_day_off_moves_the_due_day(measured: Measured) -> None:
    measured.set.due_days = 3
    measured.set.save()

    (one,) = owed(measured)

    assert one.due == date(2027, 1, 4)  # the third is a Sunday


@pytest.mark.parametrize("change", [{"state": SetState.CLOSED}, {"state": SetState.DRAFT}, {"due_months": []}])
def test_a_set_that_asks_for_nothing_is_owed_nothing(measured: Measured, change: dict[str, Any]) -> None:
    type(measured.set).objects.filter(pk=measured.set.pk).update(**change)

    assert owed(measured) == []
    assert asked_of(measured.city.actor("liaison"), on=ON) == []


def test_nothing_is_asked_of_the_year_of_the_baseline(measured: Measured) -> None:
    assert owed(measured, span=Span(date(2025, 1, 1), date(2026, 6, 30))) == []


def test_a_unit_below_owes_the_figure_of_its_own_place(measured: Measured) -> None:
    county = measured.units["临川县政府"]
    IndicatorUnit.objects.create(indicator=measured.spending, role=ResponsibilityRole.LEAD, unit=county)

    assert len(owed(measured, "临川县政府")) == 1
    (newest, *_) = [one for one in asked_of(measured.city.actor("county_office"), on=ON) if one.month == 12]
    assert [line.duty.place.name for line in newest.lines] == ["临川县"]


def test_the_parts_nobody_leads_are_owed_by_who_leads_the_whole(measured: Measured) -> None:
    IndicatorUnit.objects.filter(indicator=measured.part_b).delete()

    (one,) = owed(measured)

    assert one.title.endswith("1项")


def test_the_unit_it_was_merged_into_owes_what_it_led(measured: Measured) -> None:
    losing = measured.units["财政"]
    losing.merged_into, losing.until = measured.units["文旅"], ON
    losing.save()
    Observation.objects.filter(indicator=measured.spending).update(month=11)

    assert [one.unit for one in owed(measured, "文旅")] == [measured.units["文旅"].pk]


def test_of_each_month_the_newest_period_is_asked_for(measured: Measured) -> None:
    actor = measured.city.actor("liaison")

    assert [(one.year, one.month, len(one.missing)) for one in asked_of(actor, on=ON)] == [(2026, 6, 3), (2026, 12, 1)]
    assert [(one.year, one.month) for one in asked_of(actor, on=date(2027, 7, 1))] == [(2026, 12), (2027, 6)]
    assert count_waiting(actor, on=ON) == 4


def test_what_is_late_is_said(measured: Measured) -> None:
    half, whole = asked_of(measured.city.actor("liaison"), on=ON)

    assert (half.due, half.is_late(ON), whole.is_late(ON)) == (date(2026, 7, 20), True, False)


def test_the_office_sees_what_every_unit_owes(measured: Measured) -> None:
    asked = asked_in(measured.city.actor("office"), on=ON)

    assert [(one.unit.name, one.month, len(one.missing)) for one in asked] == [
        ("青泽市发展和改革局", 6, 3),
        ("青泽市财政局", 6, 1),
        ("青泽市发展和改革局", 12, 1),
        ("青泽市财政局", 12, 0),
    ]


def test_what_units_owe_costs_the_same_however_much_it_is(measured: Measured, django_assert_num_queries: Any) -> None:
    units = [measured.units[name].pk for name in ("发改", "财政")]
    owed_by(units, SPAN)
    long = Span(date(2026, 1, 1), date(2028, 12, 31), done=True)

    with one_calendar(), django_assert_num_queries(4):  # who leads, parts of the whole, the calendar, the figures
        list(figures_owed(units, SPAN))
    with one_calendar(), django_assert_num_queries(4):
        list(figures_owed(units, long))


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_the_page_of_a_unit_lists_its_indicators(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2027, 1, 11, 2, 0, tzinfo=UTC))

    text = measured.city.client("liaison").get("/indicators/owed/").content.decode()

    assert "还缺 4 个数" in text
    assert "逾期 3 个" in text
    assert "逾期未填" in text
    assert 'href="/indicators/owed/" aria-current="page">填报指标 <span class="n">4</span>' in text


def test_the_page_of_the_office_lists_units(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2027, 1, 11, 2, 0, tzinfo=UTC))

    text = measured.city.client("office").get("/indicators/owed/").content.decode()

    assert "青泽市财政局" in text
    assert "村级服务站覆盖率" in text


def test_an_empty_page_says_what_comes_here(measured: Measured) -> None:
    assert "现在没有要报的指标数" in measured.city.client("stranger").get("/indicators/owed/").content.decode()
