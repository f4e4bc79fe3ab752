"""A figure the indicator has for a round's period is offered in the linked target's report, never filed by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.indicators.models import Indicator, Observation, TargetLink
from duban.apps.plans.models import Target
from duban.apps.progress.actions.reports import submit_report, withdraw_report
from duban.apps.progress.models import Report, ReportFigure
from duban.apps.progress.offers import Offer, offers_of
from duban.rulebook.indicators import ObservationStatus
from indicator_cast import Measured

AT = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def given(measured: Measured) -> Measured:
    """The target of task 1 is `rate`'s, which has a figure of January to March entered by hand."""
    Indicator.objects.filter(pk=measured.rate.pk).update(unit="个")
    enter(measured, "46", source="市统计局快报")
    return measured


def enter(measured: Measured, value: str, *, month: int = 3, **more: object) -> Observation:
    values = {"status": ObservationStatus.STATED, "source": "部门台账", "place": measured.place} | more
    return Observation.objects.create(
        indicator=measured.rate,
        jurisdiction=values.pop("place"),
        year=2026,
        month=month,
        value=Decimal(value),
        entered_by="林联络",
        entered_at=AT,
        **values,
    )


def report_of(measured: Measured) -> Report:
    return measured.supervised.year.report


def offered(measured: Measured, who: str = "liaison") -> dict[int, Offer]:
    return offers_of(report_of(measured), [measured.link.target_id], measured.city.actor(who))


def page(measured: Measured) -> str:
    answer = measured.city.client("liaison").get(reverse("progress:report", args=[report_of(measured).pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_shows_the_figure_with_its_source_and_a_button_that_fills_the_field(given: Measured) -> None:
    shown = page(given)

    assert "指标填报：<b>46</b>个（市统计局快报，4月2日）" in shown
    assert f'data-into="#id_figure-{given.link.target_id}" data-fill="46"' in shown


def test_nothing_is_filed_by_itself(given: Measured) -> None:
    page(given)

    assert not ReportFigure.objects.filter(report=report_of(given)).exists()
    assert f'name="figure-{given.link.target_id}" inputmode="decimal" autocomplete="off" id=' in page(given)


def test_a_figure_of_another_period_or_place_is_not_offered(measured: Measured) -> None:
    enter(measured, "46", month=6)
    enter(measured, "47", place=measured.county)

    assert offered(measured) == {}
    assert "指标填报：" not in page(measured)


def test_a_figure_that_was_corrected_is_offered_as_it_is_now(given: Measured) -> None:
    old = Observation.objects.get(indicator=given.rate, month=3)
    Observation.objects.filter(pk=old.pk).update(is_current=False, counts=False)
    enter(given, "48", replaces=old, reason="更正")

    assert offered(given)[given.link.target_id].shown == "48"


def test_of_two_the_one_with_the_better_status_is_offered(given: Measured) -> None:
    Observation.objects.filter(indicator=given.rate, month=3).update(counts=False)
    enter(given, "45", status=ObservationStatus.PUBLISHED, source="统计公报")

    assert offered(given)[given.link.target_id] == Offer(Decimal(45), "指标填报", "统计公报，4月2日")


def test_what_the_report_itself_brought_is_not_offered_back(measured: Measured) -> None:
    Indicator.objects.filter(pk=measured.rate.pk).update(unit="个")
    by = measured.city.actor("liaison")
    values = {"text": "已开工。", "stated": "on_pace"}
    figures = {measured.link.target_id: Decimal(40)}
    row = submit_report(report=report_of(measured), values=values, figures=figures, at=AT, by=by)
    withdraw_report(report=row, at=AT, by=by)
    assert Observation.objects.filter(report_figure__report=row).exists()

    assert offered(measured) == {}


def test_a_figure_that_stands_in_the_report_already_is_not_offered(given: Measured) -> None:
    ReportFigure.objects.create(report=report_of(given), target=given.link.target, value=Decimal(46))

    assert "指标填报：" not in page(given)


def test_a_target_that_is_not_linked_has_no_offer(given: Measured) -> None:
    TargetLink.objects.all().delete()

    assert offered(given) == {}


def test_who_does_not_see_the_indicator_is_offered_nothing(given: Measured) -> None:
    assert offered(given)
    assert offered(given, "finance") == {}


def test_more_linked_targets_take_no_more_queries(given: Measured) -> None:
    def asked(targets: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            offers_of(report_of(given), targets, given.city.actor("liaison"))
        return len(queries)

    few = asked([given.link.target_id])
    targets = [given.link.target_id]
    for number in range(3):
        target = Target.objects.create(
            task=given.link.target.task, order=20 + number, kind="cumulative", text="60个", value=Decimal(60), unit="个"
        )
        TargetLink.objects.create(target=target, indicator=given.spending, year=2026, linked_at=AT, linked_by="督小青")
        targets.append(target.pk)

    assert asked(targets) == few
