"""Places stand below places of a higher level, with codes of their level's form."""

from __future__ import annotations

import pytest

from cast import City
from duban.apps.organizations.actions.jurisdictions import (
    change_jurisdiction,
    create_jurisdiction,
    delete_jurisdiction,
)
from duban.apps.organizations.changes import token
from duban.apps.organizations.codes import credit_code_doubt, place_code_doubt
from duban.apps.organizations.models import Jurisdiction, Level
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed


def create(city: City, parent: str = "临川县", who: str = "system_admin", **more: object) -> Jurisdiction:
    values: dict[str, object] = {"name": "望江镇", "level": Level.TOWN, "code": "990121101"} | more
    return create_jurisdiction(parent=city.places[parent], by=city.actor(who), **values)  # type: ignore[arg-type]


def test_a_town_is_created_below_its_county(city: City) -> None:
    town = create(city)

    assert town.path == f"{city.places['临川县'].path}{town.pk}/"
    assert city.events() == ["jurisdiction.created"]


@pytest.mark.parametrize(
    ("parent", "values", "field", "reason"),
    [
        ("石桥镇", {"level": Level.COUNTY, "code": ""}, "level", "它的下级行政区要比它低一级以上"),
        ("临川县", {"name": "石桥镇", "code": ""}, "name", "临川县已有“石桥镇”"),
        ("临川县", {"code": "990121"}, "code", "镇（街道）代码为9位数字"),
        ("临川县", {"code": "990199101"}, "code", "前6位应相同"),
        ("青泽市", {"level": Level.COUNTY, "code": "990200", "name": "甲县"}, "code", "前4位应相同"),
    ],
)
def test_a_place_that_cannot_be_says_why(
    city: City, parent: str, values: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(Invalid, match=reason) as refused:
        create(city, parent, **values)

    assert refused.value.field == field


def test_a_code_belongs_to_one_place(city: City) -> None:
    with pytest.raises(Conflict, match="“990121”已是临川县的代码"):
        create(city, "青泽市", level=Level.COUNTY, code="990121", name="乙县")


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "reader", "security_admin", "audit_admin"])
def test_only_the_office_and_the_system_administrator_make_places(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以新建行政区"):
        create(city, who=who)


@pytest.mark.parametrize("who", ["office", "county_office", "county_admin"])
def test_a_place_is_made_by_an_office_above_it(city: City, who: str) -> None:
    assert create(city, who=who).parent == city.places["临川县"]


@pytest.mark.parametrize("who", ["county_admin", "county_office"])
def test_a_county_makes_no_places_elsewhere(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="本行政区及下级行政区"):
        create(city, "云栖区", who=who, code="")


def test_only_the_system_makes_the_place_above_all(city: City) -> None:
    with pytest.raises(NotAllowed):
        create_jurisdiction(parent=None, name="海棠市", level=Level.CITY, by=city.actor("system_admin"))

    assert create_jurisdiction(parent=None, name="海棠市", level=Level.CITY, by=SYSTEM).path.count("/") == 2


def test_a_place_gets_another_name_and_code(city: City) -> None:
    county = city.places["临川县"]

    change_jurisdiction(jurisdiction=county, name="临川区", code="990103", order=1, by=city.actor("system_admin"))

    county.refresh_from_db()
    assert (county.name, county.code) == ("临川区", "990103")
    assert city.events() == ["jurisdiction.renamed"]


def test_the_second_of_two_changes_at_once_is_refused(city: City) -> None:
    county = Jurisdiction.objects.get(pk=city.places["临川县"].pk)
    shown, by = token(county), city.actor("system_admin")
    change_jurisdiction(jurisdiction=county, name="临川区", code="", order=0, by=by, seen=shown)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_jurisdiction(jurisdiction=county, name="临川市", code="", order=0, by=by, seen=shown)


def test_a_place_in_use_is_not_deleted(city: City) -> None:
    with pytest.raises(Conflict, match="不能删除“临川县”：有 1 个下级行政区、2 个单位正在使用"):
        delete_jurisdiction(jurisdiction=city.places["临川县"], by=city.actor("system_admin"))


def test_an_empty_place_is_deleted(city: City) -> None:
    town = create(city)

    delete_jurisdiction(jurisdiction=town, by=city.actor("system_admin"))

    assert not Jurisdiction.objects.filter(name="望江镇").exists()
    assert city.events() == ["jurisdiction.created", "jurisdiction.deleted"]


def test_a_place_somebody_else_has_deleted_is_said_to_be_gone(city: City) -> None:
    town = create(city)
    shown = Jurisdiction.objects.get(pk=town.pk)
    delete_jurisdiction(jurisdiction=town, by=city.actor("system_admin"))

    with pytest.raises(Conflict, match="“望江镇”已被他人删除"):
        delete_jurisdiction(jurisdiction=shown, by=city.actor("system_admin"))


@pytest.mark.parametrize(
    ("code", "level", "parent", "above", "right"),
    [
        ("990000", Level.PROVINCE, "", None, True),
        ("990100", Level.PROVINCE, "", None, False),
        ("990100", Level.CITY, "990000", Level.PROVINCE, True),
        ("990101", Level.CITY, "990000", Level.PROVINCE, False),
        ("999001", Level.COUNTY, "990000", Level.PROVINCE, True),
        ("980121", Level.COUNTY, "990000", Level.PROVINCE, False),
        ("990121001", Level.TOWN, "990121", Level.COUNTY, True),
        ("99012100", Level.TOWN, "990121", Level.COUNTY, False),
        ("990121001", Level.TOWN, "", Level.COUNTY, True),
    ],
)
def test_codes_of_places(code: str, level: Level, parent: str, above: Level | None, right: bool) -> None:
    assert (place_code_doubt(code, level, parent, above) == "") is right


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("91350100M000100Y43", ""),  # the example of GB 32100-2015
        ("91350100M000100Y44", "校验位不符"),
        ("91350100M000100Y4", "不是18位"),
        ("91350100I000100Y43", "不用的字符"),
    ],
)
def test_codes_of_units(code: str, doubt: str) -> None:
    assert doubt in credit_code_doubt(code)
    assert bool(credit_code_doubt(code)) is bool(doubt)
