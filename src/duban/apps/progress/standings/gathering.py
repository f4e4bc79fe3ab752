"""Everything a task is judged by, for many tasks at once.

In: keys of tasks.  Out: `Facts` by task, for those in force or closed; a fixed number of queries.
The goals run from New Year where they are for the year, else from the day the plan was issued.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TypeVar

from django.db.models import F, QuerySet
from django.utils import timezone

from duban.apps.plans.models import ReportingRound, Target, Task, TaskLink
from duban.apps.progress.models import Closure, Milestone, Practice, Standing
from duban.apps.progress.standings.said import Said, figures_of, said_of
from duban.apps.web.built_once import built_once
from duban.rulebook.health import Turning
from duban.rulebook.pace_facts import Aim, Below, Facts, Figure, Points, Step
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import ClosureState
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import TaskState

_Row = TypeVar("_Row")
JUDGED = (TaskState.IN_FORCE, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the tasks asked about share, by key."""

    targets: Mapping[int, list[Target]]
    figures: Mapping[int, list[Figure]]
    said: Mapping[int, Said]
    rounds: Mapping[int, list[ReportingRound]]
    milestones: Mapping[int, list[Milestone]]
    closed: Mapping[int, date]
    below: Mapping[int, list[Below]]
    points: Mapping[int, Points]


def facts_of(tasks: Collection[int]) -> dict[int, Facts]:
    found = _tasks(*tasks)
    keys = [task.pk for task in found]
    targets = _grouped(_targets(*keys), "task_id")
    around = _Around(
        targets=targets,
        figures=figures_of(one.pk for several in targets.values() for one in several),
        said=said_of(keys),
        rounds=_grouped(_rounds(*{task.plan_id for task in found}), "plan_id"),
        milestones=_grouped(_milestones(*keys), "of_task"),
        closed=_closed_on([task.pk for task in found if task.state == TaskState.CLOSED]),
        below=_below(keys),
        points=points_of({task.jurisdiction_id for task in found}),
    )
    return {task.pk: _facts(task, around) for task in found}


@built_once
def _tasks(*tasks: int) -> QuerySet[Task]:
    rows = Task.objects.filter(pk__in=tasks, state__in=JUDGED).select_related("plan").order_by()
    return rows.only("state", "deadline", "year", "plan__issued_on", "plan__put_in_force_at", "jurisdiction")


@built_once
def _targets(*tasks: int) -> QuerySet[Target]:
    return Target.objects.filter(task__in=tasks).order_by("order", "pk")


@built_once
def _rounds(*plans: int) -> QuerySet[ReportingRound]:
    return ReportingRound.objects.filter(plan__in=plans).order_by("due")


@built_once
def _milestones(*tasks: int) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(
        implementation_plan__task__in=tasks, implementation_plan__state=FilingState.ACCEPTED
    )
    return rows.annotate(of_task=F("implementation_plan__task")).order_by(
        "implementation_plan_id", "due", "order", "pk"
    )


@built_once
def _links_below(*tasks: int) -> QuerySet[TaskLink]:
    return TaskLink.objects.filter(parent__in=tasks).order_by()


@built_once
def _practices(*places: int) -> QuerySet[Practice]:
    return Practice.objects.filter(jurisdiction__in=places, until=None).order_by("-since", "-pk")


def _facts(task: Task, around: _Around) -> Facts:
    said = around.said.get(task.pk) or Said()
    deadline = task.deadline or date(task.year, 12, 31)
    steps = around.milestones.get(task.pk, [])
    aims = [_aim(task, one, deadline, around.figures.get(one.pk, []), steps) for one in around.targets.get(task.pk, [])]
    by_target = {one.pk: aim for one, aim in zip(around.targets.get(task.pk, []), aims, strict=True)}
    closed = around.closed.get(task.pk, date(task.year, 1, 1)) if task.state == TaskState.CLOSED else None
    return Facts(
        deadline=deadline,
        dues=_dues(task, said, around.rounds.get(task.plan_id, [])),
        aims=tuple(aims),
        open_steps=tuple(_step(one, by_target) for one in steps if not _is_done(one, by_target)),
        statement=said.statement,
        is_reported=said.is_reported,
        closed_on=closed,
        below=tuple(around.below.get(task.pk, [])),
        points=around.points[task.jurisdiction_id],
    )


