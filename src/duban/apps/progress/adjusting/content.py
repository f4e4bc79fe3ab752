"""内容变更: other words, measures and figures; a target keeps its row, and with it what was reported for it.

Figures of the words and of the targets never contradict each other: what the words say anew is read from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from duban.apps.organizations.changes import check_fits
from duban.apps.plans.actions.targets import LARGEST
from duban.apps.plans.labels.targets import amount_in_words
from duban.apps.plans.models import Target, Task
from duban.apps.progress.adjusting.way import Moment, Told, Values, Way
from duban.documents.recognition.targets.finding import find_targets
from duban.rulebook.refusals import Invalid
from duban.rulebook.targets import kind_of

_FIGURES = ("value", "value_to")
_FIELDS = ("measure", "comparator", "value", "value_to", "unit", "text", "due", "kind")


def wish(task: Task, *, text: str, measures: str, figures: Mapping[int, Decimal | None]) -> Values:
    """`figures`: the value wished for each target, by key; one left as it is follows the words."""
    text = text.strip()
    read = {(one["measure"], one["unit"]): one for one in _read(task, text)}
    targets = []
    for row in task.targets.order_by("order", "pk"):
        found = read.pop((row.measure, row.unit), None)
        if (one := _wished(row, text, found, figures)) is not None:
            targets.append(one)
    known = {one["text"] for one in targets}
    new = [{"target": None, **one} for one in read.values() if text != task.text and one["text"] not in known]
    return {"text": text, "measures": measures.strip(), "targets": targets + new}


def _wished(row: Target, text: str, found: Values | None, figures: Mapping[int, Decimal | None]) -> Values | None:
    """What becomes of one target: its own figure, what the new words say of it, as it was, or nothing (None)."""
    now, wished = _values(row), _plain(figures.get(row.pk, row.value))
    if wished is not None and wished != now["value"]:
        if found is not None and found["value"] not in (None, wished):
            raise Invalid(f"任务内容写的是{found['value']}{row.unit}，请与目标值改为一致", f"target_{row.pk}")
        return now | {"value": wished, "text": found["text"] if found else f"{row.measure}{wished}{row.unit}"}
    if row.text in text or text == row.task.text:
        return now
    if found is not None and not row.kind_confirmed:
        return now | {name: found[name] for name in ("comparator", "value", "value_to", "text", "due")}
    return now if row.kind_confirmed or row.text not in row.task.text else None


def _standing(task: Task, after: Values) -> Values:
    rows = [_values(row) for row in task.targets.order_by("order", "pk")]
    return {"text": task.text, "measures": task.measures, "targets": rows}


def _check(task: Task, after: Values, on: date) -> None:
    if not after["text"]:
        raise Invalid("请填写任务内容", "text")
    if _standing(task, after) == after:
        raise Invalid("还没有改动任务内容、工作措施或目标值", "text")
    alike = task.plan.tasks.filter(section=task.section_id, number=task.number, text=after["text"])
    if alike.exclude(pk=task.pk).exists():
        raise Invalid("这一章节已有序号和内容都相同的任务", "text")


def _apply(task: Task, after: Values, moment: Moment) -> None:
    task.text, task.measures = after["text"], after["measures"]
    kept = {one["target"]: one for one in after["targets"] if one["target"]}
    task.targets.exclude(pk__in=kept).delete()
    for row in task.targets.all():
        _set(row, kept[row.pk])
        row.save(update_fields=_FIELDS)
    for order, one in enumerate((one for one in after["targets"] if not one["target"]), len(kept)):
        row = Target(task=task, order=order)
        _set(row, one)
        row.save()


def _told(values: Values) -> list[Told]:
    told = [Told("text", "任务内容", values.get("text", "")), Told("measures", "工作措施", values.get("measures", ""))]
    return told + [
        Told(f"target_{one['target'] or one['text']}", f"目标值：{one['measure'] or one['text']}", _amount(one))
        for one in values.get("targets", ())
    ]


def _amount(one: Values) -> str:
    value, value_to = (Decimal(one[name]) if one[name] else None for name in _FIGURES)
    return amount_in_words(one["comparator"], value, value_to, one["unit"]) if value is not None else one["text"]


def _set(row: Target, one: Values) -> None:
    for name in ("measure", "comparator", "unit", "text", "kind"):
        setattr(row, name, one[name])
    row.value, row.value_to = (Decimal(one[name]) if one[name] else None for name in _FIGURES)
    row.due = date.fromisoformat(one["due"]) if one["due"] else None
    check_fits(row)


def _values(row: Target) -> Values:
    return {
        "target": row.pk,
        "measure": row.measure,
        "comparator": row.comparator,
        "value": _plain(row.value),
        "value_to": _plain(row.value_to),
        "unit": row.unit,
        "text": row.text,
        "due": row.due.isoformat() if row.due else None,
        "kind": row.kind,
    }


def _read(task: Task, text: str) -> list[Values]:
    """What the words commit to, with the kind they propose."""
    return [
        {
            "measure": one.measure[:200],
            "comparator": one.comparator.value,
            "value": _plain(one.value),
            "value_to": _plain(one.value_to),
            "unit": one.unit[:30],
            "text": one.text[:500],
            "due": one.due.isoformat() if one.due else None,
            "kind": kind_of(one.text, unit=one.unit, has_value=one.value is not None).value,
        }
        for each in find_targets(text, year=task.year)
        if abs((one := each.value).value or Decimal()) < LARGEST
    ]


def _plain(value: Decimal | None) -> str | None:
    return f"{value.normalize():f}" if value is not None else None


WAY = Way(_standing, _check, _apply, _told, moves_duties=False)
