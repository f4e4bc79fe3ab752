"""Sessions: idle, old, too many, stolen, ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import parse_cookie
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.browsers import ELSEWHERE, browser, signed_in
from cast import City
from duban.apps.accounts.actions.sessions import end_own_session, end_session
from duban.apps.accounts.browser_sessions import SessionStore
from duban.apps.accounts.models import AccountSession
from duban.apps.audit.models import Event
from duban.rulebook.refusals import Conflict, NotAllowed

MORNING = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
OWN = "/accounts/own/"


def with_cookie_of(client: Client, **place: Any) -> Client:
    thief = browser(**place)
    thief.cookies["duban_session"] = client.cookies["duban_session"].value
    return thief


def test_a_session_ends_after_half_an_hour_without_a_click(city: City) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in("office")
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert client.get(OWN).status_code == 200
        clock.shift(timedelta(minutes=30))

        assert client.get(OWN).status_code == 302
        assert "超过 30 分钟没有操作" in client.get("/accounts/sign-in/").content.decode()
        assert "超过 30 分钟" not in client.get("/accounts/sign-in/").content.decode()
    assert city.events() == ["session.started", "session.ended"]


def test_a_session_ends_after_twelve_hours_however_busy(city: City) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in("office")
        for _ in range(12 * 3 - 1):
            clock.shift(timedelta(minutes=20))
            assert client.get(OWN).status_code == 200
        clock.shift(timedelta(minutes=20))

        assert client.get(OWN).status_code == 302
    assert AccountSession.objects.get().end_reason == "登录已满 12 小时"


@pytest.mark.parametrize(
    ("place", "changed"),
    [({"HTTP_USER_AGENT": "curl/8"}, "浏览器"), ({"REMOTE_ADDR": ELSEWHERE}, "网络地址")],
)
def test_a_stolen_session_id_is_refused_ended_and_recorded(city: City, place: dict[str, str], changed: str) -> None:
    client = signed_in("office")

    assert with_cookie_of(client, **place).get(OWN).status_code == 302

    assert client.get(OWN).status_code == 302  # the owner signs in anew
    event = Event.objects.get(verb="session.refused")
    assert event.note == f"{changed}与登录时不同"
    assert event.target_key == city.accounts["office"].pk
    assert event.address == place.get("REMOTE_ADDR", "192.0.2.7")
    assert city.events() == ["session.started", "session.refused"]


def test_a_session_may_move_between_addresses_where_the_office_allows_it(city: City, settings: Any) -> None:
    settings.SESSION_BIND_ADDRESS = False
    client = signed_in("office")

    assert with_cookie_of(client, REMOTE_ADDR=ELSEWHERE).get(OWN).status_code == 200


def test_a_third_browser_signs_the_oldest_out(city: City) -> None:
    first, second, third = signed_in("office"), signed_in("office"), signed_in("office")

    assert [client.get(OWN).status_code for client in (first, second, third)] == [302, 200, 200]
    assert "最多同时登录 2 处" in first.get("/accounts/sign-in/").content.decode()


def test_the_key_of_a_session_is_not_in_our_table(city: City) -> None:
    client = signed_in("office")

    assert client.cookies["duban_session"].value not in str(AccountSession.objects.values().get())


def test_one_ends_a_session_of_ones_own_on_another_machine(city: City) -> None:
    here, there = signed_in("office"), signed_in("office")
    other = AccountSession.objects.order_by("pk").last()
    assert other is not None

    assert here.post(f"/accounts/own/sessions/{other.pk}/end/").status_code == 302

    assert there.get(OWN).status_code == 302
    assert here.get(OWN).status_code == 200
    with pytest.raises(Conflict, match="已经结束"):
        end_own_session(session=other, at=timezone.now(), by=city.actor("office"))


def test_nobody_ends_a_session_that_is_not_theirs(city: City) -> None:
    signed_in("office")
    session = AccountSession.objects.get()

    assert city.client("liaison").post(f"/accounts/own/sessions/{session.pk}/end/").status_code == 404
    assert city.client("liaison").post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    with pytest.raises(NotAllowed, match="只能结束自己的登录"):
        end_own_session(session=session, at=timezone.now(), by=city.actor("liaison"))
    with pytest.raises(NotAllowed, match="只有安全管理员"):
        end_session(session=session, at=timezone.now(), on=timezone.localdate(), by=city.actor("system_admin"))


def test_the_security_administrator_ends_somebodys_session(city: City) -> None:
    client = signed_in("office")
    session = AccountSession.objects.get()

    assert city.client("security_admin").post(f"/accounts/sessions/{session.pk}/end/").status_code == 302

    assert client.get(OWN).status_code == 302
    assert city.events() == ["session.started", "session.ended"]


@pytest.mark.parametrize(("who", "counts"), [("reader", 1), ("liaison", 15), ("office", 21)])
def test_a_page_costs_three_queries_for_knowing_who_asks_and_one_for_each_count_of_the_sidebar(
    city: City, who: str, counts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(who)
    client.get("/accounts/own/password/")

    # Django's session, ours with the account, the roles; an office's listed cases count months and steps apart
    with django_assert_num_queries(3 + counts):
        assert client.get("/accounts/own/password/").status_code == 200


def test_being_seen_is_written_once_a_minute(city: City, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = signed_in("reader")
        clock.shift(timedelta(seconds=59))
        with django_assert_num_queries(4):
            client.get("/accounts/own/password/")
        clock.shift(timedelta(seconds=1))
        with django_assert_num_queries(5):
            client.get("/accounts/own/password/")
        with django_assert_num_queries(4):
            client.get("/accounts/own/password/")


def test_a_session_of_django_alone_opens_nothing(city: City) -> None:
    client = signed_in("office")
    AccountSession.objects.all().delete()

    assert client.get(OWN).status_code == 302


@pytest.mark.parametrize("key", ['"\\000aaaaaaaaaaaa"', "'; drop table", "\xe9" * 20])
def test_a_key_that_django_cannot_have_made_is_no_session(db: None, key: str) -> None:
    client = browser()

    answer = client.get("/", HTTP_COOKIE=f"duban_session={key}")

    assert answer.status_code == 302
    assert SessionStore(parse_cookie(f"it={key}")["it"]).session_key is None
