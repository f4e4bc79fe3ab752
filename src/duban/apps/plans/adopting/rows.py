"""The rows a draft task becomes: the task, who answers for it, what it commits to.

In: a task of a draft.  Out: unsaved rows, checked against the lengths of their columns (they are written in bulk).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from duban.apps.organizations.changes import check_fits
from duban.apps.plans.comparing.sides import Named
from duban.apps.plans.models import DraftTask, Plan, Responsibility, Section, Target, Task
from duban.rulebook.refusals import Invalid
from duban.rulebook.targets import TargetKind, kind_of
from duban.rulebook.tasks import ResponsibilityRole, TaskState

BATCH = 500
_MOST = Decimal(10) ** 16  # what the column of a figure holds before its point


def task_row(draft: DraftTask, plan: Plan, section: Section | None, state: TaskState) -> Task:
    row = Task(
        plan=plan,
        section=section,
        jurisdiction=plan.jurisdiction,
        jurisdiction_path=plan.jurisdiction.path,
        year=plan.year,
        order=draft.order,
        number=draft.number,
        text=draft.text,
        measures=draft.measures,
        deadline=draft.deadline,
        original_deadline=draft.deadline,
        deadline_text=draft.deadline_text,
        state=state,
        places=draft.places,
    )
    check_fits(row)
    return row


def responsibility_rows(
    task: Task, role: ResponsibilityRole, names: Iterable[Named], since: date | None, first: int = 1
) -> Iterator[Responsibility]:
    for order, named in enumerate(names, first):
        row = Responsibility(
            task=task,
            role=role,
            listed_name=named.words,
            unit_id=named.unit,
            unit_group_id=named.group,
            post_id=named.post,
            order=order,
            since=since,
        )
        check_fits(row)
        yield row


def target_rows(task: Task, targets: Iterable[Mapping[str, Any]]) -> Iterator[Target]:
    for order, read in enumerate(targets, 1):
        row = Target(task=task, order=order, **target_values(read))
        check_fits(row)
        yield row


def target_values(read: Mapping[str, Any]) -> dict[str, Any]:
    """A target as a draft keeps it, in the types of its columns; its kind is proposed where none is said."""
    value, text, unit = figure(read.get("value")), read.get("text") or "", read.get("unit") or ""
    kind = read.get("kind") or kind_of(text, unit=unit, has_value=value is not None)
    return {
        "measure": read.get("measure") or "",
        "comparator": read.get("comparator") or "words",
        "value": value,
        "value_to": figure(read.get("value_to")),
        "unit": unit,
        "text": text,
        "due": date.fromisoformat(read["due"]) if read.get("due") else None,
        "kind": TargetKind(kind),
        "kind_confirmed": bool(read.get("kind_confirmed")),
        "place": read.get("place"),
    }


def figure(value: str | None) -> Decimal | None:
    """A figure as its column keeps it; refused when the column cannot."""
    if value in (None, ""):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Invalid(f"量化目标的数值“{str(value)[:20]}”不是数") from None
    if not number.is_finite() or abs(number) >= _MOST:
        raise Invalid(f"量化目标的数值“{str(value)[:20]}”太大")
    return number.quantize(Decimal("0.0001"))
