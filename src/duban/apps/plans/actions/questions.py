"""Answer a doubt of a draft, answer it otherwise, or take the answer back; what an answer changes is changed with it.

Every value that changes is kept as a `Correction`; the places in the source stay as they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.plans.actions.draft_changes import opened, recount_names, touch
from duban.apps.plans.drafting import answering
from duban.apps.plans.drafting.answering import Change
from duban.apps.plans.drafting.names import inherit_match
from duban.apps.plans.models import Correction, DraftTask, PlanImport, Question
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid

_BATCH = 500


@transaction.atomic
def answer_question(*, question: Question, answer: str, at: datetime, by: Actor, seen: str | None = None) -> Question:
    """`answer` is one of the question's answers, "" takes it back; `seen` is the answer that was shown, if any."""
    plan_import = opened(question.plan_import, by)
    row = locked(question)
    _check_can_answer(row, answer, seen)
    if answer == row.answer:
        return row
    before = row.answer_words
    _take_effect(row, plan_import, answer, by)
    row.answer, row.answered_by_id = answer, by.account if answer else None
    row.answered_at = at if answer else None
    row.save(update_fields=["answer", "answered_by", "answered_at", "subject"])
    recording.record(
        "plan_import.question_answered" if answer else "plan_import.question_reopened",
        plan_import,
        by=by,
        before={"回答": before} if before else {},
        after={"存疑": row.message, "回答": row.answer_words},
        jurisdiction_path=plan_import.source.jurisdiction.path,
    )
    return row


def _check_can_answer(row: Question, answer: str, seen: str | None) -> None:
    if seen is not None and seen != row.answer and answer != row.answer:
        raise Conflict("这一处存疑已由他人回答，请刷新后再改")
    if answer and answer not in {value for value, _ in row.answers}:
        raise Invalid("没有这个回答，请刷新后再选", "answer")


def _take_effect(row: Question, plan_import: PlanImport, answer: str, by: Actor) -> None:
    """Undo what the answer so far did, do what the new one does."""
    tasks = list(plan_import.tasks.select_for_update().order_by("order", "pk"))
    changes = answering.take_back(answering.remembered(row), tasks)
    done = answering.apply(row, answer, tasks)
    row.subject = row.subject | {"changes": [list(change) for change in done]}
    if not (changes or done):
        return
    _save(tasks, [*changes, *done], plan_import, by)
    kept = answering.kept_name(row, answer)
    if kept is not None:
        inherit_match(plan_import, kept=kept, others=[name for name in row.subject["names"] if name != kept])
    recount_names(plan_import)
    touch(plan_import)


def _save(tasks: Sequence[DraftTask], changes: Sequence[Change], plan_import: PlanImport, by: Actor) -> None:
    keys = {change.task for change in changes}
    changed = [task for task in tasks if task.pk in keys]
    for task in changed:
        task.version += 1
    DraftTask.objects.bulk_update(changed, [*{change.field for change in changes}, "version"], batch_size=_BATCH)
    words = {field.name: str(field.verbose_name) for field in DraftTask._meta.concrete_fields}
    Correction.objects.bulk_create(
        [
            Correction(
                plan_import=plan_import,
                draft_task_id=change.task,
                field=words[change.field],
                before=change.before,
                after=change.after,
                account_id=by.account or plan_import.account_id,
            )
            for change in changes
        ],
        batch_size=_BATCH,
    )
