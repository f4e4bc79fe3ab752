"""A corrected version is written into its plan: what the comparison showed, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from duban.apps.audit.models import Event
from duban.apps.plans.actions.adoption import adopt_draft, correct_plan
from duban.apps.plans.models import (
    DraftName,
    DraftSection,
    DraftTask,
    MatchedBy,
    NameKind,
    Plan,
    PlanImport,
    PlanImportState,
    Receipt,
    Responsibility,
)
from duban.apps.plans.queries.comparison import comparison_of
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import ReceiptState, TaskState
from plan_cast import Plans

ON, AT, DUE = date(2026, 5, 6), datetime(2026, 5, 6, 2, 0, tzinfo=UTC), date(2026, 5, 13)
ONE, TWO = "新开工重点项目60个以上。", "盘活存量资产。"


class Correction:
    """A corrected version of a plan, under review: the two tasks as they are, to be changed by the test."""

    def __init__(self, plans: Plans, plan: Plan) -> None:
        self.plans, self.plan = plans, plan
        self.row = PlanImport.objects.create(
            source=plans.review.source,
            account=plans.city.accounts["office"],
            state=PlanImportState.REVIEWING,
            title=plan.title,
            year=plan.year,
            replaces=plan,
            text="更正后的原文",
        )
        self.section = DraftSection.objects.create(plan_import=self.row, label="一、", title="扩大有效投资", order=1)
        first = {"implement": ["各县（市、区）政府"], "support": ["市财政局"]}
        self.one = self.task("1", ONE, lead=["市发展改革局"], deadline=date(plan.year, 12, 31), **first)
        target = plan.tasks.get(number="1").targets.get()
        self.one.targets = [
            {"measure": target.measure, "comparator": ">=", "value": "60", "unit": "个", "text": target.text}
        ]
        self.one.save()
        self.two = self.task("2", TWO, lead=["市财政局"], deadline=date(plan.year, 12, 31))
        self._names()

    def task(self, number: str, text: str, **values: Any) -> DraftTask:
        given = {"leaders": ["贺知远"], "deadline_text": "年内", "places": {"text": [[0, 3]]}} | values
        order = self.row.tasks.count() + 1
        return DraftTask.objects.create(
            plan_import=self.row, section=self.section, order=order, number=number, text=text, **given
        )

    def name(self, name: str, **values: Any) -> None:
        DraftName.objects.create(
            plan_import=self.row, kind=NameKind.UNIT, name=name, matched_by=MatchedBy.PERSON, **values
        )

    def change(self, draft: DraftTask, **values: Any) -> None:
        DraftTask.objects.filter(pk=draft.pk).update(**values)

    def decide(self, number: str, choice: str) -> None:
        task = self.plan.tasks.get(number=number)
        self.row.choices = {"dropped": {str(task.pk): choice}}
        self.row.save()

    def confirm(self, **options: Any) -> Plan:
        given: dict[str, Any] = {
            "plan_import": self.row,
            "seen": None,
            "on": ON,
            "at": AT,
            "acknowledge_by": DUE,
            "by": self.plans.city.actor("office"),
        }
        return correct_plan(**given | options)

    def _names(self) -> None:
        units = self.plans.city.units
        leader = DraftName.objects.create(
            plan_import=self.row, kind=NameKind.LEADER, name="贺知远", matched_by=MatchedBy.RECORD
        )
        leader.posts.add(self.plans.leader)
        self.name("市发展改革局", unit=units["发改"])
        self.name("市财政局", unit=units["财政"])
        self.name("市文旅局", unit=units["文旅"])
        self.name("各县（市、区）政府", unit_group=self.plans.counties)


@pytest.fixture
def force(plans: Plans) -> Correction:
    return Correction(plans, plans.force)


@pytest.fixture
def draft(plans: Plans) -> Correction:
    return Correction(plans, plans.draft)


def holding(plan: Plan, number: str, role: str) -> list[str]:
    rows = Responsibility.objects.filter(task__plan=plan, task__number=number, role=role, until=None)
    return [str(row.unit or row.unit_group or row.listed_name) for row in rows.order_by("pk")]


def test_the_same_again_is_refused(force: Correction) -> None:
    with pytest.raises(Conflict, match="没有改动"):
        force.confirm()


def test_changed_words_are_written(force: Correction) -> None:
    force.change(force.two, text="盘活存量资产100亿元。", measures="建立清单")

    task = force.confirm().tasks.get(number="2")

    assert (task.text, task.measures, task.state) == ("盘活存量资产100亿元。", "建立清单", TaskState.IN_FORCE)


def test_the_original_deadline_stays_in_force(force: Correction) -> None:
    force.change(force.two, deadline=date(2026, 6, 30))

    task = force.confirm().tasks.get(number="2")

    assert (task.deadline, task.original_deadline) == (date(2026, 6, 30), date(2026, 12, 31))


def test_in_a_draft_the_original_deadline_is_the_corrected_one(draft: Correction) -> None:
    draft.change(draft.two, deadline=date(2027, 6, 30))

    assert draft.confirm().tasks.get(number="2").original_deadline == date(2027, 6, 30)


def test_who_is_no_longer_named_ends_and_who_is_new_begins_on_the_day(force: Correction) -> None:
    force.change(force.two, lead=["市文旅局"])
    force.confirm()
    rows = Responsibility.objects.filter(task=force.plans.task("2"), role="lead").order_by("pk")

    assert [(str(row.unit), row.since == ON, row.until) for row in rows] == [
        ("青泽市财政局", False, ON),
        ("青泽市文化广电旅游局", True, None),
    ]


def test_who_is_new_is_asked_to_acknowledge(force: Correction) -> None:
    force.change(force.two, lead=["市文旅局"])
    force.confirm()

    receipt = Receipt.objects.get(task=force.plans.task("2"), unit=force.plans.city.units["文旅"])

    assert (receipt.state, receipt.asked_at, receipt.due) == (ReceiptState.ASKED, AT, DUE)


def test_who_no_longer_answers_is_no_longer_asked(force: Correction) -> None:
    force.change(force.two, lead=["市文旅局"])
    force.confirm()

    assert not Receipt.objects.filter(task=force.plans.task("2"), unit=force.plans.city.units["财政"]).exists()


def test_what_was_acknowledged_stays_on_record(force: Correction) -> None:
    Receipt.objects.filter(task=force.plans.task("2")).update(state=ReceiptState.ACKNOWLEDGED)
    force.change(force.two, lead=["市文旅局"])
    force.confirm()

    assert Receipt.objects.filter(task=force.plans.task("2"), state=ReceiptState.ACKNOWLEDGED).exists()


def test_a_collective_unit_ends_with_its_members(force: Correction) -> None:
    force.change(force.one, implement=[])
    force.confirm()

    assert holding(force.plan, "1", "implement") == []


def test_a_collective_unit_newly_named_is_resolved_on_the_day(force: Correction) -> None:
    force.change(force.two, implement=["各县（市、区）政府"])
    force.confirm()

    named = {"各县（市、区）政府", "云栖区人民政府", "临川县人民政府"}

    assert set(holding(force.plan, "2", "implement")) == named


def test_in_a_draft_responsibilities_change_without_a_past(draft: Correction) -> None:
    draft.change(draft.two, lead=["市文旅局"])
    draft.confirm()
    rows = Responsibility.objects.filter(task__plan=draft.plan, task__number="2", role="lead")

    assert [str(row.unit) for row in rows] == ["青泽市文化广电旅游局"]


def test_a_changed_target_keeps_its_row(force: Correction) -> None:
    before = force.plans.task("1").targets.get().pk
    force.change(force.one, targets=[force.one.targets[0] | {"value": "80", "text": "新开工重点项目80个以上"}])
    force.confirm()

    assert [(row.pk, row.value) for row in force.plans.task("1").targets.all()] == [(before, 80)]


def test_a_dropped_task_in_force_waits_for_a_decision(force: Correction) -> None:
    force.two.delete()

    with pytest.raises(Conflict, match="还有 1 项原有任务没有决定"):
        force.confirm()


def test_a_dropped_task_is_terminated(force: Correction) -> None:
    force.two.delete()
    force.decide("2", "terminate")
    force.confirm()

    assert force.plans.task("2").state == TaskState.TERMINATED


def test_or_it_is_kept(force: Correction) -> None:
    force.two.delete()
    force.change(force.one, measures="按月调度")
    force.decide("2", "keep")
    force.confirm()

    assert force.plans.task("2").state == TaskState.IN_FORCE


def test_in_force_nothing_is_left_without_a_unit_that_leads(force: Correction) -> None:
    force.change(force.two, lead=["某某局"])

    with pytest.raises(Conflict, match="牵头"):
        force.confirm()


def test_from_a_draft_it_is_deleted(draft: Correction) -> None:
    draft.two.delete()

    assert [task.number for task in draft.confirm().tasks.all()] == ["1"]


def test_an_added_task_is_in_force_at_once_and_asked_about(force: Correction) -> None:
    force.task("3", "开工市民中心。", lead=["市文旅局"])
    task = force.confirm().tasks.get(number="3")

    assert (task.state, [str(one.unit) for one in task.receipts.all()]) == (
        TaskState.IN_FORCE,
        ["青泽市文化广电旅游局"],
    )


def test_an_added_task_stands_where_the_document_has_it(force: Correction) -> None:
    added = force.task("1-1", "开工市民中心。", lead=["市文旅局"])
    force.change(added, order=1)
    force.change(force.two, order=2)
    force.change(force.one, order=0)

    tasks = force.confirm().tasks.order_by("order")

    assert [task.number for task in tasks] == ["1", "1-1", "2"]


def test_a_task_moves_under_a_new_heading_and_the_empty_one_goes(draft: Correction) -> None:
    section = DraftSection.objects.create(plan_import=draft.row, label="一、", title="盘活资产", order=1)
    draft.row.tasks.update(section=section)
    plan = draft.confirm()

    assert [str(one) for one in plan.sections.all()] == ["一、盘活资产"]


def test_the_places_of_tasks_are_those_in_the_new_text(force: Correction) -> None:
    force.change(force.two, measures="建立清单")
    plan = force.confirm()

    assert (plan.plan_import, plan.tasks.get(number="1").places) == (force.row, {"text": [[0, 3]]})


def test_rounds_become_those_of_the_correction(force: Correction) -> None:
    force.row.reporting_dates = ["2026-07-10", "2026-12-10"]
    force.row.save()

    rounds = force.confirm().rounds.values_list("sequence", "due")

    assert list(rounds) == [(1, date(2026, 7, 10)), (2, date(2026, 12, 10))]


def test_what_the_correction_leaves_out_of_the_head_stays(force: Correction) -> None:
    force.row.title = "2026年重点任务（修订）"
    force.row.save()

    plan = force.confirm()

    assert (plan.title, plan.number) == ("2026年重点任务（修订）", "青府〔2026〕6号")


def test_each_task_tells_what_became_of_it(force: Correction) -> None:
    force.change(force.one, text="新开工重点项目80个以上。")
    force.two.delete()
    force.decide("2", "terminate")
    force.task("3", "开工市民中心。", lead=["市文旅局"])
    force.confirm()

    assert force.plans.city.events() == ["plan.corrected", "task.corrected", "task.supplemented", "task.terminated"]


def test_a_change_is_recorded_before_and_after(force: Correction) -> None:
    force.change(force.two, deadline=date(2026, 6, 30))
    force.confirm()
    event = Event.objects.get(verb="task.corrected")

    assert (event.before, event.after) == ({"完成时限": "2026年12月31日"}, {"完成时限": "2026年6月30日"})


def test_asked_twice_it_is_done_once(force: Correction) -> None:
    force.task("3", "开工市民中心。", lead=["市文旅局"])
    force.confirm()
    force.confirm()

    assert force.plan.tasks.count() == 3


def test_what_changed_since_it_was_shown_is_not_written(force: Correction) -> None:
    force.change(force.two, measures="建立清单")
    seen = comparison_of(force.row).token()
    force.plan.tasks.filter(number="2").update(measures="已有清单")

    with pytest.raises(Conflict, match="已有变化"):
        force.confirm(seen=seen)


def test_what_is_settled_is_not_touched(force: Correction) -> None:
    force.plan.tasks.filter(number="2").update(state=TaskState.CLOSED)
    force.change(force.two, text="盘活存量资产100亿元。")
    force.change(force.one, measures="按月调度")
    force.confirm()

    assert force.plans.task("2").text == TWO


def test_acknowledging_cannot_be_due_before_today(force: Correction) -> None:
    force.change(force.two, measures="建立清单")

    with pytest.raises(Invalid, match="不能早于今天"):
        force.confirm(acknowledge_by=date(2026, 5, 5))


def test_a_correction_is_not_adopted_as_a_new_plan(force: Correction) -> None:
    with pytest.raises(Conflict, match="对照页"):
        adopt_draft(plan_import=force.row, seen=None, on=ON, by=force.plans.city.actor("office"))


def test_a_new_plan_is_not_confirmed_as_a_correction(plans: Plans) -> None:
    plans.review.questions.all().delete()
    plans.review.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)

    with pytest.raises(Conflict, match="不是用来更正"):
        correct_plan(plan_import=plans.review, seen=None, on=ON, at=AT, by=plans.city.actor("office"))


def test_a_unit_corrects_nothing(force: Correction) -> None:
    with pytest.raises(NotAllowed):
        force.confirm(by=force.plans.city.actor("liaison"))


def test_a_task_is_found_by_its_new_words(force: Correction) -> None:
    force.change(force.two, lead=["市文旅局"], text="盘活文旅资产。")
    task = force.confirm().tasks.get(number="2")

    assert {"市文旅局", "盘活文旅资产。"} <= set(task.search.split("\n"))


def test_who_was_released_and_is_named_again_is_asked_again(force: Correction) -> None:
    receipt = force.plans.receipt("1", "财政")
    Receipt.objects.filter(pk=receipt.pk).update(state=ReceiptState.RELEASED, objection="不承担", decision="同意")
    Responsibility.objects.filter(task=receipt.task_id, unit=receipt.unit_id).update(until=ON)

    force.confirm()

    again = Receipt.objects.get(pk=receipt.pk)
    assert (again.state, again.asked_at, again.due, again.objection) == (ReceiptState.ASKED, AT, DUE, "")


def test_who_acknowledged_support_and_now_leads_is_asked_again(force: Correction) -> None:
    Receipt.objects.filter(task__plan=force.plan).update(state=ReceiptState.ACKNOWLEDGED)
    force.change(force.one, lead=["市财政局"], support=["市发展改革局"])

    force.confirm()

    assert force.plans.receipt("1", "财政").state == ReceiptState.ASKED
    assert force.plans.receipt("1", "发改").state == ReceiptState.ACKNOWLEDGED  # it led, now it supports


def test_what_was_acknowledged_stays_when_only_words_change(force: Correction) -> None:
    Receipt.objects.filter(task__plan=force.plan).update(state=ReceiptState.ACKNOWLEDGED)
    force.change(force.one, text="新开工重点项目80个以上。")

    force.confirm()

    assert force.plans.receipt("1", "财政").state == ReceiptState.ACKNOWLEDGED
