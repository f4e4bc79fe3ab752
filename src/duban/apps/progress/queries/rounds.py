"""The rounds of reports: which are open, which are to be opened, what hangs on one.

In: an actor, a plan, a day.  Out: querysets, rounds, refusals. A round is open from the day the office's rules name
(so many working days before its due day) until the office closes it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from duban.apps.audit.models import Event
from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, ReportingRound, Responsibility
from duban.apps.progress.models import Report
from duban.apps.progress.models.reports import ReportQuerySet
from duban.apps.progress.queries.practice import practice_of, practices_of
from duban.apps.progress.queries.punctuality import with_punctuality
from duban.apps.web.built_once import built_once
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState

OPEN_ROUND = {"opened_at__isnull": False, "closed_at__isnull": True}  # what a filter says of a round


def rounds_seen(actor: Actor) -> QuerySet[ReportingRound]:
    """The rounds of the plans one sees."""
    rounds = ReportingRound.objects.filter(plan__in=Plan.objects.visible_to(actor))
    return rounds.select_related("plan__jurisdiction")


def check_open(round: ReportingRound) -> None:
    """Refuse unless reports of the round may be saved, submitted and reviewed now; asked anew of the database.

    Call it when the report is locked: a round is closed by whoever holds all its reports."""
    (now,) = _rounds(round.pk)
    if now.opened_at is None:
        raise Conflict(f"{now}还没有开始填报")
    if now.closed_at is not None:
        raise Conflict(f"{now}已关闭，进展情况不能再改；确需更改的，请督查室重新打开这一轮")


@built_once
def _rounds(*keys: int) -> QuerySet[ReportingRound]:
    return ReportingRound.objects.filter(pk__in=keys).order_by()


def opening_day(round: ReportingRound, *, opens_before: int) -> date:
    """So many working days before it is due, and not before the plan was put in force."""
    day = work_calendar().add_working_days(round.due, -opens_before)
    begins = in_force_from(round.plan)
    return max(day, begins) if begins else day


def opening_day_of(round: ReportingRound, *, on: date) -> date:
    """As `opening_day`, by the rules of the office on the day."""
    return opening_day(round, opens_before=practice_of(round.plan.jurisdiction_id, on=on).opens_before)


def in_force_from(plan: Plan) -> date | None:
    """The day it was issued in this system; earlier rounds were reported elsewhere."""
    return timezone.localtime(plan.put_in_force_at).date() if plan.put_in_force_at else plan.issued_on


def rounds_to_open(*, on: date) -> list[ReportingRound]:
    """Those whose opening day has come; none that was due before its plan was put in force. Two queries."""
    waiting = ReportingRound.objects.filter(opened_at=None, closed_at=None, plan__state=PlanState.ISSUED)
    found = list(waiting.select_related("plan__jurisdiction").order_by("due", "pk"))
    practices = practices_of({one.plan.jurisdiction_id for one in found}, on=on) if found else {}
    return [
        one
        for one in found
        if one.due >= (in_force_from(one.plan) or one.due)
        and opening_day(one, opens_before=practices[one.plan.jurisdiction_id].opens_before) <= on
    ]


def leading(plan: Plan) -> Counter[int]:
    """How many tasks in force each unit leads now: what it will be asked to report on."""
    rows = Responsibility.objects.filter(task__plan=plan, task__state=TaskState.IN_FORCE, until=None)
    pairs = rows.filter(role=ResponsibilityRole.LEAD, unit__isnull=False).values_list("unit", "task").distinct()
    return Counter(unit for unit, _ in pairs if unit is not None)


def reports_of(round: ReportingRound, *, actor: Actor, on: date) -> ReportQuerySet:
    """What is owed for the round by the units one sees, each with its `punctuality` on the day."""
    rows = Report.objects.filter(round=round, unit__in=Unit.objects.visible_to(actor))
    judged: ReportQuerySet = with_punctuality(rows.exclude(state=FilingState.RELEASED), on=on)
    return judged


def plans_reported(actor: Actor) -> QuerySet[Plan]:
    """The plans one sees that were issued and name days to report on, the latest year first."""
    issued = Plan.objects.visible_to(actor).exclude(state=PlanState.DRAFT)
    dated = ReportingRound.objects.filter(plan=OuterRef("pk"))
    return issued.filter(Exists(dated)).select_related("jurisdiction").order_by("-year", "jurisdiction__path", "-pk")


def plan_to_show(actor: Actor, *, on: date, asked: int | None = None) -> Plan | None:
    """The plan asked for, else of one's own place the one whose day comes next, else the latest."""
    plans = list(plans_reported(actor))
    if asked is not None:
        return next((plan for plan in plans if plan.pk == asked), None)
    rounds = ReportingRound.objects.filter(plan__in=plans, due__gte=on).order_by("due", "plan")
    coming = list(rounds.values_list("plan", flat=True))
    own = [plan for plan in plans if plan.jurisdiction_id == actor.jurisdiction] or plans
    dated = [plan for plan in own if plan.pk in coming]
    return min(dated, key=lambda plan: coming.index(plan.pk), default=next(iter(own), None))


def reason_reopened(round: ReportingRound) -> str:
    """Why the round was opened again the last time; "" when it never was."""
    event = Event.objects.about(round).filter(verb="round.reopened").first()
    return event.note if event is not None else ""
