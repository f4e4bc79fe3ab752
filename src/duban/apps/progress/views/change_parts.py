"""What adjustment and closure show elsewhere: a region and buttons on a task's page; who adds files to a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.plans import regions
from duban.apps.plans.happenings import tasks_changed
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Action, Region
from duban.apps.progress import evidence_owners
from duban.apps.progress.actions import adjustments, closures
from duban.apps.progress.adjusting.lapsing import lapse_requests
from duban.apps.progress.adjusting.told import changes_of, in_one_phrase
from duban.apps.progress.answering import check_acts_for
from duban.apps.progress.models import Adjustment, Closure
from duban.apps.progress.queries import adjustments as adjustment_queries
from duban.apps.progress.queries import closures as closure_queries
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.requests import AdjustmentState, ClosureState
from duban.rulebook.tasks import TaskState


def register() -> None:
    """Called when the application is ready."""
    regions.register(
        "task", Region("changes", "调整与销号", "progress/changes/_region.html", requests_of_task, "main", 50)
    )
    regions.register_actions("task", buttons)
    tasks_changed.connect(lapse_requests, dispatch_uid="progress.lapse")
    evidence_owners.register(Adjustment, may_write=_may_add, readable=_reads)
    evidence_owners.register(Closure, may_write=_may_add, readable=_reads)


def requests_of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Two queries."""
    asked = [(row, in_one_phrase(changes_of(row))) for row in adjustment_queries.of_task(task)]
    closing = list(closure_queries.of_task(task))
    if not asked and not closing:
        return None
    postponed = task.original_deadline is not None and task.deadline not in (None, task.original_deadline)
    return {
        "adjustments": asked,
        "closures": closing,
        "count": len(asked) + len(closing),
        "was_postponed": postponed,
    }


def buttons(task: Task, actor: Actor, on: date) -> Sequence[Action]:
    """For who acts for the lead unit, and for the office; to nobody else they are shown."""
    if task.state == TaskState.DRAFT:
        return []
    found = [_ask(task, actor, "申请调整", "progress:adjustment-ask", adjustments.check_can_ask)]
    found.append(_ask(task, actor, "申请销号", "progress:closure-ask", closures.check_can_ask))
    return [one for one in (*found, _reopen(task, actor)) if one is not None]


def _ask(task: Task, actor: Actor, label: str, page: str, check: Any) -> Action | None:
    """None where another unit answers for the task; with the reason where it cannot be asked now."""
    reason = ""
    try:
        check(task, actor)
    except NotAllowed:
        return None
    except Conflict as refusal:
        reason = str(refusal)
    return Action(label, reverse(page, args=[task.pk]), why_not=reason)


def _reopen(task: Task, actor: Actor) -> Action | None:
    if task.state != TaskState.CLOSED or not can(actor, Permission.DECIDE_CLOSURE, within=task.jurisdiction_path):
        return None
    row = closure_queries.accepted_of(task)
    return Action("重新打开", reverse("progress:closure-reopen", args=[row.pk])) if row else None


def _may_add(row: Adjustment | Closure, by: Actor) -> None:
    """Files are added and taken back by who asked, until it is decided."""
    closing = isinstance(row, Closure)
    check_acts_for(row.unit, by, Permission.ASK_CLOSURE if closing else Permission.ASK_ADJUSTMENT)
    if row.state not in (ClosureState.ASKED, AdjustmentState.ASKED):
        raise Conflict(f"{row._meta.verbose_name}{row.get_state_display()}，佐证材料不能再改")


def _reads(row: Adjustment | Closure, actor: Actor) -> bool:
    return Task.objects.visible_to(actor).filter(pk=row.task_id).exists()
