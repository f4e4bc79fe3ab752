"""On a task's page: the button to the report that the reader's unit has still to fill."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duban.apps.plans import regions
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Action
from duban.apps.progress.queries.own_reports import to_fill
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


def register() -> None:
    regions.register_actions("task", actions_of)


def actions_of(task: Task, actor: Actor, on: date) -> list[Action]:
    """One for each open round in which something is still to be written; one query."""
    if not can(actor, Permission.WRITE_REPORT):
        return []
    return [
        Action(f"填报{report.round}", reverse("progress:report", args=[report.pk]), is_primary=True)
        for report in to_fill(task, actor)
    ]
