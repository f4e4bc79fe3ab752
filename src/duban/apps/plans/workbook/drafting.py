"""From the rows of a ledger that came back to a draft, to be compared with the plan like any corrected version.

In: an import that replaces a plan, rows without problems.  Out: sections, tasks and names of the draft, written.
A cell that says what it said keeps its value as it is on record, and a name whom it meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.apps.plans.comparing.sides import Named, PlanSide, TargetSide, TaskSide, squeezed
from duban.apps.plans.drafting.names import counted, create_names
from duban.apps.plans.drafting.sections import Path, create_sections
from duban.apps.plans.drafting.targets import figure
from duban.apps.plans.drafting.words import storable
from duban.apps.plans.models import DraftName, DraftSection, DraftTask, MatchedBy, NameKind, PlanImport
from duban.apps.plans.models.drafts import FIELD_OF
from duban.apps.plans.workbook.columns import COLUMNS, KEY, Column, Kind
from duban.apps.plans.workbook.rows import Ledger, Row
from duban.apps.plans.workbook.values import key_of, targets_in, written
from duban.rulebook.tasks import ResponsibilityRole

_BATCH = 500
_BY_FIELD = {column.field: column for column in COLUMNS if column.field}
_PLAIN = ("number", "text", "measures", "deadline_text")


def fill_from_ledger(plan_import: PlanImport, ledger: Ledger, side: PlanSide) -> None:
    """`side`: the plan as it is on record."""
    plan = plan_import.replaces_id or 0
    known = {key_of(task.key, plan): task for task in side.tasks}
    rows = [(row, known.get(row.texts.get(KEY.field, ""))) for row in ledger.rows]
    paths = [_path(row, old, ledger.fields) for row, old in rows]
    sections = create_sections(plan_import, paths)
    drafts = [
        _draft(plan_import, row, old, ledger.fields, order=order, section=sections.get(path))
        for order, ((row, old), path) in enumerate(zip(rows, paths, strict=True), 1)
    ]
    DraftTask.objects.bulk_create(drafts, batch_size=_BATCH)
    create_names(plan_import, counted(drafts))
    _keep_meanings(plan_import, side)


def _draft(
    plan_import: PlanImport,
    row: Row,
    old: TaskSide | None,
    fields: set[str],
    *,
    order: int,
    section: DraftSection | None,
) -> DraftTask:
    values: dict[str, Any] = {name: _value(row, old, name, fields) or "" for name in _PLAIN}
    values["deadline"] = _value(row, old, "deadline", fields)
    for role, name in FIELD_OF.items():
        values[name] = _names(row, old, role, fields)
    values["targets"] = _targets(row, old, fields, plan_import.year)
    return DraftTask(plan_import=plan_import, section=section, order=order, task_id=old.key if old else None, **values)


def _value(row: Row, old: TaskSide | None, name: str, fields: set[str]) -> Any:
    if old is not None and _stays(row, old, _BY_FIELD[name], fields):
        return getattr(old, name)
    value = row.values.get(name)
    return storable(value) if isinstance(value, str) else value


def _stays(row: Row, old: TaskSide, column: Column, fields: set[str]) -> bool:
    """Whether the cell says what is on record, or its column is not in the file."""
    if column.field not in fields:
        return True
    if column.kind is Kind.DATE:
        return row.values.get(column.field) == written(old, column)
    return squeezed(row.texts.get(column.field, "")) == squeezed(str(written(old, column) or ""))


def _names(row: Row, old: TaskSide | None, role: ResponsibilityRole, fields: set[str]) -> list[str]:
    if old is not None and _stays(row, old, _BY_FIELD[role.value], fields):
        return list(dict.fromkeys(one.words for one in getattr(old, role.value)))
    return [storable(str(name)) for name in _several(row, role.value)]


def _several(row: Row, name: str) -> tuple[str, ...]:
    value = row.values.get(name)
    return value if isinstance(value, tuple) else ()


def _targets(row: Row, old: TaskSide | None, fields: set[str], year: int | None) -> list[dict[str, Any]]:
    """A target whose words stand as they stood keeps its figures, which a person may have put right."""
    there = {squeezed(target.text): target for target in old.targets} if old is not None else {}
    if old is not None and _stays(row, old, _BY_FIELD["targets"], fields):
        return [_kept(target) for target in old.targets]
    found: list[dict[str, Any]] = []
    for text in _several(row, "targets"):
        target = there.get(squeezed(text))
        found += [_kept(target)] if target is not None else targets_in([storable(text)], year)
    return found


def _kept(target: TargetSide) -> dict[str, Any]:
    return {
        "measure": target.measure,
        "comparator": target.comparator,
        "value": figure(target.value),
        "value_to": figure(target.value_to),
        "unit": target.unit,
        "text": target.text,
        "due": target.due.isoformat() if target.due else None,
    }


def _path(row: Row, old: TaskSide | None, fields: set[str]) -> Path:
    parts: list[str] = []
    for name in ("chapter", "group"):
        if old is not None and name not in fields:
            parts += str(written(old, _BY_FIELD[name]) or "").split("\n")
        else:
            parts += row.texts.get(name, "").split("\n") if name == "group" else [_one_line(row.texts.get(name, ""))]
    path = tuple(storable(part.strip()) for part in parts if part.strip())
    same = old is not None and tuple(map(squeezed, path)) == tuple(map(squeezed, old.path))
    return old.path if same and old is not None else path


def _one_line(text: str) -> str:
    return "".join(text.split("\n"))


def _keep_meanings(plan_import: PlanImport, side: PlanSide) -> None:
    """Names mean whom they mean in the plan, where they mean the same everywhere."""
    meant: dict[tuple[str, str], set[frozenset[Named]]] = {}
    for task in side.tasks:
        for role in ResponsibilityRole:
            kind = NameKind.LEADER if role is ResponsibilityRole.LEADER else NameKind.UNIT
            for words, names_there in _by_words(getattr(task, role.value)).items():
                meant.setdefault((kind.value, words), set()).add(frozenset(names_there))
    names = [name for name in plan_import.names.all() if len(meant.get((name.kind, name.name), ())) == 1]
    posts = []
    for name in names:
        (found,) = meant[name.kind, name.name]
        one = next(iter(found))
        name.unit_id, name.unit_group_id = one.unit, one.group
        name.matched_by = MatchedBy.RECORD if one.unit or one.group or one.post else MatchedBy.LEFT
        posts += [DraftName.posts.through(draftname_id=name.pk, post_id=each.post) for each in found if each.post]
    DraftName.objects.bulk_update(names, ["unit", "unit_group", "matched_by"], batch_size=_BATCH)
    DraftName.posts.through.objects.bulk_create(posts, batch_size=_BATCH)


def _by_words(names: Iterable[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for one in names:
        found.setdefault(one.words, []).append(one)
    return found
