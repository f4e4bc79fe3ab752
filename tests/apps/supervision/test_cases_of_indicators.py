"""A case that is opened from an indicator: its words, its unit and task; it stands on the indicator's page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from duban.apps.indicators.models import IndicatorSet, IndicatorTask, IndicatorUnit, Observation, TargetLink
from duban.apps.supervision.actions.cases import open_case
from duban.apps.supervision.case_keys import key_of_case
from duban.apps.supervision.models import Case
from duban.apps.supervision.views.case_parts import indicator_buttons
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from duban.rulebook.indicators import SetState
from duban.rulebook.refusals import NotAllowed
from indicator_cast import AT, Measured

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def behind(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(value=Decimal(60))


def begun(measured: Measured) -> dict[str, Any]:
    answer = measured.city.client("office").get(reverse("supervision:case-open"), {"indicator": measured.rate.pk})
    assert answer.status_code == 200
    return dict(answer.context["form"].initial)


def opened(measured: Measured) -> Case:
    url = f"{reverse('supervision:case-open')}?indicator={measured.rate.pk}"
    values = {**begun(measured), "unit": measured.units["发改"].name, "limit": "d5"}
    answer = measured.city.client("office").post(url, values)
    assert answer.status_code == 302
    return Case.objects.get(indicator=measured.rate)


def test_the_form_begins_with_how_the_indicator_stands(measured: Measured) -> None:
    words = begun(measured)

    assert words["unit"] == measured.units["发改"]
    assert words["subject"].startswith("指标“公共服务事项网上办理率”")
    assert words["subject"].endswith("滞后")
    assert words["reason"].startswith("指标“公共服务事项网上办理率”2026年目标64%，2026年实际60%。")
    assert "低4" in words["reason"] or "低3" in words["reason"]
    assert words["basis"].startswith("《青泽市民生指标提升行动》第1项（")


def test_the_words_are_of_the_period_the_indicators_page_shows(measured: Measured) -> None:
    newer = Observation.objects.create(
        indicator=measured.rate,
        jurisdiction=measured.place,
        year=2027,
        month=9,
        status="stated",
        value=Decimal(61),
        source="部门台账",
        entered_by="林联络",
        entered_at=AT,
    )
    page = measured.city.client("office").get(reverse("indicators:indicator", args=[measured.rate.pk]))

    assert (page.context["look"].year, page.context["look"].month) == (newer.year, newer.month)
    assert "截至2027年9月实际61%" in begun(measured)["reason"]


def test_one_that_is_not_behind_gives_no_reason(measured: Measured) -> None:
    Observation.objects.filter(pk=measured.stated.pk).update(value=Decimal(70))

    words = begun(measured)

    assert words["subject"] == "指标“公共服务事项网上办理率”落实情况"
    assert words["reason"] == ""


def test_the_case_stands_on_the_task_whose_target_is_the_indicators(measured: Measured) -> None:
    row = opened(measured)

    assert row.task == measured.link.target.task
    assert row.unit == measured.units["发改"]
    assert key_of_case(row) == f"task:{row.task_id}"


def test_without_a_linked_target_the_task_that_carries_it_out_is_taken(measured: Measured) -> None:
    task = measured.link.target.task
    TargetLink.objects.all().delete()
    IndicatorTask.objects.filter(pk=measured.task.pk).update(task=task)

    assert opened(measured).task == task


def test_without_any_task_the_lead_unit_is_asked_about_the_indicator_alone(measured: Measured) -> None:
    TargetLink.objects.all().delete()

    row = opened(measured)

    assert row.task is None
    assert row.unit == measured.units["发改"]
    assert key_of_case(row) == f"indicator:{measured.rate.pk}"


def test_a_part_without_leads_of_its_own_asks_those_of_its_whole(measured: Measured) -> None:
    IndicatorUnit.objects.filter(indicator=measured.part_a).delete()
    asked = {"indicator": measured.part_a.pk}

    answer = measured.city.client("office").get(reverse("supervision:case-open"), asked)

    assert answer.context["form"].initial["unit"] == measured.units["发改"]


def test_the_indicators_page_shows_the_case_with_its_state(measured: Measured) -> None:
    url = reverse("indicators:indicator", args=[measured.rate.pk])
    assert 'id="cases"' not in measured.city.client("office").get(url).content.decode()
    row = opened(measured)

    page = measured.city.client("office").get(url).content.decode()

    assert f'href="{reverse("supervision:case", args=[row.pk])}"' in page.split('id="cases"')[1]
    assert row.get_state_display() in page.split('id="cases"')[1]


def test_a_unit_sees_no_proposal_on_the_indicators_page(measured: Measured) -> None:
    row = opened(measured)
    url = reverse("indicators:indicator", args=[measured.rate.pk])
    assert 'id="cases"' not in measured.city.client("liaison").get(url).content.decode()

    Case.objects.filter(pk=row.pk).update(state=CaseState.SERVED, served_at=AT)

    assert 'id="cases"' in measured.city.client("liaison").get(url).content.decode()


def test_the_case_leads_back_to_the_indicator(measured: Measured) -> None:
    row = opened(measured)

    page = measured.city.client("office").get(reverse("supervision:case", args=[row.pk])).content.decode()

    assert reverse("indicators:indicator", args=[measured.rate.pk]) in page


@pytest.mark.parametrize(("who", "may"), [("office", True), ("leader", False), ("liaison", False), ("reader", False)])
def test_the_button_is_for_who_serves_cases(measured: Measured, who: str, may: bool) -> None:
    assert bool(indicator_buttons(measured.rate, measured.city.actor(who), AT.date())) is may


def test_a_set_that_is_closed_has_no_button(measured: Measured) -> None:
    IndicatorSet.objects.filter(pk=measured.set.pk).update(state=SetState.CLOSED)
    measured.rate.indicator_set.refresh_from_db()

    assert not indicator_buttons(measured.rate, measured.city.actor("office"), AT.date())


def test_the_office_of_a_county_opens_none_about_the_citys_indicator(measured: Measured) -> None:
    county_unit = next(one for one in measured.units.values() if one.jurisdiction == measured.county)
    with pytest.raises(NotAllowed):
        open_case(
            unit=county_unit,
            level=Level.URGING,
            subject="指标滞后",
            reason="滞后。",
            basis="依据",
            demand="说明原因。",
            limit=Limit(working_days=5),
            indicator=measured.rate,
            at=AT,
            by=measured.city.actor("county_office"),
        )
    assert not Case.objects.filter(indicator=measured.rate).exists()
