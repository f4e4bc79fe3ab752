"""A lead unit asks that its task be changed; takes the request back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from change_cast import AT, LATER, PDF, ask

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.plans.models import Task
from duban.apps.progress.actions.adjustments import withdraw_adjustment
from duban.apps.progress.adjusting import content, postponing, responsibility, terminating
from duban.apps.progress.models import Adjustment, Evidence
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.requests import AdjustmentKind, AdjustmentState
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState
from plan_cast import Plans
from progress_cast import Year

PAST = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)


def test_the_lead_unit_asks_and_the_request_keeps_both_days(plans: Plans) -> None:
    row = ask(plans)

    assert (row.state, row.unit, row.asked_by) == ("asked", plans.city.units["发改"], "林联络")
    assert (row.before, row.after) == ({"deadline": "2026-12-31"}, {"deadline": "2027-03-31"})
    assert (row.asked_late, row.deadline_then) == (False, date(2026, 12, 31))
    assert plans.task("1").deadline == date(2026, 12, 31)
    assert sentence(Event.objects.latest("sequence")) == (
        "青泽市发展和改革局申请任务“新开工重点项目60个以上。”延期，"
        "完成时限由2026年12月31日改为2027年3月31日：用地审批未完成。"
    )


def test_asked_after_the_deadline_it_is_taken_and_marked_as_late(plans: Plans) -> None:
    row = ask(plans, at=PAST)

    assert row.asked_late
    assert "逾期申请" in sentence(Event.objects.latest("sequence"))


def test_asked_on_the_last_day_it_is_not_late(plans: Plans) -> None:
    assert not ask(plans, at=datetime(2026, 12, 31, 15, 0, tzinfo=UTC)).asked_late
    Adjustment.objects.all().delete()
    assert ask(plans, at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC)).asked_late  # past midnight in the place


@pytest.mark.parametrize("who", ["finance", "stranger", "leader", "reader", "county_office", "system_admin"])
def test_nobody_else_asks(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed):
        ask(plans, who=who)


def test_the_office_may_start_one_itself_in_its_own_name(plans: Plans) -> None:
    assert ask(plans, who="office").unit == plans.city.units["市政府办"]


def test_one_request_of_a_kind_is_open_at_a_time(plans: Plans) -> None:
    ask(plans)

    with pytest.raises(Conflict, match="延期申请还没有审批"):
        ask(plans, reason="又一个理由。", who="unit_head")
    ask(plans, kind=AdjustmentKind.TERMINATE, after=terminating.wish())


def test_sent_twice_it_is_one_request_with_its_file_once(plans: Plans) -> None:
    files = [("说明.pdf", PDF)]

    assert ask(plans, files=files) == ask(plans, files=files)
    assert plans.city.events().count("adjustment.asked") == 1
    assert Evidence.objects.filter(adjustment__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"after": postponing.wish(date(2026, 12, 31))}, "deadline"),
        ({"after": postponing.wish(date(2026, 9, 30))}, "deadline"),
        ({"after": postponing.wish(date(2027, 1, 3)), "at": PAST}, "deadline"),
        ({"reason": "  "}, "reason"),
        ({"reason": "长" * 2001}, "reason"),
        ({"progress": ""}, "progress"),
        ({"kind": AdjustmentKind.RESPONSIBILITY, "after": {"lead": [], "implement": [], "support": []}}, "lead"),
    ],
)
def test_what_cannot_be_granted_is_refused_when_it_is_asked(plans: Plans, given: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(plans, **given)

    assert refusal.value.field == field
    assert not Adjustment.objects.exists()


def test_what_changes_nothing_is_refused(plans: Plans) -> None:
    task, units = plans.task("2"), plans.city.units
    same = content.wish(task, text=task.text, measures="", figures={})

    with pytest.raises(Invalid, match="还没有改动"):
        ask(plans, "2", "finance", kind=AdjustmentKind.CONTENT, after=same)
    role = ResponsibilityRole
    same = responsibility.wish({role.LEAD: [units["财政"]], role.IMPLEMENT: [], role.SUPPORT: []})
    with pytest.raises(Invalid, match="还没有改动"):
        ask(plans, "2", "finance", kind=AdjustmentKind.RESPONSIBILITY, after=same)


@pytest.mark.parametrize("state", [TaskState.CLOSED, TaskState.TERMINATED, TaskState.DRAFT])
def test_only_a_task_in_force_is_adjusted(plans: Plans, state: TaskState) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(state=state)

    with pytest.raises(Conflict):
        ask(plans)


def test_a_plan_that_is_archived_is_adjusted_no_more(plans: Plans) -> None:
    plans.force.state = PlanState.ARCHIVED
    plans.force.save()

    with pytest.raises(Conflict, match="已归档"):
        ask(plans)


def test_a_task_without_a_deadline_is_not_postponed(plans: Plans) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(deadline=None)

    with pytest.raises(Conflict, match="没有写明完成时限"):
        ask(plans)


def test_a_form_that_showed_an_older_task_is_refused(plans: Plans) -> None:
    with pytest.raises(Conflict, match="已被他人修改"):
        ask(plans, seen=plans.task("1").version - 1)


def test_the_unit_withdraws_what_is_open(plans: Plans) -> None:
    row = withdraw_adjustment(adjustment=ask(plans), by=plans.city.actor("unit_head"))

    assert row.state == AdjustmentState.WITHDRAWN
    assert plans.city.events()[-1] == "adjustment.withdrawn"
    ask(plans)


@pytest.mark.parametrize("who", ["finance", "office", "leader"])
def test_nobody_else_withdraws_it(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed):
        withdraw_adjustment(adjustment=ask(plans), by=plans.city.actor(who))


@pytest.mark.parametrize("state", [AdjustmentState.GRANTED, AdjustmentState.REFUSED, AdjustmentState.WITHDRAWN])
def test_what_is_decided_is_not_withdrawn(year: Year, state: AdjustmentState) -> None:
    Adjustment.objects.update(state=state)

    with pytest.raises(Conflict, match="不能改为已撤回"):
        withdraw_adjustment(adjustment=year.adjustment, by=year.city.actor("liaison"))


def test_a_merged_units_request_is_carried_on_by_the_unit_it_went_to(plans: Plans) -> None:
    row, units = ask(plans), plans.city.units
    merge_units(
        losing=units["发改"],
        winning=units["文旅"],
        since=AT.date(),
        on=AT.date(),
        chosen={"tasks": [str(plans.force.pk)]},
        by=plans.city.actor("system_admin"),
    )

    assert withdraw_adjustment(adjustment=row, by=plans.city.actor("stranger")).state == "withdrawn"
    assert ask(plans, who="stranger", after=postponing.wish(LATER)).unit == units["文旅"]
