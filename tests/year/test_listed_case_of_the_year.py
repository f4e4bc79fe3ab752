"""挂牌督办 by the real plan of 001, by its own days of 2023: four stages, months by the 23rd, off it and again."""

from __future__ import annotations

from datetime import date

import pytest
from year_actors import at
from year_listed import Listed

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.verifying import verify
from duban.apps.supervision.actions.listed_notices import draft_delisting_notice
from duban.apps.supervision.models import ListedCase, ListedReport
from duban.rulebook.listings import ListedReportState, StageStanding, report_words, stage_standing
from duban.rulebook.refusals import Conflict, NotAllowed

pytestmark = pytest.mark.django_db
S = StageStanding


@pytest.fixture
def life(city: City) -> Listed:
    life = Listed(city)
    life.list()
    return life


def standings(row: ListedCase, on: date) -> list[StageStanding]:
    stages = row.stages.order_by("order")
    return [
        stage_standing(one.begins, one.ends, one.done_on if one.done_on and one.done_on <= on else None, on=on)
        for one in stages
    ]


def months(row: ListedCase, on: date) -> dict[str, str]:
    return {f"{one.due:%m-%d}": report_words(*_facts(one), on=on) for one in row.reports.order_by("month")}


def _facts(report: ListedReport) -> tuple[ListedReportState, date, date | None]:
    came = report.first_submitted_at
    return ListedReportState(report.state), report.due, came.date() if came else None


def until_acceptance(life: Listed) -> None:
    """All stages done, nine months reported but August, checked by the unit on 9 October."""
    for month in range(2, 11):
        life.report(month, returned=month == 4)
    for order in range(1, 5):
        life.finish(order)


def test_it_is_listed_by_its_notice_with_the_four_real_stages(life: Listed) -> None:
    row = life.now()

    assert (row.state, row.listed_on, row.due, row.report_day) == ("listed", date(2023, 2, 8), date(2023, 10, 31), 23)
    assert [one.ends for one in row.stages.order_by("order")] == [
        date(2023, 2, 28),
        date(2023, 8, 31),
        date(2023, 9, 30),
        date(2023, 10, 31),
    ]
    assert row.listing is not None
    assert row.listing.number == "青府办〔2023〕1号"
    assert "每月23日前报送整治进展" in row.listing.text
    assert "2023年3月1日至8月31日" in row.listing.text


def test_each_stage_stands_as_its_days_say(life: Listed) -> None:
    until_acceptance(life)
    row = life.now()

    assert standings(row, date(2023, 2, 20)) == [S.UNDER_WAY, S.TO_COME, S.TO_COME, S.TO_COME]
    assert standings(row, date(2023, 8, 31)) == [S.DONE, S.UNDER_WAY, S.TO_COME, S.TO_COME]
    assert standings(row, date(2023, 9, 3)) == [S.DONE, S.BEHIND, S.UNDER_WAY, S.TO_COME]  # done on the 4th
    assert standings(row, date(2023, 10, 31)) == [S.DONE] * 4


def test_months_by_the_twenty_third_late_missing_and_returned(life: Listed) -> None:
    until_acceptance(life)

    usual = {f"{month:02}-23": "已审核" for month in (2, 3, 4, 5, 7, 9, 10)}
    assert months(life.now(), date(2023, 10, 31)) == usual | {"06-23": "已审核，迟报", "08-23": "漏报"}
    assert life.now().reports.get(month=date(2023, 4, 1)).returns == 1


def test_a_failed_acceptance_then_the_whole_way_off_the_board(life: Listed) -> None:
    until_acceptance(life)
    life.check(date(2023, 10, 9))
    with pytest.raises(NotAllowed, match="县级验收由临川县督查室办理"):
        life.accept(date(2023, 10, 10), by_city=True)
    life.refuse(date(2023, 10, 12), due=date(2023, 10, 20))
    assert life.now().state == "listed"
    life.check(date(2023, 10, 23))
    life.accept(date(2023, 10, 25))
    with pytest.raises(Conflict, match="市级验收通过以后才能摘牌"):
        draft_delisting_notice(listed=life.row, at=at(date(2023, 10, 26)), by=life.office)
    life.accept(date(2023, 10, 30), by_city=True)
    with pytest.raises(Conflict, match="还有1个整改事项没有核查通过"):
        draft_delisting_notice(listed=life.row, at=at(date(2023, 10, 31)), by=life.office)
    life.put_right(date(2023, 10, 31))

    out = life.take_off(date(2023, 11, 1))

    row = life.now()
    assert (row.state, row.delisted_on, out.number) == ("delisted", date(2023, 11, 1), "青府办〔2023〕2号")
    assert "青府办〔2023〕1号" in out.text
    assert [(one.step, one.passed) for one in row.acceptances.order_by("at", "pk")] == [
        ("self", True),
        ("county", False),
        ("self", True),
        ("county", True),
        ("city", True),
    ]
    assert row.reports.count() == 9  # February to October; November is not asked for


def test_what_comes_back_is_listed_again_and_taken_off_again(life: Listed) -> None:
    until_acceptance(life)
    life.check(date(2023, 10, 9))
    life.accept(date(2023, 10, 25))
    life.accept(date(2023, 10, 30), by_city=True)
    life.take_off(date(2023, 11, 1))

    life.come_back(date(2023, 12, 4), due=date(2024, 1, 31))

    row = life.now()
    assert (row.state, row.relistings, row.due, row.original_due) == (
        "listed",
        1,
        date(2024, 1, 31),
        date(2023, 10, 31),
    )
    assert row.stages.count() == 5
    life.report(12)
    life.check(date(2024, 1, 15))
    life.accept(date(2024, 1, 17))
    life.accept(date(2024, 1, 19), by_city=True)
    again = life.take_off(date(2024, 1, 22))
    row = life.now()
    assert (row.state, again.number, row.relistings) == ("delisted", "青府办〔2024〕1号", 1)
    assert [f"{one.due:%Y-%m-%d}" for one in row.reports.order_by("month")][-2:] == ["2023-10-23", "2023-12-23"]
    assert Event.objects.filter(verb="listed.delisted").count() == 2
    assert len(verify().findings) == 0
