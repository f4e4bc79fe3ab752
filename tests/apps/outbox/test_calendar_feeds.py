"""The calendar by a secret address: strict RFC 5545, key facts only, nothing for whoever lost the role."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from owed_things import Things

from cast import City
from duban.apps.accounts.models import RoleGrant
from duban.apps.outbox.actions.subscriptions import end_feed, renew_feed
from duban.apps.outbox.icalendar import calendar_of
from duban.apps.outbox.models import Feed
from duban.apps.outbox.owing import Owed
from duban.rulebook.refusals import Conflict, NotAllowed

SITE = "https://duban.qingze.example"
ON, AT = date(2026, 4, 8), "2026-04-08T09:00:00+08:00"
Property = tuple[str, str, str]  # name, parameters, value


def read(text: str) -> list[Property]:
    """The lines of a calendar, unfolded; every rule of RFC 5545 3.1 that concerns lines is asserted."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    whole: list[str] = []
    for line in lines:
        if line.startswith(" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    found = [re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line) for line in whole]
    assert all(found)
    return [(one[1], one[2], one[3]) for one in found if one]


def events(text: str) -> list[dict[str, str]]:
    """The events, with their texts unescaped."""
    properties = read(text)
    assert properties[0] == ("BEGIN", "", "VCALENDAR")
    assert properties[-1] == ("END", "", "VCALENDAR")
    found: list[dict[str, str]] = []
    for name, parameters, value in properties[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name != "END":
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\(.)", lambda one: {"n": "\n"}.get(one[1], one[1]), value)
            found[-1][f"{name};"] = parameters
    return found


def renewed(city: City, key: str = "liaison") -> str:
    return renew_feed(unit=None, on=ON, at=date_time(), by=city.actor(key))


def date_time():  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime.fromisoformat(AT)


def asked(secret: str, **headers: str):  # type: ignore[no-untyped-def]
    with time_machine.travel(AT, tick=False):
        return Client().get(reverse("outbox:feed", args=[secret]), headers=headers)


def owed(**values: object) -> Owed:
    usual = {"kind": "报送进展情况", "key": "report:41", "title": "新开工重点项目60个以上", "due": ON, "url": "/x/"}
    return Owed(**{**usual, "unit": 1, **values})  # type: ignore[arg-type]


def test_an_event_stands_on_each_due_date_with_its_key_facts(city: City, things: Things, settings) -> None:
    settings.ADDRESS = SITE
    things.owe(
        city.units["发改"].pk, date(2026, 4, 10), asker="青泽市人民政府", basis="青府〔2026〕6号", key="report:41"
    )
    answer = asked(renewed(city))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer.content.decode())
    assert (event["DTSTART"], event["DTSTART;"]) == ("20260410", ";VALUE=DATE")
    assert event["DTEND"] == "20260411"
    assert event["SUMMARY"] == "报送进展情况：新开工重点项目60个以上"
    assert event["DESCRIPTION"] == "要求：青泽市人民政府\n依据：青府〔2026〕6号\n办理请登录督办系统。"
    assert event["URL"] == f"{SITE}/plans/1/"
    assert event["UID"].startswith("report:41.")
    assert event["SEQUENCE"] == "0"
    assert "VALARM" not in answer.content.decode()


def test_an_extension_keeps_the_event_and_raises_its_number(city: City) -> None:
    before = events(calendar_of([owed()], name="督办", on=ON, site=SITE))[0]
    put_off = owed(due=ON + timedelta(days=9), original_due=ON)
    after = events(calendar_of([put_off], name="督办", on=ON, site=SITE))[0]

    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert "原定：2026-04-08" in after["DESCRIPTION"]


@pytest.mark.parametrize(
    "title",
    ["甲，乙;丙,丁\\戊", "一行\n又一行\r\n第三行", "很长" * 200, "带\x00控制\x1b符", "a" * 74 + "字", "emoji 🏗" * 20],
)
def test_any_title_makes_a_calendar_that_can_be_read_back(city: City, title: str) -> None:
    (event,) = events(calendar_of([owed(title=title)], name=title, on=ON, site=SITE))

    assert len(event["SUMMARY"]) <= 60
    assert "\x00" not in event["SUMMARY"]


def test_a_text_comes_back_as_it_was(city: City) -> None:
    (event,) = events(calendar_of([owed(title="甲;乙,丙\\丁\\n戊")], name="督办", on=ON, site=SITE))

    assert event["SUMMARY"] == "报送进展情况：甲;乙,丙\\丁\\n戊"


def test_a_calendar_that_is_known_is_not_sent_again(city: City, things: Things) -> None:
    secret = renewed(city)
    first = asked(secret)

    assert asked(secret, **{"If-None-Match": first["ETag"]}).status_code == 304
    things.owe(city.units["发改"].pk, date(2026, 4, 10))
    assert asked(secret, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_renewed_address_ends_the_one_before_and_only_a_digest_is_kept(city: City, things: Things) -> None:
    old, new = renewed(city), renewed(city)

    assert (asked(old).status_code, asked(new).status_code) == (404, 200)
    assert Feed.objects.count() == 1
    assert new not in str(Feed.objects.values())
    assert city.events() == ["reminder.feed_renewed"] * 2


def test_an_ended_address_shows_nothing(city: City, things: Things) -> None:
    secret = renewed(city)
    end_feed(feed=Feed.objects.get(), by=city.actor("liaison"))

    assert asked(secret).status_code == 404


def test_nobody_ends_the_address_of_another(city: City, things: Things) -> None:
    renewed(city)

    with pytest.raises(Conflict):
        end_feed(feed=Feed.objects.get(), by=city.actor("finance"))


def test_an_address_shows_nothing_once_the_role_is_over(city: City, things: Things) -> None:
    secret = renewed(city)
    RoleGrant.objects.filter(account=city.accounts["liaison"]).update(until=ON)

    assert asked(secret).status_code == 404


def test_one_may_subscribe_to_one_s_own_units_only(city: City, things: Things) -> None:
    with pytest.raises(NotAllowed, match="自己所在单位"):
        renew_feed(unit=city.units["财政"], on=ON, at=date_time(), by=city.actor("liaison"))
    with pytest.raises(Conflict, match="不代表任何单位"):
        renewed(city, "reader")


def test_the_feed_of_a_unit_shows_that_unit_alone(city: City, things: Things) -> None:
    things.owe(city.units["市政府办"].pk, date(2026, 4, 10), title="办公室的")
    things.owe(city.units["市政府"].pk, date(2026, 4, 10), title="市政府的")
    secret = renew_feed(unit=city.units["市政府"], on=ON, at=date_time(), by=city.actor("office"))

    assert [one["SUMMARY"] for one in events(asked(secret).content.decode())] == ["报送进展情况：市政府的"]


@pytest.mark.parametrize("secret", ["x", "0" * 43, "%00", "../../etc"])
def test_a_guess_finds_nothing(city: City, things: Things, secret: str) -> None:
    renewed(city)

    assert Client().get(f"/reminders/feed/{secret}.ics").status_code in (404, 302)


def test_the_setting_turns_all_addresses_off(city: City, things: Things, settings) -> None:
    secret = renewed(city)
    settings.FEEDS = False

    assert asked(secret).status_code == 404
    with pytest.raises(Conflict, match="没有开放"):
        renewed(city)
