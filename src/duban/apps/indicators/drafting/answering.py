"""What an answer changes in a draft of indicators; pure but for the rows it is given.

In: a question, an answer, the rows of its import.  Out: `Change`s, made on the rows in memory.
Direction and nature that a person said are `settled`; what the text said of others stays proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from duban.apps.indicators.drafting.doubts import AS_RATE, DIRECTION, LEAVE_OUT, NATURE, NO_FIGURE, SHARES
from duban.apps.indicators.drafting.names import ROLES
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.answering import changed, kept_name, one_name, with_one_name
from duban.apps.plans.drafting.kinds import Change
from duban.apps.plans.models import Question
from duban.rulebook.indicators import DIRECTIONS, NATURES, IndicatorKind

Values = Mapping[str, Any]


def effect(question: Question, answer: str, rows: Sequence[DraftIndicator]) -> list[Change]:
    """Change the rows as the answer says."""
    kept = kept_name(question, answer)
    if kept is not None:
        others = {name for name in question.subject["names"] if name != kept}
        return changed(rows, lambda row: _with_one_name(row, others, kept))
    meant = _meant(question.code, answer)
    about = set(question.subject.get("rows") or question.subject.get("tasks", ()))
    return changed([row for row in rows if row.pk in about], meant) if meant else []


def settled(row: DraftIndicator, *names: str) -> list[str]:
    return sorted({*row.settled, *names})


def _meant(code: str, answer: str) -> Callable[[DraftIndicator], Values] | None:
    if code == DIRECTION and answer in set(DIRECTIONS):
        return lambda row: {"direction": answer, "settled": settled(row, "direction")}
    if code == NATURE and answer in set(NATURES):
        return lambda row: {} if row.nature else {"nature": answer, "settled": settled(row, "nature")}
    if (code, answer) == (NO_FIGURE, LEAVE_OUT[0]):
        return lambda row: {"removed": True, "checked": False}
    if (code, answer) == (SHARES, AS_RATE[0]):
        return lambda row: {"kind": IndicatorKind.RATE.value} if row.kind == IndicatorKind.VALUE else {}
    return None


def _with_one_name(row: DraftIndicator, others: set[str], kept: str) -> Values:
    tasks = [task | {role: one_name(task.get(role, ()), others, kept) for role in ROLES} for task in row.tasks]
    return {**with_one_name(row, ROLES, others, kept), "tasks": tasks}
