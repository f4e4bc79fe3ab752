"""What of supervision stands on a task's page beside its cases: what is to be put right, which documents went out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.archive import HEAVY
from duban.apps.plans import regions
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Region
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.queries.rectifications import with_origins
from duban.rulebook.actors import Actor


def register() -> None:
    """Called when the application is ready."""
    items = "supervision/rectifications/_of_unit.html"
    regions.register("task", Region("rectifications", "整改事项", items, items_of, order=17))
    regions.register("task", Region("documents", "公文", "supervision/_documents.html", documents_of, "beside", 45))


def items_of(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Asked for in its cases, in interviews about them, while it was listed; one query."""
    of_it = Q(case__task=task) | Q(interview__case__task=task) | Q(listed_case__task=task)
    found = list(with_origins(Rectification.objects.visible_to(actor)).filter(of_it).order_by("due", "pk"))
    return {"items": found, "count": len(found)} if found else None


def documents_of(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """In which it was followed up, as far as one sees them; one query."""
    of_it = Q(case__task=task) | Q(interview__case__task=task) | Q(listed_case__task=task) | Q(delisted_case__task=task)
    rows = Dispatch.objects.visible_to(actor).filter(of_it, issued_at__isnull=False).defer(*HEAVY)
    found = list(rows.order_by("-issued_at", "-pk"))
    return {"documents": found, "count": len(found)} if found else None
