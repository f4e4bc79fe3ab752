"""What units owe: reports of open rounds (报送进展情况), one each; of rounds to come, one for all the unit leads.

In: keys of units, a span of days.  Out: `Owed`s; three queries. A closed round asks for nothing any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.outbox.owing import Owed, Span
from duban.apps.plans.models import Plan, ReportingRound, Responsibility
from duban.apps.progress.models import Report
from duban.rulebook.reports import OPEN, FilingState
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState

KIND = "报送进展情况"
_FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)
_HEAVY = ("text", "problems", "coordination", "next_step", "task__search", "task__grams", "task__measures")


def reports_owed(units: Collection[int], span: Span) -> Iterator[Owed]:
    yield from _of_open_rounds(units, span)
    yield from _of_rounds_to_come(units, span)


def _of_open_rounds(units: Collection[int], span: Span) -> Iterator[Owed]:
    """A returned one by its new day."""
    wanted = Q(state__in=OPEN, round__closed_at=None, task__state=TaskState.IN_FORCE)
    if span.done:
        wanted |= Q(state__in=_FILED)
    rows = Report.objects.filter(wanted, unit__in=units, due__range=(span.first, span.last))
    for row in rows.select_related("task", "round__plan__jurisdiction").defer(*_HEAVY).order_by("pk"):
        filed, plan = row.submitted_at if row.state in _FILED else None, row.round.plan
        yield Owed(
            kind=KIND,
            key=f"report:{row.pk}",
            title=f"{row.round} {row.task.number} {row.task}",
            due=row.due,
            url=reverse("progress:report", args=[row.pk]),
            unit=row.unit_id,
            asker=_asker(plan),
            basis=plan.number or plan.title,
            task=row.task_id,
            original_due=row.original_due if row.original_due != row.due else None,
            done_on=timezone.localtime(filed).date() if filed else None,
            place=plan.jurisdiction_id,
        )


def _of_rounds_to_come(units: Collection[int], span: Span) -> Iterator[Owed]:
    """As many reports as the unit leads tasks now; the day a round opens, each stands for itself."""
    waiting = ReportingRound.objects.filter(opened_at=None, due__range=(span.first, span.last))
    rounds = waiting.filter(plan__state=PlanState.ISSUED).select_related("plan__jurisdiction").order_by("due", "pk")
    led = _led_by(units)
    for one in rounds:
        for unit, count in sorted(led[one.plan_id].items()):
            yield Owed(
                kind=KIND,
                key=f"round:{one.pk}:{unit}",
                title=f"{one}进展情况 {count}项",
                due=one.due,
                url=f"{reverse('progress:rounds')}?{urlencode({'plan': one.plan_id, 'round': one.pk})}",
                unit=unit,
                asker=_asker(one.plan),
                basis=one.plan.number or one.plan.title,
                place=one.plan.jurisdiction_id,
            )


def _led_by(units: Collection[int]) -> dict[int, Counter[int]]:
    """By plan: how many tasks in force each of the units leads."""
    rows = Responsibility.objects.filter(
        unit__in=units, role=ResponsibilityRole.LEAD, until=None, task__state=TaskState.IN_FORCE
    )
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for plan, unit, _ in rows.values_list("task__plan", "unit", "task").distinct():
        found[plan][unit or 0] += 1
    return found


def _asker(plan: Plan) -> str:
    return plan.issuer or plan.jurisdiction.name
