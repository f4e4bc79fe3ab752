"""Implementation plans: asked for, written, approved inside, filed, withdrawn; accepted, returned, opened again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.progress.actions.implementation import (
    approve_implementation_plan,
    ask_implementation_plans,
    save_implementation_plan,
    send_back_implementation_plan,
    submit_implementation_plan,
    withdraw_implementation_plan,
)
from duban.apps.progress.actions.implementation_review import (
    accept_implementation_plan,
    accept_implementation_plans,
    return_implementation_plan,
)
from duban.apps.progress.implementing import steps_of
from duban.apps.progress.models import ImplementationPlan, Milestone, UnitPractice
from duban.apps.progress.queries.implementation import count_waiting, is_late
from duban.apps.progress.queries.implementation_filed import read
from duban.rulebook.milestones import Step
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.reports import FilingState
from plan_cast import Plans
from progress_cast import Year

AT, LATER = datetime(2026, 3, 10, 2, 0, tzinfo=UTC), datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 10)
STEP = Step("完成前期手续。", date(2026, 3, 31), section="投资科", person="林联络")


def fresh(row: ImplementationPlan) -> ImplementationPlan:
    return ImplementationPlan.objects.select_related("task", "unit").get(pk=row.pk)


def filed(year: Year, at: datetime = AT) -> ImplementationPlan:
    """The one of 发改, submitted by its liaison."""
    return submit_implementation_plan(
        implementation_plan=year.implementation_plan, at=at, by=year.city.actor("liaison")
    )


def accepted(year: Year) -> ImplementationPlan:
    return accept_implementation_plan(implementation_plan=filed(year), at=AT, by=year.city.actor("office"))


def save(year: Year, *steps: Step, seen: int | None = None, who: str = "liaison") -> ImplementationPlan:
    return save_implementation_plan(
        implementation_plan=year.implementation_plan,
        measures="专班推进。",
        steps=steps,
        at=AT,
        by=year.city.actor(who),
        seen=seen,
    )


def test_the_office_asks_every_lead_unit_once(plans: Plans, city: City) -> None:
    made = ask_implementation_plans(plan=plans.force, due=date(2026, 3, 20), on=ON, by=city.actor("office"))

    assert {(one.task.number, one.unit.name) for one in made} == {
        ("1", "青泽市发展和改革局"),
        ("2", "青泽市财政局"),
    }
    assert sentence(Event.objects.latest("sequence")).endswith("在2026年3月20日前报送落实方案，共2份")
    with pytest.raises(Conflict, match="都已被要求"):
        ask_implementation_plans(plan=plans.force, due=date(2026, 3, 20), on=ON, by=city.actor("office"))


def test_a_day_that_is_past_is_not_asked_for(plans: Plans, city: City) -> None:
    with pytest.raises(Invalid, match="不能早于今天"):
        ask_implementation_plans(plan=plans.force, due=date(2026, 3, 9), on=ON, by=city.actor("office"))


def test_nothing_is_asked_of_a_plan_that_is_not_issued(plans: Plans, city: City) -> None:
    with pytest.raises(Conflict, match="印发后"):
        ask_implementation_plans(plan=plans.draft, due=ON, on=ON, by=city.actor("office"))


def test_what_is_written_is_kept_and_its_beginning_recorded_once(year: Year) -> None:
    first = steps_of(year.implementation_plan)
    save(year, *first, STEP)
    save(year, *first, STEP, Step("另一步。", date(2026, 9, 30), person="林联络", order=1))

    row = fresh(year.implementation_plan)
    assert (row.state, row.measures, row.version) == ("draft", "专班推进。", 3)
    assert year.city.events().count("implementation_plan.begun") == 1


def test_a_form_that_saves_itself_twice_makes_a_milestone_once(year: Year) -> None:
    kept = steps_of(year.implementation_plan)
    new = Step("第二步。", date(2026, 9, 30), order=5)
    save(year, *kept, new)
    save(year, *kept, Step("第二步，改过。", date(2026, 9, 30), order=5))

    assert [row.content for row in year.implementation_plan.milestones.all()] == [
        "上半年新开工30个。",
        "第二步，改过。",
    ]


def test_saving_the_same_again_changes_nothing(year: Year) -> None:
    row = save(year, *steps_of(year.implementation_plan))
    again = save(year, *steps_of(row), seen=row.version)

    assert again.version == row.version


def test_a_stale_form_does_not_overwrite(year: Year) -> None:
    save(year, STEP, seen=1)

    with pytest.raises(Conflict, match="已被他人修改"):
        save(year, seen=1)
    assert Milestone.objects.filter(implementation_plan=year.implementation_plan).count() == 1


@pytest.mark.parametrize("who", ["finance", "stranger", "office", "leader", "reader", "county_office"])
def test_nobody_else_writes_for_a_unit(year: Year, who: str) -> None:
    with pytest.raises(NotAllowed):
        save(year, STEP, who=who)


def test_a_target_of_another_task_is_refused(year: Year) -> None:
    target = year.plans.task("1", year.plans.draft).targets.get()

    with pytest.raises(Invalid, match="不是这项任务的"):
        save(year, Step("一步。", date(2026, 9, 30), target=target.pk, figure=Decimal(3)))


def test_more_milestones_than_anybody_reads_are_refused(year: Year) -> None:
    with pytest.raises(Invalid, match="最多 40 个"):
        save(year, *(Step("一步。", date(2026, 9, 30), order=at) for at in range(41)))


def test_filing_keeps_what_was_filed(year: Year) -> None:
    row = filed(year)

    kept = row.submissions.get()
    assert (row.state, row.submitted_by, row.first_submitted_at) == ("submitted", "林联络", AT)
    assert kept.values["节点"][0] | {"编号": 0} == {
        "编号": 0,
        "完成时间": "2026-06-30",
        "工作内容": "上半年新开工30个。",
        "目标": "新开工重点项目（个）",
        "阶段目标值": "30",
        "科室": "投资科",
        "责任人": "林联络",
    }
    event = Event.objects.latest("sequence")
    assert sentence(event) == "青泽市发展和改革局报送“新开工重点项目60个以上。”落实方案（第1次），1个节点"


def test_filed_twice_it_is_there_once(year: Year) -> None:
    row = filed(year)

    with pytest.raises(Conflict, match="不用再报"):
        submit_implementation_plan(implementation_plan=row, at=AT, by=year.city.actor("liaison"))
    assert row.submissions.count() == 1


def test_what_is_not_complete_is_not_filed(year: Year) -> None:
    save(year, Step("一步。", date(2027, 1, 31)))

    with pytest.raises(Invalid) as refused:
        filed(year)

    assert str(refused.value) == ("第1个节点没有写责任人；第1个节点定在2027年1月31日，晚于任务的完成时限2026年12月31日")


def test_where_the_unit_wants_it_the_head_approves_first(year: Year, city: City) -> None:
    UnitPractice.objects.create(unit=city.units["发改"], inner_approval=True)
    row = filed(year)
    assert (row.state, row.submissions.count()) == (FilingState.INNER, 0)

    back = send_back_implementation_plan(
        implementation_plan=row, note="补充责任人。", at=AT, by=city.actor("unit_head")
    )
    assert (back.state, back.inner_note) == (FilingState.DRAFT, "补充责任人。")
    again = filed(year)
    with pytest.raises(NotAllowed):
        approve_implementation_plan(implementation_plan=again, at=AT, by=city.actor("liaison"))
    done = approve_implementation_plan(implementation_plan=again, at=AT, by=city.actor("unit_head"))

    assert (done.state, done.approved_by, done.written_by) == (FilingState.SUBMITTED, "郑发展", "林联络")
    assert done.submissions.get().approved_by == "郑发展"


def test_the_head_files_without_asking_anybody(year: Year, city: City) -> None:
    UnitPractice.objects.create(unit=city.units["发改"], inner_approval=True)

    row = submit_implementation_plan(implementation_plan=year.implementation_plan, at=AT, by=city.actor("unit_head"))

    assert (row.state, row.approved_by) == (FilingState.SUBMITTED, "郑发展")


def test_only_what_waits_for_the_head_is_approved_or_sent_back(year: Year, city: City) -> None:
    head = city.actor("unit_head")
    with pytest.raises(Conflict, match="不用单位审核"):
        approve_implementation_plan(implementation_plan=year.implementation_plan, at=AT, by=head)
    with pytest.raises(Conflict, match="不能退回修改"):
        send_back_implementation_plan(implementation_plan=year.implementation_plan, note="", at=AT, by=head)


def test_what_was_not_reviewed_yet_is_withdrawn(year: Year, city: City) -> None:
    row = withdraw_implementation_plan(implementation_plan=filed(year), at=LATER, by=city.actor("liaison"))

    assert (row.state, row.submissions.get().decision) == (FilingState.DRAFT, "withdrawn")
    with pytest.raises(Conflict, match="不能撤回"):
        withdraw_implementation_plan(implementation_plan=accepted(year), at=LATER, by=city.actor("liaison"))


def test_accepting_is_written_to_the_submission_too(year: Year) -> None:
    row = accepted(year)

    assert (row.state, row.reviewed_by) == (FilingState.ACCEPTED, "督小青")
    assert row.submissions.get().decision == "accepted"
    assert year.city.events()[-1] == "implementation_plan.accepted"


def test_what_changed_since_it_was_read_is_not_accepted(year: Year, city: City) -> None:
    row = filed(year)

    with pytest.raises(Conflict, match="已被他人修改"):
        accept_implementation_plan(implementation_plan=row, at=AT, by=city.actor("office"), seen=row.version - 1)


def test_several_are_accepted_at_once_with_the_same_queries(year: Year, city: City) -> None:
    filed(year)
    both = list(ImplementationPlan.objects.all())

    one = max(queries_of([row], city) for row in both)
    two = queries_of(both, city)
    done = accept_implementation_plans(implementation_plans=both, at=AT, by=city.actor("office"))
    again = accept_implementation_plans(implementation_plans=both, at=LATER, by=city.actor("office"))

    assert (len(done), again) == (2, [])
    assert two <= one + 1  # the one: figures of reports, asked for where there are reports of a task with a target


def queries_of(rows: list[ImplementationPlan], city: City) -> int:
    """How many queries accepting them takes; undone again."""
    with transaction.atomic(), CaptureQueriesContext(connection) as made:
        accept_implementation_plans(implementation_plans=rows, at=AT, by=city.actor("office"))
        transaction.set_rollback(True)
    return len(made)


def test_a_return_moves_the_day_and_keeps_the_first(year: Year, city: City) -> None:
    row = return_implementation_plan(
        implementation_plan=filed(year, LATER),
        reason="没有写明季度目标。",
        due=date(2026, 3, 18),
        at=LATER,
        by=city.actor("office"),
    )

    assert (row.state, row.due, row.original_due, row.returns) == (
        FilingState.RETURNED,
        date(2026, 3, 18),
        date(2026, 3, 11),
        1,
    )
    assert (row.submissions.get().reason, row.submissions.get().new_due) == ("没有写明季度目标。", date(2026, 3, 18))
    assert is_late(row, ON)  # it came on the 12th, whatever happens later


def test_one_returned_to_a_day_that_is_past_is_refused(year: Year, city: City) -> None:
    with pytest.raises(Invalid, match="不能早于今天"):
        return_implementation_plan(
            implementation_plan=filed(year), reason="补充。", due=date(2026, 3, 1), at=AT, by=city.actor("office")
        )


def test_one_opened_again_keeps_the_first_day_of_its_milestones(year: Year, city: City) -> None:
    row = accepted(year)
    row = return_implementation_plan(
        implementation_plan=row, reason="节点要调整。", due=date(2026, 3, 20), at=LATER, by=city.actor("office")
    )
    assert (row.returns, year.city.events()[-1]) == (0, "implementation_plan.reopened")
    assert row.submissions.get().decision == "accepted"  # what was decided stays decided

    (step,) = steps_of(row)
    moved = Step(step.content, date(2026, 7, 31), step.target, step.figure, step.section, step.person, step.key)
    save(year, moved, Step("新的一步。", date(2026, 9, 30), person="林联络", order=1))

    days = [(one.due, one.original_due) for one in row.milestones.all()]
    assert days == [(date(2026, 7, 31), date(2026, 6, 30)), (date(2026, 9, 30), date(2026, 9, 30))]


def test_what_is_not_filed_only_the_unit_reads(year: Year, city: City) -> None:
    save(year, STEP)
    row = fresh(year.implementation_plan)

    (own,), (others,) = read([row], city.actor("liaison")), read([row], city.actor("office"))

    assert [one.content for one in own.milestones or ()] == ["完成前期手续。"]
    assert (others.milestones, others.measures) == (None, "")


def test_while_it_is_mended_others_read_what_was_filed(year: Year, city: City) -> None:
    filed(year)
    office = city.actor("office")
    return_implementation_plan(
        implementation_plan=fresh(year.implementation_plan), reason="补充。", due=date(2026, 3, 20), at=AT, by=office
    )
    save(year, STEP)

    (others,) = read([fresh(year.implementation_plan)], office)

    assert others.is_last_filed
    assert [(one.content, one.figure) for one in others.milestones or ()] == [("上半年新开工30个。", Decimal(30))]


def test_what_was_withdrawn_others_do_not_read(year: Year, city: City) -> None:
    withdraw_implementation_plan(implementation_plan=filed(year), at=AT, by=city.actor("liaison"))

    (others,) = read([fresh(year.implementation_plan)], city.actor("leader"))

    assert others.milestones is None


@pytest.mark.parametrize(("who", "count"), [("liaison", 1), ("finance", 0), ("office", 1), ("leader", 0)])
def test_beside_the_entry_stands_what_one_has_to_do(year: Year, city: City, who: str, count: int) -> None:
    assert count_waiting(city.actor(who)) == count


@pytest.mark.parametrize("words", ["  ", "长" * 1001], ids=["nothing", "too much"])
def test_what_is_given_back_says_why(year: Year, city: City, words: str) -> None:
    UnitPractice.objects.create(unit=city.units["发改"], inner_approval=True)
    row = filed(year)
    with pytest.raises(Invalid) as refused:
        send_back_implementation_plan(implementation_plan=row, note=words, at=AT, by=city.actor("unit_head"))
    assert refused.value.field == "note"

    approve_implementation_plan(implementation_plan=row, at=AT, by=city.actor("unit_head"))
    with pytest.raises(Invalid) as refused:
        return_implementation_plan(
            implementation_plan=row, reason=words, due=date(2026, 12, 1), at=AT, by=city.actor("office")
        )
    assert refused.value.field == "reason"
