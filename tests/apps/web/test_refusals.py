"""Every refusal says what happened, why, and what to do; in a page, or in the messages of the page that asked."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails
from pytest_django import DjangoAssertNumQueries

from cast import City
from duban.apps.web import views
from duban.apps.web.middleware import RefusalMiddleware
from duban.apps.web.refusals import REFUSALS, refuse
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed, RuleError


def _request(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.parametrize("status", sorted(REFUSALS))
def test_a_refusal_says_what_and_why_and_what_to_do(status: int) -> None:
    response = refuse(_request(), status)

    page = response.content.decode()
    refusal = REFUSALS[status]
    assert response.status_code == status
    assert all(words in page for words in (refusal.what, refusal.why, *refusal.steps))


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotAllowed("只有督查室可以退回"), 403), (Conflict("已经退回过"), 409), (Invalid("原因没有写"), 400)],
)
def test_the_reason_of_a_rule_is_shown(error: RuleError, status: int) -> None:
    response = RefusalMiddleware(lambda request: None).process_exception(_request(), error)

    assert response.status_code == status
    assert str(error) in response.content.decode()


def test_a_defect_is_not_taken_for_a_refusal() -> None:
    assert RefusalMiddleware(lambda request: None).process_exception(_request(), ValueError("x")) is None


def test_htmx_is_refused_in_the_messages_of_its_page() -> None:
    response = refuse(_request(HX_Request="true"), 409, reason="这一轮已经截止")

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#messages"
    assert "<html" not in response.content.decode()
    assert "这一轮已经截止" in response.content.decode()


def test_what_is_too_large_is_told_from_what_is_broken() -> None:
    assert views.bad_request(_request(), RequestDataTooBig()).status_code == 413
    assert views.bad_request(_request(), SuspiciousOperation()).status_code == 400


def test_the_page_of_a_defect_asks_nothing_of_the_database() -> None:
    request = _request()
    request.actor = SYSTEM  # without access to a database this test would fail on any query

    page = views.defect(request).content.decode()

    assert "系统出错了" in page
    assert "主导航" not in page


def test_a_lost_address_keeps_the_navigation_of_whoever_is_signed_in(city: City) -> None:
    response = city.client("office").get("/nowhere/")

    assert response.status_code == 404
    assert "主导航" in response.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_so() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/sign-in/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "页面放得太久" in response.content.decode()


def test_a_refusal_leads_on_without_counting_what_waits(
    city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Nobody looks for work on it: it costs what it takes to know who asks, and the way on is there."""
    client = city.client("liaison")
    with django_assert_max_num_queries(6):
        page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "待填报" in page.content.decode()
