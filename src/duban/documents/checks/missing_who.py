"""Tasks that name no unit, or no leader, where their neighbours do.

In: one `OfficialDocument`.  Out: diagnostics "no-unit" and "no-leader".
A plan that names no leaders at all is in no doubt; one task of it without a leader is.
"""

from __future__ import annotations

from duban.documents.model import Diagnostic, OfficialDocument, TaskDraft

_MOST = 0.5  # share of tasks that must have it for its absence to be a doubt


def missing_who(document: OfficialDocument) -> list[Diagnostic]:
    """The tasks nobody answers for."""
    tasks = document.tasks
    without_unit = [task for task in tasks if not (task.lead or task.implement or task.support)]
    without_leader = [task for task in tasks if not task.leaders]
    found: list[Diagnostic] = []
    if len(without_unit) <= len(tasks) * _MOST:
        found += [_diagnostic("no-unit", task, "未写明责任单位") for task in without_unit]
    if len(without_leader) <= len(tasks) * _MOST:
        found += [_diagnostic("no-leader", task, "未写明分管领导") for task in without_leader]
    return found


def _diagnostic(code: str, task: TaskDraft, what: str) -> Diagnostic:
    named = f"第{task.number}项" if task.number else f"“{task.text[:12]}…”"
    return Diagnostic("warning", code, f"{named}{what}，而其他任务均已写明。", task.source)
