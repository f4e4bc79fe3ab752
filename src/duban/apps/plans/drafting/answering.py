"""What an answer changes in the draft, and how it is taken back; pure but for the rows it is given.

In: a question, an answer, the tasks of its import.  Out: `Change`s, made on the tasks in memory.
Answers that only say "it is so" change nothing. A change may be taken back as long as the value is as it left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from duban.apps.plans.drafting import alike
from duban.apps.plans.drafting.doubts import FIRST_LEADS, LEAD_ONLY
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import DraftTask, Question
from duban.apps.plans.models.drafts import UNIT_FIELDS
from duban.rulebook.refusals import Conflict

Values = dict[str, list[str]]


class Change(NamedTuple):
    task: int
    field: str
    before: list[str]
    after: list[str]


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
        return _changed(tasks, lambda task: _with_one_name(task, others, kept))
    effect = _EFFECTS.get((question.code, answer))
    if effect is None:
        return []
    about = set(question.subject["tasks"])
    return _changed((task for task in tasks if task.pk in about), effect)


def take_back(changes: Sequence[Change], tasks: Iterable[DraftTask]) -> list[Change]:
    """Undo the changes; refused when a value was changed again since, or its task is gone."""
    by_key = {task.pk: task for task in tasks}
    for change in changes:
        task = by_key.get(change.task)
        if task is None or getattr(task, change.field) != change.after:
            what = called(task) if task else "一项任务"
            raise Conflict(f"{what}在回答之后又改过，不能撤回；请在这一项里改")
        setattr(task, change.field, change.before)
    return [Change(one.task, one.field, one.after, one.before) for one in changes]


def _changed(tasks: Iterable[DraftTask], effect: Callable[[DraftTask], Values]) -> list[Change]:
    changes: list[Change] = []
    for task in tasks:
        for field, after in effect(task).items():
            before = getattr(task, field)
            if before != after:
                changes.append(Change(task.pk, field, before, after))
                setattr(task, field, after)
    return changes


def _with_one_name(task: DraftTask, others: set[str], kept: str) -> Values:
    return {
        field: list(dict.fromkeys(kept if name in others else name for name in getattr(task, field)))
        for field in UNIT_FIELDS
    }


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
