"""Saying whom a name means: remembered for the next document, never across what one sees, never over another's word."""

from __future__ import annotations

from datetime import date

import pytest

from cast import SINCE
from duban.apps.organizations.models import Official, Post, Unit
from duban.apps.plans.actions.names import (
    create_leader,
    leave_name,
    match_name,
    match_open_names,
    reopen_name,
)
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport, PlanImportState, SourceFile
from duban.apps.plans.queries.names import open_names
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from plan_cast import Plans

TODAY = date(2026, 3, 2)


def open_name(plans: Plans) -> DraftName:
    return plans.review.names.get(name="市金融局")


def next_import(plans: Plans, *names: str) -> PlanImport:
    source = SourceFile.objects.create(
        jurisdiction=plans.place,
        account=plans.city.accounts["office"],
        name="另一份.txt",
        size=1,
        digest="2" * 64,
    )
    row = PlanImport.objects.create(
        source=source, account=plans.city.accounts["office"], state=PlanImportState.REVIEWING, title="另一份方案"
    )
    for words in names:
        DraftName.objects.create(plan_import=row, kind=NameKind.UNIT, name=words)
    return row


def match(plans: Plans, row: DraftName, who: str = "office", **values: object) -> DraftName:
    given = {"draft_name": row, "seen": row.version, "on": TODAY, "by": plans.city.actor(who)}
    return match_name(**(given | values))


def test_a_remembered_alias_is_found_by_the_next_import(plans: Plans) -> None:
    unit = plans.city.units["财政"]

    row = match(plans, open_name(plans), unit=unit, keep_as_alias=True)
    later = next_import(plans, "市金融局", "青泽市金融局")
    match_names(later)

    assert (row.unit, row.matched_by) == (unit, MatchedBy.PERSON)
    assert [one.unit for one in later.names.all()] == [unit, unit]
    assert unit.names.filter(name="市金融局", kind="short").exists()
    assert plans.city.events() == ["unit.name_added", "plan_import.name_matched"]


def test_an_alias_nobody_asked_to_keep_is_asked_about_again(plans: Plans) -> None:
    match(plans, open_name(plans), unit=plans.city.units["财政"])
    later = next_import(plans, "市金融局")

    match_names(later)

    assert later.names.get().unit is None


def test_a_collective_name_and_a_unit_below_are_remembered_too(plans: Plans) -> None:
    group, unit = plans.counties, plans.city.units["临川县政府"]
    names = [
        DraftName.objects.create(plan_import=plans.review, kind=NameKind.UNIT, name=words)
        for words in ("各地有关方面", "临川")
    ]
    match(plans, names[0], unit_group=group, keep_as_alias=True)
    match(plans, names[1], unit=unit, keep_as_alias=True)
    later = next_import(plans, "各地有关方面", "临川")

    match_names(later)

    assert {row.name: row.unit or row.unit_group for row in later.names.all()} == {"各地有关方面": group, "临川": unit}
    assert unit.names.count() == 1


def test_an_alias_of_another_unit_is_refused_and_nothing_is_kept(plans: Plans) -> None:
    unit = plans.city.units["财政"]
    unit.names.create(name="市金融局", kind="short")

    with pytest.raises(Invalid, match="已是“青泽市财政局”的简称"):
        match(plans, open_name(plans), unit=plans.city.units["发改"], keep_as_alias=True)

    assert open_name(plans).matched_by == MatchedBy.OPEN


def test_a_county_office_cannot_match_a_unit_of_the_city(plans: Plans) -> None:
    county = plans.city.places["临川县"]
    SourceFile.objects.filter(pk=plans.review.source_id).update(jurisdiction=county)

    with pytest.raises(Invalid, match="不在您能看到的范围内"):
        match(plans, open_name(plans), who="county_office", unit=plans.city.units["财政"])
    with pytest.raises(Invalid, match="不在您能看到的范围内"):
        match(plans, open_name(plans), who="county_office", unit_group=plans.counties)

    row = match(plans, open_name(plans), who="county_office", unit=plans.city.units["临川县府办"])
    assert row.unit == plans.city.units["临川县府办"]


def test_a_county_office_cannot_touch_the_names_of_the_city(plans: Plans) -> None:
    with pytest.raises(NotAllowed):
        match(plans, open_name(plans), who="county_office", unit=plans.city.units["临川县府办"])


