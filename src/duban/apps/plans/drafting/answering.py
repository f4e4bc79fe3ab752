"""What an answer changes in the draft, and how it is taken back; pure but for the rows it is given.

In: a question, an answer, the tasks of its import.  Out: `Change`s, made on the tasks in memory.
Answers that only say "it is so" change nothing. A change may be taken back as long as the value is as it left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from duban.apps.plans.drafting import alike
from duban.apps.plans.drafting.doubts import FIRST_LEADS, LEAD_ONLY
from duban.apps.plans.drafting.kinds import Change
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import DraftTask, Question
from duban.apps.plans.models.drafts import UNIT_FIELDS
from duban.rulebook.refusals import Conflict

Values = dict[str, list[str]]


def kept_name(question: Question, answer: str) -> str | None:
    """The spelling that is kept when the names of a question are one unit."""
    if question.code != alike.CODE or not answer.startswith(alike.KEEP):
        return None
    kept: str = question.subject["names"][int(answer.removeprefix(alike.KEEP))]
    return kept


def apply(question: Question, answer: str, tasks: Iterable[DraftTask]) -> list[Change]:
    """Change the tasks as the answer says."""
    kept = kept_name(question, answer)
    if kept is not None:
        others = {name for name in question.subject["names"] if name != kept}
        return changed(tasks, lambda task: with_one_name(task, UNIT_FIELDS, others, kept))
    effect = _EFFECTS.get((question.code, answer))
    if effect is None:
        return []
    about = set(question.subject["tasks"])
    return changed((task for task in tasks if task.pk in about), effect)


def take_back(changes: Sequence[Change], rows: Iterable[Any], words: Callable[[Any], str] = called) -> list[Change]:
    """Undo the changes; refused when a value was changed again since, or its row is gone."""
    by_key = {row.pk: row for row in rows}
    for change in reversed(changes):
        row = by_key.get(change.row)
        if row is None or getattr(row, change.field) != change.after:
            what = words(row) if row else "其中一项"
            raise Conflict(f"{what}在回答之后又改过，不能撤回；请在这一项里改")
        setattr(row, change.field, change.before)
    return [Change(one.row, one.field, one.after, one.before) for one in reversed(changes)]


def changed(rows: Iterable[Any], effect: Callable[[Any], Mapping[str, Any]]) -> list[Change]:
    """Write what `effect` says of each row, and tell what became another value by it."""
    changes: list[Change] = []
    for row in rows:
        for field, after in effect(row).items():
            before = getattr(row, field)
            if before != after:
                changes.append(Change(row.pk, field, before, after))
                setattr(row, field, after)
    return changes


def with_one_name(row: Any, fields: Iterable[str], others: set[str], kept: str) -> Values:
    """Its lists of names, in which the kept one stands for the others."""
    return {field: one_name(getattr(row, field), others, kept) for field in fields}


def one_name(names: Iterable[str], others: set[str], kept: str) -> list[str]:
    return list(dict.fromkeys(kept if name in others else name for name in names))


def _first_leads(task: DraftTask) -> Values:
    if task.lead or not task.implement:
        return {}
    first, *rest = task.implement
    return {"lead": [first], "implement": [], "support": list(dict.fromkeys([*rest, *task.support]))}


def _lead_only(task: DraftTask) -> Values:
    return {"support": [name for name in task.support if name not in task.lead]}


_EFFECTS: Mapping[tuple[str, str], Callable[[DraftTask], Values]] = {
    ("roles-undivided", FIRST_LEADS[0]): _first_leads,
    ("unit-twice", LEAD_ONLY[0]): _lead_only,
}


def remembered(question: Question) -> list[Change]:
    """What the present answer changed."""
    return [Change(*one) for one in question.subject.get("changes", ())]