def _aim(task: Task, target: Target, deadline: date, figures: list[Figure], steps: Iterable[Milestone]) -> Aim:
    due = target.due or deadline
    planned = [(one.due, one.figure) for one in steps if one.target_id == target.pk and one.figure is not None]
    return Aim(
        measure=target.measure or target.text,
        kind=TargetKind(target.kind),
        comparator=target.comparator,
        goal=target.value,
        goal_to=target.value_to,
        unit=target.unit,
        start=_start(task, due),
        due=due,
        steps=tuple(sorted(planned)),
        figure=figures[-1] if figures else None,
    )


def _start(task: Task, due: date) -> date:
    new_year, issued = date(task.year, 1, 1), task.plan.issued_on
    is_yearly = due >= date(task.year, 12, 31)
    return new_year if is_yearly or issued is None or not new_year <= issued <= due else issued


def _dues(task: Task, said: Said, rounds: Iterable[ReportingRound]) -> tuple[date, ...]:
    """The reporting dates since the plan is in force; of rounds that are open, those the task is asked in."""
    in_force = task.plan.put_in_force_at
    begins = timezone.localdate(in_force) if in_force else date.min
    asked = [
        one.due
        for one in rounds
        if one.due >= begins and (one.pk in said.rounds or (one.opened_at is None and one.pk not in said.released))
    ]
    return tuple(sorted(asked))


def _step(step: Milestone, aims: Mapping[int, Aim]) -> Step:
    """With the place of the target where a figure would make it done; `aims` are in the order of the facts."""
    aim = aims.get(step.target_id or 0)
    counts = aim is not None and aim.adds_up and step.figure is not None
    return Step(step.content, step.due, list(aims).index(step.target_id or 0) if counts else None)


def _is_done(step: Milestone, aims: Mapping[int, Aim]) -> bool:
    """Said or found to be done, or its figure reached."""
    if step.done_on is not None or step.verified_on is not None:
        return True
    aim = aims.get(step.target_id or 0)
    if aim is None or aim.figure is None or step.figure is None or not aim.adds_up:
        return False
    return aim.figure.value >= step.figure


def _closed_on(tasks: Collection[int]) -> dict[int, date]:
    """The day of the newest closure that was accepted."""
    if not tasks:
        return {}
    rows = Closure.objects.filter(task__in=tasks, state=ClosureState.ACCEPTED).order_by("pk")
    return dict(rows.values_list("task", "finished_on"))


def _below(tasks: Collection[int]) -> dict[int, list[Below]]:
    links = [link.pk for link in _links_below(*tasks)]
    found: dict[int, list[Below]] = defaultdict(list)
    if not links:  # as most have: what follows is dear to ask
        return found
    rows = TaskLink.objects.filter(pk__in=links).order_by("parent_id", "child__jurisdiction__path", "child_id")
    for link in rows.select_related("child__jurisdiction", "child__standing"):
        if link.child.state not in JUDGED:  # asked of each: it would mislead the index
            continue
        standing = getattr(link.child, "standing", None)
        found[link.parent_id].append(Below(link.child.jurisdiction.name, turning_of(standing)))
    return found


def turning_of(standing: Standing | None) -> Turning:
    if standing is None:
        return Turning()
    return Turning(
        standing.done_on,
        standing.overdue_from,
        standing.behind_from,
        standing.severe_from,
        standing.ahead_until,
        standing.started,
    )


def points_of(places: Collection[int]) -> dict[int, Points]:
    """The newest version of each office's rules; the usual ones where it has none."""
    rows = _practices(*places)
    own = {one.jurisdiction_id: Points(one.behind_points, one.severe_points, one.ahead_points) for one in rows}
    return {key: own.get(key, Points()) for key in places}


def _grouped(rows: Iterable[_Row], by: str) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    key = attrgetter(by)
    for row in rows:
        found[key(row)].append(row)
    return found
