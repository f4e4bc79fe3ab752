"""Tasks by hand: what adding, changing, moving and removing one does, and when it is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.audit.models import Event
from duban.apps.organizations.models import Jurisdiction, Level, Unit, UnitGroup
from duban.apps.plans.actions.sections import add_section
from duban.apps.plans.actions.tasks import add_task, change_task, move_task, remove_task
from duban.apps.plans.models import Receipt, Responsibility, Task
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import PlanState, ReceiptState, ResponsibilityRole, TaskState
from plan_cast import Plans

AT, DUE = datetime(2026, 5, 6, 1, 0, tzinfo=UTC), date(2026, 5, 11)


def add(plans: Plans, *, force: bool = False, who: str = "office", **changes: Any) -> Task:
    plan = plans.force if force else plans.draft
    given = {
        "section": plan.sections.first(),
        "number": "3",
        "text": "新增高新技术企业30家以上。",
        "lead": [plans.city.units["发改"]],
        "at": AT,
        "acknowledge_by": DUE,
    }
    return add_task(plan=plan, by=plans.city.actor(who), **(given | changes))


def change(plans: Plans, task: Task, *, who: str = "office", **changes: Any) -> Task:
    """With everything as it is but what is named."""
    given: dict[str, Any] = {
        "section": task.section,
        "number": task.number,
        "text": task.text,
        "measures": task.measures,
        "deadline": task.deadline,
        "deadline_text": task.deadline_text,
        "leaders": [plans.leader],
        "lead": [plans.city.units["发改"]],
        "implement": [plans.counties],
        "support": [plans.city.units["财政"]],
    }
    return change_task(task=task, by=plans.city.actor(who), **(given | changes))


def named(task: Task) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in task.responsibilities.filter(through=None).order_by("role", "order"):
        found.setdefault(row.role, []).append(str(row.unit or row.unit_group or row.post or row.listed_name))
    return found


def order_of(plans: Plans) -> list[str]:
    return list(plans.draft.tasks.order_by("order").values_list("number", flat=True))


def test_a_task_added_to_a_draft_is_a_draft_and_asks_nobody(plans: Plans) -> None:
    task = add(plans)

    assert task.state == TaskState.DRAFT
    assert not task.receipts.exists()


def test_nobody_is_given_a_task_who_is_out_of_sight(plans: Plans) -> None:
    elsewhere = Jurisdiction.objects.create(name="澄江市", level=Level.CITY)
    unit = Unit.objects.create(name="澄江市财政局", jurisdiction=elsewhere)
    group = UnitGroup.objects.create(jurisdiction=elsewhere, name="澄江各部门")
    before = plans.draft.tasks.count()

    for field, given in (("support", [unit]), ("implement", [group])):
        with pytest.raises(Invalid, match="不在您能看到的范围内") as refused:
            add(plans, **{field: given})
        assert refused.value.field == field

    assert plans.draft.tasks.count() == before


def test_a_task_takes_place_and_year_from_its_plan(plans: Plans) -> None:
    task = add(plans)

    assert (task.jurisdiction_path, task.year, task.order) == (plans.place.path, 2027, 3)


def test_targets_are_read_from_the_text_with_the_kind_its_words_propose(plans: Plans) -> None:
    target = add(plans).targets.get()

    assert (target.measure, target.comparator, target.value, target.unit, target.kind, target.kind_confirmed) == (
        "新增高新技术企业",
        ">=",
        30,
        "家",
        TargetKind.CUMULATIVE,
        False,
    )


def test_a_task_is_found_by_the_name_of_its_unit(plans: Plans) -> None:
    assert "青泽市发展和改革局" in add(plans).search


def test_each_role_takes_several_units_and_collective_units(plans: Plans) -> None:
    units = plans.city.units
    task = add(plans, implement=[plans.counties, units["文旅"]], support=[units["财政"]], leaders=[plans.leader])

    assert named(task) == {
        "leader": ["青泽市人民政府常务副市长"],
        "lead": ["青泽市发展和改革局"],
        "implement": ["各县（市、区）政府", "青泽市文化广电旅游局"],
        "support": ["青泽市财政局"],
    }


def test_a_unit_has_one_role_in_a_task(plans: Plans) -> None:
    with pytest.raises(Invalid, match="已列为牵头单位") as refused:
        add(plans, support=[plans.city.units["发改"]])

    assert refused.value.field == "support"


def test_a_task_added_to_a_plan_in_force_asks_its_units_at_once(plans: Plans) -> None:
    task = add(plans, force=True, implement=[plans.counties])

    assert task.state == TaskState.IN_FORCE
    assert sorted(task.receipts.values_list("unit__name", "state", "asked_at", "due")) == [
        (name, ReceiptState.ASKED, AT, DUE) for name in ("临川县人民政府", "云栖区人民政府", "青泽市发展和改革局")
    ]


def test_what_is_added_to_a_plan_in_force_holds_from_that_day(plans: Plans) -> None:
    task = add(plans, force=True, implement=[plans.counties])

    assert set(task.responsibilities.values_list("since", flat=True)) == {date(2026, 5, 6)}


def test_a_task_without_lead_is_not_added_to_a_plan_in_force(plans: Plans) -> None:
    with pytest.raises(Conflict, match="没有落实到牵头单位"):
        add(plans, force=True, lead=[])

    assert plans.force.tasks.count() == 2


def test_a_draft_takes_a_task_whose_lead_is_still_open(plans: Plans) -> None:
    assert add(plans, lead=[]).pk


def test_an_archived_plan_takes_no_task(plans: Plans) -> None:
    plans.force.state = PlanState.ARCHIVED
    plans.force.save()

    with pytest.raises(Conflict, match="已归档"):
        add(plans, force=True)


def test_the_same_task_sent_twice_is_one_task(plans: Plans) -> None:
    add(plans)

    with pytest.raises(Invalid, match="都相同的任务"):
        add(plans)


def test_a_section_of_another_plan_is_refused(plans: Plans) -> None:
    with pytest.raises(Invalid, match="不在这个方案中"):
        add(plans, section=plans.force.sections.get())


def test_the_county_office_adds_nothing_to_the_plan_of_the_city(plans: Plans) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        add(plans, who="county_office")


def test_a_change_keeps_the_rows_of_units_that_stay(plans: Plans) -> None:
    task = plans.task("1", plans.draft)
    lead = Responsibility.objects.get(task=task, role=ResponsibilityRole.LEAD)
    Responsibility.objects.filter(pk=lead.pk).update(listed_name="市发展改革局")

    change(plans, task, support=[plans.city.units["文旅"]])

    assert Responsibility.objects.get(pk=lead.pk).listed_name == "市发展改革局"
    assert named(task)["support"] == ["青泽市文化广电旅游局"]


def test_words_that_name_nobody_may_stay(plans: Plans) -> None:
    task = change(plans, plans.task("1", plans.draft), support=["有关单位"])

    assert named(task)["support"] == ["有关单位"]


def test_a_change_is_recorded_with_what_was_and_what_is(plans: Plans) -> None:
    change(plans, plans.task("1", plans.draft), text="新开工重点项目80个以上。")

    event = Event.objects.get(verb="task.changed")
    assert (event.before, event.after) == (
        {"任务内容": "新开工重点项目60个以上。"},
        {"任务内容": "新开工重点项目80个以上。"},
    )


def test_nothing_changed_is_nothing_recorded(plans: Plans) -> None:
    change(plans, plans.task("1", plans.draft))

    assert "task.changed" not in plans.city.events()


def test_a_changed_text_is_read_for_targets_anew(plans: Plans) -> None:
    task = change(plans, plans.task("1", plans.draft), text="新开工重点项目80个以上。")

    assert [one.value for one in task.targets.all()] == [80]


def test_a_target_somebody_confirmed_stays(plans: Plans) -> None:
    task = plans.task("1", plans.draft)
    task.targets.update(kind_confirmed=True)

    change(plans, task, text="新开工重点项目80个以上。")

    assert sorted(one.value for one in task.targets.all()) == [60, 80]


def test_a_form_shown_before_another_change_is_refused(plans: Plans) -> None:
    task = plans.task("1", plans.draft)
    change(plans, task, text="甲", seen=task.version)

    with pytest.raises(Conflict, match="已被他人修改"):
        change(plans, task, text="乙", seen=task.version)

    assert plans.draft.tasks.get(pk=task.pk).text == "甲"


def test_a_task_in_force_is_not_changed_by_hand(plans: Plans) -> None:
    with pytest.raises(Conflict, match="按调整程序办理"):
        change(plans, plans.task("1"), text="甲")


def test_a_task_is_moved_behind_another(plans: Plans) -> None:
    task = add(plans)

    move_task(task=task, section=task.section, after=plans.task("1", plans.draft), by=plans.city.actor("office"))

    assert order_of(plans) == ["1", "3", "2"]


def test_a_task_is_moved_to_the_top_of_another_section(plans: Plans) -> None:
    section = add_section(plan=plans.draft, title="增进民生福祉", label="二、", by=plans.city.actor("office"))
    add(plans, section=section)

    move_task(task=plans.task("1", plans.draft), section=section, after=None, by=plans.city.actor("office"))

    assert order_of(plans) == ["2", "1", "3"]


def test_a_task_is_not_moved_behind_one_of_another_section(plans: Plans) -> None:
    section = add_section(plan=plans.draft, title="增进民生福祉", by=plans.city.actor("office"))

    with pytest.raises(Invalid, match="排在其后"):
        move_task(
            task=plans.task("1", plans.draft),
            section=section,
            after=plans.task("2", plans.draft),
            by=plans.city.actor("office"),
        )


def test_moving_one_task_leaves_the_forms_of_the_others_valid(plans: Plans) -> None:
    other = plans.task("2", plans.draft)
    move_task(task=plans.task("1", plans.draft), section=other.section, after=other, by=plans.city.actor("office"))

    assert plans.draft.tasks.get(pk=other.pk).version == other.version


def test_moving_a_task_costs_the_same_with_many_tasks(plans: Plans) -> None:
    task, office = plans.task("2", plans.draft), plans.city.actor("office")
    move_task(task=task, section=task.section, after=None, by=office)

    def cost(after: Task | None) -> int:
        with CaptureQueriesContext(connection) as queries:
            move_task(task=task, section=task.section, after=after, by=office)
        return len(queries)

    few = cost(plans.task("1", plans.draft))
    for number in range(20):
        add(plans, number=str(number + 10))

    assert cost(plans.task("29", plans.draft)) == few


def test_a_removed_task_is_gone_and_the_record_tells_of_it(plans: Plans) -> None:
    remove_task(task=plans.task("1", plans.draft), by=plans.city.actor("office"))

    assert order_of(plans) == ["2"]
    assert Event.objects.get(verb="task.removed").before["任务内容"] == "新开工重点项目60个以上。"


def test_a_task_in_force_is_not_removed(plans: Plans) -> None:
    with pytest.raises(Conflict, match="已印发"):
        remove_task(task=plans.task("1"), by=plans.city.actor("office"))

    assert Receipt.objects.filter(task=plans.task("1")).exists()
