"""Who may add to the evidence of a thing, and who reads it: each part says it of what it owns.

In: a report, contribution, implementation plan, adjustment, closure or answer; an actor.  Out: a refusal, yes or no.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from duban.apps.plans.models import Task
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.models import Contribution, Evidence, InstructionAnswer
from duban.apps.progress.models.evidence import OWNERS
from duban.apps.progress.models.filing import Filing
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import why_not
from duban.rulebook.reports import Decision


@dataclass(frozen=True, slots=True)
class Rules:
    """`may_write` refuses with a `RuleError`; it is given the row, locked."""

    may_write: Callable[[Any, Actor], None]
    readable: Callable[[Any, Actor], bool]


_RULES: dict[type[Model], Rules] = {}


def register(
    model: type[Model], *, may_write: Callable[[Any, Actor], None], readable: Callable[[Any, Actor], bool]
) -> None:
    """Say it of `model`; called when the application is ready."""
    _RULES[model] = Rules(may_write, readable)


def check_may_write(owner: Model, by: Actor) -> None:
    _RULES[type(owner)].may_write(owner, by)


def may_write(owner: Model, actor: Actor) -> bool:
    return not why_not(check_may_write, owner, actor)


def field_of(owner: Model) -> str:
    """The field of `Evidence` that leads to such an owner."""
    return next(name for name in OWNERS if Evidence._meta.get_field(name).related_model is type(owner))


def owner_of(evidence: Evidence) -> Any:
    return next(owner for name in OWNERS if (owner := getattr(evidence, name)) is not None)


def task_of(owner: Any) -> Task:
    """The task that the thing is about."""
    if isinstance(owner, Contribution):
        return owner.report.task
    task: Task = owner.instruction.task if isinstance(owner, InstructionAnswer) else owner.task
    return task


def may_read(evidence: Evidence, actor: Actor) -> bool:
    """Others read the files with which something was filed; what came or went in between is the unit's."""
    owner = owner_of(evidence)
    if not _RULES[type(owner)].readable(owner, actor):
        return False
    if not isinstance(owner, Filing) or answers_for(actor, owner.unit):
        return True
    filed: Any = owner
    days = filed.submissions.exclude(decision=Decision.WITHDRAWN).values_list("at", flat=True)
    return any(_was_there(evidence, at) for at in days)


def _was_there(evidence: Evidence, at: datetime) -> bool:
    return evidence.uploaded_at <= at and (evidence.removed_at is None or at < evidence.removed_at)
