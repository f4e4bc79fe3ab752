"""Who has acknowledged a plan and who has not: unit by unit, and receipt by receipt.

In: a plan, the actor, today.  Out: querysets for tables. One sees the units one sees, never more.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Case, CharField, Count, DateField, IntegerField, Max, Min, Q, QuerySet, Value, When

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan
from duban.apps.plans.models.receipts import ReceiptQuerySet
from duban.apps.plans.queries.receipts import receipts_of_units_seen
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import ReceiptState


class Standing(StrEnum):
    """How far a unit has come with a plan's receipts; what is worse comes first."""

    OVERDUE = "overdue"
    OBJECTED = "objected"
    WAITING = "waiting"
    DONE = "done"


STANDING_WORDS = {
    Standing.OVERDUE: "逾期未签收",
    Standing.OBJECTED: "有异议",
    Standing.WAITING: "待签收",
    Standing.DONE: "已签收",
}


def receipts_of(plan: Plan, *, actor: Actor, on: date) -> ReceiptQuerySet:
    """The receipts of the plan that concern units the actor sees; each knows the day it is looked at."""
    rows = _receipts(plan, actor).annotate(today=Value(on, output_field=DateField()))
    return rows.select_related("task", "unit")


def units_of(plan: Plan, *, actor: Actor, on: date) -> QuerySet[Unit]:
    """The units asked, each with its counts and its standing on the day; one query."""
    of_plan = Q(receipts__in=_receipts(plan, actor))
    asked = Q(receipts__state=ReceiptState.ASKED)
    units = Unit.objects.filter(of_plan).select_related("jurisdiction")
    counted = units.annotate(
        given=Count("receipts", filter=~Q(receipts__state=ReceiptState.RELEASED)),
        acknowledged=Count("receipts", filter=Q(receipts__state=ReceiptState.ACKNOWLEDGED)),
        waiting=Count("receipts", filter=asked),
        late=Count("receipts", filter=asked & Q(receipts__due__lt=on)),
        objected=Count("receipts", filter=Q(receipts__state=ReceiptState.OBJECTED)),
        asked_at=Min("receipts__asked_at", filter=asked),
        due=Min("receipts__due", filter=asked),
        answered_at=Max("receipts__answered_at"),
        today=Value(on, output_field=DateField()),
        plan_key=Value(plan.pk, output_field=IntegerField()),
    )
    return counted.annotate(
        standing=Case(
            When(late__gt=0, then=Value(Standing.OVERDUE.value)),
            When(objected__gt=0, then=Value(Standing.OBJECTED.value)),
            When(waiting__gt=0, then=Value(Standing.WAITING.value)),
            default=Value(Standing.DONE.value),
            output_field=CharField(),
        ),
        rank=Case(When(late__gt=0, then=0), When(waiting__gt=0, then=1), When(objected__gt=0, then=2), default=3),
    )


def _receipts(plan: Plan, actor: Actor) -> ReceiptQuerySet:
    return receipts_of_units_seen(actor).filter(task__plan=plan)
