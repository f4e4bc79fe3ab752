"""落实方案: what waits for my units, what waits for review, how far those of a plan have come.

In: an actor, plans, a day.  Out: querysets and plain values; the number of queries never grows with rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.utils import timezone

from duban.apps.plans.models import Plan
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import ImplementationPlan, InnerDuty, Milestone
from duban.rulebook.actors import Actor
from duban.rulebook.reports import OPEN, FilingState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import PlanState, TaskState

FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)
HEAVY = ("task__search", "task__grams")


def own_plans(actor: Actor) -> QuerySet[ImplementationPlan]:
    """Those of the units the actor answers for, of tasks in force."""
    rows = ImplementationPlan.objects.filter(unit__in=units_answered_by(actor), task__state=TaskState.IN_FORCE)
    return rows.exclude(state=FilingState.RELEASED)


def plans_to_review(actor: Actor) -> QuerySet[ImplementationPlan]:
    """What was filed for plans of the office's own place and waits."""
    if actor.role != Role.OFFICE:
        return ImplementationPlan.objects.none()
    waiting = ImplementationPlan.objects.filter(state=FilingState.SUBMITTED, task__jurisdiction=actor.jurisdiction)
    return waiting.filter(task__state=TaskState.IN_FORCE)


def count_waiting(actor: Actor) -> int:
    """What the actor has still to do: plans of the own units to write, others to review."""
    waits = Q(unit__in=units_answered_by(actor), state__in=OPEN)
    if actor.role == Role.OFFICE:
        waits |= Q(state=FilingState.SUBMITTED, task__jurisdiction=actor.jurisdiction)
    elif actor.role == Role.UNIT_HEAD:
        waits |= Q(unit__in=units_answered_by(actor), state=FilingState.INNER)
    return ImplementationPlan.objects.filter(waits, task__state=TaskState.IN_FORCE).count()


def is_late(plan: ImplementationPlan, on: date) -> bool:
    """Whether it came, or still does not come, after the day it was first asked for by."""
    if plan.first_submitted_at is not None:
        return timezone.localtime(plan.first_submitted_at).date() > plan.original_due
    return plan.state in OPEN and plan.original_due < on


@dataclass(slots=True)
class OfPlan:
    """One plan's implementation plans of the actor's units."""

    plan: Plan
    rows: list[ImplementationPlan] = field(default_factory=list)

    @property
    def open(self) -> list[ImplementationPlan]:
        return [row for row in self.rows if row.state in OPEN]

    @property
    def names_units(self) -> bool:
        return len({row.unit_id for row in self.rows}) > 1

    @property
    def due(self) -> date | None:
        return min((row.due for row in self.open), default=None)


def own_plans_by_plan(actor: Actor, *, mine: bool = False) -> list[OfPlan]:
    """Plan by plan, what is open first; `mine`: of tasks in which the actor's account has an inner duty."""
    rows = own_plans(actor).filter(task__plan__state=PlanState.ISSUED).select_related("task__plan", "unit")
    if mine:
        duties = InnerDuty.objects.filter(account=actor.account or 0, unit__in=units_answered_by(actor))
        rows = rows.filter(task__in=duties.values("task"))
    found: dict[int, OfPlan] = {}
    for row in rows.defer(*HEAVY).order_by("-task__plan__year", "task__plan", "task__order", "pk"):
        found.setdefault(row.task.plan_id, OfPlan(row.task.plan)).rows.append(row)
    return sorted(found.values(), key=lambda one: (not one.open, one.due or date.max, -one.plan.year, one.plan.pk))


def plans_for_workbook(plan: Plan, actor: Actor) -> list[ImplementationPlan]:
    """Those of the actor's units, with all that a workbook says of them; a fixed number of queries."""
    rows = own_plans(actor).filter(task__plan=plan).select_related("task", "unit").defer(*HEAVY)
    milestones = Prefetch("milestones", Milestone.objects.select_related("target"))
    return list(rows.prefetch_related(milestones, "task__targets").order_by("unit", "task__order", "pk"))


@dataclass(frozen=True, slots=True)
class Filing:
    """How far the implementation plans of a plan have come."""

    owed: int
    filed: int
    accepted: int
    late: int
    waiting: int
    due: date | None


def filing_of(plan: Plan, actor: Actor, on: date) -> Filing:
    """Counted over the tasks the actor sees; one query."""
    rows = filed_for(plan, actor)
    late_now = Q(state__in=OPEN, original_due__lt=on, first_submitted_at=None)
    counted = rows.aggregate(
        owed=Count("pk"),
        filed=Count("pk", filter=Q(state__in=FILED)),
        accepted=Count("pk", filter=Q(state=FilingState.ACCEPTED)),
        late=Count("pk", filter=late_now),
        waiting=Count("pk", filter=Q(state=FilingState.SUBMITTED)),
        due=Min("original_due"),
    )
    return Filing(**counted)


def filed_for(plan: Plan, actor: Actor) -> QuerySet[ImplementationPlan]:
    """Those of a plan's tasks in force that the actor sees, whatever became of them."""
    rows = ImplementationPlan.objects.visible_to(actor).filter(task__plan=plan, task__state=TaskState.IN_FORCE)
    return rows.exclude(state=FilingState.RELEASED)
