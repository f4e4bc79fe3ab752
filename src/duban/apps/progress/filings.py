"""What lead units owe, brought into line with who leads which task now: reports of open rounds, implementation plans.

In: keys of tasks, the day.  Out: rows owed, released, handed over; as many queries for one task as for a thousand.
A consequence, never a decision: nothing is recorded, and called twice it does nothing the second time. After its day a
round asks nobody anew but who takes over an open report. What was typed stays, or goes along to the new lead unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Generic, TypeVar

from django.db.models import QuerySet

from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.models import ReportingRound, Responsibility, Task
from duban.apps.progress.models import ImplementationPlan, Report
from duban.rulebook.reports import OPEN, REPORT, FilingState
from duban.rulebook.tasks import PlanState, ResponsibilityRole, TaskState

LATER_WITHIN = 5  # working days for what is owed only after the day that was set
_BATCH = 500
_FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)
_CHANGED = ("unit", "state", "version")
RowT = TypeVar("RowT", Report, ImplementationPlan)


def bring_into_line(tasks: Collection[int], on: date, *, opening: int | None = None) -> None:
    """Make what is owed for these tasks what it has to be, as of `on`; call it inside the transaction of the change.

    `opening`: a round just opened, which asks everybody, also after its day."""
    rows = Task.objects.filter(pk__in=tasks).exclude(plan__state=PlanState.DRAFT)
    found = list(rows.select_for_update(of=("self",), no_key=True).select_related("plan").order_by("pk"))
    leads, later = _leads(found), work_calendar().add_working_days(on, LATER_WITHIN)
    _bring_reports(found, leads, on, later, opening)
    _bring_plans(found, leads, on, later)


def _leads(tasks: Iterable[Task]) -> Mapping[int, set[int]]:
    """The units that lead each task now, in their own name or as members; none once the task has ended."""
    running = [task.pk for task in tasks if task.state == TaskState.IN_FORCE]
    rows = Responsibility.objects.filter(task__in=running, role=ResponsibilityRole.LEAD, unit__isnull=False, until=None)
    found: dict[int, set[int]] = defaultdict(set)
    for task, unit in rows.values_list("task", "unit"):
        found[task].add(unit or 0)
    return found


def _bring_reports(
    tasks: list[Task], leads: Mapping[int, set[int]], on: date, later: date, opening: int | None
) -> None:
    rounds: dict[int, list[ReportingRound]] = defaultdict(list)
    plans = {task.plan_id for task in tasks}
    for one in ReportingRound.objects.filter(plan__in=plans, opened_at__isnull=False, closed_at=None):
        rounds[one.plan_id].append(one)
    known: dict[tuple[int, int], list[Report]] = defaultdict(list)
    for row in _of_tasks(Report.objects.filter(round__closed_at=None), tasks):
        known[row.task_id, row.round_id].append(row)
    lines: _Lines[Report] = _Lines()
    for task in tasks:
        for one in rounds[task.plan_id]:
            asks = on <= one.due or one.pk == opening
            new = lines.line_up(known[task.pk, one.pk], leads.get(task.pk, set()), asks=asks, goes_along=OPEN)
            due = one.due if on <= one.due else later
            lines.new += [Report(task=task, unit_id=unit, round=one, due=due, original_due=due) for unit in new]
    lines.write(Report.objects.all())


def _bring_plans(tasks: list[Task], leads: Mapping[int, set[int]], on: date, later: date) -> None:
    """A plan goes along in whatever state: its milestones bind the task, whoever leads it."""
    known: dict[int, list[ImplementationPlan]] = defaultdict(list)
    for row in _of_tasks(ImplementationPlan.objects.all(), tasks):
        known[row.task_id].append(row)
    lines: _Lines[ImplementationPlan] = _Lines()
    for task in tasks:
        new = lines.line_up(known[task.pk], leads.get(task.pk, set()), asks=True, goes_along=(*OPEN, *_FILED))
        if demanded := task.plan.rules.get("implementation_plans_due_on"):
            day = date.fromisoformat(demanded)
            due = day if on <= day else later
            lines.new += [ImplementationPlan(task=task, unit_id=unit, due=due, original_due=due) for unit in new]
    lines.write(ImplementationPlan.objects.all())


def _of_tasks(rows: QuerySet[RowT], tasks: Iterable[Task]) -> QuerySet[RowT]:
    return rows.filter(task__in=[task.pk for task in tasks]).select_for_update(of=("self",)).order_by("pk")


class _Lines(Generic[RowT]):
    """What has to be written."""

    def __init__(self) -> None:
        self.new: list[RowT] = []
        self.changed: list[RowT] = []

    def line_up(
        self, rows: list[RowT], wanted: set[int], *, asks: bool, goes_along: Collection[FilingState]
    ) -> list[int]:
        """Release, restore and hand over the rows of one thing owed; the units still to be asked.

        Who has filed and left has filed for its successor too."""
        gone = [row for row in rows if row.unit_id not in wanted and row.state != FilingState.RELEASED]
        new = sorted(wanted - {row.unit_id for row in rows})
        filed = [row for row in gone if row.state in _FILED and row.state not in goes_along]
        gone = [row for row in gone if row not in filed]
        if len(new) == len(gone) == 1 and gone[0].begun_at and gone[0].state in goes_along:
            self._hand_over(gone[0], new[0])
            return []
        for row in gone:
            if row.state in OPEN:
                self._move(row, FilingState.RELEASED)
        if not (asks or gone):
            return []
        for row in rows:
            if row.unit_id in wanted and row.state == FilingState.RELEASED:
                self._move(row, FilingState.OWED)
        return new[len(filed) :]

    def write(self, rows: QuerySet[RowT]) -> None:
        rows.bulk_create(self.new, batch_size=_BATCH, ignore_conflicts=True)
        rows.bulk_update(self.changed, _CHANGED, batch_size=_BATCH)

    def _hand_over(self, row: RowT, unit: int) -> None:
        """As it was left; what waited for the head of the old unit is a draft again."""
        row.unit_id = unit
        if row.state == FilingState.INNER:
            row.state = FilingState.DRAFT
        self._change(row)

    def _move(self, row: RowT, state: FilingState) -> None:
        REPORT.check_move(FilingState(row.state), state)
        row.state = state
        if state == FilingState.OWED and row.begun_at:  # what was typed is there still
            row.state = FilingState.DRAFT
        self._change(row)

    def _change(self, row: RowT) -> None:
        row.version += 1
        self.changed.append(row)
