"""配合材料: what supporting units are asked for, what they gave, who can still be asked.

In: an actor, a report, the day.  Out: querysets, units, a day. Whether an ask still stands is computed: it does while
the report is to be filed; a report taken back or returned asks again. What a unit merged since was asked, the unit it
went to gives.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.models import Unit
from duban.apps.plans.queries.receipts import answers_for, units_answered_by
from duban.apps.progress.answering import acts_for, of_units
from duban.apps.progress.models import Contribution, Evidence, Report
from duban.apps.progress.queries.instructions import units_of_task
from duban.rulebook.actors import Actor
from duban.rulebook.reports import CONTRIBUTION, OPEN, ContributionState
from duban.rulebook.tasks import ResponsibilityRole, TaskState, why_not_in_force

DAYS_BEFORE = 2  # working days before the report is due
_HEAVY = ("task__search", "task__grams", "task__places", "task__measures")
WANTED = Q(
    report__state__in=OPEN,
    report__round__opened_at__isnull=False,
    report__round__closed_at=None,
    report__task__state=TaskState.IN_FORCE,
)
ROLES = (ResponsibilityRole.IMPLEMENT, ResponsibilityRole.SUPPORT)
ASKABLE = (ContributionState.SET_ASIDE,)  # of those asked before


def contributions_of(actor: Actor) -> QuerySet[Contribution]:
    """What the units the actor acts for were asked for."""
    rows = Contribution.objects.filter(of_units(units_answered_by(actor)))
    return rows.select_related("unit", "report__unit", "report__round__plan", "report__task").defer(
        *(f"report__{name}" for name in _HEAVY)
    )


def waiting_for(actor: Actor) -> QuerySet[Contribution]:
    """What these units have still to give."""
    return Contribution.objects.filter(WANTED, of_units(units_answered_by(actor)), state=ContributionState.ASKED)


def count_waiting(actor: Actor) -> int:
    return waiting_for(actor).count()


def contribution_of(actor: Actor, pk: int) -> Contribution | None:
    """The row, for whoever was asked and for whoever asks."""
    related = ("unit__merged_into", "report__unit", "report__round__plan", "report__task__plan")
    row = Contribution.objects.select_related(*related).filter(pk=pk).first()
    if row is None or not (acts_for(actor, row.unit) or answers_for(actor, row.report.unit)):
        return None
    return row


def is_readable(row: Contribution, actor: Actor) -> bool:
    """What is given is read by the giver and, once it was given, by the lead unit; by nobody else."""
    if acts_for(actor, row.unit):
        return True
    return row.answered_at is not None and answers_for(actor, row.report.unit)


def over_words(row: Contribution) -> str:
    """Why nothing has to be given any more; "" while something has."""
    report = row.report
    if report.round.closed_at is not None:
        return "本轮报送已结束，不用再提供"
    if words := why_not_in_force(report.task.state):
        return words
    return "" if report.state in OPEN else "牵头单位已报送，不用再提供"


def state_words(row: Contribution) -> str:
    """How it stands, in a word."""
    if row.state == ContributionState.ASKED and over_words(row):
        return "不用再提供"
    if row.state == ContributionState.SET_ASIDE and row.answered_at is None:
        return "已撤回"
    return CONTRIBUTION.labels[ContributionState(row.state)]


def given_to(report: Report) -> list[Contribution]:
    """All that was asked for this report, with the files; two queries."""
    files = Prefetch("evidence", Evidence.objects.filter(removed_at=None), to_attr="files")
    rows = Contribution.objects.filter(report=report).select_related("unit").prefetch_related(files)
    found: list[Contribution] = list(rows.order_by("unit__order", "unit"))
    for row in found:
        row.report = report
    return found


def units_to_ask(report: Report) -> list[tuple[Unit, ResponsibilityRole]]:
    """The units beside the lead that have not been asked, or whose material was set aside; two queries."""
    asked = Contribution.objects.filter(report=report).exclude(state__in=ASKABLE)
    units = asked.values_list("unit", "unit__merged_into")
    known = {report.unit_id, *(key for pair in units for key in pair)}
    return [(unit, role) for unit, role in units_of_task(report.task) if role in ROLES and unit.pk not in known]


def usual_due(report: Report, *, on: date) -> date:
    """A little before the report is due; today where that has passed."""
    return max(work_calendar().add_working_days(report.due, -DAYS_BEFORE), on)


def latest_due(report: Report, *, on: date) -> date:
    return max(report.due, on)
