"""The sidebar: what a role is offered, and which entry a page lies under."""

import pytest

from cast import City
from duban.apps.web.navigation import both, navigation, own_links


def entries(city: City, key: str, path: str = "/") -> list[str]:
    return [link.label for _, links in navigation(city.actor(key), path) for link in links]


def rare(city: City, key: str, path: str = "/") -> list[str]:
    return [link.label for link in both(city.actor(key), path)[1]]


def current(city: City, path: str) -> list[str]:
    actor = city.actor("system_admin")
    return [link.label for _, links in navigation(actor, path) for link in links if link.is_current]


def test_the_office_reaches_every_list_from_the_sidebar(city: City) -> None:
    assert {"领导分工", "组织机构", "人员与职务"} <= set(entries(city, "office"))
    assert {"领导小组", "导入", "节假日", "读取公文"} <= set(rare(city, "office"))


def test_what_is_seldom_needed_stands_behind_one_word_and_nowhere_twice(city: City) -> None:
    for key in ("office", "leader", "liaison", "unit_head", "reader"):
        assert set(rare(city, key)).isdisjoint(entries(city, key))
    assert rare(city, "system_admin") == []
    assert "领导小组" in entries(city, "office", "/organizations/leading-groups/7/")


def test_a_liaison_is_not_offered_what_the_role_may_not_do(city: City) -> None:
    assert "导入" not in entries(city, "liaison")
    assert "账号" not in entries(city, "liaison")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "工作台"),
        ("/organizations/units/7/", "组织机构"),
        ("/organizations/officials/7/change/", "人员与职务"),
        ("/organizations/posts/7/", "人员与职务"),
        ("/organizations/leading-groups/7/", "领导小组"),
        ("/organizations/personnel/new/", "导入"),
        ("/accounts/7/", "账号"),
    ],
)
def test_a_page_lies_under_one_entry(city: City, path: str, label: str) -> None:
    assert current(city, path) == [label]


def test_the_own_account_lies_under_no_entry(city: City) -> None:
    assert current(city, "/accounts/own/password/") == []


def test_the_office_is_offered_what_its_own_unit_seldom_owes_only_while_something_waits(city: City) -> None:
    seldom = {"待签收", "待填报", "异议"}
    assert seldom.isdisjoint(entries(city, "office"))
    assert "待填报" in entries(city, "office", "/progress/reports/")
    assert {"待签收", "待填报"} <= set(entries(city, "liaison"))


def test_reminders_stand_beside_the_name(city: City) -> None:
    assert [link.label for link in own_links(city.actor("liaison"), "/reminders/")] == ["提醒"]
    assert "提醒" not in entries(city, "liaison")
