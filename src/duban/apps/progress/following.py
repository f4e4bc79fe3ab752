"""What follows when tasks in force come, change or end: what is owed for them, then how they stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from duban.apps.progress.filings import bring_into_line
from duban.apps.progress.standing import stand_again


def follow_tasks(*, tasks: Collection[int], on: date | None, **_: Any) -> None:
    """Told by `plans.happenings.tasks_changed`, inside the transaction; `on` is None where no duty changed."""
    if on is not None:
        bring_into_line(tasks, on)
    stand_again(tasks)
