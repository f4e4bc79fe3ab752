"""Units are created, changed, retired and deleted; each refusal says why."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.organizations.actions.units import change_unit, create_unit, delete_unit, retire_unit
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import (
    Appointment,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
    UnitName,
    UnitNameKind,
)
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

DAY = date(2026, 3, 1)


def test_a_unit_is_created_under_its_official_and_short_names(city: City) -> None:
    unit = create_unit(
        jurisdiction=city.places["青泽市"],
        name=" 青泽市 教育局",
        short_names=["市教育局", "市教育局", ""],
        kind=UnitKind.DEPARTMENT,
        by=city.actor("office"),
    )

    names = list(unit.names.values_list("name", "kind", "since"))
    assert unit.name == "青泽市教育局"
    assert names == [("青泽市教育局", "official", None), ("市教育局", "short", None)]
    assert unit.order == 6  # after the last one of the place
    assert city.events() == ["unit.created"]


def test_a_name_of_another_unit_is_refused_naming_it(city: City) -> None:
    with pytest.raises(Invalid, match="“市财政局”已是“青泽市财政局”的全称") as refused:
        create_unit(
            jurisdiction=city.places["青泽市"], name="市财政局", kind=UnitKind.DEPARTMENT, by=city.actor("office")
        )

    assert refused.value.field == "name"
    assert city.events() == []


def test_a_retired_unit_bars_its_name_no_longer(city: City) -> None:
    Unit.objects.filter(pk=city.units["文旅"].pk).update(until=DAY)
    UnitName.objects.filter(unit=city.units["文旅"]).update(until=DAY)

    unit = create_unit(
        jurisdiction=city.places["青泽市"],
        name="青泽市文化广电旅游局",
        kind=UnitKind.DEPARTMENT,
        since=DAY,
        by=city.actor("office"),
    )

    assert unit.pk != city.units["文旅"].pk


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "reader", "security_admin", "audit_admin"])
def test_only_the_office_and_the_system_administrator_create_units(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以新建单位"):
        create_unit(jurisdiction=city.places["青泽市"], name="市教育局", kind=UnitKind.DEPARTMENT, by=city.actor(who))


def test_a_county_does_not_create_units_of_the_city(city: City) -> None:
    with pytest.raises(NotAllowed, match="本行政区及下级行政区"):
        create_unit(
            jurisdiction=city.places["青泽市"],
            name="市教育局",
            kind=UnitKind.DEPARTMENT,
            by=city.actor("county_office"),
        )


def test_a_change_is_recorded_with_what_it_was(city: City) -> None:
    unit, government = city.units["财政"], city.units["市政府"]

    change_unit(
        unit=unit, kind=UnitKind.DEPARTMENT, parent=government, code="", order=4, by=city.actor("office"), seen=None
    )

    assert Unit.objects.get(pk=unit.pk).parent == government
    assert city.events() == ["unit.changed"]


def test_the_second_of_two_administrators_is_told(city: City) -> None:
    unit = Unit.objects.get(pk=city.units["财政"].pk)
    shown = token(unit)
    change_unit(unit=unit, kind=UnitKind.PARTY, parent=None, code="", order=4, by=city.actor("office"), seen=shown)

    with pytest.raises(Conflict, match="已被他人修改，请刷新后再改"):
        change_unit(
            unit=unit, kind=UnitKind.OTHER, parent=None, code="", order=4, by=city.actor("system_admin"), seen=shown
        )

    assert Unit.objects.get(pk=unit.pk).kind == UnitKind.PARTY


@pytest.mark.parametrize(
    ("unit", "parent", "reason"),
    [
        ("市政府", "财政", "不能是本单位或它的下级单位"),
        ("财政", "财政", "不能是本单位或它的下级单位"),
        ("财政", "临川县政府", "应在本行政区或上级行政区"),
    ],
)
def test_a_parent_stands_above(city: City, unit: str, parent: str, reason: str) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(parent=city.units["市政府"])

    with pytest.raises(Invalid, match=reason):
        change_unit(
            unit=city.units[unit],
            kind=UnitKind.OTHER,
            parent=Unit.objects.get(pk=city.units[parent].pk),
            code="",
            order=1,
            by=city.actor("office"),
        )


def test_a_retired_unit_ends_with_its_names_vacant_posts_and_memberships(city: City) -> None:
    unit = create_unit(
        jurisdiction=city.places["青泽市"], name="市招商局", kind=UnitKind.DEPARTMENT, by=city.actor("office")
    )
    post = Post.objects.create(unit=unit, title="局长")
    group = UnitGroup.objects.create(jurisdiction=city.places["青泽市"], name="经济部门")
    member = group.members.create(unit=unit)

    retire_unit(unit=unit, until=DAY, basis="机构改革方案", by=city.actor("office"))

    for row in (unit, post, member, unit.names.get()):
        row.refresh_from_db()
        assert row.until == DAY
    assert city.events()[-1] == "unit.retired"
    with pytest.raises(Conflict, match="已自2026年3月1日起撤销"):
        retire_unit(unit=unit, until=DAY, by=city.actor("office"))


def test_a_unit_whose_posts_are_held_is_not_retired(city: City) -> None:
    post = Post.objects.create(unit=city.units["文旅"], title="局长")
    person = Official.objects.create(jurisdiction=city.places["青泽市"], name="文远行")
    Appointment.objects.create(post=post, official=person, since=date(2024, 1, 1))
    city.accounts["stranger"].delete()

    with pytest.raises(Conflict, match="还有 1 个在任职务"):
        retire_unit(unit=city.units["文旅"], until=DAY, by=city.actor("office"))


def test_a_unit_with_units_below_it_is_not_retired(city: City) -> None:
    unit = create_unit(
        jurisdiction=city.places["青泽市"], name="市招商局", kind=UnitKind.DEPARTMENT, by=city.actor("office")
    )
    create_unit(
        jurisdiction=city.places["青泽市"],
        name="市招商服务中心",
        kind=UnitKind.INSTITUTION,
        parent=unit,
        by=city.actor("office"),
    )

    with pytest.raises(Conflict, match="还有 1 个下级单位"):
        retire_unit(unit=unit, until=DAY, by=city.actor("office"))


def test_what_is_in_use_is_not_deleted_and_the_uses_are_counted(city: City) -> None:
    Post.objects.create(unit=city.units["财政"], title="局长")

    with pytest.raises(
        Conflict, match=r"不能删除“青泽市财政局”：有 1 个账号、1 个角色授权、1 个职务正在使用，可改为撤销"
    ):
        delete_unit(unit=city.units["财政"], by=city.actor("office"))


def test_a_unit_entered_by_mistake_is_deleted_with_its_names(city: City) -> None:
    unit = create_unit(
        jurisdiction=city.places["青泽市"], name="市错字局", kind=UnitKind.DEPARTMENT, by=city.actor("office")
    )

    delete_unit(unit=unit, by=city.actor("office"))

    assert not Unit.objects.filter(name="市错字局").exists()
    assert not UnitName.objects.filter(name="市错字局", kind=UnitNameKind.OFFICIAL).exists()
    assert city.events() == ["unit.created", "unit.deleted"]
    with pytest.raises(Conflict, match="已被他人删除"):
        delete_unit(unit=unit, by=city.actor("office"))
