"""What stands in a cell: names, targets, headings, a day; how each is written and read.

In: values of a task, or a cell's text.  Out: a cell's text, or values; `Unfit` with the reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.apps.organizations import naming
from duban.apps.organizations.workbook.values import Unfit, day
from duban.apps.plans.comparing.sides import Named, TargetSide, TaskSide
from duban.apps.plans.drafting.targets import MEASURE, kept_target
from duban.apps.plans.models import Task
from duban.apps.plans.workbook.columns import Column, Kind
from duban.documents.recognition.targets.finding import find_targets
from duban.rulebook.targets import kind_of

_BETWEEN_TARGETS = re.compile(r"[;；\n]")
Value = str | date | tuple[str, ...] | None


def key_of(task: Task | int, plan: int) -> str:
    """Names the plan too, so that a row of another plan's ledger is known as such."""
    return f"{plan}-{task if isinstance(task, int) else task.pk}"


def written(side: TaskSide, column: Column) -> str | date | None:
    """A value of a task as its cell shows it."""
    match column.field:
        case "chapter":
            return side.path[0] if side.path else ""
        case "group":
            return "\n".join(side.path[1:])
        case "leader" | "lead" | "implement" | "support":
            return "、".join(dict.fromkeys(_words(getattr(side, column.field))))
        case "targets":
            return "\n".join(_texts(side.targets))
    value: str | date | None = getattr(side, column.field)
    return value


def _words(names: Iterable[Named]) -> Iterable[str]:
    return (one.words for one in names)


def _texts(targets: Iterable[TargetSide]) -> Iterable[str]:
    return (target.text for target in targets)


def understood(text: str, column: Column) -> Value:
    """The value of a cell that is not blank."""
    if column.kind is Kind.DATE:
        return day(text)
    parts: tuple[str, ...] = (text,)
    if column.kind is Kind.NAMES:
        parts = tuple("".join(name.split("\n")) for name in naming.several(text))
    elif column.kind is Kind.TARGETS:
        parts = tuple(part.strip() for part in _BETWEEN_TARGETS.split(text) if part.strip())
    for part in parts:
        if len(part) > column.longest:
            raise Unfit(f"太长：{len(part)} 个字，最多 {column.longest} 个字")
    return parts if column.kind in (Kind.NAMES, Kind.TARGETS) else text


def targets_in(texts: Iterable[str], year: int | None) -> list[dict[str, Any]]:
    """Targets as a draft keeps them; words in which no figure is found are a target in words."""
    return [target for text in texts for target in _targets_of(text, year)]


def _targets_of(text: str, year: int | None) -> list[dict[str, Any]]:
    found = [kept_target(each.value) for each in find_targets(text, year=year)]
    in_words = {"measure": text[:MEASURE], "comparator": "words", "value": None, "value_to": None, "unit": ""}
    if len(found) == 1:
        found[0]["text"] = text
    kind = kind_of(text, unit="", has_value=False).value
    return found or [{**in_words, "text": text, "due": None, "kind": kind, "place": None}]
