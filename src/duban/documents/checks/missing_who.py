"""Tasks that name no unit, or no leader, where their neighbours do.

In: one `OfficialDocument`.  Out: diagnostics "no-unit" and "no-leader".
A plan that names no leaders at all is in no doubt; one task of it without a leader is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
        found += [_diagnostic("no-leader", task, "未写明分管领导") for task in _beside_others(without_leader, tasks)]
    return found


def _beside_others(without: Sequence[TaskDraft], tasks: Sequence[TaskDraft]) -> list[TaskDraft]:
    """Those whose chapter names leaders elsewhere; a whole chapter or annex without any has its own habit."""
    sizes = Counter(task.path[:1] for task in tasks)
    missing = Counter(task.path[:1] for task in without)
    return [task for task in without if sizes[task.path[:1]] == 1 or missing[task.path[:1]] < sizes[task.path[:1]]]


def _diagnostic(code: str, task: TaskDraft, what: str) -> Diagnostic:
    named = f"第{task.number}项" if task.number else f"“{task.text[:12]}…”"
    return Diagnostic("warning", code, f"{named}{what}，而其他任务均已写明。", task.source)
