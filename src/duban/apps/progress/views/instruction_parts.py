"""Where instructions stand outside their own pages: on a task's page, beside its title, among clocks and evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Action, Region
from duban.apps.progress import clock_holders, evidence_owners
from duban.apps.progress.actions import instructions as actions
from duban.apps.progress.models import InstructionAnswer
from duban.apps.progress.owing.instructions import KIND, owed_answers
from duban.apps.progress.queries import instruction_threads as threads
from duban.apps.progress.queries.instructions import find_held, is_readable
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not


def register() -> None:
    """Called when the application is ready."""
    regions.register("task", Region("instructions", "批示", "progress/instructions/_region.html", region_of, order=15))
    regions.register_actions("task", actions_of)
    clock_holders.register("instruction", find_held)
    evidence_owners.register(InstructionAnswer, may_write=actions.check_may_add_evidence, readable=is_readable)
    owing.register(KIND, owed_answers)


def region_of(task: Task, actor: Actor, on: date) -> dict[str, Any] | None:
    """On the page of the task: every instruction with its thread; nothing where there is none."""
    found = threads.shown(threads.of_task(task), at=timezone.now())
    return {"shown": found, "count": len(found)} if found else None


def actions_of(task: Task, actor: Actor, on: date) -> list[Action]:
    """The leader's one tap."""
    if not can(actor, Permission.GIVE_INSTRUCTION, within=task.jurisdiction_path):
        return []
    reason = why_not(actions.check_may_instruct, task, actor)
    return [Action("批示", reverse("progress:instruct", args=[task.pk]), is_primary=not reason, why_not=reason)]
