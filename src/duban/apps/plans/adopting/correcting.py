"""A plan as its corrected version has it: what changed is written, what was added given out, what was dropped ended.

In: a comparison, the draft, the day.  Out: `Corrected`: the tasks concerned, by what became of them.
A plan in force keeps its past: responsibilities end and begin on the day, the original deadline stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from duban.apps.organizations.changes import check_fits
from duban.apps.plans import giving
from duban.apps.plans.adopting.building import write_tasks
from duban.apps.plans.adopting.drafts import Draft
from duban.apps.plans.adopting.givers import give_anew
from duban.apps.plans.adopting.ordering import put_tasks_in_order
from duban.apps.plans.adopting.outline import put_in_order, write_outline
from duban.apps.plans.adopting.rows import BATCH
from duban.apps.plans.adopting.targets import write_targets
from duban.apps.plans.comparing.changes import Comparison, Pair
from duban.apps.plans.models import DraftTask, Plan, PlanImportKind, Section, Task
from duban.apps.plans.rounds import write_rounds
from duban.apps.plans.searching import write_search
from duban.rulebook.tasks import PlanState, TaskState, check_task_move

TERMINATE, KEEP = "terminate", "keep"
_HEADER = ("title", "number", "issuer", "issued_on", "year", "rules", "disclosed")
_PLAIN = ("number", "text", "measures", "deadline", "deadline_text")
_WRITTEN = (*_PLAIN, "original_deadline", "section", "places", "version")


class Day(NamedTuple):
    """When it is done, and by when units newly asked are to acknowledge."""

    on: date
    at: datetime
    due: date | None


@dataclass(slots=True)
class Corrected:
    changed: list[tuple[Task, Pair]] = field(default_factory=list)
    added: list[Task] = field(default_factory=list)
    terminated: list[Task] = field(default_factory=list)
    deleted: list[Task] = field(default_factory=list)


class Correcting:
    """One correction of one plan, whose row is locked."""

    def __init__(self, plan: Plan, draft: Draft, comparison: Comparison, day: Day) -> None:
        self.plan, self.draft, self.comparison, self.day = plan, draft, comparison, day
        self.in_force = plan.state == PlanState.ISSUED
        self.from_document = draft.plan_import.kind == PlanImportKind.DOCUMENT
        self.tasks = {task.pk: task for task in plan.tasks.select_for_update().order_by("order", "pk")}
        self.drafts = {one.pk: one for one in draft.tasks}
        self.sections = list(plan.sections.all())
        self.held = {task.section_id for task in self.tasks.values()}
        self.done = Corrected()

    def write(self) -> Corrected:
        before = giving.roles_held(list(self.tasks.values())) if self.in_force else None
        made = write_outline(self.plan, self.draft, self.sections)
        self._correct_header()
        self._change(made)
        self._add(made)
        self._drop()
        self._arrange()
        if self.in_force:
            given = [*(task for task, _ in self.done.changed), *self.done.added]
            giving.give_out(given, on=self.day.on, at=self.day.at, due=self.day.due, before=before)
        return self.done

    def _correct_header(self) -> None:
        """What the draft says of the head; the places of tasks are then in the text of a document."""
        plan, source = self.plan, self.draft.plan_import
        for name in _HEADER:
            if value := getattr(source, name):
                setattr(plan, name, value)
        if self.from_document:
            plan.plan_import = source
        plan.version += 1
        plan.save(update_fields=[*_HEADER, "plan_import", "version"])
        plan.tasks.exclude(year=plan.year).update(year=plan.year)
        if self.comparison.new.rounds:
            write_rounds(plan, self.comparison.new.rounds)

    def _change(self, made: dict[int, Section]) -> None:
        """Write the tasks that go on; those nothing changes in still learn where they stand in the new text."""
        pairs = [(self.tasks[pair.old.key], self.drafts[pair.new.key], pair) for pair in self.comparison.pairs]
        for task, one, pair in pairs:
            one.task = task
            if self.from_document:
                task.places = one.places
            if pair.fields:
                _take(task, one, pair, made, in_force=self.in_force)
                self.done.changed.append((task, pair))
        Task.objects.bulk_update([task for task, _, _ in pairs], _WRITTEN, batch_size=BATCH)
        DraftTask.objects.bulk_update([one for _, one, _ in pairs], ["task"], batch_size=BATCH)
        give_anew(self.done.changed, self.draft, self.drafts, on=self.day.on if self.in_force else None)
        write_targets([(task, one) for task, one, pair in pairs if "targets" in pair.fields])
        write_search([task for task, _ in self.done.changed])

    def _add(self, made: dict[int, Section]) -> None:
        state, since = (TaskState.IN_FORCE, self.day.on) if self.in_force else (TaskState.DRAFT, None)
        new = [self.drafts[one.key] for one in self.comparison.added]
        self.done.added = write_tasks(self.plan, self.draft, new, made, state=state, since=since)

    def _drop(self) -> None:
        """A draft's tasks are deleted; those in force are ended, or kept where a person said so."""
        dropped = [self.tasks[one.key] for one in self.comparison.dropped]
        if not self.in_force:
            self.done.deleted = dropped
            Task.objects.filter(pk__in=[task.pk for task in dropped]).delete()
            return
        for task in dropped:
            if self.from_document:
                task.places = {}
            if self.comparison.decided[task.pk] == TERMINATE:
                check_task_move(TaskState(task.state), TaskState.TERMINATED)
                task.state = TaskState.TERMINATED
                task.version += 1
                self.done.terminated.append(task)
        Task.objects.bulk_update(dropped, ["state", "version", "places"], batch_size=BATCH)

    def _arrange(self) -> None:
        """Put tasks and sections in order; a heading that lost its last task goes."""
        tasks = put_tasks_in_order(self.plan, self.draft, self.comparison)
        sections = list(self.plan.sections.all())
        kept = _with_tasks(sections, {task.section_id for task in tasks})
        lost = {section.pk for section in self.sections} & _with_tasks(sections, self.held) - kept
        Section.objects.filter(pk__in=lost).delete()
        put_in_order([section for section in sections if section.pk not in lost], tasks)


def _take(task: Task, one: DraftTask, pair: Pair, made: dict[int, Section], *, in_force: bool) -> None:
    for name in _PLAIN:
        if name in pair.fields:
            setattr(task, name, getattr(one, name))
    if "path" in pair.fields:
        task.section = made.get(one.section_id or 0)
    if not in_force or task.original_deadline is None:
        task.original_deadline = task.deadline
    task.version += 1
    check_fits(task)


def _with_tasks(sections: list[Section], holding: set[int | None]) -> set[int]:
    """The sections with a task in them or below them."""
    parents = {section.pk: section.parent_id for section in sections}
    found: set[int] = set()
    for key in holding:
        while key is not None and key in parents and key not in found:
            found.add(key)
            key = parents[key]
    return found
