"""重点工作任务 of a set become one plan in draft: its fields are sections, each text a task that serves indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.indicators.changing import check_can_edit, locked_set, touch
from duban.apps.indicators.models import IndicatorSet, IndicatorTask
from duban.apps.indicators.task_plan import Planned, check_can_plan, planned_tasks, seen_of
from duban.apps.organizations.changes import check_fits
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.actions.plans import create_plan
from duban.apps.plans.actions.targets import targets_in
from duban.apps.plans.adopting.rows import BATCH, responsibility_rows
from duban.apps.plans.models import Plan, Responsibility, Section, Target, Task
from duban.apps.plans.searching import write_search
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import ResponsibilityRole, TaskState


@transaction.atomic
def make_plan_of_tasks(
    *, indicator_set: IndicatorSet, title: str, year: int, seen: str | None = None, at: datetime, by: Actor
) -> Plan:
    """A draft, to be looked through and issued like any other; asked once more, give the plan that was made."""
    Jurisdiction.objects.select_for_update().get(pk=indicator_set.jurisdiction_id)
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    permissions.check_can(by, Permission.EDIT_PLAN, within=one.jurisdiction.path)
    if made := _made_of(one, title, year):
        return made
    check_can_plan(one, by)
    if not one.starts <= year <= one.ends:
        raise Invalid(f"年度应在{one.starts}年至{one.ends}年之间", "year")
    planned = planned_tasks(one, on=timezone.localtime(at).date())
    if seen is not None and seen != seen_of(planned):
        raise Conflict("重点工作任务已有变化，请看过现在的内容再确认")
    plan = create_plan(jurisdiction=one.jurisdiction, year=year, title=title, issuer=one.issuer, by=by)
    tasks = _write(plan, planned)
    one.plan = plan
    one.save(update_fields=["plan"])
    touch(one)
    _record(one, plan, planned, tasks, by)
    return plan


def _made_of(one: IndicatorSet, title: str, year: int) -> Plan | None:
    """The plan that carries these very tasks out."""
    plan = one.plan
    if plan is None or (plan.title, plan.year) != (title.strip(), year):
        return None
    rows = IndicatorTask.objects.filter(indicator__indicator_set=one)
    return plan if rows.exists() and not rows.exclude(task__plan=plan).exists() else None


def _write(plan: Plan, planned: Sequence[Planned]) -> list[Task]:
    """The plan's outline and tasks with what hangs on them; queries grow only with batches of 500 rows."""
    sections = _sections(plan, planned)
    rows = [_task(plan, sections, one, order) for order, one in enumerate(planned, 1)]
    tasks = Task.objects.bulk_create(rows, batch_size=BATCH)
    given: list[Responsibility] = []
    targets: list[Target] = []
    for one, task in zip(planned, tasks, strict=True):
        given += responsibility_rows(task, ResponsibilityRole.LEAD, one.lead, None)
        given += responsibility_rows(task, ResponsibilityRole.SUPPORT, one.support, None)
        targets += _targets(task)
        for row in one.rows:
            row.task = task
    Responsibility.objects.bulk_create(given, batch_size=BATCH)
    Target.objects.bulk_create(targets, batch_size=BATCH)
    IndicatorTask.objects.bulk_update([row for one in planned for row in one.rows], ["task"], batch_size=BATCH)
    write_search(tasks)
    return tasks


def _sections(plan: Plan, planned: Iterable[Planned]) -> dict[int, Section]:
    """By the keys of the fields."""
    fields = list({one.heading.pk: one.heading for one in planned if one.heading}.values())
    rows = [Section(plan=plan, title=each.title, order=order) for order, each in enumerate(fields, 1)]
    for row in rows:
        check_fits(row)
    made = Section.objects.bulk_create(rows, batch_size=BATCH)
    return {each.pk: row for each, row in zip(fields, made, strict=True)}


def _task(plan: Plan, sections: dict[int, Section], one: Planned, order: int) -> Task:
    row = Task(
        plan=plan,
        section=sections[one.heading.pk] if one.heading else None,
        jurisdiction=plan.jurisdiction,
        jurisdiction_path=plan.jurisdiction.path,
        year=plan.year,
        order=order,
        number=str(order),
        text=one.text,
        state=TaskState.DRAFT,
    )
    check_fits(row)
    return row


def _targets(task: Task) -> list[Target]:
    found = targets_in(task)
    for order, target in enumerate(found):
        target.order = order
        check_fits(target)
    return found


def _record(one: IndicatorSet, plan: Plan, planned: Sequence[Planned], tasks: Sequence[Task], by: Actor) -> None:
    path = one.jurisdiction.path
    after = {"方案": plan.title, "条数": sum(len(each.rows) for each in planned), "任务": len(tasks)}
    entries = [Entry("indicator_set.plan_made", one, after=after, about=[plan], jurisdiction_path=path)]
    entries += [Entry("task.added", task, jurisdiction_path=path) for task in tasks]
    recording.record_many(entries, by=by)
