"""What is said and decided is written down as the days on which a task's word turns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.models import Plan, Target, Task, TaskLink
from duban.apps.progress.models import Closure, Practice, Report, ReportFigure, Standing
from duban.apps.progress.standing import stand_again, stand_again_all
from duban.apps.progress.standings.gathering import turning_of
from duban.rulebook.health import Health, is_severe, word
from duban.rulebook.judging_basis import from_basis
from duban.rulebook.judging_words import reason
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import ClosureState
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import TaskState
from progress_cast import FILED, Year

pytestmark = pytest.mark.django_db
APRIL, MAY, JULY = date(2026, 4, 9), date(2026, 5, 20), date(2026, 7, 11)
NEXT_YEAR = date(2027, 1, 1)


def health(task: Task, day: date) -> Health:
    return word(turning_of(Standing.objects.get(task=task)), day)


def why(task: Task, day: date) -> str:
    return reason(from_basis(Standing.objects.get(task=task).basis), day, work_calendar())


def submit(report: Report, value: Any = None, **changes: Any) -> Report:
    """As the form leaves it, with the figure of the only target."""
    for name, given in {"state": FilingState.SUBMITTED, "submitted_at": FILED, **changes}.items():
        setattr(report, name, given)
    report.save()
    if value is not None:
        target = report.task.targets.get()
        ReportFigure.objects.update_or_create(report=report, target=target, defaults={"value": Decimal(value)})
    stand_again([report.task_id])
    return report


def test_a_task_nobody_reported_on_is_not_started_until_its_first_date_has_passed(year: Year) -> None:
    task = year.report.task
    stand_again([task.pk])

    assert health(task, date(2026, 4, 10)) is Health.NOT_STARTED
    assert why(task, date(2026, 4, 10)) == "4月10日前首次报送"
    assert health(task, date(2026, 4, 11)) is Health.BEHIND
    assert why(task, date(2026, 4, 11)) == "累计 0/60（没有报送），时序进度 27.4%，滞后 27.4 个百分点"


def test_a_figure_holds_until_the_next_reporting_date_has_passed(year: Year) -> None:
    report = submit(year.report, 16)

    assert health(report.task, MAY) is Health.ON_PACE
    assert why(report.task, MAY) == "累计 16/60（第1轮自报），时序进度 26.8%，相差 0.2 个百分点"
    assert health(report.task, date(2026, 7, 10)) is Health.ON_PACE
    assert health(report.task, JULY) is Health.BEHIND
    assert why(report.task, JULY) == "累计 16/60（第1轮自报），到7月10日时序进度 52.3%，滞后 25.7 个百分点"


def test_the_deadline_passed_and_not_done_is_overdue(year: Year) -> None:
    report = submit(year.report, 40)

    assert health(report.task, date(2026, 12, 31)) is Health.BEHIND
    assert health(report.task, NEXT_YEAR) is Health.OVERDUE
    assert why(report.task, NEXT_YEAR).startswith("应于2026年12月31日完成，逾期约1个工作日；累计 40/60")


def test_a_goal_reached_is_done(year: Year) -> None:
    report = submit(year.report, 60)

    assert health(report.task, APRIL) is Health.DONE
    assert health(report.task, NEXT_YEAR) is Health.DONE


@pytest.mark.parametrize("state", [FilingState.DRAFT, FilingState.INNER, FilingState.RETURNED])
def test_what_is_not_submitted_says_nothing(year: Year, state: FilingState) -> None:
    report = submit(year.report, 60, state=state)

    assert health(report.task, APRIL) is Health.NOT_STARTED


def test_the_offices_figure_stands_before_the_units(year: Year) -> None:
    report = submit(year.report, 60)
    report.figures.update(verified=Decimal(6))
    stand_again([report.task_id])

    assert health(report.task, MAY) is Health.BEHIND
    assert why(report.task, MAY) == "累计 6/60（第1轮核定），时序进度 26.8%，滞后 16.8 个百分点"


def test_the_offices_word_stands_before_the_units(year: Year) -> None:
    filed = year.filed
    filed.stated, filed.verified = Health.DONE, ""
    filed.save()
    stand_again([filed.task_id])
    self_reported = health(filed.task, MAY), why(filed.task, MAY)
    Report.objects.filter(pk=filed.pk).update(verified=Health.BEHIND)
    stand_again([filed.task_id])

    assert self_reported == (Health.ON_PACE, "第1轮自评已完成，待核定")
    assert (health(filed.task, MAY), why(filed.task, MAY)) == (Health.BEHIND, "第1轮核定滞后")


def test_a_late_report_is_compared_with_the_day_its_round_asks_about(year: Year) -> None:
    report = submit(year.report, 16, submitted_at=datetime(2026, 5, 20, 2, tzinfo=UTC))

    assert why(report.task, MAY) == "累计 16/60（第1轮自报），时序进度 27.4%，相差 0.7 个百分点"


def test_an_accepted_plans_steps_make_the_path(year: Year) -> None:
    plan, milestone = year.implementation_plan, year.milestone
    milestone.due, milestone.figure = date(2026, 4, 10), Decimal(6)
    milestone.save()
    report = submit(year.report, 6, submitted_at=datetime(2026, 4, 10, 2, tzinfo=UTC))
    before = health(report.task, MAY)
    plan.state = FilingState.ACCEPTED
    plan.save()
    stand_again([report.task_id])

    assert (before, health(report.task, MAY)) == (Health.BEHIND, Health.ON_PACE)
    assert why(report.task, MAY) == "累计 6/60（第1轮自报），与时序进度 10% 持平"


def test_a_missed_step_makes_it_behind_until_it_is_done(year: Year) -> None:
    plan, milestone = year.implementation_plan, year.milestone
    plan.state, milestone.figure, milestone.content = FilingState.ACCEPTED, None, "主体封顶。"
    plan.save()
    milestone.save()
    report = submit(year.report, 40)
    missed = health(report.task, date(2026, 6, 30)), health(report.task, date(2026, 7, 3))
    said = why(report.task, date(2026, 7, 3))
    milestone.done_on = date(2026, 7, 8)
    milestone.save()
    stand_again([report.task_id])

    assert missed == (Health.AHEAD, Health.BEHIND)
    assert said == "节点“主体封顶”应于6月30日完成，逾期3个工作日"
    assert health(report.task, date(2026, 7, 9)) is Health.AHEAD


def test_a_step_with_a_figure_is_judged_when_the_next_report_is_due(year: Year) -> None:
    plan, milestone = year.implementation_plan, year.milestone
    plan.state, milestone.figure, milestone.due = FilingState.ACCEPTED, Decimal(12), date(2026, 3, 31)
    milestone.target = year.report.task.targets.get()
    plan.save()
    milestone.save()
    stand_again([year.report.task_id])
    silent = [health(year.report.task, date(2026, 4, day)) for day in (1, 10, 11)]
    report = submit(year.report, 11)

    assert silent == [Health.NOT_STARTED, Health.NOT_STARTED, Health.BEHIND]
    assert [health(report.task, date(2026, 4, day)) for day in (7, 8)] == [Health.ON_PACE, Health.BEHIND]
    assert "应于3月31日完成" in why(report.task, date(2026, 4, 10))


def test_a_growth_of_the_last_round_is_held_at_the_years_end(year: Year) -> None:
    Target.objects.filter(task=year.report.task).update(kind=TargetKind.GROWTH, value=Decimal(7), unit="%")
    year.report.round.plan.rounds.exclude(pk=year.report.round_id).delete()
    report = submit(year.report, 7)

    assert health(report.task, date(2026, 12, 30)) is Health.ON_PACE
    assert [health(report.task, day) for day in (date(2026, 12, 31), NEXT_YEAR)] == [Health.DONE, Health.DONE]


def test_an_open_step_keeps_a_reached_goal_from_being_done(year: Year) -> None:
    plan, milestone = year.implementation_plan, year.milestone
    plan.state, milestone.figure = FilingState.ACCEPTED, None
    plan.save()
    milestone.save()
    report = submit(year.report, 60)

    assert health(report.task, MAY) is Health.ON_PACE


def test_a_closed_task_is_done_and_a_terminated_one_has_no_word(year: Year) -> None:
    task = year.closure.task
    Closure.objects.filter(pk=year.closure.pk).update(state=ClosureState.ACCEPTED)
    Task.objects.filter(pk=task.pk).update(state=TaskState.CLOSED)
    stand_again([task.pk])
    closed = health(task, MAY), why(task, MAY)
    Task.objects.filter(pk=task.pk).update(state=TaskState.TERMINATED)
    stand_again([task.pk])

    assert closed == (Health.DONE, "4月7日办结")
    assert not Standing.objects.filter(task=task).exists()


def test_a_release_from_reporting_is_no_miss(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.RELEASED)
    stand_again([year.report.task_id])

    assert health(year.report.task, date(2026, 4, 11)) is Health.NOT_STARTED
    assert health(year.report.task, JULY) is Health.BEHIND  # the next round asks it again


def _below(year: Year, place: str, text: str) -> Task:
    county = year.city.places[place]
    plan = Plan.objects.create(jurisdiction=county, year=2026, title=text, issued_on=date(2026, 3, 20))
    shared = {"plan": plan, "jurisdiction": county, "jurisdiction_path": county.path, "year": 2026}
    return Task.objects.create(**shared, text=text, state=TaskState.IN_FORCE, deadline=date(2026, 4, 30))


def test_a_task_above_is_as_bad_as_the_worst_below_it(year: Year) -> None:
    report = submit(year.report, 20)
    below = _below(year, "临川县", "新开工项目12个。")
    _below_on_time = _below(year, "云栖区", "新开工项目8个。")
    for task in (below, _below_on_time):
        TaskLink.objects.create(parent=report.task, child=task)
    Task.objects.filter(pk=_below_on_time.pk).update(deadline=date(2026, 12, 31))
    stand_again([below.pk, _below_on_time.pk])

    assert health(report.task, date(2026, 4, 30)) is Health.ON_PACE
    assert health(below, date(2026, 5, 1)) is Health.OVERDUE
    assert health(report.task, date(2026, 5, 1)) is Health.BEHIND
    assert why(report.task, date(2026, 5, 1)) == "2项下级任务中1项滞后：临川县"


def test_two_levels_above_it_is_still_seen_and_a_circle_ends(year: Year) -> None:
    top, middle = year.report.task, _below(year, "云栖区", "新开工项目8个。")
    low = _below(year, "临川县", "新开工项目12个。")
    Task.objects.filter(pk=middle.pk).update(deadline=date(2026, 12, 31))
    TaskLink.objects.create(parent=top, child=middle)
    TaskLink.objects.create(parent=middle, child=low)
    submit(year.report, 20)
    stand_again([low.pk])
    seen = [health(task, date(2026, 5, 1)) for task in (low, middle, top)]
    TaskLink.objects.create(parent=low, child=top)
    stand_again([low.pk])

    assert seen == [Health.OVERDUE, Health.BEHIND, Health.BEHIND]
    assert health(top, date(2026, 5, 1)) is Health.BEHIND


def test_the_offices_own_points_decide(year: Year) -> None:
    report = submit(year.report, 6)
    before = health(report.task, MAY), is_severe(turning_of(Standing.objects.get(task=report.task)), MAY)
    Practice.objects.create(jurisdiction=year.plans.place, behind_points=5, severe_points=15)
    stand_again_all(jurisdiction=year.plans.place.pk)
    tight = is_severe(turning_of(Standing.objects.get(task=report.task)), MAY)
    Practice.objects.update(behind_points=20, severe_points=40)
    stand_again_all(jurisdiction=year.plans.place.pk)

    assert (before, tight) == ((Health.BEHIND, False), True)
    assert health(report.task, MAY) is Health.ON_PACE


def test_a_growth_says_by_how_many_points_it_falls_short(year: Year) -> None:
    Target.objects.filter(task=year.report.task).update(kind=TargetKind.GROWTH, value=Decimal(7), unit="%")
    report = submit(year.report, "6.2")

    assert health(report.task, MAY) is Health.BEHIND
    assert why(report.task, MAY) == "增长 6.2%（第1轮自报），低于目标 0.8 个百分点"


def test_as_many_queries_for_many_tasks_as_for_one(year: Year) -> None:
    keys = list(Task.objects.filter(plan=year.plans.force).values_list("pk", flat=True))
    stand_again(keys)

    def cost(tasks: list[int]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as sent:
            stand_again(tasks)
        return len(sent)

    assert cost(keys[:1]) == cost(keys)
