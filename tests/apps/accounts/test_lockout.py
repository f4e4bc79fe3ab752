"""Locked out: after so many failures, for everybody alike, until the hour that is named or until unlocked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.browsers import ELSEWHERE, browser, enter
from cast import City
from duban.apps.accounts import lockout
from duban.apps.accounts.actions.accounts import unlock_account
from duban.apps.audit.models import Event
from duban.rulebook.refusals import Conflict, NotAllowed

MORNING = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai


def fail(username: str, times: int = 5, **place: str) -> None:
    for _ in range(times):
        enter(browser(**place), username, "wrong")


def test_the_right_password_is_refused_after_five_failures_until_the_hour_named(city: City) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        fail("office")
        answer = enter(browser(), "office")

        assert answer.status_code == 429
        page = answer.content.decode()
        assert "4月10日 9:30" in page
        assert "安全管理员解锁" in page
        assert answer.headers["Retry-After"] == "1800"

        clock.shift(timedelta(minutes=20))
        assert enter(browser(), "office").status_code == 429  # trying does not make it longer
        clock.shift(timedelta(minutes=10, seconds=1))
        assert enter(browser(), "office").status_code == 302


def test_the_lock_is_recorded_once_and_guesses_during_it_are_not(city: City) -> None:
    fail("office", times=8)

    assert city.events() == ["session.failed"] * 5 + ["session.locked"]
    event = Event.objects.get(verb="session.locked")
    assert event.target_key == city.accounts["office"].pk
    assert event.actor_name == "未登录人员"
    assert event.address == "192.0.2.7"


def test_a_name_nobody_has_is_locked_alike_and_not_written_down(city: City) -> None:
    fail("nobody-here")

    assert enter(browser(), "nobody-here").status_code == 429
    assert city.events() == ["session.failed_unknown"] * 5 + ["session.locked_unknown"]
    assert not Event.objects.filter(note__contains="nobody-here").exists()


def test_changing_the_machine_does_not_help_a_guesser(city: City) -> None:
    for number in range(5):
        fail("office", times=1, REMOTE_ADDR=f"198.51.100.{number}", HTTP_USER_AGENT=f"robot {number}")

    assert enter(browser(), "office").status_code == 429


def test_others_at_the_same_address_go_on_until_it_has_failed_ten_times_as_often(city: City) -> None:
    fail("office")
    assert enter(browser(), "leader").status_code == 302

    for number in range(9):
        fail(f"guessed{number}")

    assert enter(browser(), "reader").status_code == 429
    assert "这个网络地址" in enter(browser(), "reader").content.decode()
    assert enter(browser(REMOTE_ADDR=ELSEWHERE), "reader").status_code == 302


def test_an_own_account_does_not_clear_the_failures_of_the_address(city: City) -> None:
    for number in range(9):
        fail(f"guessed{number}")
    assert enter(browser(), "reader").status_code == 302
    fail("guessed9")

    assert enter(browser(), "office").status_code == 429


def test_signing_in_forgets_the_failures_of_the_name(city: City) -> None:
    fail("office", times=4)
    assert enter(browser(), "office").status_code == 302
    fail("office", times=4)

    assert enter(browser(), "office").status_code == 302


def test_the_security_administrator_unlocks(city: City) -> None:
    fail("office")
    client = city.client("security_admin")
    account = city.accounts["office"]
    assert "督小青（office）" in client.get("/accounts/").content.decode()

    assert client.post(f"/accounts/{account.pk}/unlock/").status_code == 302

    assert lockout.locked_until("office", at=timezone.now()) is None
    assert enter(browser(), "office").status_code == 302
    assert "account.unlocked" in city.events()


def test_nobody_else_unlocks_and_only_what_is_locked_is_unlocked(city: City) -> None:
    with pytest.raises(Conflict, match="没有被锁定"):
        unlock_account(account=city.accounts["office"], at=timezone.now(), by=city.actor("security_admin"))
    fail("office")

    with pytest.raises(NotAllowed, match="只有安全管理员可以解锁账号"):
        unlock_account(account=city.accounts["office"], at=timezone.now(), by=city.actor("system_admin"))
    assert city.client("system_admin").post(f"/accounts/{city.accounts['office'].pk}/unlock/").status_code == 404
