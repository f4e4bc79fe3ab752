"""Units ticked in the list go into one collective unit together, or none of them does."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.organizations.actions.unit_groups import add_group_members, create_unit_group
from duban.apps.organizations.models import GroupRule, Jurisdiction, Unit, UnitGroup
from duban.apps.organizations.queries.unit_groups import members_of
from duban.rulebook.refusals import Conflict, Invalid

SINCE = date(2026, 3, 1)
URL = "/organizations/units/selected/group/"


@pytest.fixture
def listed(city: City) -> UnitGroup:
    place = city.places["青泽市"]
    return create_unit_group(jurisdiction=place, name="重点单位", rule=GroupRule.LISTED, by=city.actor("office"))


def members(group: UnitGroup) -> set[str]:
    return {unit.name for unit in members_of(group, on=SINCE)}


def test_units_become_members_and_those_that_are_stay(city: City, listed: UnitGroup) -> None:
    office, units = city.actor("office"), [city.units["发改"], city.units["财政"]]

    assert add_group_members(group=listed, units=units[:1], since=SINCE, by=office) == 1
    assert add_group_members(group=listed, units=units, since=SINCE, by=office) == 1

    assert members(listed) == {"青泽市发展和改革局", "青泽市财政局"}
    assert city.events()[-2:] == ["unit_group.member_added", "unit_group.member_added"]


def test_one_that_cannot_be_a_member_keeps_all_out(city: City, listed: UnitGroup) -> None:
    gone = city.units["文旅"]
    gone.until = date(2025, 1, 1)
    gone.save()

    with pytest.raises(Invalid, match="“青泽市文化广电旅游局”已自2025年1月1日起撤销"):
        add_group_members(group=listed, units=[city.units["发改"], gone], since=SINCE, by=city.actor("office"))

    assert members(listed) == set()


def test_a_group_with_a_rule_takes_no_listed_members(city: City) -> None:
    office, place = city.actor("office"), city.places["青泽市"]
    ruled = create_unit_group(jurisdiction=place, name="市直各部门", rule=GroupRule.DEPARTMENTS, by=office)

    with pytest.raises((Conflict, Invalid)):
        add_group_members(group=ruled, units=[city.units["发改"]], since=SINCE, by=office)


def test_the_number_of_queries_does_not_grow_with_the_units(city: City, listed: UnitGroup) -> None:
    place = Jurisdiction.objects.get(name="青泽市")
    units = Unit.objects.bulk_create([Unit(jurisdiction=place, name=f"青泽市第{at}局") for at in range(40)])
    counts = []
    for some in (units[:2], units[2:]):
        with CaptureQueriesContext(connection) as asked:
            add_group_members(group=listed, units=some, since=SINCE, by=city.actor("office"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_ticked_units_are_asked_about_and_then_put_in(city: City, listed: UnitGroup) -> None:
    office = city.client("office")
    ids = {"ids": [city.units["发改"].pk, city.units["财政"].pk]}

    asked = office.post(URL, ids).content.decode()
    done = office.post(URL, {**ids, "group": listed.pk, "since": "2026-03-01"}, follow=True).content.decode()

    assert "已选 2 个单位" in asked
    assert asked.count('name="ids"') == 2
    assert "已把2个单位列入“重点单位”" in done
    assert members(listed) == {"青泽市发展和改革局", "青泽市财政局"}


def test_units_one_does_not_see_are_not_taken(city: City, listed: UnitGroup) -> None:
    county = city.client("county_office")

    county.post(URL, {"ids": [city.units["发改"].pk], "group": listed.pk, "since": "2026-03-01"})

    assert members(listed) == set()
