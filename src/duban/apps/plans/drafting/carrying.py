"""A corrected document reads as the first did: what a person corrected of that is corrected in the new draft again.

In: an import that `replaces` a plan, just read.  Out: its rows as corrected, `Correction`s, a question for each field.
Where the document now says something else it is right (`corrected_before` finds what it still says).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duban.apps.plans.comparing.sides import squeezed
from duban.apps.plans.drafting.corrected_before import Kept, kept_values, plain
from duban.apps.plans.drafting.doubts import KNOWN
from duban.apps.plans.drafting.names import counted, create_names
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import Correction, DraftTask, PlanImport, Question
from duban.apps.plans.models.drafts import FIELDS
from duban.apps.plans.review.header import LABELS as HEADER

CODE = "corrected-before"
_BATCH = 500


def carry_corrections(plan_import: PlanImport) -> None:
    """To be done before the names are matched."""
    if plan_import.replaces_id is None:
        return
    tasks = list(plan_import.tasks.select_related("section"))
    found = kept_values(plan_import, tasks)
    if found:
        _write(plan_import, tasks, found)


def _write(plan_import: PlanImport, tasks: Sequence[DraftTask], found: Sequence[Kept]) -> None:
    for one in found:
        after = _placed(one.after, one.before) if one.field == "targets" else one.after
        setattr(one.row or plan_import, one.field, after)
    plan_import.rules = plan_import.rules | {"reporting_dates": plan_import.reporting_dates}
    plan_import.save(update_fields=[*HEADER, "rules", "changed_at"])
    DraftTask.objects.bulk_update({one.row.pk: one.row for one in found if one.row}.values(), FIELDS, batch_size=_BATCH)
    Correction.objects.bulk_create((_correction(plan_import, one) for one in found), batch_size=_BATCH)
    Question.objects.bulk_create(_questions(plan_import, found))
    plan_import.names.all().delete()
    create_names(plan_import, counted(tasks))


def _placed(targets: Sequence[dict[str, Any]], read: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each stands where its words now stand."""
    places = {squeezed(one["text"]): one.get("place") for one in read if one.get("text")}
    return [one | {"place": places.get(squeezed(one.get("text") or ""))} for one in targets]


def _correction(plan_import: PlanImport, one: Kept) -> Correction:
    return Correction(
        plan_import=plan_import,
        draft_task=one.row,
        field=one.label,
        before=plain(one.before),
        after=plain(getattr(one.row or plan_import, one.field)),
        account_id=one.account,
    )


def _questions(plan_import: PlanImport, found: Sequence[Kept]) -> Iterator[Question]:
    """One for the header, one for each field of tasks; nobody has to answer."""
    by_field: dict[str, list[DraftTask]] = defaultdict(list)
    for one in found:
        if one.row:
            by_field[one.label].append(one.row)
    header = [one.label for one in found if one.row is None]
    if header:
        yield _question(plan_import, f"方案信息沿用上次核对的修改：{'、'.join(header)}", ())
    for label, rows in by_field.items():
        about = called(rows[0]) if len(rows) == 1 else f"{len(rows)}项任务"
        yield _question(plan_import, f"{about}的{label}沿用上次核对的修改", rows)


def _question(plan_import: PlanImport, message: str, tasks: Sequence[DraftTask]) -> Question:
    return Question(
        plan_import=plan_import,
        code=CODE,
        message=message,
        detail="读出的与上次一样；不沿用的，改回来",
        subject={"tasks": [task.pk for task in tasks], "numbers": [called(task) for task in tasks]},
        answers=[list(KNOWN)],
        blocks=False,
    )
