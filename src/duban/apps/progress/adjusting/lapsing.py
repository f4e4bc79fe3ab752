"""A request about a task that is in force no longer lapses, whatever ended the task: told by `tasks_changed`.

In: tasks that changed.  Out: their open requests withdrawn, each with its event.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from duban.apps.audit.recording import Entry, record_many
from duban.apps.progress.models import Adjustment, Closure
from duban.rulebook.actors import SYSTEM
from duban.rulebook.requests import AdjustmentState, ClosureState
from duban.rulebook.tasks import TASK_LABELS, TaskState

_OPEN = (AdjustmentState.ASKED, AdjustmentState.REFERRED)


def lapse_requests(tasks: Collection[int], **_: Any) -> None:
    """Three queries where nothing is open."""
    ended = {"task__in": tasks, "task__state__in": (TaskState.CLOSED, TaskState.TERMINATED)}
    adjustments = Adjustment.objects.select_for_update(of=("self",)).filter(**ended, state__in=_OPEN)
    closures = Closure.objects.select_for_update(of=("self",)).filter(**ended, state=ClosureState.ASKED)
    entries = [_lapsed(row, "adjustment.lapsed") for row in adjustments.select_related("task", "unit")]
    entries += [_lapsed(row, "closure.lapsed") for row in closures.select_related("task", "unit")]
    if entries:
        record_many(entries, by=SYSTEM)


def _lapsed(row: Adjustment | Closure, verb: str) -> Entry:
    row.state = AdjustmentState.WITHDRAWN.value if isinstance(row, Adjustment) else ClosureState.WITHDRAWN.value
    row.decision = f"任务已{TASK_LABELS[TaskState(row.task.state)]}，申请不再办理。"
    row.version += 1
    row.save(update_fields=["state", "decision", "version"])
    after = {"任务": str(row.task), "单位": row.unit.name, "状态": row.get_state_display()}
    return Entry(verb, row, {}, after, row.decision, [row.task, row.unit], row.task.jurisdiction_path)
