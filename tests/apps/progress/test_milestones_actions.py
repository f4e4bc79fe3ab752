"""Milestones: the unit says done, the office verifies or sets back; only while the plan is accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.audit.models import Event
from duban.apps.organizations.changes import token
from duban.apps.progress.actions.implementation import save_implementation_plan
from duban.apps.progress.actions.implementation_review import return_implementation_plan
from duban.apps.progress.actions.milestones import (
    finish_milestone,
    set_back_milestone,
    verify_milestone,
    verify_milestones,
)
from duban.apps.progress.implementing import steps_of
from duban.apps.progress.models import Milestone
from duban.apps.progress.queries.milestones import Shown, milestones_to_verify
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.reports import FilingState
from progress_cast import Year

DAY = date(2026, 6, 26)
AT = datetime(2026, 6, 26, 2, 0, tzinfo=UTC)


@pytest.fixture
def milestone(year: Year) -> Milestone:
    """The one of 发改's plan, which is accepted."""
    year.implementation_plan.state = FilingState.ACCEPTED
    year.implementation_plan.save()
    return year.milestone


def finish(
    milestone: Milestone, city: City, *, who: str = "liaison", day: date = DAY, words: str = "开工32个。"
) -> Milestone:
    return finish_milestone(milestone=milestone, done_on=day, words=words, on=DAY, by=city.actor(who))


def test_the_unit_says_done_and_the_office_verifies(milestone: Milestone, city: City) -> None:
    row = finish(milestone, city)
    assert list(milestones_to_verify(city.actor("office"))) == [row]
    assert list(milestones_to_verify(city.actor("county_office"))) == []

    done = verify_milestone(milestone=row, on=DAY, by=city.actor("office"), seen=token(row))

    assert (done.done_on, done.done_words, done.verified_on) == (DAY, "开工32个。", DAY)
    assert city.events()[-2:] == ["milestone.finished", "milestone.verified"]
    assert not milestones_to_verify(city.actor("office")).exists()


def test_the_office_sets_it_back_with_a_reason(milestone: Milestone, city: City) -> None:
    row = set_back_milestone(milestone=finish(milestone, city), reason="只开工28个。", by=city.actor("office"))

    assert (row.done_on, row.done_words, row.set_back) == (None, "", "只开工28个。")
    assert Event.objects.latest("sequence").note == "只开工28个。"
    assert finish(row, city).set_back == ""


def test_nothing_is_done_twice(milestone: Milestone, city: City) -> None:
    row = finish(milestone, city)
    with pytest.raises(Conflict, match="已标记完成"):
        finish(row, city)
    verify_milestone(milestone=row, on=DAY, by=city.actor("office"))
    with pytest.raises(Conflict, match="已核定"):
        verify_milestone(milestone=row, on=DAY, by=city.actor("office"))


