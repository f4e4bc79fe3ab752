"""落实方案 as one reader finds them: what waits for my units, what waits for review, what others may read of one.

In: an actor, plans, a day.  Out: querysets and plain values; the number of queries never grows with rows.
What a unit has not filed only the unit reads; after a return others read what was filed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.utils import timezone

from duban.apps.plans.models import Plan
from duban.apps.plans.queries.receipts import answers_for, units_answered_by
from duban.apps.progress.models import Evidence, ImplementationPlan, ImplementationSubmission, InnerDuty, Milestone
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
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


def milestones_to_verify(actor: Actor) -> QuerySet[Milestone]:
    """What units of the office's own place say is done and nobody has verified; not of tasks that are over."""
    if actor.role != Role.OFFICE:
        return Milestone.objects.none()
    done = Milestone.objects.filter(done_on__isnull=False, verified_on=None)
    accepted = {"implementation_plan__state": FilingState.ACCEPTED.value}
    in_force = {"implementation_plan__task__state": TaskState.IN_FORCE.value}
    return done.filter(**accepted, **in_force, implementation_plan__task__jurisdiction=actor.jurisdiction)


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


@dataclass(frozen=True, slots=True)
class Read:
    """An implementation plan as far as the actor may read it; `milestones` None: nothing was filed."""

    plan: ImplementationPlan
    is_own: bool
    measures: str = ""
    milestones: tuple[Shown, ...] | None = None
    is_last_filed: bool = False  # not as it is now: what is being changed is the unit's alone


def read(plans: Collection[ImplementationPlan], actor: Actor) -> list[Read]:
    """Each, with its unit at hand, as far as the actor may; two queries at most."""
    own = {one.unit_id for one in plans if answers_for(actor, one.unit)}
    by_plan: dict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.filter(implementation_plan__in=plans).select_related("target"):
        by_plan[row.implementation_plan_id].append(row)
    filed = _last_filed([one for one in plans if one.unit_id not in own and one.state not in FILED])
    return [_read(one, one.unit_id in own, by_plan[one.pk], filed.get(one.pk)) for one in plans]


def _read(plan: ImplementationPlan, is_own: bool, rows: Iterable[Milestone], values: Mapping[str, Any] | None) -> Read:
    if is_own or plan.state in FILED:
        return Read(plan, is_own, plan.measures, tuple(_shown(row) for row in rows))
    if values is None:
        return Read(plan, is_own)
    live = {row.pk: row for row in rows}
    told = tuple(_as_filed(one, live.get(one.get("编号", 0))) for one in values.get("节点", ()))
    return Read(plan, is_own, values.get("工作举措", ""), told, is_last_filed=True)


def _last_filed(plans: Iterable[ImplementationPlan]) -> dict[int, Mapping[str, Any]]:
    """The values last filed and not withdrawn, by the plan's key."""
    rows = ImplementationSubmission.objects.filter(implementation_plan__in=[one.pk for one in plans])
    rows = rows.exclude(decision="withdrawn").order_by("number")
    return dict(rows.values_list("implementation_plan", "values"))


def _shown(row: Milestone) -> Shown:
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


def _as_filed(told: Mapping[str, Any], live: Milestone | None) -> Shown:
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


def is_readable(plan: ImplementationPlan, actor: Actor) -> bool:
    """Whether somebody who sees the task reads what was filed: the unit always, others once it was filed."""
    return answers_for(actor, plan.unit) or plan.state in (*FILED, FilingState.RETURNED)


def files_read_by(plan: ImplementationPlan, actor: Actor) -> list[Evidence]:
    """Others read the files that came along when it was filed, not what the unit adds before it files again."""
    rows = Evidence.objects.filter(implementation_plan=plan, removed_at=None)
    if answers_for(actor, plan.unit):
        return list(rows)
    filed = plan.submitted_at if is_readable(plan, actor) else None
    return list(rows.filter(uploaded_at__lte=filed)) if filed else []


def submissions_read_by(plan: ImplementationPlan, actor: Actor) -> QuerySet[ImplementationSubmission]:
    """What the unit took back before anybody decided on it is its own."""
    rows = plan.submissions.all()
    return rows if answers_for(actor, plan.unit) else rows.exclude(decision="withdrawn")


def values_of(plan: ImplementationPlan, milestones: Iterable[Milestone]) -> dict[str, Any]:
    """What a submission keeps, by Chinese names."""
    files = plan.evidence.filter(removed_at=None).values_list("name", flat=True)
    return {
        "工作举措": plan.measures,
        "节点": [_values_of(row) for row in milestones],
        "佐证材料": list(files),
    }


def _values_of(row: Milestone) -> dict[str, Any]:
    return {
        "编号": row.pk,
        "完成时间": row.due.isoformat(),
        "工作内容": row.content,
        "目标": name_of(row.target) if row.target else "",
        "阶段目标值": plain(row.figure),
        "科室": row.section,
        "责任人": row.person,
    }


def name_of(target: Any) -> str:
    """What a target is called in a line of a table."""
    return str(target.measure or target.text)[:60] + (f"（{target.unit}）" if target.unit else "")


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
