"""Answer a doubt of a draft, answer it otherwise, or take the answer back; what an answer changes is changed with it.

Every value that changes is kept as a `Correction`; the places in the source stay as they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.plans.actions.draft_changes import correction, opened, recount_names, touch
from duban.apps.plans.drafting import answering
from duban.apps.plans.drafting.kinds import Change, kind_of
from duban.apps.plans.drafting.names import inherit_match
from duban.apps.plans.models import Correction, PlanImport, Question
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
    kind = kind_of(plan_import)
    rows = list(kind.rows(plan_import).select_for_update())
    changes = answering.take_back(answering.remembered(row), rows, kind.called)
    done = kind.effect(row, answer, rows)
    row.subject = row.subject | {"changes": [list(change) for change in done]}
    if not (changes or done):
        return
    _save(rows, [*changes, *done], plan_import, by)
    kept = answering.kept_name(row, answer)
    if kept is not None:
        inherit_match(plan_import, kept=kept, others=[name for name in row.subject["names"] if name != kept])
    recount_names(plan_import)
    touch(plan_import)


def _save(rows: Sequence[Any], changes: Sequence[Change], plan_import: PlanImport, by: Actor) -> None:
    by_key = {row.pk: row for row in rows}
    changed = [by_key[key] for key in dict.fromkeys(change.row for change in changes)]
    for row in changed:
        row.version += 1
    model = type(changed[0])
    fields = sorted({change.field for change in changes})
    model._default_manager.bulk_update(changed, [*fields, "version"], batch_size=_BATCH)
    words = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    kept = (correction(plan_import, by_key[one.row], words[one.field], one.before, one.after, by) for one in changes)
    Correction.objects.bulk_create(kept, batch_size=_BATCH)
