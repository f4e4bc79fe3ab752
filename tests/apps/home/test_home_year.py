"""What the first page says of the year's work: the round, what waits by its day, what is behind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast import City
from duban.apps.home.pages import page_of
from duban.apps.plans.models import Task
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.apps.progress.standing import stand_again
from duban.rulebook.reports import FilingState
from progress_cast import Year

AT, ON = datetime(2026, 4, 9, 2, 0, tzinfo=UTC), date(2026, 4, 9)


def todos(city: City, who: str, on: date = ON) -> dict[str, tuple[str, date | None]]:
    return {todo.title: (todo.count, todo.due) for todo in page_of(city.actor(who), on=on, at=AT).todos}


def test_a_liaison_sees_what_is_due_by_its_day(year: Year, city: City) -> None:
    found = todos(city, "liaison")

    assert found["填报进展情况"] == ("1 项", date(2026, 4, 10))
    assert found["填报落实方案"] == ("1 项", date(2026, 3, 11))
    assert found["办理批示"] == ("", date(2026, 4, 20))


def test_what_was_returned_is_called_so_and_has_its_own_day(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.RETURNED, due=date(2026, 4, 14))

    assert todos(city, "liaison")["重报退回的进展情况"] == ("1 项", date(2026, 4, 14))


def test_a_head_approves_what_waits_inside(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.INNER)

    assert todos(city, "unit_head")["审核本单位的填报"] == ("1 项", date(2026, 4, 10))
    assert "审核本单位的填报" not in todos(city, "liaison")


def test_the_office_reviews_within_three_working_days_and_decides(year: Year, city: City) -> None:
    found = todos(city, "office")

    assert found["审核进展情况"] == ("1 份", date(2026, 4, 13))
    assert found["审核落实方案"] == ("1 份", None)
    assert {"审批调整申请", "核查销号"} <= found.keys()


def test_the_office_begins_with_the_review_while_something_waits(year: Year, city: City) -> None:
    assert page_of(city.actor("office"), on=ON, at=AT).first == ("开始审核 1 份", reverse("progress:review"))
    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.ACCEPTED)
    assert page_of(city.actor("office"), on=ON, at=AT).first is None


@pytest.mark.parametrize(
    ("who", "told"),
    [("liaison", {"草稿": 1, "未填": 0}), ("office", {"草稿": 1, "未填": 0}), ("leader", {"未报送": 1})],
)
def test_a_draft_is_told_to_the_unit_and_the_office_alone(
    year: Year, city: City, who: str, told: dict[str, int]
) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.DRAFT)

    shown = page_of(city.actor(who), on=ON, at=AT).round

    assert shown is not None
    counts = {part.label: part.count for part in shown.parts}
    assert {label: counts.get(label) for label in ("草稿", "未填", "未报送") if label in counts} == told


def test_milestones_of_one_task_are_one_thing_to_do(year: Year, city: City) -> None:
    plan = year.implementation_plan
    ImplementationPlan.objects.filter(pk=plan.pk).update(state=FilingState.ACCEPTED)
    first = year.milestone
    Milestone.objects.create(implementation_plan=plan, content="竣工", due=first.due, original_due=first.due)

    found = [one for one in page_of(city.actor("liaison"), on=first.due, at=AT).todos if one.title == "完成节点"]

    assert [(one.count, one.due) for one in found] == [("2 个", first.due)]


def test_the_agenda_puts_what_is_overdue_first_and_later_days_in_order(year: Year, city: City) -> None:
    page = page_of(city.actor("liaison"), on=ON, at=AT)

    days = page.agenda(ON, str)

    assert [one.day for one in days] == [None, date(2026, 4, 10), date(2026, 4, 20)]
    assert days[0].todos[0].due == date(2026, 3, 8)  # 签收, before the plans of 3-11


@pytest.mark.parametrize(("who", "total", "words"), [("office", 2, "1"), ("leader", 2, "1"), ("liaison", 1, "1")])
def test_the_open_round_is_told_with_the_days_that_are_left(
    year: Year, city: City, who: str, total: int, words: str
) -> None:
    shown = page_of(city.actor(who), on=ON, at=AT).round

    assert shown is not None
    assert (shown.total, str(shown.figure), shown.figure_words) == (total, words, "个工作日后截止")
    assert shown.detail == "第1轮报送，4月10日"


def test_a_round_that_is_past_says_so_until_it_is_closed(year: Year, city: City) -> None:
    late = page_of(city.actor("office"), on=date(2026, 4, 14), at=AT).round
    year.round.closed_at = timezone.now()
    year.round.save()

    assert late is not None
    assert (late.figure, late.figure_words) == (2, "个工作日前已截止")
    assert page_of(city.actor("office"), on=date(2026, 4, 14), at=AT).round is None


def test_who_fell_behind_is_told_with_the_reason_to_each_who_answers(year: Year, city: City) -> None:
    account = city.accounts["leader"]
    account.official = year.plans.official
    account.save()
    stand_again([task.pk for task in Task.objects.filter(plan=year.plans.force)])
    on = date(2026, 4, 13)  # the first round was due and nothing is known of task 1

    for who in ("office", "leader", "liaison"):
        worse = page_of(city.actor(who), on=on, at=AT).worse
        assert worse is not None
        assert [line.task.number for line in worse.lines] == ["1"], who
        assert worse.lines[0].standing.reason
    assert page_of(city.actor("finance"), on=on, at=AT).worse.lines == []  # type: ignore[union-attr]


@pytest.mark.parametrize("who", ["office", "unit_head", "leader", "reader", "county_office"])
def test_queries_do_not_grow_with_what_waits(year: Year, city: City, who: str) -> None:
    actor = city.actor(who)
    with CaptureQueriesContext(connection) as few:
        page_of(actor, on=ON, at=AT)
    for number in range(4):
        task = Task.objects.get(pk=year.report.task_id)
        task.pk, task._state.adding, task.number = None, True, f"9{number}"
        task.save()
        shared = {"round": year.round, "due": year.round.due, "original_due": year.round.due, "unit": year.report.unit}
        Report.objects.create(task=task, **shared)
        Report.objects.create(
            task=task, **shared | {"unit": year.filed.unit, "state": FilingState.SUBMITTED, "submitted_at": AT}
        )
    with CaptureQueriesContext(connection) as many:
        page_of(actor, on=ON, at=AT)

    assert len(many) == len(few)


def test_only_what_turned_within_the_week_is_told_to_the_office(year: Year, city: City) -> None:
    stand_again([task.pk for task in Task.objects.filter(plan=year.plans.force)])
    page = page_of(city.actor("office"), on=date(2026, 7, 1), at=AT)

    assert page.worse is not None
    assert page.worse.count == 0
    behind = next(row for row in page.beside[0].rows if row.text == "滞后")
    assert (behind.note, behind.warning) == ("1", "")
