"""Changing an account: two administrators at once, and no further than one's own place."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.accounts.actions.accounts import change_account
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import edition
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

TODAY = date(2026, 4, 10)


def test_what_changed_is_recorded_in_words(city: City) -> None:
    client, account = city.client("system_admin"), city.accounts["liaison"]
    page = client.get(f"/accounts/{account.pk}/change/")
    shown = page.context["form"].initial
    words = {"name": "林联络", "unit": "青泽市财政局", "official": "", "seen": shown["seen"]}

    assert client.post(f"/accounts/{account.pk}/change/", words).status_code == 302

    event = Event.objects.get(verb="account.changed")
    assert sentence(event) == ("修改账号林联络（liaison）：所在单位由“青泽市发展和改革局”改为“青泽市财政局”")
    assert event.before == {"所在单位": "青泽市发展和改革局"}


def test_saving_without_a_change_leaves_no_event(city: City) -> None:
    account = city.accounts["liaison"]

    change_account(account=account, name=account.name, unit=account.unit, on=TODAY, by=city.actor("system_admin"))

    assert city.events() == []


def test_of_two_administrators_at_once_the_second_is_told(city: City) -> None:
    account, url = city.accounts["liaison"], f"/accounts/{city.accounts['liaison'].pk}/change/"
    first, second = city.client("system_admin"), city.client("system_admin")
    shown = [client.get(url).context["form"].initial for client in (first, second)]
    words = [
        {"name": name, "unit": form["unit"], "official": "", "seen": form["seen"]}
        for name, form in zip(("林一", "林二"), shown, strict=True)
    ]

    assert first.post(url, words[0]).status_code == 302
    page = second.post(url, words[1]).content.decode()

    assert "刚被他人修改" in page
    assert "林二" in page  # what was typed is not lost
    assert Account.objects.get(pk=account.pk).name == "林一"


def test_a_county_changes_no_account_that_acts_for_the_city(city: City) -> None:
    account = city.accounts["county_office"]
    RoleGrant.objects.create(account=account, unit=city.units["市政府办"], role="reader", since=TODAY)

    with pytest.raises(NotAllowed, match="在本行政区以外（青泽市人民政府办公室）有角色"):
        change_account(account=account, name="改名", unit=account.unit, on=TODAY, by=city.actor("county_admin"))
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        change_account(
            account=city.accounts["liaison"],
            name="改名",
            unit=city.units["临川县府办"],
            on=TODAY,
            by=city.actor("county_admin"),
        )


def test_a_name_is_needed_and_a_stranger_finds_nothing(city: City) -> None:
    account = city.accounts["liaison"]

    with pytest.raises(Invalid, match="请填写姓名"):
        change_account(account=account, name=" ", unit=account.unit, on=TODAY, by=city.actor("system_admin"))
    with pytest.raises(Conflict):
        change_account(
            account=account, name="甲", unit=account.unit, seen="old", on=TODAY, by=city.actor("system_admin")
        )
    assert edition(account) == edition(Account.objects.get(pk=account.pk))
    assert city.client("county_admin").get(f"/accounts/{account.pk}/change/").status_code == 404
    assert city.client("security_admin").get(f"/accounts/{account.pk}/change/").status_code == 404
