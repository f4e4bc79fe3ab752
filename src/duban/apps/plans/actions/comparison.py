"""What a person says of a comparison: which tasks are not the same, which are, what becomes of those dropped.

Nothing of the plan changes here; `adoption.correct_plan` applies what was shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.plans.actions.draft_changes import locked_import
from duban.apps.plans.adopting.correcting import KEEP, TERMINATE
from duban.apps.plans.models import DraftTask, Plan, PlanImport, Task
from duban.apps.plans.queries.adoption import check_is_under_review
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState

WORDS = {TERMINATE: "终止", KEEP: "保留"}


@transaction.atomic
def part_tasks(*, draft_task: DraftTask, task: Task, by: Actor) -> DraftTask:
    """Say that a task of the corrected version is not this task of the plan."""
    row, plan = _open(draft_task.plan_import, by)
    _check_of(plan, task)
    DraftTask.objects.filter(pk=draft_task.pk, task=task).update(task=None)
    apart = {(one, other) for one, other in row.choices.get("apart", ())} | {(draft_task.pk, task.pk)}
    _choose(row, apart=sorted(apart))
    note = f"“{_short(draft_task)}”与原有的“{_short(task)}”不是同一项"
    _record("plan_import.task_parted", row, note, by)
    return draft_task


@transaction.atomic
def pair_tasks(*, draft_task: DraftTask, task: Task, by: Actor) -> DraftTask:
    """Say that a task of the corrected version is this task of the plan."""
    row, plan = _open(draft_task.plan_import, by)
    _check_of(plan, task)
    row.tasks.filter(task=task).update(task=None)
    draft_task.task = task
    draft_task.save(update_fields=["task"])
    apart = [pair for pair in row.choices.get("apart", ()) if pair != [draft_task.pk, task.pk]]
    _choose(row, apart=apart)
    note = f"“{_short(draft_task)}”就是原有的“{_short(task)}”"
    _record("plan_import.task_paired", row, note, by)
    return draft_task


@transaction.atomic
def decide_dropped(*, plan_import: PlanImport, choices: Mapping[int, str], by: Actor) -> PlanImport:
    """What becomes of tasks in force which the corrected version does not have: by their keys, terminate or keep."""
    row, plan = _open(plan_import, by)
    if plan.state != PlanState.ISSUED:
        raise Conflict("方案还没有印发，更正后没有的任务一并删去")
    if set(choices.values()) - set(WORDS):
        raise Invalid("请选择终止或保留")
    known = {task.pk: task for task in plan.tasks.filter(pk__in=choices)}
    chosen = {str(key): choice for key, choice in choices.items() if key in known}
    before = row.choices.get("dropped", {})
    if chosen.items() <= before.items():
        return row
    _choose(row, dropped=before | chosen)
    after = {_short(known[int(key)]): WORDS[choice] for key, choice in chosen.items() if before.get(key) != choice}
    told = "、".join(f"{word} {count} 项" for word, count in Counter(after.values()).items())
    path = row.source.jurisdiction.path
    recording.record("plan_import.dropped_decided", row, by=by, after=after, note=told, jurisdiction_path=path)
    return row


def _open(plan_import: PlanImport, by: Actor) -> tuple[PlanImport, Plan]:
    row = locked_import(plan_import, by)
    check_is_under_review(row)
    if row.replaces is None:
        raise Conflict("这份文件不是用来更正已有方案的")
    return row, row.replaces


def _check_of(plan: Plan, task: Task) -> None:
    if task.plan_id != plan.pk:
        raise Invalid("请从这份方案的任务里选", "task")


def _choose(row: PlanImport, **choices: object) -> None:
    row.choices = {**row.choices, **choices}
    row.save(update_fields=["choices", "changed_at"])


def _short(task: DraftTask | Task) -> str:
    return f"{task.number} {task.text[:30]}".strip()


def _record(verb: str, row: PlanImport, note: str, by: Actor) -> None:
    recording.record(verb, row, by=by, note=note, jurisdiction_path=row.source.jurisdiction.path)
