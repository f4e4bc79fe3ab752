"""A unit that leads a task and is named among those who work along: an oversight of the text.

In: one `OfficialDocument`.  Out: diagnostics "unit-twice".
"""

from __future__ import annotations

from duban.documents.model import Diagnostic, OfficialDocument


def unit_twice(document: OfficialDocument) -> list[Diagnostic]:
    """Units printed in two roles of one task; both are kept as printed."""
    return [
        Diagnostic("info", "unit-twice", f"第{task.number}项中“{name}”既牵头又配合，请核对。", task.source)
        for task in document.tasks
        for name in task.lead
        if name in task.support or name in task.implement
    ]
