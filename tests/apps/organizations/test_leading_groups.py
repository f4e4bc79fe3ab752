"""Leading groups: founded, filled, seen as of a day, dissolved; their member units and what is doubtful."""

import re
from datetime import date, timedelta

import pytest
from staff import Staff

from duban.apps.audit.models import Event
from duban.apps.organizations.actions.appointments import appoint, end_appointment, replace_holder
from duban.apps.organizations.actions.leading_groups import (
    change_leading_group,
    delete_leading_group,
    dissolve_leading_group,
)
from duban.apps.organizations.actions.memberships import add_member, end_member
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import LeadingGroup, MembershipRole
from duban.apps.organizations.queries.leading_groups import (
    doubts_of,
    groups_with_state,
    member_units,
    parts,
    seats,
    state_of,
)
from duban.apps.organizations.queries.officials import seats_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

FOUNDED, DAY = date(2023, 1, 10), date(2026, 3, 1)
EVE = DAY - timedelta(days=1)


def test_the_seats_stand_under_their_parts_in_order(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, by=SYSTEM)
    add_member(group=group, role=MembershipRole.OFFICE_DIRECTOR, official=staff.sun, by=SYSTEM)
    add_member(group=group, role=MembershipRole.DEPUTY, post=staff.deputies[0], by=SYSTEM)
    add_member(group=group, role=MembershipRole.CHAIR, post=staff.mayor, by=SYSTEM)
    add_member(group=group, unit=staff.city.units["文旅"], listed_name="分管负责人", by=SYSTEM)

    shown = [(label, [seat.name for seat in taken]) for label, taken in parts(seats(group, on=DAY))]
    assert shown == [
        ("组长", ["顾清源"]),
        ("副组长", ["空缺"]),
        ("成员", ["钱守正", "分管负责人"]),
        ("办公室", ["孙立新"]),
    ]


def test_the_documents_own_words_show_where_the_holder_is_another(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, listed_name="钱守正", listed_title="青泽市财政局局长", by=SYSTEM)
    replace_holder(post=staff.finance, official=staff.sun, on=DAY, by=SYSTEM)
    assert [(seat.name, seat.listed) for seat in seats(group, on=EVE)] == [("钱守正", "")]
    assert [(seat.name, seat.listed) for seat in seats(group, on=DAY)] == [("孙立新", "钱守正 青泽市财政局局长")]


def test_a_person_sits_by_the_post_of_the_day(staff: Staff) -> None:
    add_member(group=staff.group(), post=staff.finance, by=SYSTEM)
    replace_holder(post=staff.finance, official=staff.sun, on=DAY, by=SYSTEM)
    assert [seats_of(staff.qian, on=day).count() for day in (EVE, DAY)] == [1, 0]
    assert [seats_of(staff.sun, on=day).count() for day in (EVE, DAY)] == [0, 1]


def test_a_seat_holds_from_the_founding_and_not_before(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, by=SYSTEM)
    assert seats(group, on=FOUNDED - timedelta(days=1)) == []
    assert len(seats(group, on=FOUNDED)) == 1
    with pytest.raises(Invalid, match="不能早于设立日期2023年1月10日"):
        add_member(group=group, post=staff.mayor, since=date(2022, 12, 1), by=SYSTEM)


def test_a_seat_names_exactly_one_of_post_person_and_unit(staff: Staff) -> None:
    for named in ({}, {"post": staff.finance, "official": staff.qian}):
        with pytest.raises(Invalid, match="选定一项"):
            add_member(group=staff.group(f"小组{len(named)}"), by=SYSTEM, **named)  # type: ignore[arg-type]


def test_nobody_is_listed_twice_in_one_role(staff: Staff) -> None:
    group = staff.group()
    seat = add_member(group=group, post=staff.finance, by=SYSTEM)
    with pytest.raises(Conflict, match="已是本领导小组的成员"):
        add_member(group=group, post=staff.finance, by=SYSTEM)
    assert add_member(group=group, role=MembershipRole.OFFICE_DIRECTOR, post=staff.finance, by=SYSTEM).pk
    end_member(membership=seat, until=DAY, by=SYSTEM)
    assert add_member(group=group, post=staff.finance, since=DAY, by=SYSTEM).pk


def test_a_member_leaves_on_its_day_and_only_once(staff: Staff) -> None:
    group = staff.group()
    seat = add_member(group=group, post=staff.finance, by=SYSTEM)
    with pytest.raises(Invalid, match="不能早于列入日期"):
        end_member(membership=seat, until=date(2022, 1, 1), by=SYSTEM)
    end_member(membership=seat, until=DAY, basis="工作变动", by=SYSTEM)
    assert [len(seats(group, on=day)) for day in (EVE, DAY)] == [1, 0]
    with pytest.raises(Conflict, match="已自2026年3月1日起调出"):
        end_member(membership=seat, until=DAY, by=SYSTEM)


def test_member_units_are_those_of_the_seats_and_the_office_but_not_of_the_leaders(staff: Staff) -> None:
    units = staff.city.units
    group = staff.group(office_unit=units["发改"])
    add_member(group=group, role=MembershipRole.CHAIR, post=staff.mayor, by=SYSTEM)
    add_member(group=group, post=staff.finance, by=SYSTEM)
    add_member(group=group, unit=units["石桥镇政府"], by=SYSTEM)
    add_member(group=group, official=staff.sun, by=SYSTEM)
    assert set(member_units(group, on=DAY)) == {units["发改"], units["财政"], units["石桥镇政府"]}
    appoint(post=staff.post("文旅", "局长"), official=staff.sun, since=DAY, by=SYSTEM)
    assert units["文旅"] in member_units(group, on=DAY)
    assert units["文旅"] not in member_units(group, on=EVE)


