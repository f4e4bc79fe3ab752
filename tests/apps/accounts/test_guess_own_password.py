"""A browser left open, or a stolen one, is no place to try passwords."""

from __future__ import annotations

from typing import Any

from django.test import Client

from apps.accounts.browsers import browser, enter, signed_in
from cast import PASSWORD, City
from duban.apps.accounts.models import Account, AccountSession, RoleGrant

URL = "/accounts/own/password/"
NEW = "Linchuan-2026-autumn"


def guess(client: Client, old: str) -> Any:
    return client.post(URL, {"old": old, "new": NEW, "again": NEW})


def test_after_five_wrong_guesses_the_browser_is_out_and_the_name_is_locked(city: City) -> None:
    client = signed_in("liaison")

    answers = [guess(client, f"wrong-{at}").status_code for at in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert guess(client, PASSWORD).status_code == 302
    assert Account.objects.get(pk=city.accounts["liaison"].pk).check_password(PASSWORD)
    assert not AccountSession.objects.filter(account=city.accounts["liaison"], ended_at=None).exists()
    assert enter(browser(), "liaison").status_code == 429
    assert city.events().count("session.failed") + city.events().count("session.locked") >= 5


def test_a_password_may_be_changed_before_any_role_is_granted(city: City) -> None:
    RoleGrant.objects.filter(account=city.accounts["liaison"]).delete()
    client = signed_in("liaison")

    assert guess(client, PASSWORD).status_code == 302
    assert Account.objects.get(pk=city.accounts["liaison"].pk).check_password(NEW)
