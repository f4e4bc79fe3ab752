"""销号申请: what waits for whom, the list of all one sees; what the office has before it when it checks one.

In: an actor, a task.  Out: querysets and plain values; a fixed number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When

from duban.apps.plans.labels.targets import amount_in_words
from duban.apps.plans.models import Target, Task
from duban.apps.progress.adjusting.postponing import open_milestones
from duban.apps.progress.models import Closure, Milestone, Report, ReportFigure
from duban.apps.progress.queries.adjustments import of_own_units
from duban.rulebook.actors import Actor
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import ClosureState
from duban.rulebook.roles import UNIT_WIDE, Role
from duban.rulebook.tasks import TaskState

_FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and the latest figure that was filed for it."""

    target: Target
    figure: ReportFigure | None

    @property
    def words(self) -> str:
        """核定46 个, or what the unit says as long as nobody checked it."""
        one = self.figure
        if one is None or (one.value is None and one.verified is None):
            return "还没有报数"
        said = one.value if one.verified is None else one.verified
        amount = amount_in_words("=", said, None, self.target.unit) if said is not None else ""
        return f"自报{amount}，未核定" if one.verified is None else f"核定{amount}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a request: figures, open milestones, open tasks below, the last report that was filed."""

    reached: list[Reached]
    milestones: list[Milestone]
    children: list[Task]
    report: Report | None


def waiting_for(actor: Actor) -> QuerySet[Closure]:
    """For the office what is to be checked, for a unit what it asked itself."""
    rows = Closure.objects.filter(state=ClosureState.ASKED)
    if actor.role == Role.OFFICE:
        return rows.filter(task__jurisdiction=actor.jurisdiction)
    return rows.filter(of_own_units(actor)) if actor.role in UNIT_WIDE else rows.none()


def count_waiting(actor: Actor) -> int:
    return waiting_for(actor).count()


def listed(actor: Actor) -> QuerySet[Closure]:
    """All one sees; `waits` is 0 for what waits for oneself."""
    waits = Case(When(pk__in=waiting_for(actor).order_by().values("pk"), then=Value(0)), default=Value(1))
    return Closure.objects.visible_to(actor).select_related("task__plan", "unit").annotate(waits=waits)


def of_task(task: Task) -> QuerySet[Closure]:
    return task.closures.select_related("unit", "task").order_by("-asked_at", "-pk")


def open_of(task: Task) -> Closure | None:
    return task.closures.filter(state=ClosureState.ASKED).first()


def accepted_of(task: Task) -> Closure | None:
    """By which the task was closed."""
    return task.closures.filter(state=ClosureState.ACCEPTED).order_by("-decided_at", "-pk").first()


def beside(task: Task, actor: Actor) -> Beside:
    """Four queries."""
    figures = ReportFigure.objects.filter(target__task=task, report__state__in=_FILED).select_related("report__round")
    latest = {one.target_id: one for one in figures.order_by("report__round__due", "pk")}
    below = Task.objects.visible_to(actor).filter(links_up__parent=task, state=TaskState.IN_FORCE)
    filed = Report.objects.filter(task=task, state__in=_FILED).select_related("round", "unit")
    return Beside(
        [Reached(one, latest.get(one.pk)) for one in task.targets.order_by("order", "pk")],
        list(open_milestones(task)),
        list(below.select_related("jurisdiction").order_by("jurisdiction_path", "pk")),
        filed.order_by("-round__due", "-submitted_at").first(),
    )
