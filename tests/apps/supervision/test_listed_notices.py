"""The notices that put a case on the board and take it off: drafted from it, followed when issued or made void."""

from __future__ import annotations

from datetime import date

import pytest
from listed_cast import AT, LATER, STAGES, accepted, checked, listed, staged

from cast import City
from duban.apps.dispatch.actions.drafting import void_dispatch
from duban.apps.dispatch.happenings import dispatch_issued, origin_of
from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.apps.supervision.actions.listed_drafts import take_stages, withdraw_listing
from duban.apps.supervision.actions.listed_notices import draft_delisting_notice, draft_listing_notice
from duban.apps.supervision.models import ListedCase
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Conflict, NotAllowed


@pytest.fixture
def head(city: City) -> Letterhead:
    """Under which the office of the city writes."""
    office = city.units["市政府办"]
    return Letterhead.objects.create(
        jurisdiction=city.places["青泽市"],
        unit=office,
        mark="青泽市人民政府办公室文件",
        code="青府办",
        shape="document",
        kinds=[DispatchKind.LISTING, DispatchKind.DELISTING],
        signatory=office.name,
        printed_by=office.name,
    )


def issue(city: City, dispatch: Dispatch, number: str, on: date) -> None:
    """As issuing tells it: with number and day, inside its transaction."""
    dispatch.number, dispatch.dated = number, on
    dispatch_issued.send(sender=Dispatch, dispatch=dispatch, at=LATER, by=city.actor("office"))


def test_the_notice_says_problem_stages_and_months_and_is_drafted_once(city: City, head: Letterhead) -> None:
    row = staged(city)

    made = draft_listing_notice(listed=row, at=AT, by=city.actor("office"))

    assert made == draft_listing_notice(listed=row, at=AT, by=city.actor("office"))
    assert made.title == "关于对石桥镇老街火灾隐患实行市级挂牌督办的通知"
    assert "（二）集中整治阶段（2026年4月1日至8月31日）。" in made.text
    assert "每月23日前报送整治进展" in made.text
    assert "{" not in made.text
    assert {one.unit.name: one.is_main for one in made.copies.all()} == {
        "石桥镇人民政府": True,
        "青泽市发展和改革局": False,
    }
    assert city.events().count("listed.notice_drafted") == 1


def test_issued_it_is_on_the_board_from_the_day_of_the_document(city: City, head: Letterhead) -> None:
    row = staged(city)
    made = draft_listing_notice(listed=row, at=AT, by=city.actor("office"))

    issue(city, made, "青府办〔2026〕8号", date(2026, 3, 5))

    row.refresh_from_db()
    assert (row.state, row.listed_on) == ("listed", date(2026, 3, 5))
    assert "青府办〔2026〕8号" in row.basis
    origin = origin_of(made, city.actor("town_liaison"))
    assert origin is not None
    assert origin.title == "挂牌事项：石桥镇老街火灾隐患"
    assert origin_of(made, city.actor("finance")) is None


def test_while_the_notice_is_drafted_the_case_stands_still_until_it_is_void(city: City, head: Letterhead) -> None:
    row, office = staged(city), city.actor("office")
    made = draft_listing_notice(listed=row, at=AT, by=office)
    with pytest.raises(Conflict, match="先作废通知"):
        leave_one_stage(row, city)

    void_dispatch(dispatch=made, reason="改期。", at=AT, by=office)

    row = ListedCase.objects.get()
    assert row.listing is None
    leave_one_stage(row, city)
    assert row.stages.count() == 1


def leave_one_stage(row: ListedCase, city: City) -> None:
    take_stages(listed=row, stages=STAGES[:1], by=city.actor("office"))


def test_what_was_withdrawn_keeps_its_notice_from_being_issued(city: City, head: Letterhead) -> None:
    row, office = staged(city), city.actor("office")
    made = draft_listing_notice(listed=row, at=AT, by=office)
    withdraw_listing(listed=row, reason="不再挂牌。", at=AT, by=office)

    with pytest.raises(Conflict, match="已撤销"):
        issue(city, made, "青府办〔2026〕8号", date(2026, 3, 5))


def test_the_notice_that_takes_it_off_tells_the_acceptances(city: City, head: Letterhead) -> None:
    row = listed(city)
    with pytest.raises(Conflict, match="市级验收通过以后才能摘牌"):
        draft_delisting_notice(listed=row, at=LATER, by=city.actor("office"))
    row = accepted(city, accepted(city, checked(city, row), "county_office"), "office")

    made = draft_delisting_notice(listed=row, at=LATER, by=city.actor("office"))

    assert "2026年10月10日，临川县人民政府办公室县级验收合格；" in made.text
    assert "{" not in made.text
    issue(city, made, "青府办〔2026〕30号", date(2026, 10, 16))
    row.refresh_from_db()
    assert (row.state, row.delisted_on) == ("delisted", date(2026, 10, 16))


@pytest.mark.parametrize("who", ["town_liaison", "leader", "county_office", "reader"])
def test_only_the_office_of_the_case_writes_its_notices(city: City, head: Letterhead, who: str) -> None:
    row = staged(city)

    with pytest.raises(NotAllowed):
        draft_listing_notice(listed=row, at=AT, by=city.actor(who))


def test_without_a_letterhead_it_says_where_to_set_one(city: City) -> None:
    with pytest.raises(Conflict, match="发文机关"):
        draft_listing_notice(listed=staged(city), at=AT, by=city.actor("office"))
