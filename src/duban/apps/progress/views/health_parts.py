"""How tasks stand on the pages of others: a task's facts and targets, the bars of a plan, a unit, a leader.

In: the row, who reads, the day.  Out: what the templates are given; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.organizations.models import Official, Unit
from duban.apps.plans import regions
from duban.apps.plans.ledger.table import add_further
from duban.apps.plans.models import Plan, Task
from duban.apps.plans.queries.portfolios import tasks_of_leader, tasks_of_unit
from duban.apps.plans.regions import Region
from duban.apps.progress import ledger_columns
from duban.apps.progress.models import Standing
from duban.apps.progress.queries.curve import course_of
from duban.apps.progress.queries.misses import misses_of
from duban.apps.progress.queries.standings import counts_by_health
from duban.apps.progress.standings.shown import shown
from duban.apps.web.pictures import Part, slices
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS


def register() -> None:
    """Called when the application is ready."""
    add_further(ledger_columns.further())
    regions.register("task", Region("state", "", "progress/health/_facts.html", state_of_task, "state"))
    regions.register("task", Region("course", "", "progress/health/_targets.html", targets_of_task, "targets"))
    regions.register("plan", Region("states", "", "progress/health/_states.html", states_of_plan, "state"))
    regions.register("unit", Region("states", "", "progress/health/_states.html", states_of_unit, "top"))
    regions.register("official", Region("states", "", "progress/health/_states.html", states_of_leader, "top"))


def state_of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    _load(task)
    stands = shown(task, on)
    if stands is None:
        return None
    course = course_of(task, stands)
    before = course.behind_before if course is not None else ()
    return {"stands": stands, "misses": misses_of(task, behind_before=before, on=on)}


def targets_of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    _load(task)
    stands = shown(task, on)
    course = course_of(task, stands) if stands is not None else None
    return {"course": course} if course is not None else None


def states_of_plan(plan: Plan, actor: Actor, on: date) -> Mapping[str, Any] | None:
    tasks = Task.objects.visible_to(actor).filter(plan=plan)
    return _states(tasks, on, f"{reverse('plans:ledger')}?plan={plan.pk}&health=")


def states_of_unit(unit: Unit, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _states(tasks_of_unit(unit, actor), on, "?health=")


def states_of_leader(official: Official, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _states(tasks_of_leader(official, actor, on=on), on, "?health=")


def _states(tasks: QuerySet[Task], on: date, address: str) -> Mapping[str, Any] | None:
    """The words that occur, the worst first, each with the address of its tasks."""
    counts = counts_by_health(tasks, on)
    parts = [
        Part(LABELS[health], count, health.value.replace("_", "-"), f"{address}{health}")
        for health, count in counts.items()
        if count
    ]
    total = sum(counts.values())
    summary = "，".join(f"{part.label} {part.count} 项" for part in parts)
    return {"parts": parts, "slices": slices(parts), "total": total, "summary": summary} if parts else None


def _load(task: Task) -> None:
    """Its standing, asked for once for all parts of the page."""
    if "standing" not in task._state.fields_cache:
        task._state.fields_cache["standing"] = Standing.objects.filter(task=task).first()
