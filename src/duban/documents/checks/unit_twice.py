"""A unit that leads a task and is named among those who work along: an oversight of the text.

In: one `OfficialDocument`.  Out: diagnostics "unit-twice".
"""

from __future__ import annotations

from duban.documents.model import Diagnostic, OfficialDocument, TaskDraft


def unit_twice(document: OfficialDocument) -> list[Diagnostic]:
    """Units that lead and support one task, kept as printed; to lead one part and do another is no oversight."""
    return [
        Diagnostic("info", "unit-twice", f"{_named(task)}中“{name}”既牵头又配合，请核对。", task.source)
        for task in document.tasks
        for name in task.lead
        if name in task.support
    ]


def _named(task: TaskDraft) -> str:
    return f"第{task.number}项" if task.number else f"“{task.text[:12]}…”"
