"""Where tasks of a draft begin, end and stand; its headings; its header."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.apps.plans.actions import draft_header, draft_parts, draft_sections
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import DraftSection, DraftTask, PlanImport
from duban.apps.plans.review.header import FIELDS, header_token
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid
from plan_cast import SOURCE, Plans


@pytest.fixture
def by(plans: Plans) -> Actor:
    return plans.city.actor("office")


def task(plans: Plans, number: str = "1") -> DraftTask:
    found: DraftTask = plans.review.tasks.get(number=number)
    return found


def numbers(plans: Plans) -> list[str]:
    return list(plans.review.tasks.values_list("number", flat=True))


def section(plans: Plans, title: str, **values: Any) -> DraftSection:
    order = plans.review.sections.count() + 1
    return DraftSection.objects.create(plan_import=plans.review, title=title, order=order, **values)


def long_task(plans: Plans) -> DraftTask:
    """The first task with two halves, a target in the second."""
    found = task(plans)
    found.text = "盘活存量资产；新开工重点项目60个以上。"
    found.targets = [{"measure": "新开工重点项目", "value": "60", "text": "新开工重点项目60个以上"}]
    start = SOURCE.index("新开工")
    found.places = {"text": [[start, start + len(found.text)]], "lead": [[1, 3]]}
    found.deadline, found.deadline_text = date(2026, 12, 31), "年内"
    found.save()
    return found


def test_a_task_is_split_with_its_units_and_its_targets_go_where_their_words_are(plans: Plans, by: Actor) -> None:
    whole = long_task(plans)
    second = draft_parts.split_task(draft_task=whole, seen=1, at=7, by=by)

    first = plans.review.tasks.all()[0]
    assert [one.text for one in plans.review.tasks.all()] == [
        "盘活存量资产；",
        "新开工重点项目60个以上。",
        "盘活存量资产。",
    ]
    assert (second.lead, second.support, second.leaders) == (["市发展改革局"], ["市财政局"], ["贺知远"])
    assert first.targets == []
    assert second.targets[0]["value"] == "60"
    assert first.deadline == second.deadline == date(2026, 12, 31)
    assert first.places["text"][0][1] == second.places["text"][0][0]
    assert plans.review.names.get(name="市发展改革局").count == 2


def test_splitting_sent_twice_makes_two_tasks_not_three(plans: Plans, by: Actor) -> None:
    whole = long_task(plans)
    draft_parts.split_task(draft_task=whole, seen=1, at=7, by=by)

    with pytest.raises(Conflict):
        draft_parts.split_task(draft_task=whole, seen=1, at=7, by=by)
    assert plans.review.tasks.count() == 3


@pytest.mark.parametrize("at", [0, -3, 400])
def test_a_task_is_not_split_at_its_ends(plans: Plans, by: Actor, at: int) -> None:
    with pytest.raises(Invalid, match="位置"):
        draft_parts.split_task(draft_task=task(plans), seen=1, at=at, by=by)


def test_a_split_task_merged_again_has_its_text_back(plans: Plans, by: Actor) -> None:
    whole = long_task(plans)
    second = draft_parts.split_task(draft_task=whole, seen=1, at=7, by=by)
    joined = draft_parts.merge_task(draft_task=second, seen=1, by=by)

    assert joined.text == whole.text
    assert joined.lead == ["市发展改革局"]
    assert len(joined.targets) == 1
    assert [one.field for one in plans.review.corrections.all()] == ["拆分", "合并"]
    assert plans.review.tasks.count() == 2


def test_the_first_task_has_nothing_to_merge_with(plans: Plans, by: Actor) -> None:
    with pytest.raises(Conflict, match="前面没有任务"):
        draft_parts.merge_task(draft_task=task(plans), seen=1, by=by)


def test_a_task_that_is_left_out_is_passed_over_when_merging(plans: Plans, by: Actor) -> None:
    DraftTask.objects.filter(pk=task(plans).pk).update(removed=True)

    with pytest.raises(Conflict, match="前面没有任务"):
        draft_parts.merge_task(draft_task=task(plans, "2"), seen=1, by=by)


def test_a_task_is_moved_to_the_head_of_another_section(plans: Plans, by: Actor) -> None:
    people = section(plans, "改善民生", label="二、")
    moved = draft_parts.move_task(draft_task=task(plans), seen=1, section=people, by=by)

    assert (moved.section, numbers(plans)) == (people, ["2", "1"])


def test_a_task_is_moved_behind_another(plans: Plans, by: Actor) -> None:
    draft_parts.move_task(draft_task=task(plans), seen=1, after=task(plans, "2"), by=by)

    assert numbers(plans) == ["2", "1"]


def test_a_task_is_not_moved_into_another_draft(plans: Plans, by: Actor) -> None:
    other = PlanImport.objects.create(source=plans.review.source, account=plans.city.accounts["office"], position=2)
    foreign = DraftSection.objects.create(plan_import=other, title="别处")

    with pytest.raises(Conflict, match="不在这份方案里"):
        draft_parts.move_task(draft_task=task(plans), seen=1, section=foreign, by=by)


def test_a_task_goes_down_and_up_by_one(plans: Plans, by: Actor) -> None:
    draft_parts.shift_task(draft_task=task(plans), seen=1, up=False, by=by)
    assert numbers(plans) == ["2", "1"]

    draft_parts.shift_task(draft_task=task(plans), seen=2, up=True, by=by)
    assert numbers(plans) == ["1", "2"]


@pytest.mark.parametrize(("number", "up"), [("1", True), ("2", False)])
def test_a_task_does_not_leave_its_section_by_a_step(plans: Plans, by: Actor, number: str, up: bool) -> None:
    with pytest.raises(Conflict, match="本章节最"):
        draft_parts.shift_task(draft_task=task(plans, number), seen=1, up=up, by=by)


def test_a_heading_is_renamed_and_put_below_another(plans: Plans, by: Actor) -> None:
    people = section(plans, "改善民生", label="二、")
    top = plans.review.sections.get(title="扩大有效投资")
    changed = draft_sections.correct_section(
        draft_section=people, seen=1, label="（一）", title="办好实事", parent=top, by=by
    )

    assert (str(changed), changed.parent) == ("（一）办好实事", top)
    assert {one.field for one in plans.review.corrections.all()} == {"序号", "标题", "上级章节"}


def test_a_heading_does_not_stand_below_itself(plans: Plans, by: Actor) -> None:
    top = plans.review.sections.get()
    below = section(plans, "下级", parent=top)

    with pytest.raises(Invalid, match="自己"):
        draft_sections.correct_section(draft_section=top, seen=1, label="", title="甲", parent=below, by=by)


def test_a_heading_is_added_behind_another(plans: Plans, by: Actor) -> None:
    top = plans.review.sections.get()
    last = section(plans, "末章")
    draft_sections.add_section(plan_import=plans.review, seen=last.pk, label="二、", title="改善民生", after=top, by=by)

    assert [one.title for one in plans.review.sections.all()] == ["扩大有效投资", "改善民生", "末章"]


def test_a_heading_with_tasks_is_not_removed_but_merged(plans: Plans, by: Actor) -> None:
    people = section(plans, "改善民生")
    DraftTask.objects.filter(number="2").update(section=people)
    with pytest.raises(Conflict, match="还有任务"):
        draft_sections.remove_section(draft_section=people, seen=1, by=by)

    into = draft_sections.merge_section(draft_section=people, seen=1, by=by)
    assert into.title == "扩大有效投资"
    assert {one.section for one in plans.review.tasks.all()} == {into}


def test_an_empty_heading_is_removed(plans: Plans, by: Actor) -> None:
    draft_sections.remove_section(draft_section=section(plans, "空章"), seen=1, by=by)

    assert plans.review.sections.count() == 1
    assert plans.city.events()[-1] == "plan_import.section_removed"


def test_the_only_heading_has_none_to_be_merged_with(plans: Plans, by: Actor) -> None:
    with pytest.raises(Conflict, match="前面没有章节"):
        draft_sections.merge_section(draft_section=plans.review.sections.get(), seen=1, by=by)


def header(plans: Plans, **changed: Any) -> dict[str, Any]:
    values = {name: getattr(plans.review, name) for name in FIELDS} | dict.fromkeys(RULES)
    return values | changed


def test_the_header_is_corrected(plans: Plans, by: Actor) -> None:
    values = header(
        plans, number="青府〔2026〕6号", reporting_dates=[date(2026, 7, 10), date(2026, 4, 10)], interviews=True
    )
    saved = draft_header.correct_header(plan_import=plans.review, seen=header_token(plans.review), values=values, by=by)

    assert (saved.number, saved.reporting_dates) == ("青府〔2026〕6号", ["2026-04-10", "2026-07-10"])
    assert saved.rules["interviews"] is True
    assert [one.field for one in plans.review.corrections.all()] == ["文号", "推进不力约谈"]


def test_a_header_somebody_corrected_meanwhile_is_not_overwritten(plans: Plans, by: Actor) -> None:
    seen = header_token(plans.review)
    draft_header.correct_header(plan_import=plans.review, seen=seen, values=header(plans, year=2025), by=by)

    with pytest.raises(Conflict, match="他人修改"):
        draft_header.correct_header(plan_import=plans.review, seen=seen, values=header(plans, year=2024), by=by)
