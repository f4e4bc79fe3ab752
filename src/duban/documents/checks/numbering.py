"""Are the numbers whole? Gaps and repeats in the numbers of tasks, indicators and headings.

In: one `OfficialDocument`.  Out: diagnostics "numbering-gap" and "numbering-repeat".
Numbers may run on through the chapters or begin anew under each heading; a series is judged by its own habit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duban.documents.blocks import Place
from duban.documents.model import Diagnostic, OfficialDocument
from duban.documents.numerals import chinese_to_int
from duban.documents.structure.numbering import label_of


@dataclass(frozen=True, slots=True)
class Numbered:
    value: int
    printed: str
    under: str  # the heading above it: a new one may begin a new series
    source: Place | None
    depth: int = 0  # headings above it


def numbering(document: OfficialDocument) -> list[Diagnostic]:
    """What is missing or printed twice in the numbers of a document."""
    return [
        *_judge(_tasks(document), "项任务"),
        *_judge(_indicators(document), "项指标"),
        *_judge(_headings(document), "部分"),
    ]


def _tasks(document: OfficialDocument) -> Iterator[Numbered]:
    for task in document.tasks:
        if (value := _value(task.number)) is not None:
            yield Numbered(value, task.number, "/".join(task.path), task.source, len(task.path))


def _indicators(document: OfficialDocument) -> Iterator[Numbered]:
    before = None
    for indicator in document.indicators:
        value = _value(indicator.number)
        if value is not None and value != before:
            yield Numbered(value, indicator.number, indicator.field, indicator.source)
            before = value


def _headings(document: OfficialDocument) -> Iterator[Numbered]:
    for item in document.outline:
        label = label_of(item.label) if item.level == 1 and item.label else None
        if label is not None:
            yield Numbered(label.value, label.text.rstrip("、．."), "", item.source)


def _value(number: str) -> int | None:
    digits = re.split(r"[.．-]", number)[-1]
    return int(digits) if digits.isdecimal() else chinese_to_int(digits)


def _judge(series: Iterable[Numbered], what: str) -> Iterator[Diagnostic]:
    before: Numbered | None = None
    last: dict[int, Numbered] = {}
    for item in series:
        if before is not None and before.depth != item.depth and item.value != before.value + 1:
            before = last.get(item.depth)  # items of another level go on with their own numbers
        last[item.depth] = item
        if before is not None and not (item.value == 1 and item.under != before.under):
            if item.value == before.value:
                yield _diagnostic("numbering-repeat", f"编号“{item.printed}”出现两次。", item)
            elif item.value < before.value and item.under == before.under:
                yield _diagnostic(
                    "numbering-repeat", f"编号“{item.printed}”排在“{before.printed}”之后，次序有误。", item
                )
            elif item.value > before.value + 1:
                yield _diagnostic("numbering-gap", f"第{before.printed}{what}之后缺{_missing(before, item)}。", item)
        before = item


def _missing(before: Numbered, item: Numbered) -> str:
    first, last = before.value + 1, item.value - 1
    return f"编号{first}" if first == last else f"编号{first}至{last}"


def _diagnostic(code: str, message: str, item: Numbered) -> Diagnostic:
    return Diagnostic("warning", code, message, item.source)
