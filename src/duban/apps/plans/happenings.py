"""What other applications are told of when a plan runs: tasks in force that came, changed or ended.

In: tasks, the day from which it holds.  Out: `tasks_changed`, sent inside the transaction of the change.
Receivers bring what hangs on tasks into line, whatever happened: what is owed, how a task stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.dispatch import Signal

from duban.apps.plans.models import Task

tasks_changed = Signal()  # tasks: keys; on: the day, None where nobody's duties changed (a link, a target)


def tell_changed(tasks: Iterable[Task], *, on: date | None) -> None:
    keys = sorted({task.pk for task in tasks})
    if keys:
        tasks_changed.send(sender=Task, tasks=keys, on=on)