def test_the_state_is_the_same_in_the_list_and_on_the_page(staff: Staff) -> None:
    term = date(2026, 2, 28)
    groups = [staff.group("甲"), staff.group("乙", term_ends_on=term), staff.group("丙", term_ends_on=term)]
    dissolve_leading_group(group=groups[2], until=DAY, basis="任务完成", by=SYSTEM)
    expected = {term: ["运行中"] * 3, DAY: ["运行中", "到期", "已撤销"]}
    for day, labels in expected.items():
        rows = list(groups_with_state(SYSTEM, on=day).order_by("pk"))
        assert [state_of(row, on=day).label for row in rows] == labels
        assert [row.state for row in rows] == [state_of(row, on=day).value for row in rows]  # type: ignore[attr-defined]


def test_a_group_without_basis_or_end_carries_the_doubt(staff: Staff) -> None:
    assert doubts_of(staff.group("甲"), on=DAY) == []
    unclear = staff.group("乙", basis="", end_condition="")
    assert [doubt[:5] for doubt in doubts_of(unclear, on=DAY)] == ["未写明设立", "未写明任期"]
    expired = staff.group("丙", term_ends_on=date(2025, 12, 31))
    assert doubts_of(expired, on=DAY) == ["任期已满，应当撤销或者按程序延期。"]


def test_dissolving_ends_every_seat_and_says_on_what_ground(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, by=SYSTEM)
    with pytest.raises(Invalid, match="撤销依据"):
        dissolve_leading_group(group=group, until=DAY, basis="", by=SYSTEM)
    dissolve_leading_group(group=group, until=DAY, basis="青政办〔2026〕5号", by=staff.city.actor("office"))
    assert [len(seats(group, on=day)) for day in (EVE, DAY)] == [1, 0]
    assert Event.objects.get(verb="leading_group.dissolved").note == "青政办〔2026〕5号"
    with pytest.raises(Conflict, match="已自2026年3月1日起撤销"):
        add_member(group=group, post=staff.mayor, by=SYSTEM)


def test_a_member_from_a_later_day_stands_against_dissolving(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, since=date(2026, 6, 1), by=SYSTEM)
    with pytest.raises(Conflict, match="晚于撤销日期"):
        dissolve_leading_group(group=group, until=DAY, basis="任务完成", by=SYSTEM)


def test_a_name_is_given_once_while_the_group_runs(staff: Staff) -> None:
    group = staff.group()
    with pytest.raises(Invalid, match="尚未撤销"):
        staff.group()
    dissolve_leading_group(group=group, until=DAY, basis="任务完成", by=SYSTEM)
    assert staff.group(since=DAY).pk


def test_a_change_is_recorded_and_a_stale_one_refused(staff: Staff) -> None:
    group = staff.group()
    said = {name: getattr(group, name) for name in ("name", "since", "basis", "duties", "office_unit", "end_condition")}
    seen, term = token(LeadingGroup.objects.get()), date(2027, 12, 31)
    change_leading_group(group=group, term_ends_on=term, seen=seen, by=SYSTEM, **said)
    assert Event.objects.get(verb="leading_group.changed").after == {"任期至": "2027年12月31日"}
    with pytest.raises(Conflict, match="已被他人修改"):
        change_leading_group(group=group, term_ends_on=None, seen=seen, by=SYSTEM, **said)
    with pytest.raises(Invalid, match="之前届满"):
        change_leading_group(group=group, term_ends_on=date(2022, 1, 1), by=SYSTEM, **said)


def test_only_a_group_that_never_had_a_seat_is_deleted(staff: Staff) -> None:
    group, mistaken = staff.group(), staff.group("误建")
    seat = add_member(group=group, post=staff.finance, by=SYSTEM)
    end_member(membership=seat, until=DAY, by=SYSTEM)
    with pytest.raises(Conflict, match="可改为撤销"):
        delete_leading_group(group=group, by=SYSTEM)
    delete_leading_group(group=mistaken, by=SYSTEM)
    assert LeadingGroup.objects.get() == group


def test_a_vacant_chair_is_called_so_after_the_removal(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, role=MembershipRole.CHAIR, post=staff.mayor, by=SYSTEM)
    end_appointment(appointment=staff.gu_as_mayor, until=DAY, by=SYSTEM)
    assert [seats(group, on=day)[0].name for day in (EVE, DAY)] == ["顾清源", "空缺"]


def test_a_county_touches_no_group_of_the_city(staff: Staff) -> None:
    group, by = staff.group(), staff.city.actor("county_office")
    with pytest.raises(NotAllowed):
        add_member(group=group, post=staff.finance, by=by)
    with pytest.raises(NotAllowed):
        dissolve_leading_group(group=group, until=DAY, basis="任务完成", by=by)


def test_a_county_sees_the_citys_group_its_unit_sits_in_and_no_other(staff: Staff) -> None:
    joined, other = staff.group(), staff.group("青泽市防汛工作领导小组")
    add_member(group=joined, unit=staff.city.units["临川县政府"], by=SYSTEM)
    add_member(group=other, post=staff.mayor, by=SYSTEM)

    assert list(LeadingGroup.objects.visible_to(staff.city.actor("county_office"))) == [joined]


def test_a_groups_page_links_only_to_pages_its_reader_may_open(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, by=SYSTEM)
    add_member(group=group, unit=staff.city.units["临川县政府"], by=SYSTEM)

    client = staff.city.client("county_office")
    text = client.get(f"/organizations/leading-groups/{group.pk}/").content.decode()
    main = text[text.index("<main") :]

    assert "钱守正" in main
    for address in set(re.findall(r'href="(/[^"#?]*)', main)):
        assert client.get(address).status_code == 200, address
