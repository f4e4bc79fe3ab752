"""Granting roles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cast import City
from duban.apps.accounts.actions.roles import grant_role
from duban.apps.accounts.models import RoleGrant
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.roles import Role

TODAY = date(2026, 4, 10)


def grant(city: City, key: str, role: Role, unit: str, *, by: str | Actor = "security_admin") -> RoleGrant:
    actor = city.actor(by) if isinstance(by, str) else by
    return grant_role(account=city.accounts[key], role=role, unit=city.units[unit], on=TODAY, by=actor)


def test_the_security_administrator_grants_and_it_holds_from_that_day(city: City) -> None:
    url = f"/accounts/{city.accounts['liaison'].pk}/roles/grant/"
    answer = city.client("security_admin").post(url, {"role": "unit_head", "unit": "青泽市发展和改革局"})

    assert answer.status_code == 302
    made = RoleGrant.objects.get(account=city.accounts["liaison"], role="unit_head")
    assert made.unit == city.units["发改"]
    event = Event.objects.get(verb="role.granted")
    assert sentence(event) == "授予林联络（liaison）青泽市发展和改革局的单位负责人角色"
    assert ["organizations.unit", made.unit_id] in event.subjects


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "office", "unit_head", "leader"])
def test_nobody_else_grants(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有安全管理员可以授予角色"):
        grant(city, "finance", Role.UNIT_HEAD, "财政", by=who)
    url = f"/accounts/{city.accounts['finance'].pk}/roles/grant/"
    assert city.client(who).get(url).status_code == 404


def test_nobody_grants_to_himself(city: City) -> None:
    with pytest.raises(Conflict, match="不能给自己授予角色"):
        grant(city, "security_admin", Role.SECURITY_ADMIN, "财政")


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("system_admin", Role.SECURITY_ADMIN),
        ("audit_admin", Role.READER),
        ("office", Role.SYSTEM_ADMIN),
        ("leader", Role.AUDIT_ADMIN),
    ],
)
def test_an_administrator_is_nothing_else(city: City, key: str, role: Role) -> None:
    with pytest.raises(Conflict, match="不能由同一人担任"):
        grant(city, key, role, "市政府办")


def test_roles_of_business_go_together_in_several_units(city: City) -> None:
    grant(city, "liaison", Role.UNIT_HEAD, "发改")
    grant(city, "liaison", Role.LIAISON, "财政")

    with pytest.raises(Conflict, match="已经是青泽市财政局的联络员"):
        grant(city, "liaison", Role.LIAISON, "财政")


def test_what_was_revoked_counts_no_more_and_what_is_to_come_does(city: City) -> None:
    RoleGrant.objects.filter(pk=city.grants["reader"].pk).update(until=TODAY)
    grant(city, "reader", Role.AUDIT_ADMIN, "市政府办")

    RoleGrant.objects.filter(pk=city.grants["leader"].pk).update(since=TODAY + timedelta(days=9))
    with pytest.raises(Conflict, match="不能由同一人担任"):
        grant(city, "leader", Role.AUDIT_ADMIN, "市政府办")


def test_only_in_ones_own_place_and_to_accounts_of_it(city: City) -> None:
    city.add_account("county_security", name="江安全", unit="临川县府办", role=Role.SECURITY_ADMIN)

    grant(city, "county_office", Role.READER, "石桥镇政府", by="county_security")
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        grant(city, "county_office", Role.READER, "市政府办", by="county_security")
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        grant(city, "reader", Role.READER, "石桥镇政府", by="county_security")


def test_not_to_a_disabled_account_and_not_in_a_unit_that_is_gone(city: City) -> None:
    city.accounts["finance"].is_active = False
    city.accounts["finance"].save()
    city.units["文旅"].until = TODAY
    city.units["文旅"].save()

    with pytest.raises(Conflict, match="账号已停用"):
        grant(city, "finance", Role.UNIT_HEAD, "财政")
    with pytest.raises(Conflict, match="已撤销"):
        grant(city, "stranger", Role.UNIT_HEAD, "文旅")
    assert city.events() == []


def test_the_system_grants_when_it_is_installed(city: City) -> None:
    assert grant(city, "finance", Role.UNIT_HEAD, "财政", by=SYSTEM).since == TODAY
