"""督办件: which one sees, what waits for whom, what is over although nobody said so.

In: an actor, a moment.  Out: querysets, conditions, counts; what a clock of a case runs for.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from duban.apps.plans.models import Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.progress.clock_holders import Held
from duban.apps.progress.models import Clock
from duban.apps.progress.queries.clocks import late
from duban.apps.progress.queries.standings import tasks_standing_as
from duban.apps.supervision.models import Case, CaseAnswer
from duban.apps.supervision.models.cases import UNTOLD, CaseQuerySet
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState as C
from duban.rulebook.cases import Trigger as T
from duban.rulebook.health import Health
from duban.rulebook.permissions import Permission, can
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import InstructionState
from duban.rulebook.roles import UNIT_WIDE
from duban.rulebook.tasks import TaskState

_FILED = (FilingState.SUBMITTED.value, FilingState.ACCEPTED.value, FilingState.RELEASED.value)
_SAID = (InstructionState.ANSWERED.value, InstructionState.SETTLED.value, InstructionState.WITHDRAWN.value)
_BEHIND = (T.BEHIND.value, T.SEVERELY_BEHIND.value, T.OVERDUE.value)
_TASK_OVER = (TaskState.CLOSED.value, TaskState.TERMINATED.value)
_NOT_BEHIND = tuple(one.value for one in Health if one not in (Health.BEHIND, Health.OVERDUE))


def cases_for(actor: Actor) -> CaseQuerySet:
    """A unit's own, with those of units merged into it; for everybody else all one sees."""
    if actor.role in UNIT_WIDE:
        return Case.objects.filter(of_units(units_answered_by(actor))).exclude(state__in=UNTOLD)
    return Case.objects.visible_to(actor)


def to_decide(actor: Actor) -> CaseQuerySet:
    return _own(actor, Permission.SERVE_CASE, Q(state=C.PROPOSED))


def to_write(actor: Actor) -> CaseQuerySet:
    """Approved, and waiting for a document to be drafted or issued."""
    return _own(actor, Permission.SERVE_CASE, Q(state=C.DRAFTED))


def to_check(actor: Actor) -> CaseQuerySet:
    return _own(actor, Permission.VERIFY_CASE, Q(state=C.ANSWERED))


def to_approve(actor: Actor) -> CaseQuerySet:
    return _own(actor, Permission.APPROVE_CASE, Q(state=C.SUBMITTED))


def to_answer(actor: Actor) -> CaseQuerySet:
    if not can(actor, Permission.ANSWER_CASE):
        return Case.objects.none()
    return Case.objects.filter(of_units(units_answered_by(actor)), state=C.SERVED)


def overdue(actor: Actor, *, at: datetime) -> CaseQuerySet:
    """Those of the office's place that are not answered in time."""
    return _own(actor, Permission.SERVE_CASE, Q(state=C.SERVED)).filter(late(at))


def count_waiting(actor: Actor) -> int:
    """One query."""
    waiting = to_decide(actor) | to_write(actor) | to_check(actor) | to_approve(actor) | to_answer(actor)
    return waiting.count()


def is_over(on: date) -> Q:
    """Served, and what it was served for is no more: the report came, the task was closed or is back on pace."""
    done = Q(trigger=T.REPORT_RETURNED, report__state=FilingState.ACCEPTED)
    for trigger, came in _came().items():
        done |= Q(trigger__in=(trigger, T.CASE_UNANSWERED)) & came
    done |= Q(trigger__in=_BEHIND, task__state__in=_TASK_OVER)
    good = Task.objects.filter(tasks_standing_as(_NOT_BEHIND, on)).order_by()
    done |= Q(trigger__in=_BEHIND, task__in=good.values("pk"))
    return Q(state=C.SERVED) & done


def _came() -> dict[T, Q]:
    """What each missed; a step taken because nobody answered is about the same row."""
    return {
        T.REPORT_MISSING: Q(report__state__in=_FILED),
        T.PLAN_MISSING: Q(implementation_plan__state__in=_FILED),
        T.MILESTONE_MISSED: Q(milestone__done_on__isnull=False) | Q(milestone__verified_on__isnull=False),
        T.INSTRUCTION_LATE: Q(instruction__state__in=_SAID),
    }


def find_held(clock: Clock, actor: Actor | None) -> Held | None:
    """The case a clock runs for, if `actor` sees it."""
    rows = Case.objects.all() if actor is None else Case.objects.visible_to(actor)
    row = rows.filter(clock=clock).select_related("task", "unit", "jurisdiction").first()
    if row is None:
        return None
    about = tuple(one for one in (row.unit, row.task) if one is not None)
    return Held(row, f"督办件“{row.subject}”", reverse("supervision:case", args=[row.pk]), row.jurisdiction.path, about)


def is_readable(answer: CaseAnswer, actor: Actor) -> bool:
    return cases_for(actor).filter(pk=answer.case_id).exists()


def _own(actor: Actor, permission: Permission, condition: Q) -> CaseQuerySet:
    """Of the actor's own place: those of a county wait for the county."""
    if not can(actor, permission):
        return Case.objects.none()
    return Case.objects.filter(condition, jurisdiction=actor.jurisdiction)
