"""What was to be filed and is not, or was returned again and again; steps of implementation plans not taken.

In: a jurisdiction, a day.  Out: `Found`s; one query each, whatever the number of tasks.
A round that is closed asks for nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from duban.apps.plans.models import Task
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.apps.progress.standings.said import figures_of
from duban.apps.supervision.facts.found import Found, basis_of, found, named, said_day
from duban.rulebook.cases import Trigger
from duban.rulebook.reports import OPEN, FilingState
from duban.rulebook.tasks import TaskState

_HEAVY = ("text", "problems", "coordination", "next_step", "inner_note", "return_reason")
_TASK = ("search", "grams", "measures")


def missing_reports(place: int, on: date) -> Iterator[Found]:
    rows = Report.objects.filter(
        task__jurisdiction=place, task__state=TaskState.IN_FORCE, state__in=OPEN, due__lt=on, round__closed_at=None
    )
    rows = rows.select_related("task__plan", "unit__merged_into", "round").defer(*_HEAVY, *_of("task", *_TASK))
    for row in rows.order_by("pk"):
        again = "退回后" if row.state == FilingState.RETURNED else ""
        yield found(
            Trigger.REPORT_MISSING,
            row.unit,
            f"report:{row.pk}",
            row.due,
            f"{again}应于{said_day(row.due)}报送",
            task=row.task,
            subject=f"{named(row.task)}{row.round}进展情况逾期未报送",
            basis=basis_of(row.task.plan, "关于报送时间的要求"),
            report=row,
        )


def returned_reports(place: int, on: date) -> Iterator[Found]:
    """`since`: the day of the last return."""
    rows = Report.objects.filter(
        task__jurisdiction=place, task__state=TaskState.IN_FORCE, state=FilingState.RETURNED, returns__gte=2
    )
    rows = rows.filter(round__closed_at=None, reviewed_at__isnull=False)
    rows = rows.select_related("task__plan", "unit__merged_into", "round").defer(*_HEAVY, *_of("task", *_TASK))
    for row in rows.order_by("pk"):
        assert row.reviewed_at is not None  # asked for above
        yield found(
            Trigger.REPORT_RETURNED,
            row.unit,
            f"report:{row.pk}",
            timezone.localdate(row.reviewed_at),
            f"{row.round}进展情况已被退回{row.returns}次",
            task=row.task,
            subject=f"{named(row.task)}{row.round}进展情况多次被退回",
            basis=basis_of(row.task.plan, "关于报送质量的要求"),
            times=row.returns,
            report=row,
        )


def missing_plans(place: int, on: date) -> Iterator[Found]:
    rows = ImplementationPlan.objects.filter(
        task__jurisdiction=place, task__state=TaskState.IN_FORCE, state__in=OPEN, due__lt=on
    )
    rows = rows.select_related("task__plan", "unit__merged_into").defer(
        "inner_note", "return_reason", *_of("task", *_TASK)
    )
    for row in rows.order_by("pk"):
        yield found(
            Trigger.PLAN_MISSING,
            row.unit,
            f"plan:{row.pk}",
            row.due,
            f"落实方案应于{said_day(row.due)}报送",
            task=row.task,
            subject=f"{named(row.task)}逾期未报送落实方案",
            basis=basis_of(row.task.plan, "关于制定落实方案的要求"),
            implementation_plan=row,
        )


def missed_milestones(place: int, on: date) -> Iterator[Found]:
    """Of accepted plans; a step whose figure is reached is taken, whoever forgot to say so."""
    rows = Milestone.objects.filter(
        implementation_plan__task__jurisdiction=place,
        implementation_plan__task__state=TaskState.IN_FORCE,
        implementation_plan__state=FilingState.ACCEPTED,
        due__lt=on,
        done_on=None,
        verified_on=None,
    )
    plan = "implementation_plan"
    rows = rows.select_related(f"{plan}__task__plan", f"{plan}__unit__merged_into").defer(*_of(f"{plan}__task", *_TASK))
    late = list(rows.order_by("pk"))
    reached = figures_of({row.target_id for row in late if row.target_id and row.figure is not None})
    for row in late:
        figures = reached.get(row.target_id or 0)
        if figures and row.figure is not None and figures[-1].value >= row.figure:
            continue
        task: Task = row.implementation_plan.task
        yield found(
            Trigger.MILESTONE_MISSED,
            row.implementation_plan.unit,
            f"milestone:{row.pk}",
            row.due,
            f"节点“{str(row)[:40]}”应于{said_day(row.due)}完成",
            task=task,
            subject=f"{named(task)}节点逾期未完成",
            basis=f"经审核的落实方案，节点{said_day(row.due)}",
            milestone=row,
            implementation_plan=row.implementation_plan,
        )


def _of(prefix: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"{prefix}__{name}" for name in fields)
