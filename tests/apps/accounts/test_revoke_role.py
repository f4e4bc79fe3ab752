"""Revoking roles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apps.accounts.browsers import signed_in
from cast import City
from duban.apps.accounts.actions.roles import revoke_role
from duban.apps.accounts.models import RoleGrant
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.roles import Role

TODAY = date(2026, 4, 10)


def revoke(city: City, key: str, *, by: str = "security_admin", on: date = TODAY) -> RoleGrant:
    return revoke_role(grant=city.grants[key], at=timezone.now(), on=on, by=city.actor(by))


def test_it_ends_that_day_and_signs_out(city: City) -> None:
    client = signed_in("liaison")
    url = f"/accounts/roles/{city.grants['liaison'].pk}/revoke/"
    security = city.client("security_admin")
    assert "青泽市发展和改革局的联络员角色吗" in security.get(url).content.decode()

    assert security.post(url).status_code == 302

    grant = RoleGrant.objects.get(pk=city.grants["liaison"].pk)
    assert grant.until == timezone.localdate()
    assert client.get("/accounts/own/").status_code == 302
    assert city.events() == ["session.started", "role.revoked"]
    assert security.get(url).status_code == 409


def test_it_held_until_the_day_before(city: City) -> None:
    grant = revoke(city, "finance")

    assert grant.holds_on(TODAY - timedelta(days=1))
    assert not grant.holds_on(TODAY)


def test_a_role_granted_today_is_over_today(city: City) -> None:
    RoleGrant.objects.filter(pk=city.grants["finance"].pk).update(since=TODAY)

    assert not revoke(city, "finance").holds_on(TODAY)


def test_a_role_that_was_to_begin_later_never_begins(city: City) -> None:
    later = TODAY + timedelta(days=5)
    RoleGrant.objects.filter(pk=city.grants["finance"].pk).update(since=later)

    assert not revoke(city, "finance").holds_on(later)


def test_not_ones_own_not_twice_not_by_others_not_beyond_ones_place(city: City) -> None:
    city.add_account("county_security", name="江安全", unit="临川县府办", role=Role.SECURITY_ADMIN)

    with pytest.raises(Conflict, match="不能收回自己的角色"):
        revoke(city, "security_admin")
    with pytest.raises(NotAllowed, match="只有安全管理员可以收回角色"):
        revoke(city, "finance", by="system_admin")
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        revoke(city, "finance", by="county_security")
    revoke(city, "finance")
    with pytest.raises(Conflict, match="已经收回"):
        revoke(city, "finance")


def test_the_last_security_administrator_of_the_installation_stays(city: City) -> None:
    city.add_account("second", name="白再安", unit="市政府办", role=Role.SECURITY_ADMIN)
    revoke(city, "security_admin", by="second")

    city.add_account("county_security", name="江安全", unit="临川县府办", role=Role.SECURITY_ADMIN)
    with pytest.raises(Conflict, match="白再安是最后一名安全管理员"):
        revoke_role(
            grant=city.grants["second"],
            at=timezone.now(),
            on=TODAY,
            by=city.actor("security_admin"),
        )
    with pytest.raises(Conflict, match="程素心是最后一名系统管理员"):
        revoke(city, "system_admin", by="second")


def test_the_rest_may_all_be_revoked(city: City) -> None:
    for key in ("office", "unit_head", "liaison", "leader", "reader", "county_admin"):
        revoke(city, key)

    assert city.events() == ["role.revoked"] * 6
