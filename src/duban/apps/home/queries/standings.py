"""How the tasks of a place, a leader or a unit stand today, and which of them turned for the worse this week.

In: tasks, today.  Out: a list of words with their counts; rows of a table. Few queries, whatever the number of tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from duban.apps.home.parts import Part, Row
from duban.apps.plans.models import Plan, Responsibility, Task
from duban.apps.progress.models import Standing
from duban.apps.progress.queries.standings import counts_by_health, rank_on, standing_as
from duban.apps.progress.standings.shown import Shown, shown
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS, Health
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState

_WEEK, _SHOWN = timedelta(days=7), 8
_BAD = (Health.OVERDUE, Health.BEHIND)


@dataclass(frozen=True, slots=True)
class Line:
    """A task that is late or behind, why, and who leads it."""

    task: Task
    standing: Shown
    leads: str


@dataclass(frozen=True, slots=True)
class Worse:
    """Tasks under a heading; `more` leads to all of them."""

    title: str
    count: int
    lines: list[Line]
    more: str
    can_instruct: bool


def tasks_of_place(actor: Actor, *, on: date) -> QuerySet[Task]:
    """What the plans of the latest year of one's own place ask for."""
    plans = Plan.objects.filter(jurisdiction=actor.jurisdiction, state=PlanState.ISSUED, year__lte=on.year)
    latest = plans.order_by("-year").values_list("year", flat=True).first()
    tasks = Task.objects.filter(jurisdiction=actor.jurisdiction, year=latest or on.year)
    return tasks.filter(state__in=(TaskState.IN_FORCE, TaskState.CLOSED))


def states_part(tasks: QuerySet[Task], *, on: date, url: str, asked: str = "") -> Part:
    """Each word with its count, linked to the rows it counts; beside the bad ones how many turned so this week."""
    counts = counts_by_health(tasks, on)
    turned = counts_by_health(tasks.filter(pk__in=_turned(on).values("task")), on)
    rows = [
        Row(
            LABELS[health],
            f"{url}?{asked}{'&' if asked else ''}{urlencode({'health': health.value})}",
            note=f"{counts[health]}",
            warning=f"本周 +{turned[health]}" if health in _BAD and turned[health] else "",
            is_late=health is Health.OVERDUE,
            state=health.value.replace("_", "-"),
        )
        for health in Health
        if counts[health] or (health in _BAD and any(counts.values()))
    ]
    return Part(
        "任务状态", rows, "方案印发后，这里说明各项任务的进度。", f"{url}?{asked}", f"全部 {sum(counts.values())} 项"
    )


def turned_worse(tasks: QuerySet[Task], actor: Actor, *, on: date, more: str) -> Worse:
    """What became overdue or fell behind in the last seven days."""
    found = tasks.filter(pk__in=_turned(on).values("task"))
    return _worse("本周转为滞后、逾期", found, actor, on, more)


def what_is_behind(tasks: QuerySet[Task], actor: Actor, *, on: date, more: str) -> Worse:
    """Whatever is overdue or behind now, the worst first."""
    found = tasks.filter(pk__in=Standing.objects.filter(standing_as([one.value for one in _BAD], on)).values("task"))
    return _worse("滞后和逾期的任务", found, actor, on, more)


def ledger_of(year: int) -> tuple[str, str]:
    """The ledger and the words that ask it for a year."""
    return reverse("plans:ledger"), urlencode({"year": year})


def _turned(on: date) -> QuerySet[Standing]:
    """What is overdue since less than a week, or behind since less than a week and not overdue yet."""
    late = Q(overdue_from__gt=on - _WEEK, overdue_from__lte=on)
    behind = Q(behind_from__gt=on - _WEEK) & (Q(overdue_from=None) | Q(overdue_from__gt=on))
    return Standing.objects.filter(late | behind).filter(standing_as([one.value for one in _BAD], on))


def _worse(title: str, tasks: QuerySet[Task], actor: Actor, on: date, more: str) -> Worse:
    held = Responsibility.objects.filter(role=ResponsibilityRole.LEAD, until=None, through=None)
    leads = Prefetch("responsibilities", held.select_related("unit").order_by("order", "pk"), to_attr="leads_now")
    rows = tasks.select_related("standing").defer("search", "grams", "places", "measures").prefetch_related(leads)
    ordered = rows.order_by(rank_on(on), "-year", "plan_id", "order")
    lines = [
        Line(task, told, "、".join(str(one.unit.name if one.unit else one) for one in task.leads_now))
        for task in ordered[:_SHOWN]
        if (told := shown(task, on)) is not None
    ]
    return Worse(title, tasks.count(), lines, more, actor.role == "leader")
