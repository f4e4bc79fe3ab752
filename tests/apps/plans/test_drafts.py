"""The tasks of a draft are corrected: fields, checked, left out, added; every correction is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.plans.actions import drafts
from duban.apps.plans.models import DraftName, DraftTask, MatchedBy, PlanImportState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from plan_cast import Plans


def first(plans: Plans) -> DraftTask:
    task: DraftTask = plans.review.tasks.get(number="1")
    return task


def correct(plans: Plans, **values: Any) -> DraftTask:
    task = first(plans)
    return drafts.correct_task(draft_task=task, seen=task.version, values=values, by=plans.city.actor("office"))


def test_a_correction_is_made_kept_and_told(plans: Plans) -> None:
    before = plans.review.version
    correct(plans, deadline=date(2026, 6, 30), deadline_text="6月底前")

    plans.review.refresh_from_db()
    event = Event.objects.latest("sequence")
    assert first(plans).deadline == date(2026, 6, 30)
    assert [(one.field, one.before, one.after) for one in plans.review.corrections.all()] == [
        ("完成时限", None, "2026-06-30"),
        ("时限原文", "", "6月底前"),
    ]
    assert plans.review.corrections.first().account == plans.city.accounts["office"]
    assert sentence(event).endswith("修改第1项的完成时限、时限原文")
    assert plans.review.version == before + 1


def test_what_stays_the_same_is_no_correction(plans: Plans) -> None:
    correct(plans, text="新开工重点项目60个以上。", lead=["市发展改革局"])

    assert not plans.review.corrections.exists()
    assert first(plans).version == 1


def test_a_stale_correction_is_refused(plans: Plans) -> None:
    task = first(plans)
    correct(plans, text="新开工重点项目80个以上。")

    with pytest.raises(Conflict, match="第1项已被他人修改"):
        drafts.correct_task(draft_task=task, seen=1, values={"text": "另一种"}, by=plans.city.actor("office"))
    assert first(plans).text == "新开工重点项目80个以上。"


def test_a_task_needs_a_text(plans: Plans) -> None:
    with pytest.raises(Invalid, match="任务内容"):
        correct(plans, text="  ")


def test_a_name_longer_than_its_column_is_refused_with_its_field(plans: Plans) -> None:
    with pytest.raises(Invalid, match="一行写一个") as refused:
        correct(plans, support=["局" * 201])
    assert refused.value.field == "support"


def test_a_new_name_is_looked_up_and_an_unused_one_vanishes(plans: Plans) -> None:
    correct(plans, lead=["青泽市文化广电旅游局"], support=["从未听说的单位"])

    names = {one.name: one for one in plans.review.names.filter(kind="unit")}
    assert names["青泽市文化广电旅游局"].unit == plans.city.units["文旅"]
    assert names["从未听说的单位"].matched_by == MatchedBy.OPEN
    assert "市发展改革局" not in names
    assert names["市财政局"].count == 1


def test_a_match_made_before_stays_when_a_name_is_counted_anew(plans: Plans) -> None:
    DraftName.objects.filter(name="市财政局").update(matched_by=MatchedBy.PERSON)
    correct(plans, implement=["市财政局"])

    name = plans.review.names.get(name="市财政局")
    assert (name.matched_by, name.count) == (MatchedBy.PERSON, 3)


def test_a_task_is_checked_and_unchecked(plans: Plans) -> None:
    by = plans.city.actor("office")
    checked = drafts.confirm_task(draft_task=first(plans), seen=1, checked=True, by=by)
    assert first(plans).checked

    drafts.confirm_task(draft_task=checked, seen=2, checked=False, by=by)
    assert not first(plans).checked
    assert plans.city.events()[-2:] == ["plan_import.task_checked", "plan_import.task_unchecked"]


def test_checking_twice_is_one_event(plans: Plans) -> None:
    by = plans.city.actor("office")
    drafts.confirm_task(draft_task=first(plans), seen=1, checked=True, by=by)

    with pytest.raises(Conflict):
        drafts.confirm_task(draft_task=first(plans), seen=1, checked=True, by=by)
    assert plans.city.events().count("plan_import.task_checked") == 1


def test_a_task_left_out_gives_up_its_names_and_takes_them_back(plans: Plans) -> None:
    by = plans.city.actor("office")
    left = drafts.remove_task(draft_task=first(plans), seen=1, by=by)
    assert not plans.review.names.filter(name="市发展改革局").exists()
    assert plans.review.names.get(name="贺知远").count == 1

    drafts.restore_task(draft_task=left, seen=2, by=by)
    assert plans.review.names.filter(name="市发展改革局").exists()
    assert [one.field for one in plans.review.corrections.all()] == ["不导入", "不导入"]


def test_what_is_left_out_is_not_checked(plans: Plans) -> None:
    by = plans.city.actor("office")
    left = drafts.remove_task(draft_task=first(plans), seen=1, by=by)

    with pytest.raises(Conflict, match="不用核对"):
        drafts.confirm_task(draft_task=left, seen=2, checked=True, by=by)


def test_a_task_is_added_behind_another(plans: Plans) -> None:
    seen = plans.review.tasks.latest("pk").pk
    added = drafts.add_task(
        plan_import=plans.review,
        seen=seen,
        values={"text": "开展前期工作。", "lead": ["市财政局"]},
        after=first(plans),
        by=plans.city.actor("office"),
    )

    assert [task.text for task in plans.review.tasks.all()] == [
        "新开工重点项目60个以上。",
        "开展前期工作。",
        "盘活存量资产。",
    ]
    assert added.section == plans.review.sections.get()
    assert plans.review.names.get(name="市财政局").count == 3


def test_adding_sent_twice_makes_one_task(plans: Plans) -> None:
    seen, by = plans.review.tasks.latest("pk").pk, plans.city.actor("office")
    drafts.add_task(plan_import=plans.review, seen=seen, values={"text": "甲"}, by=by)

    with pytest.raises(Conflict, match="又新增了任务"):
        drafts.add_task(plan_import=plans.review, seen=seen, values={"text": "甲"}, by=by)
    assert plans.review.tasks.filter(text="甲").count() == 1


def test_an_adopted_draft_is_corrected_no_more(plans: Plans) -> None:
    plans.review.state = PlanImportState.ADOPTED
    plans.review.save()

    with pytest.raises(Conflict, match="已导入"):
        correct(plans, text="另一种")


def test_another_place_s_office_may_not_correct(plans: Plans) -> None:
    with pytest.raises(NotAllowed):
        drafts.correct_task(
            draft_task=first(plans), seen=1, values={"text": "另一种"}, by=plans.city.actor("county_office")
        )
