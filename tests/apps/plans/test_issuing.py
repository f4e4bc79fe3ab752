"""A plan is issued: what becomes of it, of its tasks, of collective units; what keeps it from being issued."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.audit.models import Event
from duban.apps.organizations.actions.unit_groups import add_group_member, end_group_member
from duban.apps.organizations.models import GroupRule, Unit, UnitGroup, UnitGroupMember, UnitKind
from duban.apps.plans.actions.issuing import check_can_issue, issue_plan, tidy_number
from duban.apps.plans.models import Plan, Receipt, Responsibility
from duban.rulebook.permissions import why_not
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import PlanState, ReceiptState, ResponsibilityRole, TaskState
from plan_cast import Plans

AT, ON, DUE = datetime(2027, 3, 2, 1, 0, tzinfo=UTC), date(2027, 3, 1), date(2027, 3, 7)


def issue(plans: Plans, who: str = "office", **changes: Any) -> Plan:
    asked = {"number": "青府〔2027〕8号", "issued_on": ON, "acknowledge_by": DUE, "at": AT} | changes
    return issue_plan(plan=plans.draft, by=plans.city.actor(who), **asked)


def listed_group(plans: Plans, *keys: str) -> UnitGroup:
    """A collective unit with these members, which supports the second task."""
    group = UnitGroup.objects.create(jurisdiction=plans.place, name="市直有关部门", rule=GroupRule.LISTED)
    for key in keys:
        UnitGroupMember.objects.create(group=group, unit=plans.city.units[key])
    task = plans.task("2", plans.draft)
    Responsibility.objects.create(task=task, role=ResponsibilityRole.SUPPORT, unit_group=group)
    return group


def members_given(plans: Plans) -> list[str]:
    """The units that got the second task as members of a collective unit."""
    rows = Responsibility.objects.filter(task=plans.task("2", plans.draft)).exclude(through=None)
    return sorted(rows.values_list("unit__name", flat=True))


def test_an_issued_plan_is_in_force_with_number_and_dates(plans: Plans) -> None:
    issue(plans)

    plan = Plan.objects.get(pk=plans.draft.pk)
    assert (plan.state, plan.number, plan.issued_on, plan.acknowledge_by, plan.put_in_force_at) == (
        PlanState.ISSUED,
        "青府〔2027〕8号",
        ON,
        DUE,
        AT,
    )


def test_its_tasks_are_in_force(plans: Plans) -> None:
    issue(plans)

    assert set(plans.draft.tasks.values_list("state", flat=True)) == {TaskState.IN_FORCE}


def test_responsibilities_begin_on_the_day_of_issue(plans: Plans) -> None:
    issue(plans)

    rows = Responsibility.objects.filter(task__plan=plans.draft)
    assert set(rows.values_list("since", flat=True)) == {ON}


def test_each_unit_is_asked_once_for_each_of_its_tasks(plans: Plans) -> None:
    issue(plans)

    asked = Receipt.objects.filter(task__plan=plans.draft).values_list("task__number", "unit__name")
    assert sorted(asked) == [
        ("1", "临川县人民政府"),
        ("1", "云栖区人民政府"),
        ("1", "青泽市发展和改革局"),
        ("1", "青泽市财政局"),
        ("2", "青泽市财政局"),
    ]


def test_receipts_carry_the_day_by_which_to_acknowledge(plans: Plans) -> None:
    issue(plans)

    receipts = Receipt.objects.filter(task__plan=plans.draft)
    assert set(receipts.values_list("state", "asked_at", "due")) == {(ReceiptState.ASKED, AT, DUE)}


def test_the_event_names_number_tasks_and_units(plans: Plans) -> None:
    issue(plans)

    event = Event.objects.get(verb="plan.issued")
    assert (event.after["文号"], event.after["任务"], event.after["单位"]) == ("青府〔2027〕8号", 2, 4)


def test_the_issue_stands_in_the_history_of_every_task(plans: Plans) -> None:
    issue(plans)

    subjects = Event.objects.get(verb="plan.issued").subjects
    assert ["plans.task", str(plans.task("2", plans.draft).pk)] in [list(map(str, one)) for one in subjects]


def test_members_who_join_a_collective_unit_later_do_not_get_the_task(plans: Plans) -> None:
    group = listed_group(plans, "文旅")
    issue(plans)

    add_group_member(group=group, unit=plans.city.units["市政府办"], by=plans.city.actor("office"))

    assert members_given(plans) == ["青泽市文化广电旅游局"]


def test_members_who_leave_a_collective_unit_later_keep_the_task(plans: Plans) -> None:
    group = listed_group(plans, "文旅")
    issue(plans)

    end_group_member(member=group.members.get(), until=date(2027, 4, 1), by=plans.city.actor("office"))

    assert members_given(plans) == ["青泽市文化广电旅游局"]
    assert Receipt.objects.filter(task__plan=plans.draft, unit=plans.city.units["文旅"]).exists()


def test_collective_units_are_those_of_the_day_of_the_document(plans: Plans) -> None:
    group = listed_group(plans, "文旅")
    UnitGroupMember.objects.create(group=group, unit=plans.city.units["市政府办"], since=date(2027, 3, 2))

    issue(plans)

    assert members_given(plans) == ["青泽市文化广电旅游局"]


def test_a_second_issue_is_refused(plans: Plans) -> None:
    issue(plans)

    with pytest.raises(Conflict, match="已印发"):
        issue(plans)

    assert Event.objects.filter(verb="plan.issued").count() == 1


def test_a_plan_without_tasks_is_not_issued(plans: Plans) -> None:
    plans.draft.tasks.all().delete()

    with pytest.raises(Conflict, match="还没有任务"):
        issue(plans)


def test_a_task_that_no_unit_leads_keeps_the_plan_from_being_issued(plans: Plans) -> None:
    Responsibility.objects.filter(task=plans.task("2", plans.draft), role=ResponsibilityRole.LEAD).delete()

    with pytest.raises(Conflict, match="2 盘活存量资产"):
        issue(plans)

    assert Plan.objects.get(pk=plans.draft.pk).state == PlanState.DRAFT
    assert not Receipt.objects.filter(task__plan=plans.draft).exists()


def test_a_lead_that_is_only_words_leads_nothing(plans: Plans) -> None:
    lead = Responsibility.objects.get(task=plans.task("2", plans.draft), role=ResponsibilityRole.LEAD)
    lead.unit, lead.listed_name = None, "有关单位"
    lead.save()

    with pytest.raises(Conflict, match="没有落实到牵头单位"):
        issue(plans)


def test_one_place_uses_a_number_once(plans: Plans) -> None:
    with pytest.raises(Invalid, match="已用这个文号") as refused:
        issue(plans, number="青府[2026] 6号")

    assert refused.value.field == "number"


def test_another_place_may_use_the_number(plans: Plans) -> None:
    county = plans.city.places["临川县"]
    Plan.objects.create(jurisdiction=county, year=2027, title="临川", number="青府〔2027〕8号", state=PlanState.ISSUED)

    assert issue(plans).number == "青府〔2027〕8号"


@pytest.mark.parametrize("typed", ["青府〔2027〕8号", "青府[2027]8号", "青府（2027）8 号", "青府【2027】8号"])
def test_a_number_is_written_in_one_way(typed: str) -> None:
    assert tidy_number(typed) == "青府〔2027〕8号"


def test_a_document_of_tomorrow_is_not_issued_today(plans: Plans) -> None:
    with pytest.raises(Invalid, match="不能晚于今天"):
        issue(plans, issued_on=date(2027, 3, 3))


def test_nobody_is_asked_to_have_acknowledged_yesterday(plans: Plans) -> None:
    with pytest.raises(Invalid, match="不能早于今天"):
        issue(plans, acknowledge_by=date(2027, 3, 1))


def test_who_saw_an_older_draft_is_told_so(plans: Plans) -> None:
    Plan.objects.filter(pk=plans.draft.pk).update(version=2)

    with pytest.raises(Conflict, match="已被他人修改"):
        issue(plans, seen=1)


def test_the_county_office_does_not_issue_the_plan_of_the_city(plans: Plans) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        issue(plans, "county_office")


def test_the_city_office_may_issue_the_plan_of_a_county(plans: Plans) -> None:
    plans.draft.jurisdiction = plans.city.places["临川县"]
    plans.draft.save()

    assert issue(plans).state == PlanState.ISSUED


def test_the_button_says_why_it_cannot_act(plans: Plans) -> None:
    assert "已印发" in why_not(check_can_issue, plans.force, plans.city.actor("office"))


def cost_of_issue(plans: Plans, plan: Plan, *, members: int, number: str) -> int:
    """The queries that issuing the plan takes when a collective unit of so many members implements its second task."""
    group = UnitGroup.objects.create(jurisdiction=plans.place, name=f"{members}个单位", rule=GroupRule.LISTED)
    for order in range(members):
        unit = Unit.objects.create(name=f"第{members}批第{order}局", jurisdiction=plans.place, kind=UnitKind.OTHER)
        UnitGroupMember.objects.create(group=group, unit=unit)
    Responsibility.objects.create(task=plans.task("2", plan), role=ResponsibilityRole.IMPLEMENT, unit_group=group)
    with CaptureQueriesContext(connection) as queries:
        issue_plan(plan=plan, number=number, issued_on=ON, acknowledge_by=DUE, at=AT, by=plans.city.actor("office"))
    return len(queries)


def test_fifty_members_cost_as_many_queries_as_five(plans: Plans) -> None:
    first, other = plans._plan(PlanState.DRAFT, 2029), plans._plan(PlanState.DRAFT, 2028)
    cost_of_issue(plans, first, members=1, number="青府〔2027〕3号")  # the first event makes the record's head

    five = cost_of_issue(plans, plans.draft, members=5, number="青府〔2027〕1号")
    fifty = cost_of_issue(plans, other, members=50, number="青府〔2027〕2号")

    assert five == fifty
    assert Receipt.objects.filter(task__plan=other, task__number="2").count() == 51
