"""Signing in: what is the same for everybody who fails, where one goes, and what is recorded."""

from __future__ import annotations

import logging

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.html import escape

from apps.accounts.browsers import SIGN_IN, browser, enter, signed_in
from cast import PASSWORD, City
from duban.apps.accounts.models import AccountSession
from duban.apps.audit.models import Event


def test_whoever_signs_in_goes_to_the_page_that_was_asked_for(city: City) -> None:
    client = browser()

    sent = client.get("/accounts/own/")
    assert sent.headers["Location"] == "/accounts/sign-in/?next=/accounts/own/"
    entered = client.post(sent.headers["Location"], {"username": "office", "password": PASSWORD})

    assert entered.headers["Location"] == "/accounts/own/"
    assert client.get("/accounts/own/").status_code == 200
    assert city.events() == ["session.started"]


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(city: City, asked: str) -> None:
    assert enter(browser(), "office", asked=asked).headers["Location"] == "/"


def test_the_login_name_is_taken_in_capitals_too(city: City) -> None:
    assert enter(browser(), " OFFICE ").status_code == 302


def test_an_unknown_name_a_wrong_password_and_a_disabled_account_look_the_same(city: City) -> None:
    city.accounts["reader"].is_active = False
    city.accounts["reader"].save()

    answers = [
        enter(browser(), name, password)
        for name, password in (("nobody-here", "x"), ("office", "wrong"), ("reader", PASSWORD))
    ]
    pages = [
        answer.content.decode().replace(name, "NAME").replace(str(answer.context["csrf_token"]), "")
        for answer, name in zip(answers, ("nobody-here", "office", "reader"), strict=True)
    ]

    assert pages[0] == pages[1] == pages[2]
    assert escape("登录名或密码不对") in pages[0]


def test_an_unknown_name_costs_as_much_as_a_wrong_password(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    hasher = hashers.get_hasher()
    encode, verify = type(hasher).encode, type(hasher).verify
    monkeypatch.setattr(type(hasher), "encode", lambda *a, **k: counted.append("hash") or encode(*a, **k))
    monkeypatch.setattr(type(hasher), "verify", lambda *a, **k: counted.append("hash") or verify(*a, **k))

    enter(browser(), "office", "wrong")
    known, unknown = len(counted), 0
    enter(browser(), "nobody-here", "wrong")
    unknown = len(counted) - known

    assert known == unknown == 1


def test_a_session_id_known_before_signing_in_opens_nothing(city: City) -> None:
    client = browser()
    session = client.session  # an attacker's, planted in the victim's browser
    session["planted"] = 1
    session.save()
    planted = session.session_key
    client.cookies["duban_session"] = planted

    enter(client, "office")

    assert client.session.session_key != planted
    attacker = browser()
    attacker.cookies["duban_session"] = planted
    assert attacker.get("/").status_code == 302
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_in_and_out_need_the_token_of_the_page(city: City) -> None:
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR="192.0.2.7")

    assert enter(client, "office").status_code == 403
    assert client.post("/accounts/sign-out/").status_code == 403
    token = client.get(SIGN_IN).context["csrf_token"]
    words = {"username": "office", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post(SIGN_IN, words).status_code == 302


def test_signing_out_ends_the_session_and_is_a_post(city: City) -> None:
    client = signed_in("office")
    key = client.cookies["duban_session"].value

    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").status_code == 302

    back = browser()
    back.cookies["duban_session"] = key
    assert back.get("/").status_code == 302
    assert AccountSession.objects.get().end_reason == "退出登录"
    assert city.events() == ["session.started", "session.ended"]


def test_no_password_reaches_the_record_the_log_or_the_counting(city: City, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    mistyped = "My-real-Password-77"

    enter(browser(), mistyped, "x")  # typed into the wrong field
    enter(browser(), "office", mistyped)
    signed_in("office")

    kept = [str(value) for row in Event.objects.values() for value in row.values()]
    kept += [str(value) for row in AccessAttempt.objects.values() for value in row.values()]
    kept += [record.getMessage() for record in caplog.records]
    assert not [text for text in kept if mistyped in text or PASSWORD in text]
    assert city.events() == ["session.failed_unknown", "session.failed", "session.started"]


def test_an_account_without_a_role_is_told_so_and_can_leave(city: City) -> None:
    city.grants["reader"].delete()
    client = signed_in("reader")

    answer = client.get("/")

    assert answer.status_code == 403
    assert "还没有授予角色" in answer.content.decode()
    assert client.post("/accounts/sign-out/").status_code == 302


def test_htmx_is_told_to_go_and_sign_in(city: City) -> None:
    page = "http://duban.example/accounts/?role=office"
    answer = browser().get("/accounts/", headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer.headers["HX-Redirect"] == "/accounts/sign-in/?next=/accounts/%3Frole%3Doffice"


def test_after_a_post_one_comes_back_to_the_page_it_was_sent_from(city: City) -> None:
    answer = browser().post("/accounts/3/disable/", headers={"Referer": "https://evil.example/accounts/3/"})

    assert answer.headers["Location"] == "/accounts/sign-in/?next=/accounts/3/"


@pytest.mark.parametrize("page", ["http://[", "http://[::1", "http://[v6"])
def test_an_address_that_is_none_leads_to_the_first_page(db: None, page: str) -> None:
    answer = browser().get("/organizations/", headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer.headers["HX-Redirect"] == "/accounts/sign-in/?next=/"
    sent = browser().post("/accounts/own/sessions/1/end/", headers={"Referer": page})
    assert sent.headers["Location"] == "/accounts/sign-in/?next=/"


def test_what_was_told_to_one_person_is_not_told_to_the_next(city: City) -> None:
    client = signed_in("office")
    client.post("/accounts/own/password/", {"old": PASSWORD, "new": "Yunqi-2026-autumn", "again": "Yunqi-2026-autumn"})
    assert "messages" in client.cookies

    client.post("/accounts/sign-out/")

    assert client.cookies["messages"].value == ""
