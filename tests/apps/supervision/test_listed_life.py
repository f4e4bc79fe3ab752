"""From the board through self-check and acceptance to the day it comes off, and back when the problem returns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from listed_cast import AT, FOUND, LATER, PAPER, STAGES, accepted, checked, delisted, drafted, listed, staged

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.changes import token
from duban.apps.supervision.actions.listed_acceptance import accept_step, self_check, visit_again
from duban.apps.supervision.actions.listed_board import register_delisting, register_listing, relist_case
from duban.apps.supervision.actions.listed_stages import extend_listed, extend_stage, finish_stage, reopen_stage
from duban.apps.supervision.actions.verification import verify_rectification
from duban.apps.supervision.listed_ways import way_of
from duban.apps.supervision.models import ListedCase, ListedStage, Rectification
from duban.apps.supervision.queries.listed import count_waiting, document_of, to_accept
from duban.rulebook.cases import RectificationState
from duban.rulebook.listings import ListedLevel, Step
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.roles import Role

ON = LATER.date()
ITEMS = [("补建消火栓2处。", date(2026, 11, 20))]


def take_off(row: ListedCase, city: City, who: str = "office") -> ListedCase:
    on = date(2026, 10, 12)
    return register_delisting(listed=row, document="摘牌通知", delisted_on=on, at=LATER, by=city.actor(who))


def test_without_stages_nothing_is_listed(city: City) -> None:
    with pytest.raises(Conflict, match="还没有整治阶段"):
        register_listing(
            listed=drafted(city), document=PAPER, listed_on=date(2026, 3, 2), at=AT, by=city.actor("office")
        )


def test_listed_by_a_document_of_others_it_names_it_and_asks_for_the_month(city: City) -> None:
    row = listed(city)

    assert (row.state, row.listed_on, row.listed_by) == ("listed", date(2026, 3, 2), "督小青")
    assert row.basis == f"市安委办检查通报；{PAPER}"
    assert document_of(row, "listed.listed") == PAPER
    assert [one.due for one in row.reports.all()] == [date(2026, 3, 23)]
    with pytest.raises(Conflict):
        register_listing(listed=row, document=PAPER, listed_on=date(2026, 3, 2), at=AT, by=city.actor("office"))


def test_a_town_of_a_county_goes_through_county_and_city(city: City) -> None:
    row = listed(city)
    way = way_of(row, on=ON)
    assert way.steps == (Step.SELF, Step.COUNTY, Step.CITY)
    assert [str(place) for place in way.places.values()] == ["临川县", "青泽市"]

    row = checked(city, row)
    assert row.state == "self_checked"
    assert to_accept(city.actor("county_office"), on=ON) == [row]
    assert to_accept(city.actor("office"), on=ON) == []
    with pytest.raises(NotAllowed, match="县级验收由临川县督查室办理"):
        accepted(city, row, "office")
    row = accepted(city, row, "county_office")
    assert row.state == "county_accepted"
    with pytest.raises(NotAllowed, match="市级验收由青泽市督查室办理"):
        accepted(city, row, "county_office")
    with pytest.raises(Conflict, match="市级验收通过以后才能摘牌"):
        take_off(row, city)
    row = accepted(city, row, "office")
    assert row.state == "city_accepted"
    assert to_accept(city.actor("office"), on=ON) == [row]

    take_off(row, city)

    assert ListedCase.objects.get().state == "delisted"
    assert [one.unit.name for one in row.acceptances.all()] == [
        "石桥镇人民政府",
        "临川县人民政府办公室",
        "青泽市人民政府办公室",
    ]


def test_what_the_county_lists_the_county_takes_off(city: City) -> None:
    county = {"who": "county_office", "place": "临川县", "level": ListedLevel.COUNTY, "supervisor": None}
    row = checked(city, listed(city, **county))
    assert way_of(row, on=ON).steps == (Step.SELF, Step.COUNTY)

    row = accepted(city, row, "county_office")
    assert take_off(row, city, "county_office").state == "delisted"


def test_a_unit_of_the_city_itself_has_no_county(city: City) -> None:
    row = checked(city, listed(city, "财政"), who="finance")

    assert way_of(row, on=ON).steps == (Step.SELF, Step.CITY)
    assert accepted(city, row, "office").state == "city_accepted"


def test_a_county_without_an_office_leaves_its_step_to_the_office_of_the_case(city: City) -> None:
    city.grants["county_office"].delete()
    row = checked(city, listed(city))

    assert str(way_of(row, on=ON).places[Step.COUNTY]) == "青泽市"
    assert accepted(city, row, "office").state == "county_accepted"


def test_who_checked_it_for_the_unit_does_not_accept_it(city: City) -> None:
    row = checked(city, listed(city, "市政府办"), who="office")
    city.add_account("second", name="督小泽", unit="市政府办", role=Role.OFFICE)

    with pytest.raises(NotAllowed, match="须由他人验收"):
        accepted(city, row, "office")
    assert accepted(city, row, "second").state == "city_accepted"


def test_a_failed_acceptance_sends_it_back_with_what_is_to_be_put_right(city: City) -> None:
    row = checked(city, listed(city))
    with pytest.raises(Invalid, match="请列出整改事项"):
        accepted(city, row, "county_office", passed=False)

    row = accepted(city, row, "county_office", passed=False, finding="仍缺消火栓。", items=ITEMS)

    item = Rectification.objects.get()
    assert (row.state, item.text, item.unit, item.listed_case) == ("listed", ITEMS[0][0], row.unit, row)
    assert sentence(Event.objects.filter(verb="listed.refused").get()).endswith(
        "县级验收不通过，退回整治：仍缺消火栓。"
    )
    row = accepted(city, accepted(city, checked(city, row), "county_office"), "office")
    with pytest.raises(Conflict, match="还有1个整改事项没有核查通过"):
        take_off(row, city)
    Rectification.objects.update(state=RectificationState.DONE, done_at=LATER, done_by="石桥生")
    verify_rectification(
        rectification=Rectification.objects.get(),
        on=ON,
        way="site",
        finding="已补建。",
        passed=True,
        at=LATER,
        by=city.actor("office"),
    )
    assert take_off(row, city).state == "delisted"


def test_a_self_check_that_finds_it_wanting_stays_where_it_is(city: City) -> None:
    row = checked(city, listed(city), passed=False, finding="还有2处。")

    assert (row.state, row.acceptances.get().passed) == ("listed", False)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"finding": " "}, "请写明情况"),
        ({"on": date(2026, 10, 13)}, "不能晚于今天"),
        ({"on": date(2026, 3, 1)}, "不能早于挂牌日期"),
        ({"members": "长" * 301}, "最多 300 个字"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(city: City, given: dict[str, object], words: str) -> None:
    row = listed(city)

    with pytest.raises(Invalid, match=words):
        checked(city, row, **given)


def test_a_check_sent_twice_is_one(city: City) -> None:
    row = listed(city)
    self_check(listed=row, found=FOUND, at=LATER, seen=row.version, by=city.actor("town_liaison"))
    with pytest.raises(Conflict):
        self_check(listed=row, found=FOUND, at=LATER, seen=row.version, by=city.actor("town_liaison"))
    row.refresh_from_db()
    accept_step(listed=row, found=FOUND, at=LATER, seen=row.version, by=city.actor("county_office"))
    with pytest.raises(NotAllowed):
        accept_step(listed=row, found=FOUND, at=LATER, seen=row.version, by=city.actor("county_office"))
    assert row.acceptances.count() == 2


def test_what_came_back_is_listed_again_and_counted(city: City) -> None:
    row = delisted(city)
    at = LATER + timedelta(days=40)
    visit_again(
        listed=row,
        found=type(FOUND)(at.date(), False, "又占用消防通道。"),
        at=at,
        by=city.actor("office"),
    )
    with pytest.raises(Invalid, match="今天以后"):
        relist_case(listed=row, reason="反弹。", due=at.date(), at=at, by=city.actor("office"))

    row = relist_case(listed=row, reason="又占用。", due=date(2026, 12, 31), at=at, by=city.actor("office"))

    assert (row.state, row.relistings, row.delisted_on) == ("listed", 1, None)
    assert (row.due, row.original_due, row.listed_on) == (date(2026, 12, 31), date(2026, 10, 31), at.date())
    assert row.stages.last().name == "反弹整治阶段"
    assert row.reports.filter(month=date(2026, 11, 1)).exists()
    assert row.acceptances.last().step == "recheck"


def test_only_a_case_that_came_off_is_visited_or_listed_again(city: City) -> None:
    row = listed(city)

    with pytest.raises(Conflict, match="摘牌以后才回访"):
        visit_again(listed=row, found=FOUND, at=LATER, by=city.actor("office"))
    with pytest.raises(Conflict, match="摘牌以后反弹"):
        relist_case(listed=row, reason="反弹。", due=date(2027, 1, 1), at=LATER, by=city.actor("office"))


def stage(row: ListedCase, order: int) -> ListedStage:
    return row.stages.get(order=order)


def test_a_stage_is_done_with_a_statement_and_opened_again(city: City) -> None:
    row = listed(city)
    one = stage(row, 1)
    done = {"stage": one, "done_on": date(2026, 3, 30), "at": LATER}
    with pytest.raises(Invalid, match="请写明完成情况"):
        finish_stage(**done, statement="", by=city.actor("town_liaison"))
    with pytest.raises(Invalid, match="核对年份"):
        finish_stage(**{**done, "done_on": date(2025, 3, 30)}, statement="已开会。", by=city.actor("town_liaison"))
    for who in ("liaison", "finance", "leader", "reader", "county_office"):
        with pytest.raises(NotAllowed):
            finish_stage(**done, statement="已开会。", by=city.actor(who))

    finish_stage(**done, statement="已开会。", seen=token(one), by=city.actor("town_liaison"))
    with pytest.raises(Conflict, match="已于2026年3月30日完成"):
        finish_stage(**done, statement="已开会。", seen=token(one), by=city.actor("town_liaison"))

    reopen_stage(stage=one, reason="没有签责任书。", by=city.actor("office"))
    assert stage(row, 1).done_on is None
    assert Event.objects.latest("sequence").before == {"完成日期": "2026-03-30", "完成情况": "已开会。"}


def test_days_are_extended_with_the_reason_and_the_first_ones_stay(city: City) -> None:
    row, office = listed(city), city.actor("office")
    one = stage(row, 4)
    with pytest.raises(Invalid, match="不能晚于整治期限"):
        extend_stage(stage=one, ends=date(2026, 11, 30), reason="汛期停工。", by=office)
    with pytest.raises(Invalid, match="应晚于现在的整治期限"):
        extend_listed(listed=row, due=date(2026, 10, 31), reason="汛期停工。", by=office)
    with pytest.raises(Invalid, match="请写明延期的原因"):
        extend_listed(listed=row, due=date(2026, 11, 30), reason=" ", by=office)

    extend_listed(listed=row, due=date(2026, 11, 30), reason="汛期停工。", by=office)
    extend_stage(stage=one, ends=date(2026, 11, 30), reason="汛期停工。", by=office)

    row.refresh_from_db()
    assert (row.due, row.original_due) == (date(2026, 11, 30), date(2026, 10, 31))
    assert (stage(row, 4).ends, stage(row, 4).original_ends) == (date(2026, 11, 30), STAGES[3].ends)
    said = sentence(Event.objects.latest("sequence"))
    assert said == "“石桥镇老街火灾隐患”迎接验收阶段的完成时间由2026年10月31日延至2026年11月30日：汛期停工。"


def test_stages_and_days_stand_still_once_it_is_off_the_board(city: City) -> None:
    row, office = delisted(city), city.actor("office")

    with pytest.raises(Conflict, match="已摘牌"):
        extend_listed(listed=row, due=date(2027, 1, 1), reason="再延。", by=office)
    with pytest.raises(Conflict, match="已摘牌"):
        finish_stage(stage=stage(row, 1), statement="完成。", done_on=ON, at=LATER, by=office)


def test_the_sidebar_counts_what_waits_for_oneself(city: City) -> None:
    row = listed(city)
    assert {who: count_waiting(city.actor(who)) for who in ("town_liaison", "liaison", "office", "leader")} == {
        "town_liaison": 1,
        "liaison": 0,
        "office": 0,
        "leader": 0,
    }
    checked(city, row)
    assert (count_waiting(city.actor("county_office")), count_waiting(city.actor("office"))) == (1, 0)


def test_staged_but_not_listed_asks_for_no_month(city: City) -> None:
    assert staged(city).reports.count() == 0
