"""The plan a draft becomes: sections, tasks, responsibilities, targets, rounds.

In: a draft.  Out: the plan with its tasks, written; a draft still, collective units unresolved until it is issued.
The number of queries grows only with batches of 500 rows.
"""

from __future__ import annotations

from datetime import date

from duban.apps.plans.adopting.drafts import Draft
from duban.apps.plans.adopting.outline import write_outline
from duban.apps.plans.adopting.rows import BATCH, responsibility_rows, target_rows, task_row
from duban.apps.plans.models import DraftTask, Plan, PlanImport, Responsibility, Section, Target, Task
from duban.apps.plans.rounds import days_of_import, write_rounds
from duban.apps.plans.searching import write_search
from duban.rulebook.tasks import ResponsibilityRole, TaskState


def build_plan(draft: Draft) -> tuple[Plan, list[Task]]:
    plan = plan_row(draft.plan_import)
    plan.save()
    write_rounds(plan, days_of_import(draft.plan_import))
    tasks = write_tasks(plan, draft, draft.tasks, write_outline(plan, draft), state=TaskState.DRAFT, since=None)
    return plan, tasks


def plan_row(source: PlanImport) -> Plan:
    assert source.year is not None  # `check_adoptable` asked for it
    return Plan(
        jurisdiction=source.source.jurisdiction,
        year=source.year,
        title=source.title,
        number=source.number,
        issuer=source.issuer,
        issued_on=source.issued_on,
        rules=source.rules,
        disclosed=source.disclosed,
        plan_import=source,
    )


def write_tasks(
    plan: Plan,
    draft: Draft,
    taken: list[DraftTask],
    sections: dict[int, Section],
    *,
    state: TaskState,
    since: date | None,
) -> list[Task]:
    """The tasks with all that hangs on them; each task of the draft knows which it became."""
    rows = [task_row(one, plan, sections.get(one.section_id or 0), state) for one in taken]
    tasks = Task.objects.bulk_create(rows, batch_size=BATCH)
    given: list[Responsibility] = []
    targets: list[Target] = []
    for one, task in zip(taken, tasks, strict=True):
        one.task = task
        for role in ResponsibilityRole:
            given += responsibility_rows(task, role, draft.named(one, role), since)
        targets += target_rows(task, one.targets)
    Responsibility.objects.bulk_create(given, batch_size=BATCH)
    Target.objects.bulk_create(targets, batch_size=BATCH)
    DraftTask.objects.bulk_update(taken, ["task"], batch_size=BATCH)
    write_search(tasks)
    return tasks
