"""The days a plan is reported on: every month, from its issue on; what was opened stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from duban.apps.plans.actions.issuing import issue_plan
from duban.apps.plans.forms.plans import ChangePlanForm, CreatePlanForm
from duban.apps.plans.forms.reporting_dates import days_of
from duban.apps.plans.models import Plan
from duban.apps.plans.queries.plan_rounds import round_marks
from duban.apps.plans.rounds import days_of_import, monthly_days, write_rounds
from plan_cast import Plans

OPENED = datetime(2026, 3, 20, tzinfo=UTC)


def dues(plan: Plan) -> list[tuple[int, date]]:
    return list(plan.rounds.order_by("due").values_list("sequence", "due"))


def test_every_month_is_each_month_of_the_year_from_the_issue_on() -> None:
    days = days_of("每月23日", year=2026, since=date(2026, 3, 1))

    assert (days[0], days[-1], len(days)) == (date(2026, 3, 23), date(2026, 12, 23), 10)


@pytest.mark.parametrize("words", ["每月31日", "每月31日前", "每月31号"])
def test_a_short_month_is_reported_on_its_last_day(words: str) -> None:
    days = days_of(words, year=2028, since=None)

    assert days[:4] == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]


def test_days_and_every_month_stand_together_once() -> None:
    assert days_of("11月23日、每月23日、12月31日", year=2026, since=date(2026, 11, 1)) == [
        date(2026, 11, 23),
        date(2026, 12, 23),
        date(2026, 12, 31),
    ]


@pytest.mark.parametrize(("words", "year"), [("每月32日", 2026), ("每月0日", 2026), ("每月23日", None)])
def test_what_is_no_day_of_a_month_is_refused(words: str, year: int | None) -> None:
    with pytest.raises(ValidationError, match=words):
        days_of(words, year=year)


def test_a_notice_that_demands_every_month_gives_its_plan_those_rounds(plans: Plans) -> None:
    review = plans.review
    review.reporting_dates, review.issued_on = ["2026-12-31"], date(2026, 10, 8)
    review.rules = {"monthly_reporting_day": 23}

    assert days_of_import(review) == [*monthly_days(23, year=2026, since=date(2026, 10, 8)), date(2026, 12, 31)]


def test_days_before_the_issue_are_dropped_with_it(plans: Plans) -> None:
    plan = plans.draft
    plan.year = 2026
    plan.save()
    write_rounds(plan, monthly_days(23, year=2026))

    issue_plan(
        plan=plan,
        number="青府〔2026〕9号",
        issued_on=date(2026, 10, 8),
        acknowledge_by=date(2026, 10, 20),
        at=datetime(2026, 10, 9, 2, 0, tzinfo=UTC),
        by=plans.city.actor("office"),
    )

    assert dues(plan) == [(1, date(2026, 10, 23)), (2, date(2026, 11, 23)), (3, date(2026, 12, 23))]


def test_a_round_that_was_opened_stays_whatever_is_wanted(plans: Plans) -> None:
    plans.force.rounds.filter(sequence=1).update(opened_at=OPENED)

    write_rounds(plans.force, [date(2026, 12, 1)])

    assert dues(plans.force) == [(1, date(2026, 4, 10)), (2, date(2026, 12, 1))]


def test_a_day_of_every_month_entered_by_hand_becomes_rounds(plans: Plans) -> None:
    values = {"title": "方案", "year": 2026, "monthly_reporting_day": 25, "jurisdiction": plans.place.pk}

    form = CreatePlanForm(values, actor=plans.city.actor("office"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["reporting_dates"] == monthly_days(25, year=2026)


def test_a_month_left_out_stays_out_while_the_day_is_the_same(plans: Plans) -> None:
    plan = plans.draft
    plan.rules = {"monthly_reporting_day": 25}
    values = {"title": plan.title, "year": 2027, "monthly_reporting_day": 25, "seen": plan.version}

    form = ChangePlanForm(values | {"reporting_dates": "3月25日"}, plan=plan)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["reporting_dates"] == [date(2027, 3, 25)]


def test_days_too_near_for_words_of_their_own_are_named_together(plans: Plans) -> None:
    plan = plans.draft
    april, near, last = (date(plan.year, month, day) for month, day in ((4, 10), (12, 20), (12, 31)))
    plan.rounds.all().delete()
    write_rounds(plan, [april, near, last])
    assert [mark.told for mark in round_marks(plan, on=april)] == [(april,), (), (near, last)]
