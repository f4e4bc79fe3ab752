"""A unit is found by every name it has or had, with and without its place, as of a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.organizations.models import Unit, UnitName, UnitNameKind
from duban.apps.organizations.queries.units import How, UnitFinder, name_on

TODAY = date(2026, 3, 2)
CHANGE = date(2024, 5, 1)


@pytest.fixture
def finder(city: City) -> UnitFinder:
    UnitName.objects.create(unit=city.units["发改"], name="市发改局", kind=UnitNameKind.SHORT)
    UnitName.objects.create(unit=city.units["发改"], name="青泽市粮食和物资储备局", kind=UnitNameKind.BOARD)
    return UnitFinder(city.places["青泽市"], TODAY)


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("青泽市发展和改革局", "青泽市发展和改革局", How.OFFICIAL),
        ("市发展和改革局", "青泽市发展和改革局", How.OFFICIAL),
        ("发展和改革局", "青泽市发展和改革局", How.OFFICIAL),
        (" 青泽市 发展和改革局　", "青泽市发展和改革局", How.OFFICIAL),
        ("市发改局", "青泽市发展和改革局", How.SHORT),
        ("发改局", "青泽市发展和改革局", How.SHORT),
        ("青泽市发改局", "青泽市发展和改革局", How.SHORT),
        ("市粮食和物资储备局", "青泽市发展和改革局", How.BOARD),
        ("市政府办公室", "青泽市人民政府办公室", How.OFFICIAL),
        ("临川县人民政府", "临川县人民政府", How.OFFICIAL),
        ("临川县政府", "临川县人民政府", How.OFFICIAL),
        ("临川县", "临川县人民政府", How.PLACE),
        ("石桥镇", "石桥镇人民政府", How.PLACE),
        ("市政府", "青泽市人民政府", How.OFFICIAL),
        ("县人民政府", None, None),
        ("教育局", None, None),
        ("", None, None),
    ],
)
def test_a_name_finds_its_unit(finder: UnitFinder, text: str, name: str | None, how: How | None) -> None:
    match = finder.one(text)

    assert (match and match.unit.name, match and match.how) == (name, how)


def test_a_short_form_without_and_is_found_where_one_asks_loosely(finder: UnitFinder, city: City) -> None:
    assert finder.one("市发展改革局") is None
    found = finder.one_loosely("市发展改革局")
    assert found is not None
    assert found.unit == city.units["发改"]


def test_two_units_that_differ_by_and_are_each_found_as_written(city: City) -> None:
    other = Unit.objects.create(name="青泽市发展改革局", jurisdiction=city.places["青泽市"])
    UnitName.objects.create(unit=other, name=other.name, kind=UnitNameKind.OFFICIAL)

    finder = UnitFinder(city.places["青泽市"], TODAY)

    found = [finder.one_loosely(name) for name in ("市发展改革局", "市发展和改革局")]
    assert [match and match.unit for match in found] == [other, city.units["发改"]]


def test_a_name_of_two_units_means_neither(city: City) -> None:
    for key in ("发改", "财政"):
        UnitName.objects.create(unit=city.units[key], name="市金融办", kind=UnitNameKind.BOARD)

    finder = UnitFinder(city.places["青泽市"], TODAY)

    assert finder.one("市金融办") is None
    assert {match.unit for match in finder.find("市金融办")} == {city.units["发改"], city.units["财政"]}


def test_on_both_sides_of_a_renaming_the_name_of_the_day_is_the_official_one(city: City) -> None:
    unit = city.units["财政"]
    unit.names.update(until=CHANGE)
    unit.names.create(name="青泽市财政和国资局", kind=UnitNameKind.OFFICIAL, since=CHANGE)
    place = city.places["青泽市"]

    assert [match.how for match in UnitFinder(place, date(2024, 4, 30)).find("市财政局")] == [How.OFFICIAL]
    assert [match.how for match in UnitFinder(place, CHANGE).find("市财政局")] == [How.FORMER]
    assert [match.how for match in UnitFinder(place, date(2024, 4, 30)).find("市财政和国资局")] == [How.LATER]
    assert [match.how for match in UnitFinder(place, CHANGE).find("市财政和国资局")] == [How.OFFICIAL]
    assert name_on(unit, date(2024, 4, 30)) == "青泽市财政局"
    assert name_on(unit, CHANGE) == "青泽市财政和国资局"
    assert name_on(unit, date(1999, 1, 1)) == "青泽市财政局"


def test_a_unit_that_does_not_exist_on_the_day_is_said_to_and_is_never_the_one_meant(city: City) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(until=CHANGE)

    finder = UnitFinder(city.places["青泽市"], CHANGE)

    assert [match.how for match in finder.find("市财政局")] == [How.NOT_THEN]
    assert finder.one("市财政局") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市发改局", "青泽市发展和改革局"),
        ("市文广旅局", "青泽市文化广电旅游局"),
        ("市文化广电和旅游局", "青泽市文化广电旅游局"),
        ("市财政厅", "青泽市财政局"),
    ],
)
def test_a_name_not_on_record_suggests_the_one_it_looks_like(city: City, text: str, name: str) -> None:
    suggested = UnitFinder(city.places["青泽市"], TODAY).suggest(text)

    assert suggested[0].unit.name == name
    assert suggested[0].how is How.SIMILAR


def test_a_name_like_none_suggests_nothing(city: City) -> None:
    assert UnitFinder(city.places["青泽市"], TODAY).suggest("气象台") == []


def test_many_names_cost_two_queries(city: City) -> None:
    with CaptureQueriesContext(connection) as queries:
        finder = UnitFinder(city.places["青泽市"], TODAY)
        for number in range(200):
            finder.find(f"第{number}局")
            finder.suggest(f"第{number}局")

    assert len(queries) == 2
