"""The milestones of an implementation plan between the database and the rules: read as steps, written from steps.

In: a plan, steps.  Out: steps, goals; rows. A milestone keeps its key while its plan is rewritten, and the day it was
first accepted with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from duban.apps.organizations.changes import check_fits
from duban.apps.plans.models import Target, Task
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.apps.progress.queries.milestones import name_of
from duban.rulebook.milestones import Goal, Step
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import Decision
from duban.rulebook.targets import TargetKind

MOST = 40  # milestones of one plan
_FIGURED = (TargetKind.CUMULATIVE, TargetKind.LEVEL, TargetKind.GROWTH)
_FIELDS = ("order", "content", "due", "original_due", "target", "figure", "section", "person")


def figured_targets(task: Task) -> list[Target]:
    """The targets that can have a figure by milestone."""
    return [one for one in task.targets.all() if one.kind in _FIGURED and one.value is not None]


def goals_of(targets: Iterable[Target]) -> dict[int, Goal]:
    return {
        one.pk: Goal(
            name_of(one), one.value or Decimal(0), one.kind == TargetKind.CUMULATIVE, one.comparator not in ("<", "<=")
        )
        for one in targets
    }


def steps_of(plan: ImplementationPlan) -> list[Step]:
    """The milestones as they stand, in the order of their days."""
    return [step_of(row) for row in plan.milestones.all()]


def step_of(row: Milestone) -> Step:
    return Step(
        content=row.content,
        due=row.due,
        target=row.target_id,
        figure=row.figure,
        section=row.section,
        person=row.person,
        key=row.pk,
        order=row.order,
    )


def write_milestones(plan: ImplementationPlan, steps: Sequence[Step]) -> bool:
    """Bring the rows into line with `steps`; whether anything changed. A step without a key changes the one that
    was kept under its `order` before, so that a form that saves itself makes no milestone twice."""
    if len(steps) > MOST:
        raise Invalid(f"最多 {MOST} 个节点，现在有 {len(steps)} 个")
    rows = {row.pk: row for row in plan.milestones.select_for_update(of=("self",))}
    targets = set(plan.task.targets.values_list("pk", flat=True))
    paired = _paired(rows, steps)
    accepted = _accepted_keys(plan)
    new: list[Milestone] = []
    changed: list[Milestone] = []
    for step, row in paired:
        if step.target is not None and step.target not in targets:
            raise Invalid("所选的量化目标不是这项任务的，请刷新后再填")
        made = row or Milestone(implementation_plan=plan)
        if _fill(made, step, keeps_day=made.pk in accepted):
            (changed if row else new).append(made)
    gone = [row for key, row in rows.items() if key not in {row.pk for _, row in paired if row}]
    _check_may_go(gone)
    Milestone.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Milestone.objects.bulk_update(changed, _FIELDS)
    Milestone.objects.bulk_create(new)
    return bool(gone or changed or new)


def _paired(rows: dict[int, Milestone], steps: Sequence[Step]) -> list[tuple[Step, Milestone | None]]:
    claimed = {step.key for step in steps if step.key}
    if claimed - rows.keys() or len(claimed) < sum(bool(step.key) for step in steps):
        raise Conflict("有的节点已被他人删除，请刷新后再改")
    kept = {row.order: row for key, row in rows.items() if key not in claimed}
    return [(step, rows[step.key] if step.key else kept.pop(step.order, None)) for step in steps]


def _fill(row: Milestone, step: Step, *, keeps_day: bool) -> bool:
    """Whether the row is another than before; what the office verified stays as it was."""
    before = step_of(row) if row.pk else None
    after = (step.content, step.due, step.target, step.figure, step.section, step.person)
    if before is not None and after == _said(before):
        if row.order == step.order:
            return False
    elif row.verified_on is not None:
        raise Conflict(f"节点“{row}”已核定完成，不能再改")
    row.content, row.due, row.target_id, row.figure, row.section, row.person = after
    row.order = step.order
    if not keeps_day:
        row.original_due = step.due
    check_fits(row)
    return True


def _said(step: Step) -> tuple[object, ...]:
    return (step.content, step.due, step.target, step.figure, step.section, step.person)


def _accepted_keys(plan: ImplementationPlan) -> set[int]:
    """The milestones that stood in what was accepted last: their first day stays."""
    last = plan.submissions.filter(decision=Decision.ACCEPTED).order_by("-number").first()
    return {one.get("编号", 0) for one in last.values.get("节点", ())} if last else set()


def _check_may_go(rows: Iterable[Milestone]) -> None:
    for row in rows:
        if row.done_on is not None:
            raise Conflict(f"节点“{row}”已标记完成，不能删除")
