"""A case is drafted, corrected, given its stages by hand or from a document, and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from listed_cast import AT, LATER, STAGES, drafted, listed, listing, staged

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.supervision.actions.listed_drafts import StageDraft, edit_listing, take_stages, withdraw_listing
from duban.apps.supervision.forms.listed import stages_told
from duban.apps.supervision.listed_reading import told_in
from duban.apps.supervision.models import ListedCase
from duban.apps.web import files
from duban.rulebook.listings import ListedState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed


def test_a_case_is_drafted_once_however_often_it_is_sent(city: City) -> None:
    first = drafted(city)

    assert drafted(city) == first
    assert (first.state, first.original_due, first.report_day) == ("draft", date(2026, 10, 31), 23)
    assert city.events() == ["listed.drafted"]
    with pytest.raises(Conflict, match="已在拟订"):
        drafted(city, problem="另一种说法。")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 201}, "title"),
        ({"problem": ""}, "problem"),
        ({"basis": ""}, "basis"),
        ({"report_day": 0}, "report_day"),
        ({"report_day": 32}, "report_day"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_its_field(city: City, given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(city, **given)
    assert refusal.value.field == field


def test_a_unit_does_not_guide_itself_and_lies_in_the_place(city: City) -> None:
    with pytest.raises(Invalid, match="不能是整治责任单位自己"):
        drafted(city, supervisor=city.units["石桥镇政府"])
    with pytest.raises(Invalid, match="青泽市发展和改革局不在临川县"):
        drafted(city, "发改", supervisor=None, who="county_office", place="临川县")


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "reader", "system_admin", "county_office"])
def test_only_the_office_of_the_place_lists(city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        drafted(city, who=who)


def test_stages_are_taken_once_and_give_the_day_all_is_due(city: City) -> None:
    row = staged(city, due=None)
    office = city.actor("office")

    again = take_stages(listed=row, stages=STAGES, seen=1, by=office)

    assert (again.due, again.original_due, again.version) == (date(2026, 10, 31), date(2026, 10, 31), 2)
    assert [one.name for one in row.stages.all()] == [one.name for one in STAGES]
    assert city.events() == ["listed.drafted", "listed.stages_taken"]
    with pytest.raises(Conflict, match="已被他人修改"):
        take_stages(listed=row, stages=STAGES[:2], seen=1, by=office)


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([], "至少填写一个阶段"),
        ([replace(STAGES[0], name=" ")], "第1个阶段没有名称"),
        ([replace(STAGES[0], ends=None)], "没有完成时间"),
        ([replace(STAGES[0], begins=date(2026, 4, 1))], "早于开始日期"),
        ([replace(STAGES[3], ends=date(2026, 11, 1))], "晚于整治期限"),
        ([STAGES[1], STAGES[0]], "请核对年份或调整顺序"),
        ([replace(STAGES[0], name="长" * 61)], "最多 60 个字"),
        ([STAGES[0]] * 30, "最多 29 个阶段"),
    ],
)
def test_stages_that_cannot_be_are_refused(city: City, stages: list[StageDraft], words: str) -> None:
    row = drafted(city)

    with pytest.raises(Invalid, match=words):
        take_stages(listed=row, stages=stages, by=city.actor("office"))


def test_a_day_before_the_last_stage_is_refused(city: City) -> None:
    row = staged(city)

    with pytest.raises(Invalid, match="不能更早"):
        edit_listing(listed=row, listing=listing(city, due=date(2026, 10, 30)), by=city.actor("office"))


def test_a_change_tells_what_changed_and_a_stale_one_is_refused(city: City) -> None:
    row = drafted(city)
    changed = listing(city, supervisor=city.units["财政"])

    edit_listing(listed=row, listing=changed, seen=1, by=city.actor("office"))

    event = Event.objects.latest("sequence")
    assert (event.before["督导单位"], event.after["督导单位"]) == ("青泽市发展和改革局", "青泽市财政局")
    with pytest.raises(Conflict, match="已被他人修改"):
        edit_listing(listed=row, listing=listing(city, goal="全部整改"), seen=1, by=city.actor("office"))


def test_once_listed_nothing_is_changed_any_more(city: City) -> None:
    row = listed(city)

    with pytest.raises(Conflict, match="不能再改"):
        edit_listing(listed=row, listing=listing(city), by=city.actor("office"))
    with pytest.raises(Conflict, match="不能再改"):
        take_stages(listed=row, stages=STAGES[:1], by=city.actor("office"))


def test_withdrawn_with_its_reason_months_not_due_are_not_asked_for(city: City) -> None:
    row = listed(city)
    assert row.reports.count() == 1

    withdraw_listing(listed=row, reason="登记有误。", at=AT, by=city.actor("office"))

    row.refresh_from_db()
    assert (row.state, row.close_reason, row.reports.count()) == (ListedState.WITHDRAWN, "登记有误。", 0)
    assert sentence(Event.objects.latest("sequence")) == "撤销挂牌事项“石桥镇老街火灾隐患”：登记有误。"
    with pytest.raises(Conflict):
        withdraw_listing(listed=row, reason="再撤一次。", at=LATER, by=city.actor("office"))


def test_the_four_stages_of_the_real_document_come_with_their_days_and_words(city: City) -> None:
    path = corpus_file("001")
    told = told_in(files.keep(path.read_bytes()), path.name)
    (plan,) = [one for one in told if one.number == "罗府办函〔2023〕17号"]

    assert [(one.name, one.begins, one.ends) for one in plan.stages] == [
        ("动员部署阶段", date(2023, 2, 1), date(2023, 2, 28)),
        ("集中整治阶段", date(2023, 3, 1), date(2023, 8, 31)),
        ("巩固提高阶段", date(2023, 9, 1), date(2023, 9, 30)),
        ("迎接验收阶段", date(2023, 10, 1), date(2023, 10, 31)),
    ]
    assert plan.report_day == 23
    text = path.read_text(encoding="utf-8")
    assert all(one.name in one.quote and text[one.start : one.end].startswith("（") for one in plan.stages)
    offered = stages_told(plan.stages).forms[1].initial
    assert offered["work"].startswith("1. ")
    assert offered["ends"] == date(2023, 8, 31)


def test_drafts_are_seen_by_the_office_alone(city: City) -> None:
    drafted(city)
    seen = {who for who in city.accounts if ListedCase.objects.visible_to(city.actor(who)).exists()}
    assert seen == {"office", "leader"}

    row = ListedCase.objects.get()
    take_stages(listed=row, stages=STAGES, by=city.actor("office"))
    ListedCase.objects.update(state=ListedState.LISTED)
    seen = {who for who in city.accounts if ListedCase.objects.visible_to(city.actor(who)).exists()}
    assert seen == {"office", "leader", "reader", "liaison", "unit_head", "town_liaison", "county_office"}
