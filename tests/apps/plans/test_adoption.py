"""A reviewed draft becomes a plan: all of it, once, as it was shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.audit.models import Event
from duban.apps.plans.actions.adoption import adopt_draft
from duban.apps.plans.actions.plans import delete_plan
from duban.apps.plans.adopting import building
from duban.apps.plans.models import (
    DraftName,
    DraftTask,
    MatchedBy,
    Plan,
    PlanImport,
    PlanImportState,
    Responsibility,
    Task,
)
from duban.apps.plans.queries.adoption import check_adoptable, prospect, seen_of
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import PlanState, TaskState
from plan_cast import Plans

ON = date(2026, 3, 2)
TARGET = {
    "measure": "新开工重点项目",
    "comparator": ">=",
    "value": "60",
    "value_to": None,
    "unit": "个",
    "text": "新开工重点项目60个以上",
    "due": "2026-12-31",
}


@pytest.fixture
def ready(plans: Plans) -> PlanImport:
    """The import under review, with everything answered."""
    review = plans.review
    review.questions.update(answer="as_printed")
    review.names.filter(name="市金融局").update(matched_by=MatchedBy.LEFT)
    return review


def adopt(plans: Plans, **options: Any) -> Plan:
    given: dict[str, Any] = {"plan_import": plans.review, "seen": None, "on": ON, "by": plans.city.actor("office")}
    return adopt_draft(**given | options)


def named(plan: Plan, number: str, role: str) -> list[str]:
    rows = Responsibility.objects.filter(task__plan=plan, task__number=number, role=role)
    return [row.listed_name for row in rows.order_by("order")]


def test_the_plan_has_the_head_of_the_document_and_waits_to_be_issued(plans: Plans, ready: PlanImport) -> None:
    plan = adopt(plans)

    assert (plan.title, plan.year, plan.state) == (ready.title, 2026, PlanState.DRAFT)


def test_the_rounds_are_the_dates_of_the_notice(plans: Plans, ready: PlanImport) -> None:
    rounds = adopt(plans).rounds.values_list("sequence", "due")

    assert list(rounds) == [(1, date(2026, 4, 10)), (2, date(2026, 7, 10))]


def test_tasks_stand_under_their_sections_in_order(plans: Plans, ready: PlanImport) -> None:
    tasks = adopt(plans).tasks.order_by("order")

    assert [(str(task.section), task.number) for task in tasks] == [
        ("一、扩大有效投资", "1"),
        ("一、扩大有效投资", "2"),
    ]


def test_each_draft_task_knows_which_task_it_became(plans: Plans, ready: PlanImport) -> None:
    plan = adopt(plans)

    assert [one.task.number for one in ready.tasks.all() if one.task and one.task.plan == plan] == ["1", "2"]


def test_a_name_means_whom_it_was_matched_to(plans: Plans, ready: PlanImport) -> None:
    lead = Responsibility.objects.get(task__plan=adopt(plans), task__number="1", role="lead")

    assert (lead.listed_name, lead.unit) == ("市发展改革局", plans.city.units["发改"])


def test_a_leader_is_the_post_that_answers(plans: Plans, ready: PlanImport) -> None:
    leader = Responsibility.objects.get(task__plan=adopt(plans), task__number="1", role="leader")

    assert (leader.listed_name, leader.post) == ("贺知远", plans.leader)


def test_a_collective_unit_is_not_resolved_before_issue(plans: Plans, ready: PlanImport) -> None:
    rows = Responsibility.objects.filter(task__plan=adopt(plans), role="implement")

    assert [(row.unit_group, row.unit) for row in rows] == [(plans.counties, None)]


def test_a_name_left_as_words_asks_nobody(plans: Plans, ready: PlanImport) -> None:
    row = Responsibility.objects.get(task__plan=adopt(plans), listed_name="市金融局")

    assert (row.unit, row.unit_group, row.post) == (None, None, None)


def test_two_names_of_one_unit_are_one_responsibility(plans: Plans, ready: PlanImport) -> None:
    second = ready.names.get(name="市金融局")
    second.unit, second.matched_by = plans.city.units["财政"], MatchedBy.PERSON
    second.save()
    ready.tasks.filter(number="2").update(support=["市财政局", "市金融局"])

    assert named(adopt(plans), "2", "support") == ["市财政局"]


def test_a_target_comes_with_the_kind_its_words_suggest(plans: Plans, ready: PlanImport) -> None:
    ready.tasks.filter(number="1").update(targets=[TARGET])

    target = adopt(plans).tasks.get(number="1").targets.get()

    assert (target.value, target.unit, target.due, target.kind) == (60, "个", date(2026, 12, 31), TargetKind.CUMULATIVE)


def test_a_figure_no_column_can_hold_is_refused(plans: Plans, ready: PlanImport) -> None:
    ready.tasks.filter(number="1").update(targets=[TARGET | {"value": "1e30"}])

    with pytest.raises(Invalid, match="太大"):
        adopt(plans)


def test_a_task_that_was_removed_is_left_out(plans: Plans, ready: PlanImport) -> None:
    ready.tasks.filter(number="2").update(removed=True)

    assert [task.number for task in adopt(plans).tasks.all()] == ["1"]


def test_a_heading_without_tasks_is_left_out(plans: Plans, ready: PlanImport) -> None:
    ready.sections.create(label="二、", title="附则", order=2)

    assert [str(section) for section in adopt(plans).sections.all()] == ["一、扩大有效投资"]


def test_a_task_is_found_by_its_units_names(plans: Plans, ready: PlanImport) -> None:
    assert "市发展改革局" in adopt(plans).tasks.get(number="1").search


def test_adopting_is_recorded_for_the_plan_and_each_task(plans: Plans, ready: PlanImport) -> None:
    adopt(plans)

    assert plans.city.events() == ["plan.adopted", "task.adopted", "task.adopted"]


def test_the_import_is_adopted(plans: Plans, ready: PlanImport) -> None:
    adopt(plans)

    assert PlanImport.objects.get(pk=ready.pk).state == PlanImportState.ADOPTED


def test_asked_twice_it_makes_one_plan(plans: Plans, ready: PlanImport) -> None:
    seen = seen_of(ready)

    assert adopt(plans, seen=seen) == adopt(plans, seen=seen)


def test_what_was_changed_since_it_was_shown_is_not_adopted(plans: Plans, ready: PlanImport) -> None:
    seen = seen_of(ready)
    ready.tasks.filter(number="1").update(text="新开工重点项目80个以上。")

    with pytest.raises(Conflict, match="已有变化"):
        adopt(plans, seen=seen)


def test_what_is_still_open_is_said_in_one_sentence(plans: Plans) -> None:
    with pytest.raises(Conflict, match=r"^还有 1 处存疑没有回答、1 个名称没有对应$"):
        check_adoptable(plans.review)


def test_a_name_no_task_uses_any_more_keeps_nothing_open(plans: Plans, ready: PlanImport) -> None:
    DraftName.objects.create(plan_import=ready, kind="unit", name="市某局")

    check_adoptable(ready)

    assert ready.names.filter(matched_by=MatchedBy.OPEN).exists()


def test_a_draft_without_tasks_is_refused(plans: Plans, ready: PlanImport) -> None:
    ready.tasks.update(removed=True)

    with pytest.raises(Conflict, match="没有要导入的任务"):
        adopt(plans)


def test_a_draft_without_a_year_is_refused(plans: Plans, ready: PlanImport) -> None:
    ready.year = None
    ready.save()

    with pytest.raises(Conflict, match="没有填年度"):
        adopt(plans)


def test_a_given_up_import_is_not_adopted(plans: Plans, ready: PlanImport) -> None:
    ready.state = PlanImportState.DISCARDED
    ready.save()

    with pytest.raises(Conflict, match="已放弃"):
        adopt(plans)


def test_a_unit_cannot_adopt(plans: Plans, ready: PlanImport) -> None:
    with pytest.raises(NotAllowed):
        adopt(plans, by=plans.city.actor("liaison"))


def test_a_fault_in_the_middle_leaves_nothing(plans: Plans, ready: PlanImport, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (Plan.objects.count(), Task.objects.count(), Responsibility.objects.count(), Event.objects.count())

    def fail(tasks: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(building, "write_search", fail)
    with pytest.raises(RuntimeError):
        adopt(plans)
    after = (Plan.objects.count(), Task.objects.count(), Responsibility.objects.count(), Event.objects.count())

    assert (after, PlanImport.objects.get(pk=ready.pk).state) == (before, PlanImportState.REVIEWING)


def test_many_tasks_cost_only_more_batches(plans: Plans, ready: PlanImport) -> None:
    counted = []
    for more in (0, 300):
        plans.review = copied(ready, more)
        with CaptureQueriesContext(connection) as queries:
            adopt(plans)
        counted.append(len(queries))

    assert counted[1] - counted[0] < 20, counted  # SQLite takes some fifty rows in one statement


def copied(review: PlanImport, more: int) -> PlanImport:
    """The same import again with more tasks."""
    source = PlanImport.objects.get(pk=review.pk)
    source.pk = None
    source.save()
    section = source.sections.create(label="一、", title="扩大有效投资", order=1)
    tasks = [
        DraftTask(
            plan_import=source, section=section, order=order, number=str(order), text=f"任务{order}", lead=["市财政局"]
        )
        for order in range(1, 3 + more)
    ]
    DraftTask.objects.bulk_create(tasks)
    for name in review.names.all():
        name.pk, name.plan_import = None, source
        name.save()
    return source


def test_the_confirmation_says_what_is_made(plans: Plans, ready: PlanImport) -> None:
    shown = prospect(ready)

    assert dict(shown.counts) == {"大类、大项": 1, "任务": 2, "责任": 7, "量化目标": 0, "报送轮次": 2}


def test_the_confirmation_says_what_only_stands_as_words(plans: Plans, ready: PlanImport) -> None:
    assert [name.name for name in prospect(ready).only_words] == ["市金融局"]


def test_the_confirmation_says_that_there_is_such_a_plan_already(plans: Plans, ready: PlanImport) -> None:
    ready.title = plans.force.title
    ready.save()

    assert prospect(ready).alike == [plans.force]


def test_a_new_task_is_a_draft(plans: Plans, ready: PlanImport) -> None:
    assert {task.state for task in adopt(plans).tasks.all()} == {TaskState.DRAFT}


def test_a_plan_that_was_deleted_is_adopted_again(plans: Plans, ready: PlanImport) -> None:
    first = adopt(plans)
    tasks = list(first.tasks.values_list("number", "text"))
    delete_plan(plan=first, by=plans.city.actor("office"))
    ready.refresh_from_db()

    second = adopt(plans)

    assert second.pk != first.pk
    assert list(second.tasks.values_list("number", "text")) == tasks
    assert {draft.task.plan for draft in ready.tasks.select_related("task__plan")} == {second}
    assert plans.city.events().count("plan.adopted") == 2
