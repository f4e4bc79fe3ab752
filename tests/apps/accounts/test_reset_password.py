"""Resetting somebody's password."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from apps.accounts.browsers import browser, enter, signed_in
from cast import PASSWORD, City
from duban.apps.accounts.actions.passwords import reset_password
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.audit.models import Event
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, NotAllowed

TODAY = date(2026, 4, 10)


def reset(city: City, key: str, *, by: str) -> str:
    return reset_password(account=city.accounts[key], at=timezone.now(), on=TODAY, by=city.actor(by))


def test_a_password_for_one_use_is_shown_once_and_the_old_one_is_dead(city: City) -> None:
    client, url = signed_in("liaison"), f"/accounts/{city.accounts['liaison'].pk}/reset-password/"
    admin = city.client("system_admin")
    assert "只显示这一次" in admin.get(url).content.decode()

    answer = admin.post(url)

    password = re.search(r"[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){2}", answer.content.decode())
    assert password is not None
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/accounts/own/").status_code == 302
    assert enter(browser(), "liaison", PASSWORD).status_code == 200
    fresh = browser()
    assert enter(fresh, "liaison", password[0]).status_code == 302
    assert fresh.get("/").headers["Location"] == "/accounts/own/password/"
    assert Event.objects.filter(verb="account.password_reset").count() == 1
    assert password[0] not in str(Event.objects.values())


def test_by_the_system_administrator_of_the_place_and_not_for_oneself(city: City) -> None:
    for who in ("security_admin", "office", "liaison"):
        with pytest.raises(NotAllowed, match="只有系统管理员可以重置密码"):
            reset(city, "finance", by=who)
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        reset(city, "finance", by="county_admin")
    with pytest.raises(Conflict, match="我的账号"):
        reset(city, "system_admin", by="system_admin")
    assert Account.objects.get(pk=city.accounts["finance"].pk).check_password(PASSWORD)
    assert city.events() == []


def test_a_county_cannot_take_over_an_account_that_acts_for_the_city(city: City) -> None:
    RoleGrant.objects.create(
        account=city.accounts["county_office"], unit=city.units["市政府办"], role="office", since=TODAY
    )

    with pytest.raises(NotAllowed, match="请上级的管理员办理"):
        reset(city, "county_office", by="county_admin")
    reset(city, "county_office", by="system_admin")

    assert city.events() == ["account.password_reset"]


@pytest.mark.parametrize("key", ["security_admin", "audit_admin"])
def test_nobody_takes_over_an_administrator_of_another_kind(city: City, key: str) -> None:
    before = city.accounts[key].password

    with pytest.raises(NotAllowed, match="由运维人员在服务器上用 duban password 重置"):
        reset(city, key, by="system_admin")

    city.accounts[key].refresh_from_db()
    assert city.accounts[key].password == before


def test_another_system_administrator_is_helped(city: City) -> None:
    assert reset(city, "county_admin", by="system_admin")


def test_whoever_runs_the_server_resets_any(city: City) -> None:
    password = reset_password(account=city.accounts["audit_admin"], at=timezone.now(), on=TODAY, by=SYSTEM)

    city.accounts["audit_admin"].refresh_from_db()
    assert city.accounts["audit_admin"].check_password(password)
