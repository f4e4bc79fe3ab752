"""The history of one object, as a page shows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from apps.audit.writing import BUSINESS, VERB, write
from cast import City
from duban.apps.audit import recording, sentences
from duban.rulebook.actors import SYSTEM


def shown(city: City, target: Any, *, key: str = "office", address: str = "/") -> str:
    request = RequestFactory().get(address)
    request.actor = city.actor(key)  # type: ignore[attr-defined]
    text = Template("{% load record %}{% history target %}").render(RequestContext(request, {"target": target}))
    return str(text)


def test_the_newest_stands_first_with_who_and_in_which_capacity(city: City) -> None:
    write(city, 2)

    text = shown(city, city.units["发改"])

    assert text.index("由第1名改为第2名") < text.index("由第0名改为第1名")
    assert "督小青，督查室（青泽市人民政府办公室）" in text
    assert "<td><p>第1名</p></td><td><p>第2名</p></td>" in text


def test_the_latest_five_are_in_sight_and_the_rest_is_folded(city: City) -> None:
    write(city, 8)

    in_sight, folded = shown(city, city.units["发改"]).split("再看 3 条")

    assert in_sight.count("试改了") == 5
    assert folded.count("试改了") == 3


def test_an_object_has_the_events_it_is_about_and_no_others(city: City) -> None:
    write(city, 1)

    assert "试改了" in shown(city, city.places["青泽市"])
    assert "还没有记录" in shown(city, city.units["财政"])


def test_what_the_system_did_names_no_capacity(city: City) -> None:
    recording.record(VERB, city.units["发改"], by=SYSTEM)

    assert "<small>系统</small>" in shown(city, city.units["发改"])


def test_twenty_are_shown_and_a_link_leads_to_the_older_ones(city: City) -> None:
    write(city, 45)
    unit = city.units["发改"]

    first, second, third = (shown(city, unit, address=f"/?tab=1{more}") for more in ("", "&history=26", "&history=6"))

    assert [text.count("<li>") for text in (first, second, third)] == [20, 20, 5]
    assert "?tab=1&amp;history=26#history" in first
    assert "?tab=1&amp;history=6#history" in second
    assert "更早的记录" not in third
    assert "最新的记录" in third


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 30, "²", "%00"])
def test_a_strange_address_shows_the_latest(city: City, asked: str) -> None:
    write(city, 1)

    assert "由第0名改为第1名" in shown(city, city.units["发改"], address=f"/?history={asked}")


def test_an_administrator_reads_no_business_in_it(city: City) -> None:
    unit = city.units["发改"]
    recording.record(BUSINESS, unit, by=city.actor("office"), after={"时限": "2026-07-01"})

    assert "把青泽市发展和改革局的完成时限改为2026年7月1日" in shown(city, unit)
    for key in ("system_admin", "security_admin"):
        text = shown(city, unit, key=key)
        assert "业务内容不向管理员显示" in text
        assert "时限" not in text


def test_it_takes_one_query_however_long_it_is(city: City, django_assert_num_queries: Any) -> None:
    for number in (1, 30):
        write(city, number)
        request = RequestFactory().get("/")
        request.actor = city.actor("reader")  # type: ignore[attr-defined]
        template = Template("{% load record %}{% history target %}")
        with django_assert_num_queries(1):
            template.render(RequestContext(request, {"target": city.units["发改"]}))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "（空）"),
        ("", "（空）"),
        ([], "（空）"),
        (True, "是"),
        (False, "否"),
        (12, "12"),
        ("2026-03-01", "2026年3月1日"),
        ("2026-03-01T02:05:00Z", "2026年3月1日 10:05"),
        (["甲", "乙"], "甲、乙"),
        ({"姓名": "甲", "起": "2026-03-01"}, "姓名：甲；起：2026年3月1日"),
        ("2026-3-1", "2026-3-1"),
    ],
)
def test_values_read_as_people_write_them(value: object, words: str) -> None:
    assert sentences.in_words(value) == words


@pytest.mark.parametrize(
    "name",
    ["2023-02-30", "2023-99-99", "２０２３-０１-０１", "2026-01-01T25:61:61Z", "9999-12-31T23:59:59Z", "{target}{0.x}"],
)
def test_a_name_that_looks_like_a_day_or_a_template_is_only_a_name(city: City, name: str) -> None:
    recording.record(VERB, city.units["发改"], by=SYSTEM, before={"名称": name}, after={"名称": name})

    assert name in shown(city, city.units["发改"])
