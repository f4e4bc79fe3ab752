"""What the ladder finds in the record and proposes: each fact, once, quietly, at a cost that does not grow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.outbox.models import Message
from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.actions.clocks import stop_clock
from duban.apps.progress.models import Milestone, Report, Standing
from duban.apps.progress.standing import stand_again
from duban.apps.supervision.actions import cases, cases_serving
from duban.apps.supervision.actions.proposing import propose_cases
from duban.apps.supervision.facts.gathering import facts_of
from duban.apps.supervision.jobs import propose_everywhere
from duban.apps.supervision.models import Case, Ladder, Rectification
from duban.rulebook.cases import CaseState, Trigger
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.reports import FilingState
from supervision_cast import Supervised

T = Trigger
MONDAY = date(2026, 4, 13)
AT = datetime(2026, 4, 13, 1, 0, tzinfo=UTC)


def _facts(supervised: Supervised, on: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in facts_of(supervised.place.pk, on):
        found.setdefault(one.fact.trigger.value, []).append(one.fact.words)
    return found


@pytest.fixture
def fresh(supervised: Supervised) -> Supervised:
    """The standing supervision without its cases: the ladder begins."""
    Rectification.objects.all().delete()
    supervised.interview.delete()
    Case.objects.all().delete()
    return supervised


def _propose(supervised: Supervised, on: date) -> list[Case]:
    at = AT + timedelta(days=(on - MONDAY).days)
    return propose_cases(jurisdiction=supervised.place, on=on, at=at)


def test_a_report_that_did_not_come(fresh: Supervised) -> None:
    assert T.REPORT_MISSING.value not in _facts(fresh, date(2026, 4, 10))
    assert _facts(fresh, MONDAY)["report_missing"] == ["应于4月10日报送"]
    fresh.year.round.closed_at = AT
    fresh.year.round.save()
    assert T.REPORT_MISSING.value not in _facts(fresh, MONDAY)


def test_a_report_that_was_returned_again_and_again(fresh: Supervised) -> None:
    Report.objects.filter(pk=fresh.year.filed.pk).update(
        state=FilingState.RETURNED, returns=2, reviewed_at=AT, due=date(2026, 4, 20)
    )

    assert _facts(fresh, MONDAY)["report_returned"] == ["第1轮进展情况已被退回2次"]


def test_a_plan_that_did_not_come_and_a_step_not_taken(fresh: Supervised) -> None:
    assert _facts(fresh, MONDAY)["plan_missing"] == ["落实方案应于3月11日报送"]
    plan = fresh.year.implementation_plan
    plan.state = FilingState.ACCEPTED
    plan.save()
    Milestone.objects.filter(pk=fresh.year.milestone.pk).update(due=date(2026, 4, 9))
    facts = _facts(fresh, MONDAY)
    assert "plan_missing" not in facts
    assert facts["milestone_missed"] == ["节点“上半年新开工30个。”应于4月9日完成"]
    Milestone.objects.filter(pk=fresh.year.milestone.pk).update(done_on=date(2026, 4, 10))
    assert "milestone_missed" not in _facts(fresh, MONDAY)


def test_how_a_task_stands_is_a_fact_of_each_lead_unit(fresh: Supervised) -> None:
    task = fresh.year.plans.task("1")
    stand_again([task.pk])
    Standing.objects.filter(task=task).update(behind_from=date(2026, 4, 1), severe_from=date(2026, 4, 8))
    assert len(_facts(fresh, date(2026, 4, 7))["behind"]) == 1
    assert len(_facts(fresh, date(2026, 4, 9))["severely_behind"]) == 1
    Standing.objects.filter(task=task).update(overdue_from=date(2026, 4, 10))
    (found,) = (one for one in facts_of(fresh.place.pk, MONDAY) if one.fact.trigger is T.OVERDUE)
    assert (found.unit, found.fact.since) == (fresh.units["发改"], date(2026, 4, 9))


def test_an_instruction_that_was_not_answered_and_one_whose_clock_stands(fresh: Supervised) -> None:
    assert "instruction_late" not in _facts(fresh, date(2026, 4, 20))
    assert _facts(fresh, date(2026, 4, 21))["instruction_late"] == ["贺知远批示应于4月20日反馈"]
    clock = fresh.year.instruction.clock
    stop_clock(clock=clock, reason="等审批。", at=AT, by=fresh.city.actor("office"))
    assert "instruction_late" not in _facts(fresh, date(2026, 4, 21))


def test_a_case_and_a_rectification_that_were_not_answered(supervised: Supervised) -> None:
    facts = _facts(supervised, date(2026, 5, 18))

    assert facts["case_unanswered"] == ["督办单应于4月20日反馈"]
    assert facts["rectification_late"] == ["整改事项“补报进展情况。”应于5月15日完成"]


def test_it_proposes_once_and_tells_nobody(fresh: Supervised) -> None:
    told = Message.objects.count()
    first = _propose(fresh, MONDAY)

    assert {(row.trigger, row.level, row.unit) for row in first} == {
        ("report_missing", "reminder", fresh.units["发改"]),
        ("plan_missing", "reminder", fresh.units["发改"]),
    }
    report = next(row for row in first if row.trigger == "report_missing")
    assert report.report == fresh.year.report
    assert report.reason == "应于4月10日报送，逾期1个工作日"
    assert report.rule["words"] == "逾期未报送进展情况满1个工作日，提醒，2个工作日内反馈"
    assert (report.state, report.proposed_by) == (CaseState.PROPOSED, "系统")
    assert _propose(fresh, MONDAY) == []
    assert _propose(fresh, date(2026, 4, 20)) == []
    assert Message.objects.count() == told
    assert fresh.city.events().count("case.proposed") == 2


def test_a_day_off_is_quiet(fresh: Supervised) -> None:
    assert _propose(fresh, date(2026, 4, 12)) == []


def test_the_next_step_stands_in_the_place_of_the_one_before(fresh: Supervised) -> None:
    office = fresh.city.actor("office")
    reminder = next(row for row in _propose(fresh, MONDAY) if row.trigger == "report_missing")
    cases_serving.serve_case(case=reminder, at=AT, by=office)
    assert [row for row in _propose(fresh, date(2026, 4, 15)) if row.report_id] == []
    (urging,) = (row for row in _propose(fresh, date(2026, 4, 16)) if row.report_id)

    assert (urging.level, urging.raised_from) == ("urging", reminder)
    assert urging.reason == "应于4月10日报送，逾期4个工作日；4月13日已提醒，逾期未反馈"
    cases_serving.serve_case(case=urging, document="none", at=AT + timedelta(days=3), by=office)
    reminder.refresh_from_db()
    assert reminder.state == CaseState.RAISED


def test_a_report_that_came_raises_nothing(fresh: Supervised) -> None:
    office = fresh.city.actor("office")
    reminder = next(row for row in _propose(fresh, MONDAY) if row.trigger == "report_missing")
    cases_serving.serve_case(case=reminder, at=AT, by=office)
    Report.objects.filter(pk=fresh.year.report.pk).update(state=FilingState.SUBMITTED, submitted_at=AT)

    assert "report_missing" not in _facts(fresh, date(2026, 4, 14))


def test_what_was_decided_against_stays_decided(fresh: Supervised) -> None:
    office = fresh.city.actor("office")
    for row in _propose(fresh, date(2026, 4, 30)):
        cases.dismiss_case(case=row, reason="已电话联系。", at=AT + timedelta(days=17), by=office)

    assert [row.trigger for row in _propose(fresh, date(2026, 5, 29)) if row.trigger != "instruction_late"] == []


def test_a_case_opened_by_hand_about_the_report_is_enough(fresh: Supervised) -> None:
    reminder = next(row for row in _propose(fresh, MONDAY) if row.trigger == "report_missing")
    Case.objects.filter(pk=reminder.pk).update(occasion="", trigger="", state=CaseState.SUBMITTED)

    assert [row for row in _propose(fresh, date(2026, 4, 20)) if row.trigger == "report_missing"] == []


def test_an_office_whose_ladder_is_empty_is_left_in_peace(fresh: Supervised) -> None:
    Ladder.objects.update(rules=[])

    assert _propose(fresh, MONDAY) == []


def test_only_the_office_of_the_place_asks_for_proposals(fresh: Supervised) -> None:
    for who in ("liaison", "leader", "reader", "county_office", "system_admin"):
        with pytest.raises(NotAllowed):
            propose_cases(jurisdiction=fresh.place, on=MONDAY, at=AT, by=fresh.city.actor(who))


def test_the_job_goes_round_the_places_with_a_plan(fresh: Supervised) -> None:
    assert propose_everywhere(at=AT - timedelta(days=1)) == 0
    assert propose_everywhere(at=AT) == 2
    assert propose_everywhere(at=AT) == 0


def _grow(supervised: Supervised, number: int) -> None:
    """More tasks of the same plan that are behind and whose report is missing."""
    year = supervised.year
    model = year.plans.task("1")
    tasks = Task.objects.bulk_create(
        [
            Task(
                plan=model.plan,
                jurisdiction=model.jurisdiction,
                jurisdiction_path=model.jurisdiction_path,
                year=model.year,
                number=str(1000 + at),
                text=f"新建项目{at}个。",
                state=model.state,
                order=100 + at,
            )
            for at in range(Task.objects.count(), Task.objects.count() + number)
        ]
    )
    unit = supervised.units["财政"]
    Responsibility.objects.bulk_create([Responsibility(task=one, unit=unit, role="lead") for one in tasks])
    Standing.objects.bulk_create([Standing(task=one, behind_from=date(2026, 4, 1)) for one in tasks])
    Report.objects.bulk_create(
        [
            Report(task=one, unit=unit, round=year.round, due=year.report.due, original_due=year.report.due)
            for one in tasks
        ]
    )


def test_the_cost_in_questions_does_not_grow_with_the_tasks(fresh: Supervised) -> None:
    _grow(fresh, 5)
    with CaptureQueriesContext(connection) as few:
        facts_of(fresh.place.pk, MONDAY)
    _grow(fresh, 1000)
    with CaptureQueriesContext(connection) as many:
        facts = facts_of(fresh.place.pk, MONDAY)

    assert len(facts) > 2000
    assert len(many) == len(few) <= 12
    assert len(_propose(fresh, MONDAY)) == 1000 + 5 + 2 + 1005
