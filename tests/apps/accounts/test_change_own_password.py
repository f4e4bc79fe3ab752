"""Changing one's own password: what is refused, what it ends, and when it must be done first."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.browsers import browser, enter, signed_in
from cast import PASSWORD, City
from duban.apps.accounts.actions.passwords import change_own_password
from duban.apps.accounts.models import FormerPassword
from duban.apps.audit.models import Event
from duban.rulebook.refusals import Invalid, NotAllowed

PAGE = "/accounts/own/password/"


def change(city: City, new: str, *, old: str = PASSWORD, who: str = "office", by: str = "office") -> None:
    city.accounts[who] = change_own_password(
        account=city.accounts[who], old=old, new=new, session_key="", at=timezone.now(), by=city.actor(by)
    )


def test_the_page_changes_it_and_signs_out_the_other_browsers_only(city: City) -> None:
    here, there = signed_in("office"), signed_in("office")
    before = here.session.session_key

    words = {"old": PASSWORD, "new": "A-new-one-2026", "again": "A-new-one-2026"}
    assert here.post(PAGE, words).headers["Location"] == "/"

    assert here.get("/accounts/own/").status_code == 200
    assert here.session.session_key != before
    assert there.get("/accounts/own/").status_code == 302
    assert "密码已修改" in there.get("/accounts/sign-in/").content.decode()
    assert enter(browser(), "office").status_code == 200  # the old one
    assert enter(browser(), "office", "A-new-one-2026").status_code == 302
    assert Event.objects.filter(verb="account.password_changed").count() == 1


def test_the_old_password_must_be_right_and_the_new_one_good_and_typed_twice(city: City) -> None:
    client = signed_in("office")

    def said(old: str, new: str, again: str) -> str:
        return client.post(PAGE, {"old": old, "new": new, "again": again}).content.decode()

    assert "现在的密码不对" in said("wrong", "A-new-one-2026", "A-new-one-2026")
    assert "两次输入的新密码不同" in said(PASSWORD, "A-new-one-2026", "A-new-one-2027")
    page = said(PASSWORD, "short", "short")
    assert "现在是 5 个" in page
    assert "short" not in page
    assert "account.password_changed" not in city.events()


def test_one_of_the_last_five_is_refused_and_an_older_one_taken(city: City) -> None:
    used = [PASSWORD, *(f"Number-{number}-spring" for number in range(1, 5))]
    for old, new in pairwise(used):
        change(city, new, old=old)

    for password in used:
        with pytest.raises(Invalid, match="最近 5 次"):
            change(city, password, old=used[-1])
    change(city, "Number-5-spring", old=used[-1])
    change(city, PASSWORD, old="Number-5-spring")

    assert FormerPassword.objects.filter(account=city.accounts["office"]).count() == 4


def test_nobody_changes_the_password_of_another(city: City) -> None:
    with pytest.raises(NotAllowed, match="只能修改自己的密码"):
        change(city, "A-new-one-2026", by="system_admin")


def test_a_first_password_must_be_changed_before_anything_else(city: City) -> None:
    city.accounts["office"].must_change_password = True
    city.accounts["office"].save()
    client = signed_in("office")

    for page in ("/", "/accounts/own/", "/organizations/"):
        assert client.get(page).headers["Location"] == PAGE
    assert client.post("/accounts/own/sessions/1/end/").headers["Location"] == PAGE
    assert "一次性密码" in client.get(PAGE).content.decode()
    client.post(PAGE, {"old": PASSWORD, "new": "A-new-one-2026", "again": "A-new-one-2026"})

    assert client.get("/accounts/own/").status_code == 200


def test_after_ninety_days_it_must_be_changed(city: City) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=90)):
        client = signed_in("office")

        assert client.get("/").headers["Location"] == PAGE
        assert "已用满 90 天" in client.get(PAGE).content.decode()
    assert client.post("/accounts/sign-out/").status_code == 302
