"""Words typed into a form mean the one of the actor's own place, where they name several."""

from __future__ import annotations

from cast import SINCE, City
from duban.apps.organizations.forms.picking import PickField
from duban.apps.organizations.models import Official, Post, Unit, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.queries.picking import meant, offered

WORDS = "市统计局"


def unit(city: City, name: str, place: str, *others: str) -> Unit:
    row = Unit.objects.create(name=name, jurisdiction=city.places[place], kind=UnitKind.DEPARTMENT, since=SINCE)
    for one in (name, *others):
        UnitName.objects.create(unit=row, name=one, kind=UnitNameKind.SHORT, since=SINCE)
    return row


def test_words_that_name_several_mean_the_one_of_the_own_place(city: City) -> None:
    county, own = unit(city, WORDS, "临川县"), unit(city, "青泽市统计局", "青泽市", WORDS)

    assert meant("unit", city.actor("office"), WORDS) == [own]
    assert meant("unit", city.actor("county_office"), WORDS) == [county]


def test_two_of_the_own_place_are_still_to_be_told_apart(city: City) -> None:
    rows = [unit(city, name, "青泽市", WORDS) for name in ("青泽市统计局", "青泽市调查队")]
    rows.append(unit(city, WORDS, "临川县"))

    assert set(meant("unit", city.actor("office"), WORDS)) == set(rows)


def test_two_elsewhere_and_none_of_the_own_place_are_to_be_told_apart(city: City) -> None:
    rows = {unit(city, WORDS, place) for place in ("临川县", "云栖区")}

    assert set(meant("unit", city.actor("office"), WORDS)) == rows


def test_a_post_and_a_person_of_the_own_place_come_first_too(city: City) -> None:
    own, county = (unit(city, f"{place}统计局", place, WORDS) for place in ("青泽市", "临川县"))
    posts = [Post.objects.create(unit=one, title="局长", since=SINCE) for one in (county, own)]
    people = [Official.objects.create(name="苏明远", jurisdiction=city.places[place]) for place in ("临川县", "青泽市")]

    assert meant("post", city.actor("office"), f"{WORDS}局长") == [posts[1]]
    assert meant("official", city.actor("office"), "苏明远") == [people[1]]


def test_what_is_offered_for_the_other_names_the_other(city: City) -> None:
    county, own = unit(city, WORDS, "临川县"), unit(city, "青泽市统计局", "青泽市", WORDS)
    office = city.actor("office")

    words = {one.hint: one.words for one in offered("unit", office, "统计局")}

    assert words == {"青泽市": "青泽市统计局", "临川县": f"{WORDS}#{county.pk}"}
    assert [meant("unit", office, one) for one in words.values()] in ([[own], [county]], [[county], [own]])


def test_a_form_that_shows_the_other_keeps_the_other(city: City) -> None:
    county, _ = unit(city, WORDS, "临川县"), unit(city, "青泽市统计局", "青泽市", WORDS)
    field = PickField("unit")
    field.actor = city.actor("office")

    shown = field.prepare_value(county)

    assert shown == f"{WORDS}#{county.pk}"
    assert field.clean(shown) == county
