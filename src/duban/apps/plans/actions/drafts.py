"""The tasks of a draft, corrected by a person: their fields, checked as right, left out and taken in again, added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from duban.apps.organizations.changes import differences
from duban.apps.plans.actions.draft_changes import (
    arrange,
    as_seen,
    check_within,
    keep,
    opened,
    recount_names,
    told,
    touch,
)
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import DraftSection, DraftTask, PlanImport
from duban.apps.plans.models.drafts import LABELS, NAME_FIELDS
from duban.apps.plans.review.outline import headings, sequence
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid

LONGEST_NAME = 200


@transaction.atomic
def correct_task(*, draft_task: DraftTask, seen: int, values: Mapping[str, Any], by: Actor) -> DraftTask:
    """Change fields of a task; `values` holds those of `models.drafts.FIELDS` that a form had."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    _check_values(values)
    old, new = ({LABELS[name]: side[name] for name in values} for side in (vars(task), values))
    before, after = differences(old, new)
    if not after:
        return task
    for name, value in values.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*values, "version"])
    recount_names(plan_import)
    keep(plan_import, task, before, after, by)
    told("task_corrected", plan_import, f"{called(task)}的{'、'.join(after)}", by, before, after)
    return task


@transaction.atomic
def confirm_task(*, draft_task: DraftTask, seen: int, checked: bool, by: Actor) -> DraftTask:
    """A person says the task is right as it stands, or takes that back."""
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    if checked and task.removed:
        raise Conflict(f"{called(task)}不导入，不用核对")
    if task.checked == checked:
        return task
    task.checked, task.version = checked, task.version + 1
    task.save(update_fields=["checked", "version"])
    touch(plan_import)
    told("task_checked" if checked else "task_unchecked", plan_import, called(task), by)
    return task


@transaction.atomic
def remove_task(*, draft_task: DraftTask, seen: int, by: Actor) -> DraftTask:
    """Leave the task out of what will be imported; it stays in the draft."""
    return _left_out(draft_task, seen, True, by)


@transaction.atomic
def restore_task(*, draft_task: DraftTask, seen: int, by: Actor) -> DraftTask:
    """Take a task that was left out in again."""
    return _left_out(draft_task, seen, False, by)


@transaction.atomic
def add_task(
    *,
    plan_import: PlanImport,
    seen: int,
    values: Mapping[str, Any],
    by: Actor,
    section: DraftSection | None = None,
    after: DraftTask | None = None,
) -> DraftTask:
    """A task the reading did not find, behind `after` or at the end of its section; `seen`: the newest task shown."""
    plan_import = opened(plan_import, by)
    check_within(plan_import, section, after)
    tasks = list(plan_import.tasks.all())
    if max((task.pk for task in tasks), default=0) != seen:
        raise Conflict("这份方案刚才又新增了任务，请刷新后看看是否重复")
    _check_values({"text": "", **values})
    after = next((task for task in tasks if after is not None and task.pk == after.pk), None)
    task = DraftTask(plan_import=plan_import, section=after.section if after else section, **values)
    task.order = after.order if after else max((one.order for one in tasks), default=0) + 1
    task.save()
    arrange(plan_import, sequence(headings(plan_import.sections.all(), [*tasks, task])))
    recount_names(plan_import)
    added = {LABELS[name]: value for name, value in values.items() if value}
    keep(plan_import, task, {}, {"新增": task.text}, by)
    told("task_added", plan_import, called(task), by, after=added)
    return task


def _left_out(draft_task: DraftTask, seen: int, removed: bool, by: Actor) -> DraftTask:
    plan_import = opened(draft_task.plan_import, by)
    task = as_seen(draft_task, seen)
    if task.removed == removed:
        return task
    task.removed, task.checked, task.version = removed, False, task.version + 1
    task.save(update_fields=["removed", "checked", "version"])
    recount_names(plan_import)
    keep(plan_import, task, {"不导入": not removed}, {"不导入": removed}, by)
    told("task_removed" if removed else "task_restored", plan_import, called(task), by)
    return task


def _check_values(values: Mapping[str, Any]) -> None:
    if "text" in values and not values["text"].strip():
        raise Invalid("请填写任务内容", "text")
    for field in NAME_FIELDS:
        for name in values.get(field, ()):
            if len(name) > LONGEST_NAME:
                raise Invalid(f"“{name[:20]}……”太长，最多 {LONGEST_NAME} 个字；请一行写一个名称", field)