def test_what_another_decided_meanwhile_is_not_overwritten(plans: Plans) -> None:
    seen = open_name(plans).version
    match(plans, open_name(plans), unit=plans.city.units["财政"])

    for change in (
        lambda: match(plans, open_name(plans), seen=seen, unit=plans.city.units["发改"]),
        lambda: leave_name(draft_name=open_name(plans), seen=seen, by=plans.city.actor("office")),
        lambda: reopen_name(draft_name=open_name(plans), seen=seen, by=plans.city.actor("office")),
    ):
        with pytest.raises(Conflict, match="已被他人修改"):
            change()

    assert open_name(plans).unit == plans.city.units["财政"]


def test_the_same_answer_sent_twice_is_one(plans: Plans) -> None:
    row = open_name(plans)
    for _ in range(2):
        match(plans, row, unit=plans.city.units["财政"], keep_as_alias=True)
    for _ in range(2):
        leave_name(draft_name=row, seen=2, by=plans.city.actor("office"))

    assert plans.city.events() == ["unit.name_added", "plan_import.name_matched", "plan_import.name_left"]


def test_a_name_left_as_words_can_be_opened_again(plans: Plans) -> None:
    row = leave_name(draft_name=open_name(plans), seen=1, by=plans.city.actor("office"))
    assert not open_names(plans.review).exists()

    reopen_name(draft_name=row, seen=row.version, by=plans.city.actor("office"))

    assert open_names(plans.review).get().name == "市金融局"


def test_a_leader_may_be_several_posts(plans: Plans) -> None:
    other = Post.objects.create(unit=plans.city.units["市政府"], title="副市长", since=SINCE, leads_jurisdiction=True)
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="各副市长")

    match(plans, row, posts=[plans.leader, other])

    assert set(row.posts.all()) == {plans.leader, other}


def test_a_unit_is_no_leader_and_a_leader_no_unit(plans: Plans) -> None:
    leader = plans.review.names.get(kind=NameKind.LEADER)

    with pytest.raises(Invalid, match="请选择领导的职务"):
        match(plans, leader, unit=plans.city.units["财政"])
    with pytest.raises(Invalid, match="请选择一个单位"):
        match(plans, open_name(plans), posts=[plans.leader])
    with pytest.raises(Invalid, match="请选择一个单位"):
        match(plans, open_name(plans), unit=plans.city.units["财政"], unit_group=plans.counties)


def test_a_unit_that_is_neither_then_nor_now_cannot_be_meant(plans: Plans) -> None:
    Unit.objects.filter(pk=plans.city.units["财政"].pk).update(until=date(2021, 1, 1))

    with pytest.raises(Invalid, match="当时没有，现在也没有"):
        match(plans, open_name(plans), unit=Unit.objects.get(pk=plans.city.units["财政"].pk))


def test_names_of_an_adopted_import_stay(plans: Plans) -> None:
    PlanImport.objects.filter(pk=plans.review.pk).update(state=PlanImportState.ADOPTED)

    with pytest.raises(Conflict, match="不能再修改核对稿"):
        match(plans, open_name(plans), unit=plans.city.units["财政"])


def test_looking_again_finds_what_was_entered_meanwhile(plans: Plans) -> None:
    by = plans.city.actor("office")
    assert match_open_names(plan_import=plans.review, by=by) == 0
    plans.city.units["财政"].names.create(name="市金融局", kind="board")

    assert match_open_names(plan_import=plans.review, by=by) == 1

    assert open_name(plans).unit == plans.city.units["财政"]
    assert plans.city.events() == ["plan_import.names_matched"]


def test_a_leader_is_created_with_an_office_in_the_government(plans: Plans) -> None:
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="苏见山")

    row = create_leader(draft_name=row, title="副市长", since=SINCE, by=plans.city.actor("office"), seen=1)

    (post,) = row.posts.all()
    assert (post.title, post.unit, post.leads_jurisdiction) == ("副市长", plans.city.units["市政府"], True)
    assert post.appointments.get().official.name == "苏见山"
    assert row.matched_by == MatchedBy.PERSON


def test_a_leader_on_record_is_not_made_twice(plans: Plans) -> None:
    known = Official.objects.create(jurisdiction=plans.place, name="苏见山")
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="苏见山")
    by = plans.city.actor("office")

    with pytest.raises(Invalid, match="已有同名人员"):
        create_leader(draft_name=row, title="副市长", since=SINCE, by=by)
    create_leader(draft_name=row, title="副市长", since=SINCE, official=known, by=by)

    assert row.posts.get().appointments.get().official == known


def test_an_office_held_by_one_person_is_not_given_to_a_second(plans: Plans) -> None:
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="苏见山")

    with pytest.raises(Conflict, match="在册的是贺知远"):
        create_leader(draft_name=row, title="常务副市长", since=SINCE, by=plans.city.actor("office"))

    assert not Official.objects.filter(name="苏见山").exists()
