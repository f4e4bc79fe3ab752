"""The rows of a draft of indicators, corrected by a person: their values, checked as right, left out, added, moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from duban.apps.indicators.drafting.answering import settled
from duban.apps.indicators.drafting.names import ROLES, called
from duban.apps.indicators.models import DraftIndicator
from duban.apps.indicators.review.words import readable
from duban.apps.organizations.changes import check_fits, differences
from duban.apps.plans.actions.draft_changes import keep, opened, recount_names, told, touch
from duban.apps.plans.actions.drafts import LONGEST_NAME
from duban.apps.plans.models import PlanImport, PlanImportKind
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid

FIELDS = (
    "number",
    "part",
    "parent",
    "field",
    "name",
    "unit",
    "kind",
    "direction",
    "nature",
    "baseline_year",
    "baseline_value",
    "baseline_text",
    "weight",
    "targets",
    "lead",
    "support",
    "tasks",
)
LABELS = {field.name: str(field.verbose_name) for field in DraftIndicator._meta.concrete_fields if field.name in FIELDS}
_SAID = ("direction", "nature")


@transaction.atomic
def correct_indicator(
    *, draft_indicator: DraftIndicator, seen: int, values: Mapping[str, Any], by: Actor
) -> DraftIndicator:
    """Change values of a row; `values` holds those of `FIELDS` that a form had."""
    plan_import, row = _opened(draft_indicator, seen, by)
    _check_values(values)
    old, new = ({LABELS[name]: readable(name, side[name]) for name in values} for side in (vars(row), values))
    before, after = differences(old, new)
    if not after:
        return row
    said = [name for name in _SAID if name in values and values[name] and values[name] != getattr(row, name)]
    for name, value in values.items():
        setattr(row, name, value)
    row.settled, row.version = settled(row, *said), row.version + 1
    check_fits(row)
    row.save(update_fields=[*values, "settled", "version"])
    recount_names(plan_import)
    keep(plan_import, row, before, after, by)
    told("indicator_corrected", plan_import, f"{called(row)}的{'、'.join(after)}", by, before, after)
    return row


@transaction.atomic
def confirm_indicator(*, draft_indicator: DraftIndicator, seen: int, checked: bool, by: Actor) -> DraftIndicator:
    """A person says the row is right as it stands, direction and nature too, or takes that back."""
    plan_import, row = _opened(draft_indicator, seen, by)
    if checked and row.removed:
        raise Conflict(f"{called(row)}不导入，不用核对")
    if row.checked == checked:
        return row
    if checked:
        row.settled = settled(row, *(name for name in _SAID if getattr(row, name)))
    row.checked, row.version = checked, row.version + 1
    row.save(update_fields=["checked", "settled", "version"])
    touch(plan_import)
    told("indicator_checked" if checked else "indicator_unchecked", plan_import, called(row), by)
    return row


@transaction.atomic
def remove_indicator(*, draft_indicator: DraftIndicator, seen: int, by: Actor) -> DraftIndicator:
    """Leave the row out of what will be imported; it stays in the draft."""
    return _left_out(draft_indicator, seen, True, by)


@transaction.atomic
def restore_indicator(*, draft_indicator: DraftIndicator, seen: int, by: Actor) -> DraftIndicator:
    """Take a row that was left out in again."""
    return _left_out(draft_indicator, seen, False, by)


@transaction.atomic
def add_indicator(
    *, plan_import: PlanImport, seen: int, values: Mapping[str, Any], by: Actor, after: DraftIndicator | None = None
) -> DraftIndicator:
    """A row the reading did not find, behind `after` or last; `seen`: the newest row that was shown."""
    plan_import = opened(plan_import, by)
    if plan_import.kind != PlanImportKind.INDICATORS:
        raise Conflict("这次导入的是任务，不能新增指标")
    rows = _in_order(plan_import)
    if max((row.pk for row in rows), default=0) != seen:
        raise Conflict("刚才又新增了指标，请刷新后看看是否重复")
    if after is not None and after not in rows:
        raise Conflict("选的位置不在这份公文里，请刷新后再选")
    _check_values({"name": "", **values})
    row = DraftIndicator(plan_import=plan_import, **values)
    row.settled = settled(row, *(name for name in _SAID if values.get(name)))
    check_fits(row)
    row.save()
    place = rows.index(after) + 1 if after is not None else len(rows)
    _arrange([*rows[:place], row, *rows[place:]])
    recount_names(plan_import)
    keep(plan_import, row, {}, {"新增": row.name}, by)
    added = {LABELS[name]: readable(name, value) for name, value in values.items() if value}
    told("indicator_added", plan_import, called(row), by, after=added)
    return row


@transaction.atomic
def shift_indicator(*, draft_indicator: DraftIndicator, seen: int, up: bool, by: Actor) -> DraftIndicator:
    """One place up or down within its field."""
    plan_import, row = _opened(draft_indicator, seen, by)
    rows = _in_order(plan_import)
    beside = [one for one in rows if one.field == row.field]
    place = beside.index(row)
    if place == (0 if up else len(beside) - 1):
        raise Conflict(f"{called(row)}已在本领域最{'前' if up else '后'}")
    other = beside[place - 1 if up else place + 1]
    one, two = rows.index(row), rows.index(other)
    rows[one], rows[two] = rows[two], rows[one]
    _arrange(rows)
    row.refresh_from_db(fields=["order"])
    row.version += 1
    row.save(update_fields=["version"])
    keep(plan_import, row, {"移动": place + 1}, {"移动": beside.index(other) + 1}, by)
    told("indicator_moved", plan_import, called(row), by)
    return row


def _opened(draft_indicator: DraftIndicator, seen: int, by: Actor) -> tuple[PlanImport, DraftIndicator]:
    """The import locked, the row as it is now; refused when somebody corrected it since version `seen`."""
    plan_import = opened(draft_indicator.plan_import, by)
    row = DraftIndicator.objects.filter(pk=draft_indicator.pk).first()
    if row is None or row.version != seen:
        raise Conflict(f"{called(draft_indicator)}已被他人修改，请刷新后再改")
    row.plan_import = plan_import
    return plan_import, row


def _left_out(draft_indicator: DraftIndicator, seen: int, removed: bool, by: Actor) -> DraftIndicator:
    plan_import, row = _opened(draft_indicator, seen, by)
    if row.removed == removed:
        return row
    row.removed, row.checked, row.version = removed, False, row.version + 1
    row.save(update_fields=["removed", "checked", "version"])
    recount_names(plan_import)
    keep(plan_import, row, {"不导入": not removed}, {"不导入": removed}, by)
    told("indicator_removed" if removed else "indicator_restored", plan_import, called(row), by)
    return row


def _in_order(plan_import: PlanImport) -> list[DraftIndicator]:
    return list(DraftIndicator.objects.filter(plan_import=plan_import).order_by("order", "pk"))


def _arrange(rows: list[DraftIndicator]) -> None:
    """Number the rows in this order; only those that moved are written."""
    moved = []
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order = order
            moved.append(row)
    DraftIndicator.objects.bulk_update(moved, ["order"], batch_size=500)


def _check_values(values: Mapping[str, Any]) -> None:
    if "name" in values and not values["name"].strip():
        raise Invalid("请填写指标名称", "name")
    for names in (*(values.get(role, ()) for role in ROLES), *_named_in_tasks(values)):
        for name in names:
            if len(name) > LONGEST_NAME:
                raise Invalid(f"“{name[:20]}……”太长，最多 {LONGEST_NAME} 个字；请一行写一个名称")


def _named_in_tasks(values: Mapping[str, Any]) -> list[list[str]]:
    return [task.get(role, []) for task in values.get("tasks", ()) for role in ROLES]
