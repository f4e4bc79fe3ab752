"""The quantified targets of a task: read from its words, added, changed, removed; how they are measured, confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_fits, check_unchanged, differences, locked
from duban.apps.plans.actions.plans import check_can_edit, locked_plan
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Plan, Target, Task
from duban.apps.plans.plan_values import target_values
from duban.documents.recognition.targets.finding import find_targets
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid
from duban.rulebook.targets import TargetKind, kind_of

LARGEST = Decimal(10) ** 15  # what a column of figures holds
_FIELDS = ("measure", "comparator", "value", "value_to", "unit", "text", "due", "kind", "kind_confirmed")


@transaction.atomic
def add_target(
    *,
    task: Task,
    measure: str,
    comparator: str,
    value: Decimal | None,
    value_to: Decimal | None = None,
    unit: str = "",
    due: date | None = None,
    kind: TargetKind,
    by: Actor,
) -> Target:
    plan = locked_plan(task.plan)
    task = locked(task)
    check_can_edit(plan, by)
    target = Target(task=task, order=task.targets.count(), kind=kind, kind_confirmed=True)
    _set(target, measure, comparator, value, value_to, unit, due)
    if task.targets.filter(text=target.text).exists():
        raise Invalid(f"这项任务已有量化目标“{target.text}”", "measure")
    target.save()
    _touch(task)
    after = target_values(target)
    recording.record("task.target_added", task, by=by, after=after, jurisdiction_path=plan.jurisdiction.path)
    return target


@transaction.atomic
def change_target(
    *,
    target: Target,
    measure: str,
    comparator: str,
    value: Decimal | None,
    value_to: Decimal | None,
    unit: str,
    due: date | None,
    kind: TargetKind,
    seen: str | None = None,
    by: Actor,
) -> Target:
    """Change what was read; it counts as confirmed from then on."""
    plan, target = _locked(target)
    check_can_edit(plan, by)
    check_unchanged(target, seen)
    old, words = target_values(target), target.text
    target.kind, target.kind_confirmed = kind, True
    _set(target, measure, comparator, value, value_to, unit, due)
    if target_values(target) | {"原文": words} == old | {"计量方式": target.get_kind_display()}:
        target.text = words  # only the kind was chosen: the words of the document stay
    target.save(update_fields=_FIELDS)
    _record_change(plan, target, old, by)
    return target


@transaction.atomic
def confirm_kind(*, target: Target, kind: TargetKind, seen: str | None = None, by: Actor) -> Target:
    """Say by what a target is measured, which the document does not; also in a plan in force."""
    plan, target = _locked(target)
    permissions.check_can(by, Permission.EDIT_PLAN, within=plan.jurisdiction.path)
    check_unchanged(target, seen)
    old = target_values(target)
    target.kind, target.kind_confirmed = kind, True
    target.save(update_fields=["kind", "kind_confirmed"])
    _record_change(plan, target, old, by)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: Actor) -> None:
    plan, target = _locked(target)
    check_can_edit(plan, by)
    before, task = target_values(target), target.task
    target.delete()
    _touch(task)
    recording.record("task.target_removed", task, by=by, before=before, jurisdiction_path=plan.jurisdiction.path)


def read_targets(task: Task) -> list[Target]:
    """Write what the task's text commits to, each with the kind its words propose; what a person confirmed stays."""
    confirmed = list(task.targets.filter(kind_confirmed=True))
    task.targets.filter(kind_confirmed=False).delete()
    known = {one.text for one in confirmed}
    new = [one for one in targets_in(task) if one.text not in known]
    for order, target in enumerate(new, len(confirmed)):
        target.order = order
        check_fits(target)
    return Target.objects.bulk_create(new)


def targets_in(task: Task) -> list[Target]:
    """What the task's text commits to, unsaved."""
    found = [_read(task, each.value) for each in find_targets(task.text, year=task.year)]
    return [one for one in found if abs(one.value or Decimal()) < LARGEST]


def _read(task: Task, read: Any) -> Target:
    kind = kind_of(read.text, unit=read.unit, has_value=read.value is not None)
    return Target(
        task=task,
        measure=read.measure[:200],
        comparator=read.comparator.value,
        value=read.value,
        value_to=read.value_to,
        unit=read.unit[:30],
        text=read.text[:500],
        due=read.due,
        kind=kind,
    )


def _set(
    target: Target,
    measure: str,
    comparator: str,
    value: Decimal | None,
    value_to: Decimal | None,
    unit: str,
    due: date | None,
) -> None:
    if value_to is not None and (value is None or value_to <= value):
        raise Invalid("上限应大于目标值", "value_to")
    target.measure, target.comparator, target.unit, target.due = measure.strip(), comparator, unit.strip(), due
    target.value, target.value_to = value, value_to
    figures = "至".join(plain(one) for one in (value, value_to) if one is not None)
    target.text = f"{target.measure}{figures}{target.unit}"


def _touch(task: Task) -> None:
    """Who has the task's form open is told that it changed."""
    task.version += 1
    task.save(update_fields=["version"])


def _record_change(plan: Plan, target: Target, old: dict[str, Any], by: Actor) -> None:
    before, after = differences(old, target_values(target))
    if after:
        _touch(target.task)
        tell_changed([target.task], on=None)
        after = {"原文": target.text} | after
        path = plan.jurisdiction.path
        recording.record("task.target_changed", target.task, by=by, before=before, after=after, jurisdiction_path=path)


def _locked(target: Target) -> tuple[Plan, Target]:
    plan = locked_plan(target.task.plan)
    return plan, locked(target, "task")
