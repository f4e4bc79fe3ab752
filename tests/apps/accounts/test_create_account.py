"""Creating an account: by whom, where, with which names; the first password is shown once."""

from __future__ import annotations

import re

import pytest

from apps.accounts.browsers import browser, enter
from cast import City
from duban.apps.accounts.actions.accounts import create_account
from duban.apps.accounts.models import Account
from duban.apps.audit.models import Event
from duban.apps.organizations.models import Official
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Invalid, NotAllowed

PAGE = "/accounts/create/"


def test_the_system_administrator_creates_one_and_sees_the_first_password_once(city: City) -> None:
    client = city.client("system_admin")

    words = {"username": "Zhao.xin", "name": "赵新", "unit": "青泽市财政局", "official": ""}
    answer = client.post(PAGE, words)

    password = re.search(r"[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){2}", answer.content.decode())
    assert password is not None
    assert "no-store" in answer.headers["Cache-Control"]
    account = Account.objects.get(username="zhao.xin")
    assert account.unit == city.units["财政"]
    assert account.must_change_password
    assert enter(browser(), "zhao.xin", password[0]).status_code == 302
    assert password[0] not in client.get(f"/accounts/{account.pk}/").content.decode()
    event = Event.objects.get(verb="account.created")
    assert event.after["登录名"] == "zhao.xin"
    assert password[0] not in str(Event.objects.values())


@pytest.mark.parametrize("who", ["security_admin", "audit_admin", "office", "unit_head", "liaison", "leader", "reader"])
def test_nobody_else_creates_accounts(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员可以新建账号"):
        create_account(username="zhaoxin", name="赵新", unit=city.units["财政"], by=city.actor(who))
    assert city.client(who).get(PAGE).status_code == 404
    assert city.events() == []


def test_a_county_creates_accounts_in_its_own_units_only(city: City) -> None:
    by = city.actor("county_admin")

    create_account(username="zhaoxin", name="赵新", unit=city.units["石桥镇政府"], by=by)
    with pytest.raises(NotAllowed, match="本行政区及下级"):
        create_account(username="qianxin", name="钱新", unit=city.units["财政"], by=by)
    page = city.client("county_admin").post(PAGE, {"username": "qianxin", "name": "钱新", "unit": "青泽市财政局"})
    assert "没有找到单位“青泽市财政局”" in page.content.decode()


@pytest.mark.parametrize("username", ["ab", "赵新来了", "zhao xin", "-zhao", "z" * 41, "zhao\u202exin"])
def test_a_login_name_is_plain(city: City, username: str) -> None:
    with pytest.raises(Invalid, match="登录名须是") as refusal:
        create_account(username=username, name="赵新", unit=city.units["财政"], by=city.actor("system_admin"))
    assert refusal.value.field == "username"


def test_a_login_name_is_given_once(city: City) -> None:
    page = city.client("system_admin").post(PAGE, {"username": "OFFICE", "name": "赵新", "unit": "青泽市财政局"})

    assert "已有人使用" in page.content.decode()
    assert city.events() == []


def test_one_person_has_one_account(city: City) -> None:
    official = Official.objects.create(name="赵新", jurisdiction=city.places["青泽市"])
    create_account(
        username="zhaoxin", name="赵新", unit=city.units["财政"], official=official, by=city.actor("system_admin")
    )

    with pytest.raises(Invalid, match="赵新已有账号 zhaoxin"):
        create_account(username="zhaoxin2", name="赵新", unit=city.units["财政"], official=official, by=SYSTEM)


def test_the_person_is_of_the_place(city: City) -> None:
    official = Official.objects.create(name="赵新", jurisdiction=city.places["云栖区"])

    with pytest.raises(Invalid, match="赵新不是临川县的人员"):
        create_account(username="zhaoxin", name="赵新", unit=city.units["临川县府办"], official=official, by=SYSTEM)


def test_two_people_of_one_name_are_told_apart_by_their_remark(city: City) -> None:
    for remark in ("财政", "税务"):
        Official.objects.create(name="赵新", jurisdiction=city.places["青泽市"], remark=remark)
    client, words = city.client("system_admin"), {"username": "zhaoxin", "name": "赵新", "unit": "青泽市财政局"}

    assert (
        "叫赵新的不止一人（赵新（财政）、赵新（税务））"
        in client.post(PAGE, {**words, "official": "赵新"}).content.decode()
    )
    client.post(PAGE, {**words, "official": "赵新（税务）"})

    official = Account.objects.get(username="zhaoxin").official
    assert official is not None
    assert official.remark == "税务"


def test_a_misspelt_unit_is_answered_with_what_may_be_meant(city: City) -> None:
    words = {"username": "zhaoxin", "name": "赵新", "unit": "青泽市财政厅"}
    page = city.client("system_admin").post(PAGE, words).content.decode()

    assert "没有找到单位“青泽市财政厅”" in page
    assert "青泽市财政局" in page


def test_only_the_system_itself_gives_a_password(city: City) -> None:
    given = create_account(username="demo", name="示例", unit=city.units["财政"], password="Given-1-time", by=SYSTEM)
    by = city.actor("system_admin")
    made = create_account(username="zhao", name="赵新", unit=city.units["财政"], password="Given-1-time", by=by)

    assert (given.password, given.account.must_change_password) == ("Given-1-time", False)
    assert made.account.must_change_password
    assert not made.account.check_password("Given-1-time")
