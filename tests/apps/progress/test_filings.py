"""What is owed follows who leads which task: asked, released, restored, handed over; nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.plans.models import Plan, Responsibility, Task
from duban.apps.progress.filings import bring_into_line
from duban.apps.progress.models import ImplementationPlan, Report
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from progress_cast import DUE, OPENED, Year

pytestmark = pytest.mark.django_db
EARLY, PAST = date(2026, 4, 1), date(2026, 4, 20)
TYPED = {"state": FilingState.DRAFT, "text": "已开工12个。", "begun_at": OPENED}


def lead(year: Year, number: str, *keys: str, since: date = EARLY) -> Task:
    """Make these units the lead of the task from a day on."""
    task = year.plans.task(number)
    task.responsibilities.filter(role=ResponsibilityRole.LEAD).update(until=since)
    for key in keys:
        Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=year.city.units[key], since=since)
    return task


def states(task: Task, model: type = Report) -> dict[str, str]:
    return {row.unit.name: row.state for row in model.objects.filter(task=task).select_related("unit")}


def test_every_lead_unit_of_a_task_owes_one_report_for_an_open_round(year: Year) -> None:
    Report.objects.all().delete()

    bring_into_line([year.plans.task("1").pk, year.plans.task("2").pk], EARLY)

    rows = Report.objects.order_by("task")
    assert [(row.unit, row.round, row.state, row.due, row.original_due) for row in rows] == [
        (year.city.units["发改"], year.round, FilingState.OWED, DUE, DUE),
        (year.city.units["财政"], year.round, FilingState.OWED, DUE, DUE),
    ]


def test_members_of_a_collective_unit_that_leads_owe_a_report_each(year: Year) -> None:
    task = lead(year, "1")
    group = Responsibility.objects.create(
        task=task, role=ResponsibilityRole.LEAD, unit_group=year.plans.counties, since=EARLY
    )
    for key in ("临川县政府", "云栖区政府"):
        unit = year.city.units[key]
        Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=unit, through=group, since=EARLY)

    bring_into_line([task.pk], EARLY)

    assert states(task) == {"青泽市发展和改革局": "released", "临川县人民政府": "owed", "云栖区人民政府": "owed"}


def test_nothing_happens_the_second_time(year: Year) -> None:
    task = lead(year, "1", "文旅")
    bring_into_line([task.pk], EARLY)
    before = list(Report.objects.order_by("pk").values())

    bring_into_line([task.pk], EARLY)

    assert list(Report.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("state", [TaskState.CLOSED, TaskState.TERMINATED])
def test_a_task_that_ended_is_reported_no_more_and_what_was_filed_stays(year: Year, state: TaskState) -> None:
    Task.objects.update(state=state)

    bring_into_line(list(Task.objects.values_list("pk", flat=True)), EARLY)

    year.report.refresh_from_db()
    year.filed.refresh_from_db()
    assert (year.report.state, year.filed.state) == (FilingState.RELEASED, FilingState.SUBMITTED)


def test_a_task_that_comes_back_is_owed_again_with_what_was_typed(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(**TYPED)
    task = year.report.task
    Task.objects.filter(pk=task.pk).update(state=TaskState.CLOSED)
    bring_into_line([task.pk], EARLY)
    Task.objects.filter(pk=task.pk).update(state=TaskState.IN_FORCE)

    bring_into_line([task.pk], EARLY)

    year.report.refresh_from_db()
    assert (year.report.state, year.report.text) == (FilingState.DRAFT, "已开工12个。")


def test_a_task_that_comes_back_after_the_day_is_not_asked_for_again(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.RELEASED)

    bring_into_line([year.report.task_id], PAST)

    assert states(year.report.task) == {"青泽市发展和改革局": "released"}


def test_a_task_that_comes_back_after_the_day_of_one_round_is_asked_in_the_other_that_is_open(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.RELEASED)
    later = year.round.plan.rounds.exclude(pk=year.round.pk).earliest("due")
    later.opened_at = OPENED
    later.save()

    bring_into_line([year.report.task_id], PAST)

    asked = Report.objects.filter(task=year.report.task).order_by("round__due")
    assert [(one.round, one.state, one.due) for one in asked] == [
        (year.round, FilingState.RELEASED, DUE),
        (later, FilingState.OWED, later.due),
    ]


@pytest.mark.parametrize("state", [FilingState.DRAFT, FilingState.INNER, FilingState.RETURNED])
def test_a_begun_report_goes_along_to_the_new_lead(year: Year, state: FilingState) -> None:
    Report.objects.filter(pk=year.report.pk).update(**TYPED | {"state": state})
    task = lead(year, "1", "文旅")

    bring_into_line([task.pk], EARLY)

    row = Report.objects.get(task=task)
    assert (row.pk, row.unit, row.text) == (year.report.pk, year.city.units["文旅"], "已开工12个。")
    assert row.state == (FilingState.DRAFT if state is FilingState.INNER else state)
    assert row.version == year.report.version + 1  # a form of the old unit is out of date


def test_an_empty_report_stays_with_the_old_lead_as_released(year: Year) -> None:
    task = lead(year, "1", "文旅")

    bring_into_line([task.pk], EARLY)

    assert states(task) == {"青泽市发展和改革局": "released", "青泽市文化广电旅游局": "owed"}


def test_two_new_leads_begin_anew_and_the_old_draft_is_kept(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(**TYPED)
    task = lead(year, "1", "文旅", "财政")

    bring_into_line([task.pk], EARLY)

    assert states(task) == {
        "青泽市发展和改革局": "released",
        "青泽市文化广电旅游局": "owed",
        "青泽市财政局": "owed",
    }
    assert Report.objects.get(pk=year.report.pk).text == "已开工12个。"


def test_what_the_old_lead_has_filed_is_filed_for_the_new_one(year: Year) -> None:
    task = lead(year, "2", "文旅")

    bring_into_line([task.pk], EARLY)

    assert states(task) == {"青泽市财政局": "submitted"}


def test_who_takes_over_after_the_day_gets_five_working_days(year: Year) -> None:
    task = lead(year, "1", "文旅", since=PAST)

    bring_into_line([task.pk], PAST)

    row = Report.objects.get(task=task, unit=year.city.units["文旅"])
    assert (row.due, row.original_due) == (date(2026, 4, 27), date(2026, 4, 27))


def test_a_task_added_after_the_day_is_not_asked_for_in_that_round(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).delete()

    bring_into_line([year.plans.task("1").pk], PAST)

    assert states(year.plans.task("1")) == {}


def test_a_closed_round_is_left_as_it_is(year: Year) -> None:
    year.round.closed_at = OPENED + timedelta(days=40)
    year.round.save()
    task = lead(year, "1", "文旅")

    bring_into_line([task.pk], EARLY)

    assert states(task) == {"青泽市发展和改革局": "owed"}


def demand_plans(plan: Plan, due: str) -> None:
    ImplementationPlan.objects.all().delete()
    plan.rules = {"implementation_plans_due_on": due}
    plan.save()


@pytest.mark.parametrize(
    ("on", "due"), [(date(2026, 3, 1), date(2026, 3, 11)), (PAST, date(2026, 4, 27))], ids=["in time", "later"]
)
def test_implementation_plans_are_owed_where_the_notice_demands_them(year: Year, on: date, due: date) -> None:
    demand_plans(year.plans.force, "2026-03-11")

    bring_into_line([year.plans.task("1").pk], on)

    row = ImplementationPlan.objects.get()
    assert (row.unit, row.state, row.due) == (year.city.units["发改"], FilingState.OWED, due)


def test_no_implementation_plan_is_owed_where_the_notice_demands_none(year: Year) -> None:
    ImplementationPlan.objects.all().delete()

    bring_into_line([year.plans.task("1").pk], EARLY)

    assert not ImplementationPlan.objects.exists()


def test_an_accepted_implementation_plan_goes_along_to_the_new_lead(year: Year) -> None:
    ImplementationPlan.objects.filter(pk=year.filed_plan.pk).update(state=FilingState.ACCEPTED)
    task = lead(year, "2", "文旅")

    bring_into_line([task.pk], EARLY)

    assert states(task, ImplementationPlan) == {"青泽市文化广电旅游局": "accepted"}


def test_a_merged_unit_hands_its_draft_to_the_unit_it_goes_into(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(**TYPED)
    units = year.city.units

    merge_units(
        losing=units["发改"],
        winning=units["文旅"],
        since=EARLY,
        on=EARLY,
        chosen={"tasks": {str(year.plans.force.pk)}},
        by=year.city.actor("office"),
    )

    year.report.refresh_from_db()
    assert (year.report.unit, year.report.state) == (units["文旅"], FilingState.DRAFT)


def queries_for(keys: list[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        bring_into_line(keys, EARLY)
    return len(captured)


def test_many_tasks_take_as_many_queries_as_two(year: Year) -> None:
    first = year.plans.task("1")
    unit, shared = year.city.units["发改"], {"plan": first.plan, "jurisdiction": first.jurisdiction}
    shared |= {"jurisdiction_path": first.jurisdiction_path, "year": 2026, "state": TaskState.IN_FORCE}
    Report.objects.all().delete()
    few = queries_for([first.pk, year.plans.task("2").pk])
    tasks = [Task.objects.create(**shared, number=str(number), text="事项") for number in range(30, 60)]
    for task in tasks:
        Responsibility.objects.create(task=task, role=ResponsibilityRole.LEAD, unit=unit, since=EARLY)

    assert queries_for([task.pk for task in tasks]) == few
    assert Report.objects.filter(unit=unit).count() == 31
