"""A round is opened once, locked when it is closed, opened again with a reason; its plan's days can be changed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from duban.apps.audit.models import Event
from duban.apps.jobs.schedule import registered
from duban.apps.plans.models import ReportingRound
from duban.apps.progress.actions.rounds import change_reporting_days, close_round, open_round, reopen_round
from duban.apps.progress.jobs import open_due_rounds
from duban.apps.progress.models import Practice, Report
from duban.apps.progress.queries.rounds import check_open, opening_day_of, rounds_to_open
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import PlanState
from plan_cast import Plans
from progress_cast import Year


def at(month: int, day: int, hour: int = 9) -> datetime:
    """An hour of 2026 at the place, UTC+8."""
    return datetime(2026, month, day, hour - 8, tzinfo=UTC)


@pytest.fixture
def settled(year: Year) -> Year:
    """The open round with nothing left to review."""
    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.ACCEPTED)
    return year


def test_opening_asks_every_lead_unit(year: Year) -> None:
    opened = open_round(round=year.later, at=at(6, 22), by=year.city.actor("office"))

    rows = Report.objects.filter(round=opened)
    assert {(row.unit.name, row.state) for row in rows} == {("青泽市发展和改革局", "owed"), ("青泽市财政局", "owed")}
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.verb, event.after) == ("round.opened", {"报送日期": "2026-07-10", "单位": 2, "应报": 2})


@pytest.mark.parametrize("who", ["unit_head", "liaison", "leader", "reader", "county_office"])
def test_only_the_office_of_the_place_opens_a_round(year: Year, who: str) -> None:
    with pytest.raises(NotAllowed):
        open_round(round=year.later, at=at(6, 22), by=year.city.actor(who))

    year.later.refresh_from_db()
    assert year.later.opened_at is None


def test_an_open_round_is_not_opened_again(year: Year) -> None:
    with pytest.raises(Conflict, match="第1轮已开始填报"):
        open_round(round=year.round, at=at(4, 1), by=year.city.actor("office"))


def test_the_rounds_of_a_draft_are_not_opened(plans: Plans) -> None:
    with pytest.raises(Conflict, match="草稿"):
        open_round(round=plans.draft.rounds.earliest("due"), at=at(4, 1), by=plans.city.actor("office"))


def test_a_round_opened_late_gives_the_units_five_working_days(year: Year) -> None:
    open_round(round=year.later, at=at(7, 20), by=year.city.actor("office"))

    assert set(Report.objects.filter(round=year.later).values_list("due", flat=True)) == {date(2026, 7, 27)}


def test_a_round_opens_so_many_working_days_before_its_day(year: Year) -> None:
    assert opening_day_of(year.later, on=date(2026, 6, 1)) == date(2026, 6, 18)  # 端午节 lies between
    assert rounds_to_open(on=date(2026, 6, 17)) == []
    assert rounds_to_open(on=date(2026, 6, 18)) == [year.later]


def test_the_office_decides_how_long_before(year: Year) -> None:
    Practice.objects.create(jurisdiction=year.plans.place, opens_before=5)

    assert rounds_to_open(on=date(2026, 7, 2)) == []
    assert rounds_to_open(on=date(2026, 7, 3)) == [year.later]


def test_a_round_is_not_opened_before_the_plan_is_in_force_nor_one_that_was_due_before(plans: Plans) -> None:
    plan, first = plans.force, plans.force.rounds.earliest("due")
    plan.put_in_force_at = at(4, 8)
    plan.save()
    assert rounds_to_open(on=date(2026, 4, 7)) == []
    assert rounds_to_open(on=date(2026, 4, 8)) == [first]

    plan.put_in_force_at = at(4, 13)
    plan.save()
    assert rounds_to_open(on=date(2026, 4, 20)) == []


def test_the_job_opens_what_is_due_and_finds_nothing_the_second_time(year: Year) -> None:
    assert open_due_rounds(at=at(6, 18)) == 1
    assert open_due_rounds(at=at(6, 18)) == 0

    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.verb, event.actor_name, Report.objects.filter(round=year.later).count()) == (
        "round.opened",
        "系统",
        2,
    )
    assert "open-rounds" in {periodic.name for periodic in registered()}


def test_rounds_that_were_missed_are_opened_by_the_next_run(year: Year) -> None:
    assert open_due_rounds(at=at(11, 2)) == 2

    assert not ReportingRound.objects.filter(plan=year.plans.force, opened_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_open_a_round_once(year: Year) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(2)

    def run() -> int:
        try:
            start.wait(timeout=10)
            return open_due_rounds(at=at(6, 18))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(run) for _ in range(2)]
        done = sorted(one.result() for one in jobs)

    assert done == [0, 1]
    assert Report.objects.filter(round=year.later).count() == 2
    assert year.city.events() == ["round.opened"]


@pytest.mark.django_db(transaction=True)
def test_a_round_waits_for_who_submits_at_that_moment(settled: Year) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    office, submits = settled.city.actor("office"), Signal()

    def close() -> str:
        try:
            submits.wait(timeout=10)
            close_round(round=settled.round, at=at(4, 13), by=office)
        except Conflict as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            report = Report.objects.select_for_update().get(pk=settled.report.pk)
            closing = pool.submit(close)
            submits.set()
            time.sleep(0.3)  # it waits for the lock meanwhile
            check_open(settled.round)
            report.state = FilingState.SUBMITTED
            report.save()
        refusal = closing.result()

    assert "还有1项待审核" in refusal


def test_a_closed_round_is_locked_and_what_is_missing_stays_missing(settled: Year) -> None:
    closed = close_round(round=settled.round, at=at(4, 13), by=settled.city.actor("office"))

    assert (closed.closed_at, closed.closed_by) == (at(4, 13), "督小青")
    with pytest.raises(Conflict, match="已关闭"):
        check_open(settled.round)
    settled.report.refresh_from_db()
    assert settled.report.state == FilingState.OWED
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.verb, event.after) == ("round.closed", {"应报": 2, "已报": 1, "迟报": 0, "漏报": 1})


def test_a_round_is_not_closed_on_its_day_but_on_the_next(settled: Year) -> None:
    with pytest.raises(Conflict, match="2026年4月10日截止"):
        close_round(round=settled.round, at=at(4, 10, 23), by=settled.city.actor("office"))

    assert close_round(round=settled.round, at=at(4, 11), by=settled.city.actor("office")).closed_at


def test_a_round_is_not_closed_while_reports_wait_for_review(year: Year) -> None:
    with pytest.raises(Conflict, match="还有1项待审核"):
        close_round(round=year.round, at=at(4, 13), by=year.city.actor("office"))


def test_a_round_is_not_closed_before_a_returned_report_had_its_time(settled: Year) -> None:
    Report.objects.filter(pk=settled.filed.pk).update(state=FilingState.RETURNED, due=date(2026, 4, 15))
    office = settled.city.actor("office")

    with pytest.raises(Conflict, match="还有1项的重报期限没有到"):
        close_round(round=settled.round, at=at(4, 15), by=office)

    assert close_round(round=settled.round, at=at(4, 16), by=office).closed_by == "督小青"


def test_what_is_not_open_is_neither_filled_nor_closed(year: Year) -> None:
    with pytest.raises(Conflict, match="第2轮还没有开始填报"):
        check_open(year.later)
    with pytest.raises(Conflict, match="第2轮还没有开始填报"):
        close_round(round=year.later, at=at(9, 1), by=year.city.actor("office"))
    check_open(year.round)


def test_a_closed_round_is_opened_again_with_its_reason(settled: Year) -> None:
    office = settled.city.actor("office")
    close_round(round=settled.round, at=at(4, 13), by=office)

    reopen_round(round=settled.round, reason="市发改局补报。", at=at(4, 14), by=office)

    check_open(settled.round)
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.verb, event.note, event.before["关闭人"]) == ("round.reopened", "市发改局补报。", "督小青")


def test_no_round_is_opened_again_without_a_reason_or_when_it_is_open(settled: Year) -> None:
    office = settled.city.actor("office")
    with pytest.raises(Conflict, match="没有关闭"):
        reopen_round(round=settled.round, reason="补报。", at=at(4, 14), by=office)
    close_round(round=settled.round, at=at(4, 13), by=office)
    with pytest.raises(Invalid, match="原因"):
        reopen_round(round=settled.round, reason=" ", at=at(4, 14), by=office)
    with pytest.raises(NotAllowed):
        reopen_round(round=settled.round, reason="补报。", at=at(4, 14), by=settled.city.actor("liaison"))


def days_of_plan(year: Year) -> list[tuple[int, date]]:
    return list(year.plans.force.rounds.order_by("due").values_list("sequence", "due"))


def test_the_office_adds_a_day_and_takes_away_one_that_was_not_opened(year: Year) -> None:
    days = [date(2026, 4, 10), date(2026, 7, 10), date(2026, 8, 20)]

    change_reporting_days(plan=year.plans.force, days=days, seen=1, at=at(5, 1), by=year.city.actor("office"))

    assert days_of_plan(year) == [(1, days[0]), (2, days[1]), (3, days[2])]
    assert ReportingRound.objects.get(pk=year.round.pk).opened_at == year.round.opened_at
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert event.after == {"报送日期": ["2026年4月10日", "2026年7月10日", "2026年8月20日"]}


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([date(2026, 7, 10)], "第1轮（2026年4月10日）已开始填报"),
        ([date(2026, 4, 10), date(2026, 4, 3)], "须在2026年4月10日之后"),
        ([date(2026, 4, 10), date(2026, 3, 2)], "2026年3月2日已经过去"),
    ],
)
def test_what_was_opened_keeps_its_day_and_its_number(year: Year, days: list[date], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        change_reporting_days(plan=year.plans.force, days=days, at=at(4, 2), by=year.city.actor("office"))

    assert len(days_of_plan(year)) == 3


def test_days_somebody_else_changed_are_not_written_over(year: Year) -> None:
    days, office = [date(2026, 4, 10), date(2026, 7, 10)], year.city.actor("office")
    change_reporting_days(plan=year.plans.force, days=days, seen=1, at=at(5, 1), by=office)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_reporting_days(plan=year.plans.force, days=days, seen=1, at=at(5, 1), by=office)


@pytest.mark.parametrize(("state", "reason"), [(PlanState.DRAFT, "还没有印发"), (PlanState.ARCHIVED, "不再报送")])
def test_only_a_plan_in_force_has_its_days_changed_here(year: Year, state: PlanState, reason: str) -> None:
    year.plans.force.state = state
    year.plans.force.save()

    with pytest.raises(Conflict, match=reason):
        change_reporting_days(plan=year.plans.force, days=[], at=at(5, 1), by=year.city.actor("office"))
