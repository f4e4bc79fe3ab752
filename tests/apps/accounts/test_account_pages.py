"""The pages of accounts: who finds them, what they cost, what they say."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.accounts import pages
from duban.rulebook.permissions import ALLOWED, LABELS, Permission
from duban.rulebook.roles import Role

ADMINISTRATION = ("/accounts/", "/accounts/roles/")


@pytest.mark.parametrize("url", ADMINISTRATION)
@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_administer_accounts_find_them(city: City, role: Role, url: str) -> None:
    expected = 200 if role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN) else 404

    assert city.client(role.value).get(url).status_code == expected


def test_an_administrator_sees_the_accounts_of_the_own_place_and_below(city: City) -> None:
    page = city.client("county_admin").get("/accounts/").content.decode()

    assert "沈临川" in page
    assert "石桥生" in page
    assert "督小青" not in page
    assert city.client("county_admin").get(f"/accounts/{city.accounts['office'].pk}/").status_code == 404


def test_the_list_is_told_apart_by_role(city: City) -> None:
    page = city.client("security_admin").get("/accounts/?role=liaison")

    assert {row.name for row in page.context["table"].page} == {"林联络", "钱小满", "文远行", "石桥生"}
    assert ("联络员", 4) in [(tab.label, tab.count) for tab in page.context["tabs"]]


def test_a_button_that_cannot_act_says_why(city: City) -> None:
    page = city.client("security_admin").get(f"/accounts/{city.accounts['security_admin'].pk}/").content.decode()

    assert "不能给自己授予角色，请其他安全管理员办理" in page
    assert "不能收回自己的角色" in page
    assert "新建账号" not in city.client("security_admin").get("/accounts/").content.decode()


@pytest.mark.parametrize("url", [*ADMINISTRATION, "/accounts/own/"])
def test_more_accounts_cost_no_more_queries(city: City, url: str) -> None:
    client = city.client("system_admin")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    for number in range(20):
        city.add_account(f"more{number}", name=f"更多{number}", unit="财政", role=Role.LIAISON)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)


def test_the_matrix_shows_every_permission_with_its_roles(city: City) -> None:
    lines = [line for _, lines in pages.matrix() for line in lines]

    assert sorted(line.label for line in lines) == sorted(LABELS.values())
    assert sum(may for line in lines for _, may in line.allowed) == sum(len(roles) for roles in ALLOWED.values())


def test_separated_administrators_share_no_power_over_accounts() -> None:
    system = {permission for permission, roles in ALLOWED.items() if Role.SYSTEM_ADMIN in roles}
    security = {permission for permission, roles in ALLOWED.items() if Role.SECURITY_ADMIN in roles}

    assert Permission.CREATE_ACCOUNT in system - security
    assert Permission.GRANT_ROLE in security - system
