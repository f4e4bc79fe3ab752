"""Disabling and enabling accounts."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from apps.accounts.browsers import browser, enter, signed_in
from cast import City
from duban.apps.accounts.actions.accounts import disable_account, enable_account
from duban.apps.accounts.models import RoleGrant
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.roles import Role

TODAY = date(2026, 4, 10)


def disable(city: City, key: str, *, by: str = "system_admin") -> None:
    city.accounts[key] = disable_account(account=city.accounts[key], at=timezone.now(), on=TODAY, by=city.actor(by))


def test_whoever_is_signed_in_is_out_at_the_next_click(city: City) -> None:
    client = signed_in("liaison")
    assert client.get("/accounts/own/").status_code == 200
    url = f"/accounts/{city.accounts['liaison'].pk}/disable/"

    assert "停用林联络（liaison）吗" in city.client("system_admin").get(url).content.decode()
    assert city.client("system_admin").post(url).status_code == 302

    assert client.get("/accounts/own/").status_code == 302
    assert "账号已停用" in client.get("/accounts/sign-in/").content.decode()
    assert enter(browser(), "liaison").status_code == 200
    assert city.events()[:2] == ["session.started", "account.disabled"]


def test_even_when_it_is_disabled_behind_our_back(city: City) -> None:
    client = signed_in("liaison")
    account = city.accounts["liaison"]
    account.is_active = False
    account.save()

    assert client.get("/accounts/own/").status_code == 302


def test_an_enabled_account_signs_in_again(city: City) -> None:
    disable(city, "liaison")
    url = f"/accounts/{city.accounts['liaison'].pk}/enable/"

    assert city.client("system_admin").post(url).status_code == 302

    assert enter(browser(), "liaison").status_code == 302
    with pytest.raises(Conflict, match="没有停用"):
        enable_account(account=city.accounts["liaison"], on=TODAY, by=city.actor("system_admin"))


def test_not_oneself_and_not_twice(city: City) -> None:
    with pytest.raises(Conflict, match="不能停用自己的账号"):
        disable(city, "system_admin")
    disable(city, "liaison")
    with pytest.raises(Conflict, match="已经停用"):
        disable(city, "liaison")


@pytest.mark.parametrize("key", ["security_admin", "audit_admin"])
def test_not_the_last_administrator_of_the_whole_installation(city: City, key: str) -> None:
    with pytest.raises(Conflict, match="是最后一名"):
        disable(city, key)
    city.add_account("second", name="白再安", unit="市政府办", role=Role(key))

    disable(city, key)

    assert city.events() == ["account.disabled"]


def test_the_last_system_administrator_stays_though_a_county_has_one(city: City) -> None:
    other = city.add_account("other", name="程再心", unit="市政府办", role=Role.SYSTEM_ADMIN)
    other.is_active = False
    other.save()
    RoleGrant.objects.filter(pk=city.grants["county_admin"].pk).update(unit=city.units["市政府办"])
    city.grants["county_admin"].refresh_from_db()
    disable(city, "system_admin", by="county_admin")  # two of them at the city: one may go

    city.grants["county_admin"].refresh_from_db()
    assert city.events() == ["account.disabled"]
    with pytest.raises(Conflict, match="不能停用自己的账号"):
        disable(city, "county_admin", by="county_admin")


def test_nobody_else_disables(city: City) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员可以停用账号"):
        disable(city, "liaison", by="security_admin")
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        disable(city, "liaison", by="county_admin")
    with pytest.raises(NotAllowed, match="只有系统管理员可以启用账号"):
        enable_account(account=city.accounts["liaison"], on=TODAY, by=city.actor("office"))


def test_the_page_says_why_it_cannot_be(city: City) -> None:
    client, account = city.client("system_admin"), city.accounts["security_admin"]

    page = client.get(f"/accounts/{account.pk}/").content.decode()
    answer = client.get(f"/accounts/{account.pk}/disable/")

    assert "白守安是最后一名安全管理员，请先为他人授予安全管理员" in page
    assert answer.status_code == 409
    assert "白守安是最后一名安全管理员" in answer.content.decode()
