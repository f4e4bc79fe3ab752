"""What the pages of a task and of a plan show of implementation plans and inner duties, and the ways that lead there.

In: a task or plan, who reads it, the day.  Out: what the templates are given; None where there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.models import Plan, Task
from duban.apps.progress import evidence_owners
from duban.apps.progress.actions.implementation import check_may_write
from duban.apps.progress.models import ImplementationPlan
from duban.apps.progress.owing.implementation import KIND, plans_owed
from duban.apps.progress.owing.milestones import KIND as MILESTONE
from duban.apps.progress.owing.milestones import milestones_owed
from duban.apps.progress.queries import implementation as queries
from duban.apps.progress.queries import implementation_filed as filed
from duban.apps.progress.queries.inner_duties import duties_read_by, own_units_in
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import PlanState, TaskState


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a milestone stands on the year's axis, in per cent."""

    at: str
    state: str


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Each lead unit's plan as far as one may read it; how many milestones are done."""
    rows = task.implementationplans.select_related("unit").exclude(state="released").order_by("unit__order", "pk")
    read = filed.read(list(rows), actor)
    if not read:
        return None
    plans = [_shown(one, task, on) for one in read]
    told = [one for each in read for one in each.milestones or ()]
    done = sum(one.done_on is not None for one in told)
    return {"plans": plans, "count": f"{done}/{len(told)}" if told else "", "now": _percent(on, task, on)}


def _shown(one: filed.Read, task: Task, on: date) -> dict[str, Any]:
    told = one.milestones or ()
    marks = [Mark(_percent(each.due, task, on), each.state(on)[0]) for each in told]
    lines = [(each, *each.state(on)) for each in told]
    return {"read": one, "lines": lines, "marks": marks, "is_late": queries.is_late(one.plan, on)}


def _percent(day: date, task: Task, on: date) -> str:
    """On the axis of the plan's year; what lies beyond stands at its ends."""
    first, last = date(task.year, 1, 1), date(task.year, 12, 31)
    share = (min(max(day, first), last) - first).days / (last - first).days
    return f"{100 * share:.1f}%"


def duties_of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    rows = duties_read_by(task, actor)
    mine = can(actor, Permission.WRITE_IMPLEMENTATION_PLAN) and task.state == TaskState.IN_FORCE
    units = own_units_in(task, actor) if mine else []
    return {"duties": rows, "own_units": units} if rows or units else None


def of_plan(plan: Plan, actor: Actor, on: date) -> Mapping[str, Any] | None:
    if plan.state == PlanState.DRAFT:
        return None
    filing = queries.filing_of(plan, actor, on)
    return {"filing": filing} if filing.owed else None


def actions_of_plan(plan: Plan, actor: Actor, on: date) -> Sequence[regions.Action]:
    """The office asks for them where the notice names no day."""
    if plan.state != PlanState.ISSUED or plan.rules.get("implementation_plans_due_on"):
        return ()
    if not can(actor, Permission.RUN_ROUND, within=plan.jurisdiction.path):
        return ()
    return [regions.Action("要求报送落实方案", reverse("progress:implementation-ask", args=[plan.pk]))]


def register() -> None:
    """Called when the application is ready."""
    evidence_owners.register(ImplementationPlan, may_write=check_may_write, readable=filed.is_readable)
    owing.register(KIND, plans_owed)
    owing.register(MILESTONE, milestones_owed)
    at = "progress/implementation"
    regions.register("task", regions.Region("milestones", "落实方案", f"{at}/_of_task.html", of_task, order=30))
    duties = regions.Region("duties", "", f"{at}/_duties.html", duties_of_task, side="beside", order=30)
    regions.register("task", duties)
    regions.register("plan", regions.Region("implementations", "", f"{at}/_of_plan.html", of_plan, order=30))
    regions.register_actions("plan", actions_of_plan)
