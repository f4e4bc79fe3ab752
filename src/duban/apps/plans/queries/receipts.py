"""What waits for a unit's acknowledgement, and who has not acknowledged a plan.

In: an actor, a plan, a day.  Out: querysets, a refusal, and the receipts of the actor's units plan by plan.
Overdue is computed from the day asked about, never stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from duban.apps.dispatch.answering import answers_for as answers_for
from duban.apps.dispatch.answering import check_answers_for as check_answers_for
from duban.apps.dispatch.answering import units_answered_by as units_answered_by
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, Receipt, Responsibility
from duban.apps.plans.models.receipts import ReceiptQuerySet
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role
from duban.rulebook.tasks import ROLE_WORDS, UNIT_ROLES, PlanState, ReceiptState, ResponsibilityRole, TaskState

MOST_ANSWERED = 100


def receipts_of_units_seen(actor: Actor) -> ReceiptQuerySet:
    """The receipts of the units the actor sees, of whatever task."""
    rows = Receipt.objects.all()
    return rows if actor.is_system else rows.filter(unit__in=Unit.objects.visible_to(actor))


def answerable_by(actor: Actor) -> ReceiptQuerySet:
    """The receipts of the units the actor answers for, of tasks that are given out."""
    given = ~Q(task__state=TaskState.DRAFT)
    return Receipt.objects.filter(given, unit__in=units_answered_by(actor))


def waiting_for(actor: Actor) -> ReceiptQuerySet:
    """What the actor has still to acknowledge, or to object to."""
    return answerable_by(actor).filter(state=ReceiptState.ASKED, task__state=TaskState.IN_FORCE)


def objections_to_decide(actor: Actor) -> ReceiptQuerySet:
    """The objections that wait for the office of the place whose plan it is."""
    if actor.role != Role.OFFICE:
        return Receipt.objects.none()
    waiting = Receipt.objects.filter(state=ReceiptState.OBJECTED, task__state=TaskState.IN_FORCE)
    return waiting.filter(task__jurisdiction=actor.jurisdiction)


def count_waiting(actor: Actor) -> int:
    return waiting_for(actor).count()


def count_objections(actor: Actor) -> int:
    return objections_to_decide(actor).count()


def overdue(receipts: ReceiptQuerySet, *, on: date) -> ReceiptQuerySet:
    return receipts.filter(state=ReceiptState.ASKED, due__lt=on, task__state=TaskState.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt as its unit reads it: with all roles the unit has in the task, the strongest first."""

    receipt: Receipt
    roles: tuple[ResponsibilityRole, ...]

    @property
    def group(self) -> str:
        return ROLE_WORDS[self.roles[0]] if self.roles else "其他"

    @property
    def also(self) -> str:
        """The further roles in words."""
        return "、".join(ROLE_WORDS[role] for role in self.roles[1:])


@dataclass(slots=True)
class OfPlan:
    """One plan's receipts of the actor's units."""

    plan: Plan
    waiting: list[Given] = field(default_factory=list)
    objected: list[Given] = field(default_factory=list)
    answered: list[Given] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list[Given]]]:
        """What waits, by the role it is given in: 牵头, 负责, 配合."""
        found: dict[str, list[Given]] = {}
        for given in self.waiting:
            found.setdefault(given.group, []).append(given)
        return [(word, found[word]) for word in (*(ROLE_WORDS[role] for role in UNIT_ROLES), "其他") if word in found]

    @property
    def due(self) -> date | None:
        """The day by which the first of what waits is to be acknowledged."""
        return min((one.receipt.due for one in self.waiting if one.receipt.due), default=None)

    @property
    def names_units(self) -> bool:
        """Whether somebody acts for several units here, so that each row names its own."""
        return len({one.receipt.unit_id for one in (*self.waiting, *self.objected, *self.answered)}) > 1


def receipts_by_plan(actor: Actor) -> list[OfPlan]:
    """What waits and what was objected to, all of it, and the latest that was answered; three queries."""
    rows = answerable_by(actor).filter(task__plan__state=PlanState.ISSUED)
    rows = rows.select_related("task__plan", "unit").order_by("-task__plan__year", "task__plan", "task__order", "pk")
    open_rows = list(rows.filter(state__in=(ReceiptState.ASKED, ReceiptState.OBJECTED), task__state=TaskState.IN_FORCE))
    latest = rows.filter(state__in=(ReceiptState.ACKNOWLEDGED, ReceiptState.RELEASED)).order_by("-answered_at", "pk")
    found: dict[int, OfPlan] = {}
    for given in with_roles([*open_rows, *latest[:MOST_ANSWERED]]):
        plan = given.receipt.task.plan
        _list_of(found.setdefault(plan.pk, OfPlan(plan)), given.receipt).append(given)
    return sorted(found.values(), key=lambda one: (not one.waiting, one.due or date.max, -one.plan.year, one.plan.pk))


def with_roles(receipts: Iterable[Receipt]) -> list[Given]:
    """Each receipt with the roles in which its unit stands, or last stood, in the task; one query."""
    receipts = list(receipts)
    held: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Responsibility.objects.filter(
        task__in={one.task_id for one in receipts}, unit__in={one.unit_id for one in receipts}
    )
    for task, unit, role in rows.values_list("task", "unit", "role"):
        held[task, unit or 0].add(role)
    return [
        Given(one, tuple(role for role in UNIT_ROLES if role in held[one.task_id, one.unit_id])) for one in receipts
    ]


def _list_of(found: OfPlan, receipt: Receipt) -> list[Given]:
    match receipt.state:
        case ReceiptState.ASKED:
            return found.waiting
        case ReceiptState.OBJECTED:
            return found.objected
    return found.answered
