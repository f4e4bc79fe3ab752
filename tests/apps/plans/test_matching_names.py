"""What a name of a document surely means is matched, as of its day; what may be two things never is."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import SINCE, City
from duban.apps.organizations.models import (
    Appointment,
    GroupRule,
    LeadingGroup,
    Level,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
    UnitName,
    UnitNameKind,
)
from duban.apps.plans.matching import match_names
from duban.apps.plans.matching.collective import collective
from duban.apps.plans.matching.leaders import LeaderNames
from duban.apps.plans.matching.units import UnitNames
from duban.apps.plans.models import DraftName, MatchedBy, NameKind
from plan_cast import Plans

TODAY = date(2026, 3, 2)


def name(plans: Plans, words: str, kind: NameKind = NameKind.UNIT) -> DraftName:
    return DraftName.objects.create(plan_import=plans.review, kind=kind, name=words)


def found(row: DraftName) -> object:
    row.refresh_from_db()
    return row.unit or row.unit_group or list(row.posts.all()) or None


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("青泽市财政局", "财政"),
        ("市财政局", "财政"),
        ("财政局", "财政"),
        ("市发展改革局", "发改"),
        ("市府办", "市政府办"),
        ("市政府办公室", "市政府办"),
        ("市政府", "市政府"),
        ("临川县", "临川县政府"),
        ("云栖区政府", "云栖区政府"),
    ],
)
def test_a_unit_is_found_by_each_way_of_writing_it(plans: Plans, words: str, key: str) -> None:
    plans.review.names.all().delete()
    row = name(plans, words)

    assert match_names(plans.review) == 1

    assert found(row) == plans.city.units[key]
    assert row.matched_by == MatchedBy.RECORD


def test_boards_and_former_names_count_as_of_the_day_of_the_document(plans: Plans) -> None:
    unit = plans.city.units["财政"]
    UnitName.objects.create(unit=unit, name="市金融局", kind=UnitNameKind.BOARD, until=date(2025, 1, 1))
    UnitName.objects.create(unit=unit, name="市国资局", kind=UnitNameKind.BOARD, since=date(2026, 1, 1))
    row, later = plans.review.names.get(name="市金融局"), name(plans, "市国资局")
    plans.review.issued_on = date(2024, 3, 1)
    plans.review.save()

    match_names(plans.review)

    assert found(row) == unit
    assert found(later) is None


def test_two_units_of_one_name_are_left_to_a_person(plans: Plans) -> None:
    for key in ("发改", "财政"):
        UnitName.objects.create(unit=plans.city.units[key], name="市金融局", kind=UnitNameKind.BOARD)

    match_names(plans.review)

    row = plans.review.names.get(name="市金融局")
    assert found(row) is None
    assert row.matched_by == MatchedBy.OPEN
    likely = UnitNames(plans.place, TODAY).likely("市金融局")
    assert {one.found for one in likely} == {plans.city.units["发改"], plans.city.units["财政"]}
    assert not any(one.keep for one in likely)


def test_a_name_that_only_looks_alike_is_offered_and_not_taken(plans: Plans) -> None:
    row = name(plans, "市文化和旅游局")

    match_names(plans.review)

    assert found(row) is None
    assert [one.found for one in UnitNames(plans.place, TODAY).likely("市文化和旅游局")] == [plans.city.units["文旅"]]


def test_a_like_name_of_a_place_below_is_not_offered_beside_the_own(plans: Plans) -> None:
    county = Unit.objects.create(name="临川县文化广电旅游局", jurisdiction=plans.city.places["临川县"])
    UnitName.objects.create(unit=county, name=county.name, kind=UnitNameKind.OFFICIAL)
    known = UnitNames(plans.place, TODAY)

    assert [one.found for one in known.likely("市文化和旅游局")] == [plans.city.units["文旅"]]


def test_what_stands_before_brackets_is_offered(plans: Plans) -> None:
    likely = UnitNames(plans.place, TODAY).likely("市财政局（市国资局）")

    assert UnitNames(plans.place, TODAY).sure("市财政局（市国资局）") is None
    assert likely[0].found == plans.city.units["财政"]


def test_what_a_person_decided_stays(plans: Plans) -> None:
    row = plans.review.names.get(name="市财政局")
    DraftName.objects.filter(pk=row.pk).update(matched_by=MatchedBy.LEFT, unit=None)

    match_names(plans.review)

    row.refresh_from_db()
    assert (row.matched_by, row.unit) == (MatchedBy.LEFT, None)


@pytest.mark.parametrize(
    "words", ["各县（市、区）人民政府", "各县〈市、区〉政府", "各县(市、区)政府", "各（市、区）政府", "各地", "各县区"]
)
def test_spellings_of_a_collective_name_mean_one_group(plans: Plans, words: str) -> None:
    row = name(plans, words)

    match_names(plans.review)

    assert found(row) == plans.counties


@pytest.mark.parametrize(
    ("words", "level", "rule", "certain"),
    [
        ("各地", Level.CITY, GroupRule.GOVERNMENTS_BELOW, True),
        ("各地", Level.COUNTY, GroupRule.TOWN_GOVERNMENTS, True),
        ("各镇（街）", Level.COUNTY, GroupRule.TOWN_GOVERNMENTS, True),
        ("各镇政府", Level.COUNTY, GroupRule.TOWN_GOVERNMENTS, True),
        ("各街道办事处", Level.COUNTY, GroupRule.TOWN_GOVERNMENTS, False),
        ("各区政府", Level.CITY, GroupRule.GOVERNMENTS_BELOW, False),
        ("市直各部门", Level.CITY, GroupRule.DEPARTMENTS, True),
        ("青泽市直各部门", Level.CITY, GroupRule.DEPARTMENTS, True),
        ("市政府各组成部门", Level.CITY, GroupRule.DEPARTMENTS, True),
        ("市直各单位", Level.CITY, GroupRule.DEPARTMENTS, True),
        ("各部门", Level.CITY, GroupRule.DEPARTMENTS, True),
        ("市府直属各单位", Level.CITY, GroupRule.DEPARTMENTS, False),
        ("市直有关单位", Level.CITY, GroupRule.LISTED, False),
        ("相关镇政府", Level.COUNTY, GroupRule.LISTED, False),
        ("各行政执法部门", Level.CITY, GroupRule.LISTED, False),
        ("市安委会各成员单位", Level.CITY, GroupRule.LEADING_GROUP, False),
        ("市双拥工作领导小组成员单位", Level.CITY, GroupRule.LEADING_GROUP, False),
    ],
)
def test_a_collective_name_says_how_its_members_are_found(
    words: str, level: Level, rule: GroupRule, certain: bool
) -> None:
    many = collective(words, "青泽市", level)

    assert many is not None
    assert (many.rule, many.certain) == (rule, certain)


@pytest.mark.parametrize("words", ["市商务局", "市政府", "市场监管局", "临川县政府", "市直机关工委", "市委各部委办"])
def test_a_unit_is_not_taken_for_a_collective_one(words: str) -> None:
    many = collective(words, "青泽市", Level.CITY)

    assert many is None or not many.certain


def test_names_that_leave_open_who_is_meant_never_match_by_rule(plans: Plans) -> None:
    UnitGroup.objects.create(jurisdiction=plans.place, name="市直各部门", rule=GroupRule.DEPARTMENTS)
    rows = [name(plans, words) for words in ("市直有关单位", "相关部门", "市府直属各单位", "各街道办事处")]

    match_names(plans.review)

    assert [found(row) for row in rows] == [None] * 4


def test_with_two_groups_of_one_rule_the_rule_decides_nothing(plans: Plans) -> None:
    UnitGroup.objects.create(jurisdiction=plans.place, name="各县区", rule=GroupRule.GOVERNMENTS_BELOW)
    row = name(plans, "各地")

    match_names(plans.review)

    assert found(row) is None


def test_members_of_a_leading_group_are_found_by_its_name(plans: Plans) -> None:
    group = LeadingGroup.objects.create(jurisdiction=plans.place, name="青泽市双拥工作领导小组", since=SINCE)
    members = UnitGroup.objects.create(
        jurisdiction=plans.place, name="双拥成员", rule=GroupRule.LEADING_GROUP, leading_group=group
    )
    row, other = name(plans, "市双拥工作领导小组各成员单位"), name(plans, "市安委会各成员单位")

    match_names(plans.review)

    assert (found(row), found(other)) == (members, None)


def test_a_county_does_not_find_the_units_of_its_city(plans: Plans) -> None:
    known = UnitNames(plans.city.places["临川县"], TODAY)

    assert [known.sure(words) for words in ("青泽市财政局", "市财政局", "各县（市、区）政府")] == [None] * 3
    assert known.likely("青泽市财政局") == []


def leader(city: City, person: str, title: str, **post: object) -> Post:
    made = Post.objects.create(
        unit=city.units["市政府"],
        title=title,
        seat=Post.objects.filter(title=title).count() + 1,
        since=SINCE,
        leads_jurisdiction=True,
        **post,
    )
    official = Official.objects.create(jurisdiction=city.places["青泽市"], name=person)
    Appointment.objects.create(post=made, official=official, since=SINCE)
    return made


@pytest.mark.parametrize("words", ["贺知远", "贺　知远", "常务副市长", "贺知远副市长", "常务副市长贺知远"])
def test_a_leader_is_found_by_name_or_title(plans: Plans, words: str) -> None:
    leader(plans.city, "苏见山", "副市长", portfolio="科技、教育")

    assert LeaderNames(plans.place, TODAY).sure(words) == plans.leader


def test_a_title_with_what_it_is_in_charge_of_names_one_of_several(plans: Plans) -> None:
    science = leader(plans.city, "苏见山", "副市长", portfolio="科技、教育")
    leader(plans.city, "祁连雪", "副市长", portfolio="农业")
    known = LeaderNames(plans.place, TODAY)

    assert known.sure("副市长（科技）") == science
    assert known.sure("副市长") is None
    assert len(known.likely("副市长")) == 2


def test_a_document_of_2024_names_who_held_the_post_then(plans: Plans) -> None:
    changed = date(2025, 6, 1)
    Appointment.objects.filter(post=plans.leader).update(until=changed)
    newcomer = Official.objects.create(jurisdiction=plans.place, name="苏见山")
    Appointment.objects.create(post=plans.leader, official=newcomer, since=changed)
    plans.review.names.filter(kind=NameKind.LEADER).delete()
    then, now = name(plans, "贺知远", NameKind.LEADER), name(plans, "苏见山", NameKind.LEADER)
    plans.review.issued_on = date(2024, 3, 1)
    plans.review.save()

    match_names(plans.review)

    assert (found(then), found(now)) == ([plans.leader], None)


def test_who_took_the_post_later_is_offered_with_when(plans: Plans) -> None:
    Appointment.objects.filter(post=plans.leader).update(until=date(2025, 6, 1))
    newcomer = Official.objects.create(jurisdiction=plans.place, name="苏见山")
    Appointment.objects.create(post=plans.leader, official=newcomer, since=date(2025, 6, 1))
    known = LeaderNames(plans.place, date(2024, 3, 1))
    known.load(["苏见山"])

    (likely,) = known.likely("苏见山")

    assert likely.posts == (plans.leader,)
    assert "2025年6月1日" in likely.hint


def test_two_leaders_of_one_name_are_left_to_a_person(plans: Plans) -> None:
    leader(plans.city, "贺知远", "副市长")

    known = LeaderNames(plans.place, TODAY)

    assert known.sure("贺知远") is None
    assert len(known.likely("贺知远")) == 2


def test_several_leaders_at_once_are_offered_together_and_never_taken(plans: Plans) -> None:
    deputy = leader(plans.city, "苏见山", "副市长")
    mayor = leader(plans.city, "祁连雪", "市长")
    known = LeaderNames(plans.place, TODAY)

    assert [known.sure(words) for words in ("各副市长", "市政府班子成员")] == [None, None]
    assert [set(one.posts) for one in known.likely("各副市长")] == [{plans.leader, deputy}]
    assert [set(one.posts) for one in known.likely("市政府班子成员")] == [{plans.leader, deputy, mayor}]


def test_a_hundred_names_cost_as_many_queries_as_one(plans: Plans) -> None:
    DraftName.objects.all().delete()
    name(plans, "市财政局"), name(plans, "贺知远", NameKind.LEADER)
    with CaptureQueriesContext(connection) as few:
        match_names(plans.review)
    for number in range(100):
        unit = Unit.objects.create(name=f"青泽市第{number}局", jurisdiction=plans.place, kind=UnitKind.DEPARTMENT)
        UnitName.objects.create(unit=unit, name=unit.name, kind=UnitNameKind.OFFICIAL)
        name(plans, f"市第{number}局"), name(plans, f"领导{number}", NameKind.LEADER)

    with CaptureQueriesContext(connection) as many:
        matched = match_names(plans.review)

    assert matched == 100
    assert len(many) <= len(few)
