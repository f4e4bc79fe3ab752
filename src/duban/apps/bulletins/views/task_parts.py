"""Where bulletins stand on a task's page: those that tell of it by itself, as behind or as chosen by the writer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from duban.apps.bulletins.models import Bulletin
from duban.apps.dispatch.queries.archive import HEAVY
from duban.apps.plans import regions
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Region
from duban.rulebook.actors import Actor


def register() -> None:
    """Called when the application is ready."""
    regions.register("task", Region("bulletins", "督查通报", "bulletins/_of_task.html", of_task, "beside", 46))


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Issued ones, the newest first, as far as one sees them; one query."""
    if not task.number:
        return None
    rows = Bulletin.objects.visible_to(actor).filter(plan=task.plan_id, dispatch__issued_at__isnull=False)
    rows = rows.filter(figures__has_key=f"任务{task.number}").select_related("dispatch", "round")
    found = list(rows.defer("figures", *(f"dispatch__{name}" for name in HEAVY)).order_by("-as_of", "-pk"))
    return {"bulletins": found, "count": len(found)} if found else None
