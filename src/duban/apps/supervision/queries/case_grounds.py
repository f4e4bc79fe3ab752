"""What the record knows of a task, an indicator or a unit when somebody opens a case by hand: the words to begin with.

In: the address, an actor, a day.  Out: `Grounds`; nothing is invented where nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.indicators.models import Indicator
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.models import Report
from duban.apps.progress.standings.shown import shown
from duban.apps.supervision.facts.found import basis_of, named, said_day
from duban.apps.supervision.queries.indicator_grounds import grounds_of_indicator, task_of
from duban.rulebook.actors import Actor
from duban.rulebook.cases import Level, Trigger
from duban.rulebook.health import Health
from duban.rulebook.ladder_rules import standing_demand
from duban.rulebook.reports import OPEN
from duban.rulebook.tasks import ResponsibilityRole

_BAD = {Health.OVERDUE: Trigger.OVERDUE, Health.BEHIND: Trigger.BEHIND}


@dataclass(slots=True)
class Grounds:
    """`lines`: what stands beside the form."""

    back: str
    task: Task | None = None
    indicator: Indicator | None = None
    initial: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def grounds_of(asked: Mapping[str, str], actor: Actor, *, on: date) -> Grounds:
    """Nothing for a task, an indicator or a unit one does not see."""
    if (key := _number(asked.get("task", ""))) is not None:
        tasks = Task.objects.visible_to(actor).select_related("plan", "standing").defer("search", "grams")
        task = tasks.filter(pk=key).first()
        if task is not None:
            return _of_task(task, actor, on)
    if (key := _number(asked.get("indicator", ""))) is not None:
        rows = Indicator.objects.visible_to(actor).select_related("indicator_set__jurisdiction", "parent")
        if (indicator := rows.filter(pk=key).first()) is not None:
            return _of_indicator(indicator, actor, on)
    if (key := _number(asked.get("unit", ""))) is not None:
        unit = Unit.objects.visible_to(actor).filter(pk=key).first()
        if unit is not None:
            return Grounds(reverse("supervision:cases"), initial={"unit": unit})
    return Grounds(reverse("supervision:cases"))


def _of_task(task: Task, actor: Actor, on: date) -> Grounds:
    found = Grounds(reverse("plans:task", args=[task.pk]), task)
    leads = Responsibility.objects.filter(task=task, role=ResponsibilityRole.LEAD, until=None, unit__isnull=False)
    lead = leads.select_related("unit").order_by("order", "pk").first()
    stands, missing = shown(task, on), missing_of([task.pk], on).get(task.pk, [])
    found.lines = [*([f"进度：{stands.label}，{stands.reason}"] if stands is not None else []), *missing]
    found.initial = {
        "unit": lead.unit if lead is not None else None,
        "level": Level.URGING.value,
        **words_of(task, missing, on),
    }
    return found


def _of_indicator(indicator: Indicator, actor: Actor, on: date) -> Grounds:
    """On the task that serves it, where there is one; its own lead unit is asked."""
    initial, lines = grounds_of_indicator(indicator, actor, on=on)
    back, task = reverse("indicators:indicator", args=[indicator.pk]), task_of(indicator, actor)
    return Grounds(back, task, indicator, initial, lines)


def words_of(task: Task, missing: Sequence[str], on: date) -> dict[str, str]:
    """Subject, reason, basis and demand, from how the task stands; its plan and standing are loaded."""
    stands = shown(task, on)
    trigger = _BAD.get(stands.judged.health) if stands is not None else None
    said = [stands.reason] if stands is not None and trigger is not None else []
    return {
        "subject": f"{named(task)}{'逾期' if trigger is Trigger.OVERDUE else '滞后' if trigger else '落实情况'}"[:200],
        "reason": "；".join([*said, *missing]),
        "basis": basis_of(task.plan, f"第{task.number}项" if task.number else "")[:300],
        "demand": standing_demand(trigger or (Trigger.REPORT_MISSING if missing else Trigger.BEHIND)),
    }


def missing_of(tasks: Collection[int], on: date) -> dict[int, list[str]]:
    """The reports that are due and were not filed, in words, by task; one query."""
    rows = Report.objects.filter(task__in=tasks, state__in=OPEN, due__lt=on, round__closed_at=None)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("unit", "round").order_by("due", "pk"):
        words = f"{row.unit}{row.round}进展情况应于{said_day(row.due)}报送，尚未报送"
        found.setdefault(row.task_id, []).append(words)
    return found


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else None
