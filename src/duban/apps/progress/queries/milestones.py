"""节点: what waits to be verified, and one as somebody reads it, as it stands or as it was filed.

In: an actor; rows, or the values of a submission.  Out: a queryset; `Shown`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from duban.apps.progress.models import Milestone
from duban.rulebook.actors import Actor
from duban.rulebook.reports import FilingState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import TaskState


def milestones_to_verify(actor: Actor) -> QuerySet[Milestone]:
    """What units of the office's own place say is done and nobody has verified; not of tasks that are over."""
    if actor.role != Role.OFFICE:
        return Milestone.objects.none()
    done = Milestone.objects.filter(done_on__isnull=False, verified_on=None)
    accepted = {"implementation_plan__state": FilingState.ACCEPTED.value}
    in_force = {"implementation_plan__task__state": TaskState.IN_FORCE.value}
    return done.filter(**accepted, **in_force, implementation_plan__task__jurisdiction=actor.jurisdiction)


@dataclass(frozen=True, slots=True)
class Shown:
    """A milestone as somebody reads it; `key` None where it stands only in what was filed."""

    content: str
    due: date
    original_due: date
    target: str = ""
    figure: Decimal | None = None
    section: str = ""
    person: str = ""
    key: int | None = None
    done_on: date | None = None
    done_words: str = ""
    verified_on: date | None = None
    set_back: str = ""

    @property
    def is_postponed(self) -> bool:
        return self.due != self.original_due

    def state(self, on: date) -> tuple[str, str]:
        """The class of its mark, and the word beside it."""
        if self.verified_on:
            return "done", "已完成"
        if self.done_on:
            return "done", "已完成，待核定"
        return ("overdue", "逾期") if self.due < on else ("not-started", "未到期")


def shown(row: Milestone) -> Shown:
    return Shown(
        content=row.content,
        due=row.due,
        original_due=row.original_due,
        target=name_of(row.target) if row.target else "",
        figure=row.figure,
        section=row.section,
        person=row.person,
        key=row.pk,
        done_on=row.done_on,
        done_words=row.done_words,
        verified_on=row.verified_on,
        set_back=row.set_back,
    )


def as_filed(told: Mapping[str, Any], live: Milestone | None) -> Shown:
    """What was filed, with what was said since of its being done."""
    figure, due = told.get("阶段目标值"), date.fromisoformat(told["完成时间"])
    return Shown(
        content=told["工作内容"],
        due=due,
        original_due=live.original_due if live else due,
        target=told.get("目标", ""),
        figure=Decimal(figure) if figure else None,
        section=told.get("科室", ""),
        person=told.get("责任人", ""),
        done_on=live.done_on if live else None,
        done_words=live.done_words if live else "",
        verified_on=live.verified_on if live else None,
        set_back=live.set_back if live else "",
    )


def name_of(target: Any) -> str:
    """What a target is called in a line of a table."""
    return str(target.measure or target.text)[:60] + (f"（{target.unit}）" if target.unit else "")
