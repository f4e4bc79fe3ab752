"""A unit is renamed from a day; the old name keeps its days, and further names lead to one unit only."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.organizations.actions.unit_names import add_unit_name, remove_unit_name, rename_unit
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Unit, UnitName, UnitNameKind
from duban.apps.organizations.queries.units import How, UnitFinder, name_on, names_on
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

TODAY = date(2026, 3, 2)
CHANGE = date(2026, 1, 1)
EVE = date(2025, 12, 31)


def rename(city: City, name: str = "青泽市财政和国资局", since: date = CHANGE, **more: object) -> Unit:
    return rename_unit(
        unit=city.units["财政"],
        name=name,
        since=since,
        on=TODAY,
        by=city.actor("office"),
        **more,  # type: ignore[arg-type]
    )


def test_a_renaming_changes_no_past_day(city: City) -> None:
    unit = rename(city, basis="市编委〔2025〕12号")

    assert unit.name == "青泽市财政和国资局"
    assert (name_on(unit, EVE), name_on(unit, CHANGE)) == ("青泽市财政局", "青泽市财政和国资局")
    assert names_on([unit], EVE) == {unit.pk: "青泽市财政局"}
    assert names_on([unit], CHANGE) == {unit.pk: "青泽市财政和国资局"}
    assert city.events() == ["unit.renamed"]


def test_the_old_name_is_found_as_a_former_name(city: City) -> None:
    rename(city)

    [match] = UnitFinder(city.places["青泽市"], TODAY).find("市财政局")

    assert (match.unit, match.how) == (city.units["财政"], How.FORMER)


def test_the_old_name_is_free_for_another_unit(city: City) -> None:
    rename(city)

    add_unit_name(
        unit=city.units["发改"], name="市财政局", kind=UnitNameKind.BOARD, since=TODAY, by=city.actor("office")
    )

    assert UnitFinder(city.places["青泽市"], TODAY).find("市财政局")[0].unit == city.units["发改"]


@pytest.mark.parametrize(
    ("name", "since", "field", "reason"),
    [
        ("青泽市财政局", CHANGE, "name", "与现在的名称相同"),
        ("市发展和改革局", CHANGE, "name", "已是“青泽市发展和改革局”的全称"),
        ("市国资局", date(2026, 3, 3), "since", "不能晚于今天"),
        ("市国资局", date(2020, 1, 1), "since", "应晚于现在的名称起用的2020年1月1日"),
    ],
)
def test_a_renaming_that_cannot_be_says_why(city: City, name: str, since: date, field: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason) as refused:
        rename(city, name, since)

    assert refused.value.field == field
    assert name_on(city.units["财政"], TODAY) == "青泽市财政局"


def test_a_unit_does_not_rename_itself(city: City) -> None:
    with pytest.raises(NotAllowed):
        rename_unit(unit=city.units["财政"], name="甲", since=CHANGE, on=TODAY, by=city.actor("finance"))


def test_the_second_of_two_renamings_at_once_is_refused(city: City) -> None:
    shown = token(Unit.objects.get(pk=city.units["财政"].pk))
    rename(city, "青泽市国资局", seen=shown)

    with pytest.raises(Conflict, match="已被他人修改"):
        rename(city, "青泽市金融局", since=date(2026, 2, 1), seen=shown)


def test_an_alias_of_another_unit_is_refused_naming_it(city: City) -> None:
    add_unit_name(unit=city.units["发改"], name="市粮食局", kind=UnitNameKind.BOARD, by=city.actor("office"))

    with pytest.raises(Invalid, match="“粮食局”已是“青泽市发展和改革局”的加挂牌子"):
        add_unit_name(unit=city.units["财政"], name="粮食局", kind=UnitNameKind.SHORT, by=city.actor("office"))


def test_the_same_alias_in_another_place_is_no_matter(city: City) -> None:
    for key in ("市政府办", "临川县府办"):
        add_unit_name(unit=city.units[key], name="督查室", kind=UnitNameKind.BOARD, by=city.actor("office"))

    assert city.events() == ["unit.name_added", "unit.name_added"]


def test_the_official_name_is_neither_added_nor_removed_as_an_alias(city: City) -> None:
    with pytest.raises(Invalid, match="请用更名"):
        add_unit_name(unit=city.units["财政"], name="甲", kind=UnitNameKind.OFFICIAL, by=city.actor("office"))
    with pytest.raises(Conflict, match="请用更名"):
        remove_unit_name(name=city.units["财政"].names.get(), by=city.actor("office"))


def test_an_alias_ends_on_a_day_or_goes_when_it_was_never_right(city: City) -> None:
    unit, place = city.units["发改"], city.places["青泽市"]
    board = add_unit_name(unit=unit, name="市粮食局", kind=UnitNameKind.BOARD, by=city.actor("office"))
    wrong = add_unit_name(unit=unit, name="市法改局", kind=UnitNameKind.SHORT, by=city.actor("office"))

    remove_unit_name(name=board, until=CHANGE, by=city.actor("office"))
    remove_unit_name(name=wrong, by=city.actor("office"))

    assert [match.how for match in UnitFinder(place, EVE).find("市粮食局")] == [How.BOARD]
    assert [match.how for match in UnitFinder(place, CHANGE).find("市粮食局")] == [How.FORMER]
    assert UnitFinder(place, EVE).find("市法改局") == []
    assert city.events()[-2:] == ["unit.name_ended", "unit.name_removed"]


def test_an_alias_somebody_else_has_deleted_is_said_to_be_gone(city: City) -> None:
    name = add_unit_name(unit=city.units["发改"], name="市法改局", kind=UnitNameKind.SHORT, by=city.actor("office"))
    shown = UnitName.objects.get(pk=name.pk)
    remove_unit_name(name=name, by=city.actor("office"))

    with pytest.raises(Conflict, match="“市法改局”已被他人删除"):
        remove_unit_name(name=shown, by=city.actor("office"))
