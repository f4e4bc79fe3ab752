"""Acting in another of one's roles."""

from __future__ import annotations

from datetime import date

import pytest

from cast import SINCE, City
from duban.apps.accounts.actions.sessions import switch_capacity
from duban.apps.accounts.models import RoleGrant
from duban.rulebook.refusals import Conflict, NotAllowed

TODAY = date(2026, 4, 10)


def test_the_chosen_role_is_acted_in_until_another_is_chosen(city: City) -> None:
    head = RoleGrant.objects.create(
        account=city.accounts["liaison"], unit=city.units["财政"], role="unit_head", since=SINCE
    )
    client = city.client("liaison")
    assert client.get("/accounts/own/").context["actor"].capacity == "联络员（青泽市发展和改革局）"

    assert client.post(f"/accounts/own/capacities/{head.pk}/switch/").status_code == 302

    page = client.get("/accounts/own/")
    assert page.context["actor"].capacity == "单位负责人（青泽市财政局）"
    assert [(one.label, one.is_current) for one in page.context["capacities"]] == [
        ("联络员（青泽市发展和改革局）", False),
        ("单位负责人（青泽市财政局）", True),
    ]
    assert city.events() == ["account.capacity_switched"]


def test_a_chosen_role_that_is_revoked_falls_back_to_the_other(city: City) -> None:
    head = RoleGrant.objects.create(
        account=city.accounts["liaison"], unit=city.units["财政"], role="unit_head", since=SINCE
    )
    client = city.client("liaison")
    client.post(f"/accounts/own/capacities/{head.pk}/switch/")
    head.until = SINCE
    head.save()

    assert client.get("/accounts/own/").context["actor"].capacity == "联络员（青泽市发展和改革局）"


def test_nobody_acts_in_a_role_of_another_or_one_that_is_over(city: City) -> None:
    url = f"/accounts/own/capacities/{city.grants['office'].pk}/switch/"
    assert city.client("liaison").post(url).status_code == 404
    with pytest.raises(NotAllowed, match="自己的身份"):
        switch_capacity(grant=city.grants["office"], on=TODAY, by=city.actor("liaison"))
    city.grants["liaison"].until = TODAY
    with pytest.raises(Conflict, match="已经收回"):
        switch_capacity(grant=city.grants["liaison"], on=TODAY, by=city.actor("liaison"))
