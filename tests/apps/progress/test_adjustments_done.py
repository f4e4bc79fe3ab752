"""What a granted request does to the task: milestones, words and figures, units, its end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from change_cast import DECIDED, LATER, ask

from duban.apps.organizations.models import Jurisdiction, Level, Unit
from duban.apps.plans.models import Receipt, Responsibility, Target
from duban.apps.plans.searching import found
from duban.apps.progress.actions.adjustment_review import grant_adjustment
from duban.apps.progress.adjusting import WAYS, content, postponing, responsibility, terminating
from duban.apps.progress.models import Adjustment, Milestone, ReportFigure
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from plan_cast import Plans
from progress_cast import Year

Role = ResponsibilityRole
ON = DECIDED.date()


def granted(plans: Plans, **given: object) -> Adjustment:
    return grant_adjustment(
        adjustment=ask(plans, **given), decision="同意。", at=DECIDED, by=plans.city.actor("office")
    )


def reworded(plans: Plans, text: str, **figures: Decimal) -> Adjustment:
    wish = content.wish(plans.task("1"), text=text, measures="分类推进。", figures=_figures(plans, figures))
    return granted(plans, kind=AdjustmentKind.CONTENT, after=wish)


def _figures(plans: Plans, figures: dict[str, Decimal]) -> dict[int, Decimal]:
    return {plans.task("1").targets.get().pk: value for value in figures.values()}


def standing(plans: Plans, role: ResponsibilityRole) -> set[str]:
    rows = Responsibility.objects.filter(task=plans.task("1"), role=role, until=None, unit__isnull=False)
    return {key for key, unit in plans.city.units.items() if unit.pk in set(rows.values_list("unit", flat=True))}


@pytest.fixture
def milestone(year: Year) -> Milestone:
    """A step in force."""
    year.adjustment.delete()
    year.implementation_plan.state = FilingState.ACCEPTED
    year.implementation_plan.save()
    return year.milestone


def test_a_milestone_moves_along_and_its_original_day_stays(year: Year, milestone: Milestone) -> None:
    version = milestone.implementation_plan.version

    granted(year.plans, after=postponing.wish(LATER, {milestone.pk: (milestone.content, date(2026, 9, 30))}))

    milestone.refresh_from_db()
    assert (milestone.due, milestone.original_due) == (date(2026, 9, 30), date(2026, 6, 30))
    assert milestone.implementation_plan.__class__.objects.get(task=year.plans.task("1")).version == version + 1
    row = Adjustment.objects.get()
    assert (row.before["milestones"][0]["due"], row.after["milestones"][0]["due"]) == ("2026-06-30", "2026-09-30")


@pytest.mark.parametrize("due", [date(2026, 6, 30), date(2027, 4, 1)])
def test_a_milestone_moves_to_a_later_day_within_the_new_deadline(year: Year, milestone: Milestone, due: date) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(year.plans, after=postponing.wish(LATER, {milestone.pk: (milestone.content, due)}))

    assert refusal.value.field == f"milestone_{milestone.pk}"


def test_a_milestone_done_meanwhile_does_not_move(year: Year, milestone: Milestone) -> None:
    row = ask(year.plans, after=postponing.wish(LATER, {milestone.pk: (milestone.content, date(2026, 9, 30))}))
    Milestone.objects.update(done_on=date(2026, 5, 1))

    with pytest.raises(Conflict, match="已完成"):
        grant_adjustment(adjustment=row, decision="同意。", at=DECIDED, by=year.city.actor("office"))


def test_other_words_bring_their_figure_and_reported_figures_stay(year: Year) -> None:
    target = year.plans.task("1").targets.get()
    ReportFigure.objects.create(report=year.report, target=target, value=Decimal(12))
    year.adjustment.delete()

    row = reworded(year.plans, "新开工重点项目50个以上。")

    task = year.plans.task("1")
    assert (task.text, task.measures, task.targets.get().value) == ("新开工重点项目50个以上。", "分类推进。", 50)
    assert task.targets.get().figures.get().value == 12
    assert (row.before["text"], row.before["targets"][0]["value"]) == ("新开工重点项目60个以上。", "60")
    assert task.__class__.objects.filter(found("分类推进")).exists()


def test_a_figure_that_contradicts_the_words_is_refused(plans: Plans) -> None:
    with pytest.raises(Invalid, match="任务内容写的是60个"):
        reworded(plans, "新开工重点项目60个以上。", value=Decimal(50))


def test_a_figure_changed_in_both_is_taken(plans: Plans) -> None:
    reworded(plans, "新开工重点项目45个以上。", value=Decimal(45))

    assert plans.task("1").targets.get().value == 45


def test_a_target_the_new_words_bring_is_added_and_one_they_drop_goes(plans: Plans) -> None:
    reworded(plans, "新增高新技术企业30家。")

    [target] = plans.task("1").targets.all()
    assert (target.measure, target.value) == ("新增高新技术企业", 30)
    assert Adjustment.objects.get().before["targets"][0]["text"] == "新开工重点项目60个以上"


def test_a_target_somebody_confirmed_stays_though_the_words_no_longer_name_it(plans: Plans) -> None:
    Target.objects.filter(task=plans.task("1")).update(kind_confirmed=True)

    reworded(plans, "推进重点项目建设。")

    assert plans.task("1").targets.get().value == 60


def test_the_same_words_twice_in_a_section_are_refused(plans: Plans) -> None:
    task, other = plans.task("1"), plans.task("2")
    type(other).objects.filter(pk=other.pk).update(number="1")
    wish = content.wish(task, text=other.text, measures="", figures={})

    with pytest.raises(Invalid, match="内容都相同"):
        WAYS[AdjustmentKind.CONTENT].check(task, wish, ON)


def test_other_units_answer_from_the_day_on_and_are_asked(plans: Plans) -> None:
    units = plans.city.units
    wish = responsibility.wish(
        {Role.LEAD: [units["文旅"]], Role.IMPLEMENT: [plans.counties], Role.SUPPORT: [units["发改"]]}
    )

    granted(plans, kind=AdjustmentKind.RESPONSIBILITY, after=wish)

    assert (standing(plans, Role.LEAD), standing(plans, Role.SUPPORT)) == ({"文旅"}, {"发改"})
    assert standing(plans, Role.IMPLEMENT) == {"临川县政府", "云栖区政府"}
    ended = Responsibility.objects.get(task=plans.task("1"), role=Role.LEAD, unit=units["发改"])
    assert ended.until == ON
    assert plans.receipt("1", "文旅").state == "asked"
    assert not Receipt.objects.filter(task=plans.task("1"), unit=units["财政"]).exists()
    assert "青泽市文化广电旅游局" in plans.task("1").search


def test_a_collective_unit_becomes_its_members_of_the_day(plans: Plans) -> None:
    wish = responsibility.wish(
        {Role.LEAD: [plans.city.units["财政"]], Role.IMPLEMENT: [], Role.SUPPORT: [plans.counties]}
    )
    row = ask(plans, "2", "finance", kind=AdjustmentKind.RESPONSIBILITY, after=wish)

    grant_adjustment(adjustment=row, decision="同意。", at=DECIDED, by=plans.city.actor("office"))

    members = Responsibility.objects.filter(task=plans.task("2"), through__isnull=False)
    assert {one.unit.name for one in members} == {"临川县人民政府", "云栖区人民政府"}


@pytest.mark.parametrize(
    ("lead", "support", "reason"),
    [("发改", "发改", "已列为牵头单位"), ("elsewhere", "财政", "不在青泽市")],
)
def test_units_that_cannot_answer_are_refused(plans: Plans, lead: str, support: str, reason: str) -> None:
    place = Jurisdiction.objects.create(name="邻江市", level=Level.CITY, code="990200")
    units = plans.city.units | {"elsewhere": Unit.objects.create(name="邻江市财政局", jurisdiction=place)}
    wish = responsibility.wish({Role.LEAD: [units[lead]], Role.IMPLEMENT: [], Role.SUPPORT: [units[support]]})

    with pytest.raises(Invalid, match=reason):
        ask(plans, kind=AdjustmentKind.RESPONSIBILITY, after=wish)


def test_terminated_the_task_ends_and_what_is_owed_for_it_is_released(year: Year) -> None:
    year.adjustment.delete()

    granted(year.plans, kind=AdjustmentKind.TERMINATE, after=terminating.wish())

    assert year.plans.task("1").state == TaskState.TERMINATED
    year.report.refresh_from_db()
    assert year.report.state == FilingState.RELEASED
