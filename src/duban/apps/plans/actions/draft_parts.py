"""Where one task ends and the next begins: split in two, join with the one before, move within the outline."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from duban.apps.plans.actions.draft_changes import (
    arrange,
    as_seen,
    check_within,
    keep,
    opened,
    recount_names,
    told,
)
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import DraftSection, DraftTask, PlanImport
from duban.apps.plans.models.drafts import NAME_FIELDS
from duban.apps.plans.review.outline import headings, sequence
from duban.apps.plans.review.splitting import goes_right, halves, shared_targets
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def split_task(*, draft_task: DraftTask, seen: int, at: int, by: Actor) -> DraftTask:
    """Cut the text at `at`; the second part, which is given, has the same units, and the targets in its words."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    whole = task.text
    if not whole[:at].strip() or not whole[at:].strip() or at < 0:
        raise Invalid("请选择拆开的位置", "at")
    tasks = _in_order(plan_import)
    second = _second_part(task, at)
    task.version, task.checked = task.version + 1, False
    task.save(update_fields=["text", "places", "targets", "deadline", "deadline_text", "checked", "version"])
    second.save()
    place = tasks.index(task)
    arrange(plan_import, [*tasks[:place], task, second, *tasks[place + 1 :]])
    recount_names(plan_import)
    texts = [task.text, second.text]
    keep(plan_import, task, {"拆分": whole}, {"拆分": texts}, by)
    told("task_split", plan_import, called(task), by, {"任务内容": whole}, {"任务内容": texts})
    return second


@transaction.atomic
def merge_task(*, draft_task: DraftTask, seen: int, by: Actor) -> DraftTask:
    """Join the task with the one before it, which is given; the later one goes."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    tasks = _in_order(plan_import)
    taken = [one for one in tasks if not one.removed or one == task]
    if (place := taken.index(task)) == 0:
        raise Conflict(f"{called(task)}前面没有任务，不能合并")
    first = taken[place - 1]
    texts = [first.text, task.text]
    _join(first, task)
    first.save()
    keep(plan_import, first, {"合并": texts}, {"合并": first.text}, by)
    task.delete()
    arrange(plan_import, [one for one in tasks if one.pk is not None])
    recount_names(plan_import)
    told("task_merged", plan_import, called(first), by, {"任务内容": texts}, {"任务内容": first.text})
    return first


@transaction.atomic
def move_task(
    *,
    draft_task: DraftTask,
    seen: int,
    by: Actor,
    after: DraftTask | None = None,
    section: DraftSection | None = None,
) -> DraftTask:
    """Put the task behind `after`, or first in `section`."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    if (after or section) is None or after == task:
        raise Invalid("请选择移到哪里", "place")
    check_within(plan_import, after, section)
    others = [one for one in _in_order(plan_import) if one != task]
    after = others[others.index(after)] if after in others else None
    if after is None and section is None:
        raise Conflict("要排在其后的任务已不在了，请刷新后再选")
    old = str(task.section or "")
    task.section, task.order, task.version = after.section if after else section, 0, task.version + 1
    task.save(update_fields=["section", "version"])
    if after is None:
        arrange(plan_import, sequence(headings(plan_import.sections.all(), [*others, task])))
    else:
        place = others.index(after) + 1
        arrange(plan_import, [*others[:place], task, *others[place:]])
    now = f"{task.section or ''}，{called(after)}之后" if after else str(task.section)
    keep(plan_import, task, {"移动": old}, {"移动": now}, by)
    told("task_moved", plan_import, called(task), by, {"章节": old}, {"章节": str(task.section or "")})
    return task


@transaction.atomic
def shift_task(*, draft_task: DraftTask, seen: int, up: bool, by: Actor) -> DraftTask:
    """One place up or down within its section."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    beside = [one for one in _in_order(plan_import) if one.section_id == task.section_id]
    place = beside.index(task)
    if place == (0 if up else len(beside) - 1):
        raise Conflict(f"{called(task)}已在本章节最{'前' if up else '后'}")
    if up and place == 1:
        return move_task(draft_task=task, seen=seen, section=task.section, by=by)
    return move_task(draft_task=task, seen=seen, after=beside[place - 2 if up else place + 1], by=by)


def _in_order(plan_import: PlanImport) -> list[DraftTask]:
    return sequence(headings(plan_import.sections.all(), plan_import.tasks.select_related("section")))


def _second_part(task: DraftTask, at: int) -> DraftTask:
    """The second part as a new row; the task keeps the first."""
    left, right = task.text[:at].strip(), task.text[at:].strip()
    first_places, second_places = halves(task.places.get("text", []), task.text, at)
    mine, others = shared_targets(task.targets, left, right)
    second = DraftTask(plan_import=task.plan_import, section=task.section, number=task.number, text=right)
    for name in (*NAME_FIELDS, "deadline", "deadline_text"):
        setattr(second, name, getattr(task, name))
    if goes_right(task.deadline_text, left, right):
        task.deadline, task.deadline_text = None, ""
    elif task.deadline_text in left and task.deadline_text:
        second.deadline, second.deadline_text = None, ""
    second.places = {name: task.places[name] for name in NAME_FIELDS if name in task.places} | {"text": second_places}
    task.text, second.targets, task.targets = left, others, mine
    task.places = task.places | {"text": first_places}
    return second


def _join(first: DraftTask, task: DraftTask) -> None:
    first.text += task.text
    first.measures = "\n".join(filter(None, (first.measures, task.measures)))
    for name in NAME_FIELDS:
        setattr(first, name, list(dict.fromkeys([*getattr(first, name), *getattr(task, name)])))
    first.targets = [*first.targets, *task.targets]
    if not first.deadline and not first.deadline_text:
        first.deadline, first.deadline_text = task.deadline, task.deadline_text
    first.places = _joined_places(first.places, task.places)
    first.checked, first.version = False, first.version + 1


def _joined_places(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = dict(one)
    for name, stretches in other.items():
        both[name] = [*both.get(name, []), *(span for span in stretches if span not in both.get(name, []))]
    return both
