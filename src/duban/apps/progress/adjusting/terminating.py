"""终止: the task ends without being finished; what is still owed for it is released."""

from __future__ import annotations

from datetime import date

from duban.apps.plans.models import Task
from duban.apps.progress.adjusting.way import Moment, Told, Values, Way
from duban.rulebook.tasks import TASK_LABELS, TaskState, check_task_move


def wish() -> Values:
    return {"state": TaskState.TERMINATED.value}


def _standing(task: Task, after: Values) -> Values:
    return {"state": task.state}


def _check(task: Task, after: Values, on: date) -> None:
    check_task_move(TaskState(task.state), TaskState.TERMINATED)


def _apply(task: Task, after: Values, moment: Moment) -> None:
    task.state = TaskState.TERMINATED


def _told(values: Values) -> list[Told]:
    state = values.get("state")
    return [Told("state", "任务状态", TASK_LABELS[TaskState(state)] if state else "")]


WAY = Way(_standing, _check, _apply, _told, moves_duties=True)