@pytest.mark.parametrize(
    ("day", "words", "reason"), [(date(2026, 6, 27), "好", "不能晚于今天"), (DAY, " ", "请写一句")]
)
def test_what_is_said_must_be_so(milestone: Milestone, city: City, day: date, words: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        finish(milestone, city, day=day, words=words)


def test_before_the_plan_is_accepted_there_is_no_milestone(year: Year, city: City) -> None:
    with pytest.raises(Conflict, match="审核通过后节点才生效"):
        finish(year.milestone, city)


def test_what_nobody_called_done_is_not_verified(milestone: Milestone, city: City) -> None:
    with pytest.raises(Conflict, match="还没有标记完成"):
        verify_milestone(milestone=milestone, on=DAY, by=city.actor("office"))
    with pytest.raises(Conflict, match="还没有标记完成"):
        set_back_milestone(milestone=milestone, reason="没有完成。", by=city.actor("office"))


def test_a_page_shown_before_a_change_decides_nothing(milestone: Milestone, city: City) -> None:
    seen = token(milestone)
    row = finish(milestone, city)

    with pytest.raises(Conflict, match="已被他人修改"):
        verify_milestone(milestone=row, on=DAY, by=city.actor("office"), seen=seen)


def test_several_are_verified_at_once_and_what_cannot_be_is_told(milestone: Milestone, city: City) -> None:
    others = [
        Milestone.objects.create(
            implementation_plan=milestone.implementation_plan, content=words, due=DAY, original_due=DAY, done_on=said
        )
        for words, said in (("已开工。", DAY), ("没有开工。", None))
    ]
    row, (done, not_done) = finish(milestone, city), others

    keys = {row.pk: token(row), done.pk: None, not_done.pk: None}
    found = verify_milestones(milestones=keys, on=DAY, by=city.actor("office"))

    assert found.done == [row, done]
    assert found.skipped == [(not_done, "节点“没有开工。”还没有标记完成")]
    assert list(Milestone.objects.filter(verified_on=DAY).order_by("pk")) == [row, done]
    assert city.events().count("milestone.verified") == 2
    assert not verify_milestones(milestones=keys, on=DAY, by=city.actor("office")).done


def test_many_are_verified_with_as_many_queries_as_two(milestone: Milestone, city: City) -> None:
    def cost(number: int) -> int:
        plan, day = milestone.implementation_plan, {"due": DAY, "original_due": DAY, "done_on": DAY}
        rows = [
            Milestone.objects.create(implementation_plan=plan, content=f"第{one}步。", **day) for one in range(number)
        ]
        with CaptureQueriesContext(connection) as sent:
            verify_milestones(milestones=dict.fromkeys(row.pk for row in rows), on=DAY, by=city.actor("office"))
        return len(sent)

    cost(1)
    assert cost(2) == cost(20)


@pytest.mark.parametrize("who", ["finance", "stranger", "office", "leader"])
def test_others_do_not_speak_for_the_unit(milestone: Milestone, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        finish(milestone, city, who=who)


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "county_office"])
def test_the_unit_does_not_verify_its_own(milestone: Milestone, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        verify_milestone(milestone=finish(milestone, city), on=DAY, by=city.actor(who))


def test_what_is_done_is_not_dropped_from_the_plan(milestone: Milestone, city: City) -> None:
    plan = finish(milestone, city).implementation_plan
    plan = return_implementation_plan(
        implementation_plan=plan, reason="要调整。", due=date(2026, 7, 3), at=AT, by=city.actor("office")
    )

    with pytest.raises(Conflict, match="不能删除"):
        save_implementation_plan(implementation_plan=plan, measures="", steps=[], at=AT, by=city.actor("liaison"))


def test_what_is_verified_is_not_rewritten(milestone: Milestone, city: City) -> None:
    row = verify_milestone(milestone=finish(milestone, city), on=DAY, by=city.actor("office"))
    plan = return_implementation_plan(
        implementation_plan=row.implementation_plan,
        reason="要调整。",
        due=date(2026, 7, 3),
        at=AT,
        by=city.actor("office"),
    )
    (step,) = steps_of(plan)

    with pytest.raises(Conflict, match="已核定完成"):
        save_implementation_plan(
            implementation_plan=plan,
            measures="",
            steps=[type(step)("换一件事。", step.due, key=step.key)],
            at=AT,
            by=city.actor("liaison"),
        )


def test_what_time_makes_of_a_milestone_is_computed() -> None:
    due = date(2026, 6, 30)
    open_one = Shown("开工。", due, due)

    assert open_one.state(due) == ("not-started", "未到期")
    assert open_one.state(date(2026, 7, 1)) == ("overdue", "逾期")
    assert Shown("开工。", due, due, done_on=due).state(date(2026, 7, 1)) == ("done", "已完成，待核定")
    assert Shown("开工。", due, due, done_on=due, verified_on=due).state(due) == ("done", "已完成")


def test_one_set_back_without_a_reason_stays_done(milestone: Milestone, city: City) -> None:
    row = finish(milestone, city)

    with pytest.raises(Invalid, match="请写明退回原因"):
        set_back_milestone(milestone=row, reason=" ", by=city.actor("office"))

    row.refresh_from_db()
    assert row.done_on == DAY
