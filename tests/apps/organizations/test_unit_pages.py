"""The pages of places, units and collective units: what each role finds there, and what a form says."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import (
    Appointment,
    GroupRule,
    Jurisdiction,
    Level,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
    UnitName,
)


def url(name: str, *args: int) -> str:
    return reverse(f"organizations:{name}", args=args)


def test_the_list_shows_the_tree_and_the_units_one_sees(city: City) -> None:
    page = city.client("office").get(url("index")).content.decode()

    assert all(name in page for name in ("临川县", "石桥镇", "青泽市财政局", "石桥镇人民政府"))


def test_choosing_a_place_shows_its_units(city: City) -> None:
    place = city.places["临川县"].pk
    response = city.client("office").get(url("index"), {"place": place})

    names = [unit.name for unit in response.context["table"].page]
    assert names == ["临川县人民政府", "临川县人民政府办公室"]


def test_a_liaison_sees_the_own_unit_only(city: City) -> None:
    client = city.client("liaison")

    assert [unit.name for unit in client.get(url("index")).context["table"].page] == ["青泽市发展和改革局"]
    assert client.get(url("unit", city.units["发改"].pk)).status_code == 200
    assert client.get(url("unit", city.units["财政"].pk)).status_code == 404


def test_a_search_finds_former_names_and_retired_units(city: City) -> None:
    unit = city.units["财政"]
    unit.names.update(until=date(2024, 1, 1))
    Unit.objects.filter(pk=unit.pk).update(name="青泽市国资局")
    Unit.objects.filter(pk=city.units["文旅"].pk).update(until=date(2024, 1, 1))
    client = city.client("office")

    found = client.get(url("index"), {"q": "财政局"}).context["table"].page
    assert [one.name for one in found] == ["青泽市国资局"]
    assert [one.name for one in client.get(url("index"), {"q": "旅游"}).context["table"].page] == [
        "青泽市文化广电旅游局"
    ]
    unasked = client.get(url("index"))
    assert "青泽市文化广电旅游局" not in [one.name for one in unasked.context["table"].page]
    assert '另有 <a href="?state=retired&amp;state=merged&amp;state=coming">1 个' in unasked.content.decode()
    gone = client.get(url("index"), {"state": ["retired", "merged", "coming"]}).context["table"].page
    assert [one.name for one in gone] == ["青泽市文化广电旅游局"]


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", "-1", "٣"])
def test_a_place_that_is_none_does_no_harm(city: City, asked: str) -> None:
    assert city.client("office").get(url("index"), {"place": asked}).status_code == 200
    assert city.client("office").get(url("unit-create"), {"place": asked}).status_code == 200


def test_the_list_asks_as_much_for_two_hundred_towns_as_for_few(city: City) -> None:
    client = city.client("office")
    client.get(url("index"))
    with CaptureQueriesContext(connection) as few:
        client.get(url("index"))
    for number in range(200):
        town = Jurisdiction.objects.create(name=f"第{number}镇", level=Level.TOWN, parent=city.places["临川县"])
        unit = Unit.objects.create(jurisdiction=town, name=f"第{number}镇人民政府", kind=UnitKind.GOVERNMENT)
        UnitName.objects.create(unit=unit, name=unit.name, kind="official")
    with CaptureQueriesContext(connection) as many:
        client.get(url("index"))

    assert len(many) == len(few)


def test_the_page_of_a_unit_shows_who_held_which_post_on_a_day(city: City) -> None:
    client, unit = city.client("office"), city.units["发改"]
    unit.names.update(until=date(2025, 1, 1))
    unit.names.create(name="青泽市发展和改革委员会", kind="official", since=date(2025, 1, 1))
    Unit.objects.filter(pk=unit.pk).update(name="青泽市发展和改革委员会")
    post = Post.objects.create(unit=unit, title="主任")
    for name, since, until in (("前任", date(2020, 1, 1), date(2024, 5, 1)), ("后任", date(2024, 5, 1), None)):
        person = Official.objects.create(jurisdiction=city.places["青泽市"], name=name)
        Appointment.objects.create(post=post, official=person, since=since, until=until)

    before = client.get(url("unit", unit.pk), {"on": "2024-04-30"}).content.decode()
    after = client.get(url("unit", unit.pk), {"on": "2024-05-01"}).content.decode()
    today = client.get(url("unit", unit.pk)).content.decode()

    assert ("前任" in before, "后任" in before) == (True, False)
    assert ("前任" in after, "后任" in after) == (False, True)
    assert "当时名称 青泽市发展和改革局" in after
    assert "当时名称" not in today
    assert "不是日期" in client.get(url("unit", unit.pk), {"on": "昨天"}).content.decode()


def test_the_page_of_a_unit_asks_as_much_for_many_posts_as_for_one(city: City) -> None:
    client, unit = city.client("office"), city.units["发改"]

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("unit", unit.pk)).status_code == 200
        return len(queries)

    def grow(number: int) -> None:
        post = Post.objects.create(unit=unit, title=f"第{number}副局长")
        person = Official.objects.create(jurisdiction=city.places["青泽市"], name=f"发改{number}")
        Appointment.objects.create(post=post, official=person)
        Unit.objects.create(jurisdiction=city.places["青泽市"], name=f"发改中心{number}", parent=unit)
        UnitGroup.objects.create(jurisdiction=city.places["青泽市"], name=f"各部门{number}", rule=GroupRule.DEPARTMENTS)

    grow(0)
    ask()
    few = ask()
    for number in range(1, 12):
        grow(number)

    assert ask() == few


def test_a_unit_is_created_from_the_form_and_a_doubtful_code_is_pointed_out(city: City) -> None:
    answer = city.client("office").post(
        url("unit-create"),
        {
            "jurisdiction": city.places["青泽市"].pk,
            "name": "青泽市教育局",
            "short_names": "市教育局、市教委",
            "kind": "department",
            "code": "91350100M000100Y44",
        },
        follow=True,
    )

    page = answer.content.decode()
    assert "已新建单位“青泽市教育局”。" in page
    assert "校验位不符" in page
    assert set(Unit.objects.get(name="青泽市教育局").names.values_list("name", flat=True)) == {
        "青泽市教育局",
        "市教育局",
        "市教委",
    }


def test_a_refusal_is_said_in_the_form_and_what_was_typed_is_kept(city: City) -> None:
    unit = Unit.objects.get(pk=city.units["财政"].pk)
    answer = city.client("office").post(
        url("unit-rename", unit.pk), {"name": "市发展和改革局", "since": "2024-05-01", "seen": token(unit)}
    )

    page = answer.content.decode()
    assert "“市发展和改革局”已是“青泽市发展和改革局”的全称" in page
    assert 'value="市发展和改革局"' in page


def test_a_stale_form_is_refused_in_the_page(city: City) -> None:
    unit = city.units["财政"]
    Unit.objects.filter(pk=unit.pk).update(order=50)

    answer = city.client("office").post(
        url("unit-change", unit.pk), {"kind": "other", "order": "3", "code": "", "parent": "", "seen": token(unit)}
    )

    assert "“青泽市财政局”已被他人修改，请刷新后再改" in answer.content.decode()
    assert Unit.objects.get(pk=unit.pk).kind == UnitKind.DEPARTMENT


def test_merging_goes_from_choice_through_comparison_to_one_unit(city: City) -> None:
    client, losing, winning = city.client("office"), city.units["文旅"], city.units["财政"]
    post = Post.objects.create(unit=losing, title="副局长")

    chosen = client.post(url("unit-merge", losing.pk), {"winning": "青泽市财政局"})
    assert chosen.headers["Location"] == url("unit-merge-into", losing.pk, winning.pk)
    comparison = client.get(chosen.headers["Location"])
    assert "副局长（空缺）" in comparison.content.decode()
    form = comparison.context["form"]
    sent = {
        "since": "2026-01-01",
        "basis": "机构改革方案",
        "seen_losing": form.initial["seen_losing"],
        "seen_winning": form.initial["seen_winning"],
        "move_posts": [str(post.pk)],
    }
    page = client.post(chosen.headers["Location"], sent, follow=True).content.decode()

    assert "已把“青泽市文化广电旅游局”并入“青泽市财政局”。" in page
    assert Post.objects.filter(unit=winning, title="副局长", since=date(2026, 1, 1)).exists()


def test_a_unit_cannot_be_compared_with_itself(city: City) -> None:
    key = city.units["文旅"].pk

    assert city.client("office").get(url("unit-merge-into", key, key)).status_code == 409


def test_the_members_of_a_collective_unit_are_those_of_the_day_under_the_names_of_the_day(city: City) -> None:
    unit = city.units["财政"]
    unit.names.update(until=date(2024, 5, 1))
    unit.names.create(name="青泽市国资局", kind="official", since=date(2024, 5, 1))
    Unit.objects.filter(pk=unit.pk).update(name="青泽市国资局")
    group = UnitGroup.objects.create(jurisdiction=city.places["青泽市"], name="市直各部门", rule=GroupRule.DEPARTMENTS)
    client = city.client("office")

    before = client.get(url("unit-group", group.pk), {"on": "2024-04-30"}).content.decode()
    after = client.get(url("unit-group", group.pk), {"on": "2024-05-01"}).content.decode()

    assert "青泽市财政局" in before
    assert "青泽市财政局" not in after
    assert "青泽市国资局" in after


BUSINESS = ("liaison", "unit_head", "leader", "reader", "security_admin", "audit_admin")
CHANGES = ("unit-create", "unit-change", "unit-rename", "unit-name-add", "unit-retire", "unit-delete", "unit-merge")


@pytest.mark.parametrize("who", BUSINESS)
def test_who_may_never_change_units_finds_nothing_at_these_addresses(city: City, who: str) -> None:
    client, key = city.client(who), city.units["发改"].pk

    for name in CHANGES:
        assert client.get(url(name) if name == "unit-create" else url(name, key)).status_code == 404


@pytest.mark.parametrize("name", CHANGES[1:])
def test_a_county_finds_nothing_of_the_city(city: City, name: str) -> None:
    assert city.client("county_office").get(url(name, city.units["发改"].pk)).status_code == 404


@pytest.mark.parametrize("name", CHANGES)
def test_every_form_opens_for_the_office(city: City, name: str) -> None:
    args = () if name == "unit-create" else (city.units["发改"].pk,)

    assert city.client("office").get(url(name, *args)).status_code == 200


@pytest.mark.parametrize("name", ["jurisdiction-change", "jurisdiction-delete"])
def test_places_are_changed_by_the_system_administrator_only(city: City, name: str) -> None:
    key = city.places["临川县"].pk

    assert city.client("system_admin").get(url(name, key)).status_code == 200
    assert city.client("office").get(url(name, key)).status_code == 404


def test_a_place_is_created_and_deleted_through_the_pages(city: City) -> None:
    client, key = city.client("system_admin"), city.places["临川县"].pk

    client.post(url("jurisdiction-create", key), {"name": "望江镇", "level": "town", "code": "", "order": "0"})
    town = Jurisdiction.objects.get(name="望江镇")
    refused = client.post(url("jurisdiction-delete", key), {"sent": "1"})
    client.post(url("jurisdiction-delete", town.pk), {"sent": "1"})

    assert "不能删除“临川县”" in refused.content.decode()
    assert not Jurisdiction.objects.filter(name="望江镇").exists()
    assert Jurisdiction.objects.filter(pk=key).exists()


def test_a_collective_unit_is_made_filled_and_emptied_through_the_pages(city: City) -> None:
    client = city.client("office")
    client.post(
        url("unit-group-create"), {"jurisdiction": city.places["青泽市"].pk, "name": "经济部门", "rule": "listed"}
    )
    group = UnitGroup.objects.get()
    client.post(url("unit-group-member-add", group.pk), {"unit": "青泽市财政局", "since": "2025-01-01"})
    member = group.members.get()
    client.post(url("unit-group-member-end", member.pk), {"until": "2025-06-01"})
    client.post(url("unit-group-change", group.pk), {"name": "经济综合部门", "rule": "listed", "seen": token(group)})

    member.refresh_from_db()
    group.refresh_from_db()
    assert (member.unit, member.until, group.name) == (city.units["财政"], date(2025, 6, 1), "经济综合部门")
    assert "不能删除" in client.post(url("unit-group-delete", group.pk), {"sent": "1"}).content.decode()
    assert client.get(url("unit-group", group.pk)).status_code == 200
    assert client.get(url("unit-groups")).status_code == 200
    assert city.client("county_office").get(url("unit-group", group.pk)).status_code == 404
