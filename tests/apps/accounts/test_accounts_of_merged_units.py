"""Accounts of a unit that is merged go along with their roles, where the place is the same."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.organizations.actions.units import retire_unit
from duban.rulebook.refusals import Conflict

TODAY = date(2026, 3, 2)
MERGER = date(2026, 2, 1)
EVE = date(2026, 1, 31)


def merge(city: City, into: str, keys: list[str]) -> None:
    merge_units(
        losing=city.units["文旅"],
        winning=city.units[into],
        since=MERGER,
        on=TODAY,
        chosen={"accounts": keys},
        by=city.actor("system_admin"),
    )


def roles_on(city: City, day: date) -> list[tuple[str, str]]:
    grants = RoleGrant.objects.in_force(on=day).filter(account=city.accounts["stranger"])
    return [(grant.unit.name, grant.role) for grant in grants.select_related("unit")]


def test_an_account_moves_with_its_role_from_that_day(city: City) -> None:
    merge(city, "财政", [str(city.accounts["stranger"].pk)])

    assert Account.objects.get(pk=city.accounts["stranger"].pk).unit == city.units["财政"]
    assert roles_on(city, EVE) == [("青泽市文化广电旅游局", "liaison")]
    assert roles_on(city, MERGER) == [("青泽市财政局", "liaison")]


def test_a_role_it_already_has_there_is_not_doubled(city: City) -> None:
    account = city.accounts["stranger"]
    RoleGrant.objects.create(account=account, unit=city.units["财政"], role="liaison", since=EVE)

    merge(city, "财政", [str(account.pk)])

    assert roles_on(city, MERGER) == [("青泽市财政局", "liaison")]


def test_an_account_that_is_not_chosen_stays_but_acts_no_longer(city: City) -> None:
    browser = city.client("stranger")
    assert browser.get("/").status_code == 200

    merge(city, "财政", [])

    assert Account.objects.get(pk=city.accounts["stranger"].pk).unit == city.units["文旅"]
    assert roles_on(city, EVE) == [("青泽市文化广电旅游局", "liaison")]
    assert roles_on(city, MERGER) == []
    assert browser.get("/").status_code == 403


@pytest.mark.parametrize(("into", "chosen"), [("财政", False), ("云栖区政府", True)])
def test_the_last_administrators_are_not_merged_away(city: City, into: str, chosen: bool) -> None:
    keys = [str(account.pk) for account in city.accounts.values()] if chosen else []
    pair = {"losing": city.units["市政府办"], "winning": city.units[into]}

    with pytest.raises(Conflict, match="没有人担任审计管理员、安全管理员、系统管理员"):
        merge_units(**pair, since=MERGER, on=TODAY, chosen={"accounts": keys}, by=city.actor("office"))

    assert roles_on(city, MERGER) == [("青泽市文化广电旅游局", "liaison")]


def test_into_another_place_the_role_does_not_go_along(city: City) -> None:
    merge(city, "云栖区政府", [str(city.accounts["stranger"].pk)])

    assert Account.objects.get(pk=city.accounts["stranger"].pk).unit == city.units["云栖区政府"]
    assert roles_on(city, MERGER) == []


def test_a_unit_with_active_accounts_is_not_retired(city: City) -> None:
    with pytest.raises(Conflict, match="还有 1 个启用的账号"):
        retire_unit(unit=city.units["文旅"], until=TODAY, by=city.actor("office"))

    Account.objects.get_queryset().filter(unit=city.units["文旅"]).update(is_active=False)
    retire_unit(unit=city.units["文旅"], until=TODAY, by=city.actor("office"))

    city.units["文旅"].refresh_from_db()
    assert city.units["文旅"].until == TODAY
