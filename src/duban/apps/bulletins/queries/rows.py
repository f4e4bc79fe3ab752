"""The rows that a figure counted, as its page lists them: those the reader may see, each with its page.

In: a figure, an actor.  Out: lines; one query.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.dispatch.live.figures import Figure
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.progress.models import Adjustment, Closure, Report
from duban.apps.supervision.models import Case
from duban.rulebook.actors import Actor


@dataclass(frozen=True, slots=True)
class Row:
    words: str
    beside: str
    url: str


def rows_of(figure: Figure, actor: Actor) -> tuple[list[Row], int]:
    """The rows, and how many there are that the reader does not see."""
    if figure.of not in _LISTED:
        return [], 0
    ask, line = _LISTED[figure.of]
    found = [line(one) for one in ask(actor).filter(pk__in=figure.rows)]
    return found, len(figure.rows) - len(found)


def _tasks(actor: Actor) -> QuerySet[Any]:
    return Task.objects.visible_to(actor).only("number", "text", "order", "plan").order_by("order", "pk")


def _reports(actor: Actor) -> QuerySet[Any]:
    return Report.objects.visible_to(actor).select_related("task", "unit").order_by("task__order", "pk")


def _of_task(one: Task) -> Row:
    return Row(str(one), f"第{one.number}项" if one.number else "", reverse("plans:task", args=[one.pk]))


def _of_report(one: Report) -> Row:
    return Row(str(one.task), str(one.unit), reverse("plans:task", args=[one.task_id]))


def _of_request(one: Closure | Adjustment) -> Row:
    return Row(str(one.task), str(one.unit), reverse("plans:task", args=[one.task_id]))


def _of_unit(one: Unit) -> Row:
    return Row(str(one), "", reverse("organizations:unit", args=[one.pk]))


def _of_case(one: Case) -> Row:
    return Row(str(one), str(one.unit), reverse("plans:task", args=[one.task_id]) if one.task_id else "")


_LISTED: dict[str, tuple[Callable[[Actor], QuerySet[Any]], Callable[[Any], Row]]] = {
    "task": (_tasks, _of_task),
    "report": (_reports, _of_report),
    "unit": (lambda actor: Unit.objects.visible_to(actor), _of_unit),
    "case": (lambda actor: Case.objects.visible_to(actor).select_related("unit").order_by("pk"), _of_case),
    "closure": (lambda actor: Closure.objects.visible_to(actor).select_related("task", "unit"), _of_request),
    "adjustment": (lambda actor: Adjustment.objects.visible_to(actor).select_related("task", "unit"), _of_request),
}
