"""The audit administrator reads the record: what administrators did in full, of business only that it happened."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from apps.audit.writing import BUSINESS, VERB, tamper, write
from cast import City
from duban.apps.audit import labels, recording, sentences
from duban.apps.audit.models import Event
from duban.rulebook.actors import SYSTEM
from duban.rulebook.roles import Role

LIST, VERIFY = "/record/", "/record/verify/"


def page(city: City, path: str, key: str = "audit_admin") -> str:
    response = city.client(key).get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def business(city: City) -> Event:
    unit = city.units["文旅"]
    return recording.record(
        BUSINESS,
        unit,
        by=city.actor("office"),
        before={"时限": "2026-03-01"},
        after={"时限": "2026-07-01"},
        note="缓办",
    )


def test_the_list_says_who_did_what_as_a_sentence(city: City) -> None:
    write(city, 1)

    text = page(city, LIST)

    assert "试改了青泽市发展和改革局，由第0名改为第1名" in text
    assert "督小青" in text
    assert "督查室" in text
    assert "192.0.2.7" in text


def test_of_business_the_list_says_only_that_it_happened(city: City) -> None:
    business(city)

    text = page(city, LIST)

    assert "业务内容不向管理员显示" in text
    assert "督小青" in text
    assert "文化广电旅游局" not in text
    assert "时限" not in text


@pytest.mark.parametrize("q", ["文化广电", "缓办"])
def test_a_search_does_not_betray_business(city: City, q: str) -> None:
    event = business(city)

    assert reverse("audit:event", args=[event.pk]) not in page(city, f"{LIST}?q={q}")


def test_of_business_an_event_page_says_only_that_it_happened(city: City) -> None:
    text = page(city, f"{LIST}{business(city).pk}/")

    assert "业务内容不向管理员显示" in text
    assert "文化广电旅游局" not in text
    assert "缓办" not in text
    assert "2026年7月1日" not in text


def test_an_event_page_shows_each_field_before_and_after(city: City) -> None:
    event = write(city, 1)[0]

    text = page(city, f"{LIST}{event.pk}/")

    assert "<td><p>第0名</p></td><td><p>第1名</p></td>" in text
    assert event.hash in text
    assert "内容与校验值相符" in text


def test_an_event_page_tells_when_its_event_was_changed(city: City) -> None:
    event = write(city, 1)[0]
    tamper("UPDATE audit_event SET actor_name = '无名氏'")

    assert "内容与校验值不符" in page(city, f"{LIST}{event.pk}/")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("family=unit", [1, 2]),
        ("family=record", [3]),
        ("q=林联络", []),
        ("q=督小青", [1, 2]),
        ("role=audit_admin", [3]),
        ("at_from=2999-01-01", []),
        ("at_from=2020-01-01&at_to=2999-01-01", [1, 2, 3]),
        ("sort=sequence&family=nonsense", [1, 2, 3]),
        ("page=-1&sort=hash&q=%00", [1, 2, 3]),
    ],
)
def test_the_list_is_filtered(city: City, query: str, numbers: list[int]) -> None:
    write(city, 2)
    recording.record("record.verified", by=city.actor("audit_admin"), note="没有发现改动")

    text = page(city, f"{LIST}?{query}")

    assert [number for number in (1, 2, 3) if f'"{LIST}{number}/"' in text] == numbers


def test_a_county_reads_its_own_record_only(city: City) -> None:
    city.add_account("county_audit", name="阮县审", unit="临川县府办", role=Role.AUDIT_ADMIN)
    recording.record(VERB, city.units["发改"], by=city.actor("office"))
    own = recording.record(VERB, city.units["石桥镇政府"], by=city.actor("county_office"))
    recording.record(VERB, city.units["发改"], by=SYSTEM)
    client = city.client("county_audit")

    text = client.get(LIST).content.decode()

    assert [number for number in (1, 2, 3) if f'"{LIST}{number}/"' in text] == [own.pk]
    assert client.get(f"{LIST}1/").status_code == 404
    assert city.client("audit_admin").get(f"{LIST}3/").status_code == 200


@pytest.mark.parametrize("key", ["system_admin", "security_admin", "office", "leader", "reader"])
@pytest.mark.parametrize("path", [LIST, f"{LIST}1/", VERIFY])
def test_nobody_else_finds_the_record(city: City, key: str, path: str) -> None:
    write(city, 1)

    assert city.client(key).get(path).status_code == 404


def test_verifying_leads_to_its_result(city: City) -> None:
    write(city, 2)
    client = city.client("audit_admin")

    response = client.post(VERIFY, {"expect": ""}, follow=True)

    assert response.redirect_chain == [(f"{LIST}3/", 302)]
    assert "共核验 2 条操作记录，没有发现改动" in response.content.decode()


def test_an_end_written_wrongly_is_said_in_the_form(city: City) -> None:
    response = city.client("audit_admin").post(VERIFY, {"expect": "12"})

    assert "应写成“条数:校验值”" in response.content.decode()
    assert not Event.objects.exists()


def test_the_list_costs_the_same_for_few_rows_and_many(city: City, django_assert_max_num_queries: Any) -> None:
    client = city.client("audit_admin")
    client.get(LIST)  # a session's first page costs more
    counts = []
    for _ in range(2):
        write(city, 20)
        with django_assert_max_num_queries(30) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_every_verb_is_of_a_family_that_says_who_reads_it(city: City) -> None:
    unknown = {verb for verb in sentences.registered() if verb.partition(".")[0] not in labels.FAMILIES}

    assert unknown - {BUSINESS} == set(), "name the family in duban/apps/audit/labels.py"
