"""调整申请: what waits for whom, the list of all one sees, those of one task.

In: an actor, a task, a day.  Out: querysets; what waits is counted by one query.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from duban.apps.organizations.models import Appointment
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.adjusting.deciders import leaders_of
from duban.apps.progress.answering import of_units
from duban.apps.progress.models import Adjustment
from duban.rulebook.actors import Actor
from duban.rulebook.requests import AdjustmentKind, AdjustmentState
from duban.rulebook.roles import UNIT_WIDE, Role
from duban.rulebook.tasks import ResponsibilityRole

OPEN = (AdjustmentState.ASKED, AdjustmentState.REFERRED)


def waiting_for(actor: Actor, *, on: date) -> QuerySet[Adjustment]:
    """For the office what was asked, for a leader what was referred to him, for a unit what it asked itself."""
    rows = Adjustment.objects.all()
    if actor.role == Role.OFFICE:
        return rows.filter(state=AdjustmentState.ASKED, task__jurisdiction=actor.jurisdiction)
    if actor.role == Role.LEADER:
        return _referred_to(actor, on)
    if actor.role in UNIT_WIDE:
        return rows.filter(state__in=OPEN).filter(of_own_units(actor))
    return rows.none()


def count_waiting(actor: Actor, *, on: date) -> int:
    return waiting_for(actor, on=on).count()


def of_own_units(actor: Actor) -> Q:
    """The requests of the units one answers for, and of those merged into them."""
    return of_units(units_answered_by(actor))


def listed(actor: Actor, *, on: date) -> QuerySet[Adjustment]:
    """All one sees; `waits` is 0 for what waits for oneself."""
    waits = Case(When(pk__in=waiting_for(actor, on=on).order_by().values("pk"), then=Value(0)), default=Value(1))
    return Adjustment.objects.visible_to(actor).select_related("task__plan", "unit").annotate(waits=waits)


def of_task(task: Task) -> QuerySet[Adjustment]:
    return task.adjustments.select_related("unit", "task").order_by("-asked_at", "-pk")


def open_of_kind(task: Task, kind: AdjustmentKind) -> Adjustment | None:
    return task.adjustments.filter(kind=kind, state__in=OPEN).first()


def _referred_to(actor: Actor, on: date) -> QuerySet[Adjustment]:
    """Of the tasks whose leader's post one holds, and of those for which no leader with an account holds one."""
    held = Appointment.objects.on(on)
    of_leaders = held.filter(official__account__in=leaders_of(actor.jurisdiction or 0, on=on).values("account"))
    own = held.filter(official__account=actor.account)
    led = Responsibility.objects.filter(task=OuterRef("task"), role=ResponsibilityRole.LEADER, until=None)
    rows = Adjustment.objects.filter(state=AdjustmentState.REFERRED, task__jurisdiction=actor.jurisdiction)
    mine = Exists(led.filter(post__in=own.values("post")))
    return rows.filter(mine | ~Exists(led.filter(post__in=of_leaders.values("post"))))
