"""A collective unit has its members of the day: by rule, listed one by one, or as a leading group has them."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.organizations.actions.unit_groups import (
    add_group_member,
    change_unit_group,
    create_unit_group,
    delete_unit_group,
    end_group_member,
)
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import (
    Appointment,
    GroupRule,
    Jurisdiction,
    LeadingGroup,
    Level,
    Membership,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
)
from duban.apps.organizations.queries.unit_groups import groups_of, members_of
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

FOUNDED = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def create(city: City, rule: GroupRule, name: str = "各单位", place: str = "青泽市", **more: object) -> UnitGroup:
    return create_unit_group(
        jurisdiction=city.places[place],
        name=name,
        rule=rule,
        by=city.actor("office"),
        **more,  # type: ignore[arg-type]
    )


def names(group: UnitGroup, day: date) -> list[str]:
    return [unit.name for unit in members_of(group, on=day)]


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        (
            GroupRule.DEPARTMENTS,
            ["青泽市人民政府办公室", "青泽市发展和改革局", "青泽市财政局", "青泽市文化广电旅游局"],
        ),
        (GroupRule.GOVERNMENTS_BELOW, ["临川县人民政府", "云栖区人民政府"]),
        (GroupRule.TOWN_GOVERNMENTS, ["石桥镇人民政府"]),
        (GroupRule.LISTED, []),
    ],
)
def test_a_rule_finds_the_members(city: City, rule: GroupRule, members: list[str]) -> None:
    assert names(create(city, rule), FOUNDED) == members


def test_a_county_founded_later_is_a_member_from_its_first_day(city: City) -> None:
    place = Jurisdiction.objects.create(name="新河区", level=Level.COUNTY, parent=city.places["青泽市"])
    Unit.objects.create(jurisdiction=place, name="新河区人民政府", kind=UnitKind.GOVERNMENT, since=FOUNDED)
    group = create(city, GroupRule.GOVERNMENTS_BELOW)

    assert "新河区人民政府" not in names(group, EVE)
    assert "新河区人民政府" in names(group, FOUNDED)


def test_a_retired_unit_is_a_member_until_its_last_day(city: City) -> None:
    Unit.objects.filter(pk=city.units["文旅"].pk).update(until=FOUNDED)
    group = create(city, GroupRule.DEPARTMENTS)

    assert "青泽市文化广电旅游局" in names(group, EVE)
    assert "青泽市文化广电旅游局" not in names(group, FOUNDED)


def test_the_members_of_a_leading_group_are_the_units_that_sit_in_it_that_day(city: City) -> None:
    body = LeadingGroup.objects.create(jurisdiction=city.places["青泽市"], name="营商环境领导小组")
    Membership.objects.create(leading_group=body, unit=city.units["发改"])
    Membership.objects.create(leading_group=body, unit=city.units["财政"], since=FOUNDED)
    group = create(city, GroupRule.LEADING_GROUP, leading_group=body)

    assert names(group, EVE) == ["青泽市发展和改革局"]
    assert names(group, FOUNDED) == ["青泽市发展和改革局", "青泽市财政局"]


def test_a_listed_member_comes_and_goes_by_date(city: City) -> None:
    group = create(city, GroupRule.LISTED)
    member = add_group_member(group=group, unit=city.units["发改"], since=FOUNDED, by=city.actor("office"))
    end_group_member(member=member, until=date(2026, 1, 1), by=city.actor("office"))

    assert names(group, EVE) == []
    assert names(group, FOUNDED) == ["青泽市发展和改革局"]
    assert names(group, date(2026, 1, 1)) == []
    assert list(groups_of(city.units["发改"], on=FOUNDED)) == [group]
    assert list(groups_of(city.units["发改"], on=EVE)) == []
    assert city.events() == ["unit_group.created", "unit_group.member_added", "unit_group.member_ended"]


def test_a_unit_is_a_member_once_at_a_time(city: City) -> None:
    group = create(city, GroupRule.LISTED)
    add_group_member(group=group, unit=city.units["发改"], by=city.actor("office"))

    with pytest.raises(Invalid, match="这段时间已是成员"):
        add_group_member(group=group, unit=city.units["发改"], since=FOUNDED, by=city.actor("office"))


def test_a_member_is_moved_out_once(city: City) -> None:
    group = create(city, GroupRule.LISTED)
    member = add_group_member(group=group, unit=city.units["发改"], by=city.actor("office"))
    end_group_member(member=member, until=FOUNDED, by=city.actor("office"))

    with pytest.raises(Conflict, match="已被移出"):
        end_group_member(member=member, until=EVE, by=city.actor("system_admin"))


def test_members_found_by_rule_are_not_added_by_hand(city: City) -> None:
    group = create(city, GroupRule.DEPARTMENTS)

    with pytest.raises(Conflict, match="由规则“本级政府各部门”确定"):
        add_group_member(group=group, unit=city.units["发改"], by=city.actor("office"))


def test_a_unit_from_elsewhere_is_no_member(city: City) -> None:
    group = create(city, GroupRule.LISTED, place="临川县")

    with pytest.raises(Invalid, match="不在临川县及下级行政区范围内"):
        add_group_member(group=group, unit=city.units["发改"], by=city.actor("office"))


def test_a_group_that_listed_members_keeps_its_rule(city: City) -> None:
    group = create(city, GroupRule.LISTED)
    add_group_member(group=group, unit=city.units["发改"], by=city.actor("office"))

    with pytest.raises(Invalid, match="不能改成按规则确定"):
        change_unit_group(group=group, name="各部门", rule=GroupRule.DEPARTMENTS, by=city.actor("office"))
    with pytest.raises(Conflict, match="列有 1 个成员"):
        delete_unit_group(group=group, by=city.actor("office"))


def test_the_second_of_two_changes_at_once_is_refused(city: City) -> None:
    group = create(city, GroupRule.DEPARTMENTS)
    shown = token(UnitGroup.objects.get(pk=group.pk))
    change_unit_group(group=group, name="市直各部门", rule=GroupRule.DEPARTMENTS, by=city.actor("office"), seen=shown)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_unit_group(group=group, name="市直单位", rule=GroupRule.LISTED, by=city.actor("office"), seen=shown)


def test_two_groups_of_a_place_have_two_names(city: City) -> None:
    create(city, GroupRule.DEPARTMENTS, name="市直各部门")

    with pytest.raises(Invalid, match="青泽市已有集合单位“市直各部门”"):
        create(city, GroupRule.LISTED, name="市直 各部门")


def test_the_rule_of_a_leading_group_needs_one(city: City) -> None:
    with pytest.raises(Invalid, match="请选择领导小组"):
        create(city, GroupRule.LEADING_GROUP)


def test_an_unused_group_is_deleted(city: City) -> None:
    group = create(city, GroupRule.DEPARTMENTS)

    delete_unit_group(group=group, by=city.actor("office"))

    assert not UnitGroup.objects.exists()


def test_a_liaison_makes_no_collective_unit(city: City) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以新建集合单位"):
        create_unit_group(
            jurisdiction=city.places["青泽市"], name="甲", rule=GroupRule.LISTED, by=city.actor("liaison")
        )


def test_a_unit_names_the_groups_that_name_it(city: City) -> None:
    place = city.places["青泽市"]
    body = LeadingGroup.objects.create(jurisdiction=place, name="营商环境领导小组", office_unit=city.units["文旅"])
    titles = {"发改": "局长", "市政府": "副市长", "临川县政府": "县长", "财政": "局长"}
    for key, title in titles.items():
        post = Post.objects.create(unit=city.units[key], title=title, leads_jurisdiction=title != "局长")
        person = Official.objects.create(jurisdiction=place, name=f"{key}{title}")
        Appointment.objects.create(post=post, official=person, since=FOUNDED)
        seat = {"official": person} if key == "财政" else {"post": post}
        Membership.objects.create(leading_group=body, **seat)
    create(city, GroupRule.LEADING_GROUP, "小组成员单位", leading_group=body)
    for rule in (GroupRule.DEPARTMENTS, GroupRule.GOVERNMENTS_BELOW, GroupRule.TOWN_GOVERNMENTS):
        create(city, rule, rule.label)
    create(city, GroupRule.TOWN_GOVERNMENTS, "各镇政府", place="临川县")
    listed = create(city, GroupRule.LISTED)
    add_group_member(group=listed, unit=city.units["发改"], since=FOUNDED, by=city.actor("office"))

    for day in (EVE, FOUNDED):
        by_group = {(unit.pk, group.pk) for group in UnitGroup.objects.all() for unit in members_of(group, on=day)}
        by_unit = {(unit.pk, group.pk) for unit in Unit.objects.all() for group in groups_of(unit, on=day)}
        assert by_unit == by_group
        assert len(by_group) > 8
