"""The pages on which the office runs rounds: what they ask, what they say, what a stale one may not do."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from duban.apps.progress.models import Report
from duban.rulebook.reports import FilingState
from progress_cast import Year

AFTER = "2026-04-13 10:00+08:00"


@pytest.fixture
def office(year: Year) -> Client:
    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.ACCEPTED)
    return year.city.client("office")


def address(name: str, key: int) -> str:
    return reverse(f"progress:{name}", args=[key])


def test_a_round_is_opened_by_its_page_which_says_who_is_asked(office: Client, year: Year) -> None:
    with travel(AFTER, tick=False):
        page = office.get(address("round-open", year.later.pk)).content.decode()
        answer = office.post(address("round-open", year.later.pk))
        again = office.post(address("round-open", year.later.pk))

    assert "请2个单位报送2项进展情况，2026年7月10日截止。" in page
    assert (answer.status_code, again.status_code) == (302, 409)
    assert Report.objects.filter(round=year.later).count() == 2


def test_a_round_is_closed_opened_again_and_says_why(office: Client, year: Year) -> None:
    with travel(AFTER, tick=False):
        page = office.get(address("round-close", year.round.pk)).content.decode()
        office.post(address("round-close", year.round.pk))
        closed = office.get(address("round", year.round.pk)).content.decode()
        office.post(address("round-reopen", year.round.pk), {"reason": "市发改局补报。"})
        reopened = office.get(address("round", year.round.pk)).content.decode()

    assert "没有报的1项记为漏报，不能再报。" in page
    assert "由督小青关闭" in closed
    assert "这一轮关闭后重新打开" in reopened
    assert "市发改局补报。" in reopened
    assert "由督小青关闭" not in reopened


def test_a_round_is_not_opened_again_without_a_reason(office: Client, year: Year) -> None:
    with travel(AFTER, tick=False):
        office.post(address("round-close", year.round.pk))
        answer = office.post(address("round-reopen", year.round.pk), {"reason": ""})

    assert answer.status_code == 200
    year.round.refresh_from_db()
    assert year.round.closed_at is not None


def test_the_button_that_cannot_act_says_why(office: Client, year: Year) -> None:
    with travel("2026-04-10 10:00+08:00", tick=False):
        html = office.get(reverse("progress:rounds")).content.decode()

    assert "2026年4月10日截止，过了这一天才能关闭" in html


def test_others_than_the_office_have_no_buttons(year: Year) -> None:
    with travel(AFTER, tick=False):
        html = year.city.client("leader").get(address("round", year.round.pk)).content.decode()

    assert "关闭第1轮" not in html


def test_days_are_changed_on_a_page_and_a_stale_page_changes_nothing(office: Client, year: Year) -> None:
    plan, seen = year.plans.force, year.plans.force.version
    with travel(AFTER, tick=False):
        answer = office.post(address("round-days", plan.pk), {"reporting_dates": "4月10日、每月23日", "seen": seen})
        stale = office.post(address("round-days", plan.pk), {"reporting_dates": "4月10日", "seen": seen})

    assert answer.status_code == 302
    assert "已被他人修改" in stale.content.decode()
    days = list(plan.rounds.order_by("due").values_list("due", flat=True))
    assert (days[:2], len(days)) == ([date(2026, 4, 10), date(2026, 4, 23)], 10)


def test_a_day_that_cannot_be_taken_away_is_said_in_the_form(office: Client, year: Year) -> None:
    with travel(AFTER, tick=False):
        html = office.post(
            address("round-days", year.plans.force.pk),
            {"reporting_dates": "7月10日", "seen": year.plans.force.version},
        ).content.decode()

    assert "第1轮（2026年4月10日）已开始填报，不能取消" in html


def test_the_plans_page_leads_to_its_matrix_and_its_days(office: Client, year: Year) -> None:
    plan = year.plans.force
    html = office.get(reverse("plans:plan", args=[plan.pk])).content.decode()

    assert f"{reverse('progress:rounds')}?plan={plan.pk}" in html
    assert address("round-days", plan.pk) in html


def test_a_plan_one_does_not_see_has_no_matrix(year: Year) -> None:
    assert (
        year.city.client("stranger").get(f"{reverse('progress:rounds')}?plan={year.plans.force.pk}").status_code == 404
    )
    html = year.city.client("stranger").get(reverse("progress:rounds")).content.decode()
    assert "还没有需要报送的方案" in html


def test_a_round_says_how_far_off_what_has_not_come_is(office: Client, year: Year) -> None:
    with travel(AFTER, tick=False):
        html = office.get(address("round", year.round.pk)).content.decode()

    assert html.count("逾期1个工作日") == 1  # the other one has come
    assert html.count("cell-accepted") == html.count("cell-owed") == 1
