"""What went wrong with a task and stays said, also after it is well again: 迟报、漏报、退回、曾滞后.

In: a task, a day.  Out: short phrases; one query for reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duban.apps.plans.models import Task
from duban.apps.progress.models import Report
from duban.apps.progress.queries.punctuality import counts_of, total
from duban.rulebook.health import Health


def misses_of(task: Task, *, behind_before: Sequence[int], on: date) -> list[str]:
    """`behind_before`: the rounds whose figures were behind."""
    reports = Report.objects.filter(task=task)
    counts = total(counts_of(reports, on=on).values())
    said = reports.filter(verified=Health.BEHIND).values_list("round__sequence", flat=True)
    rounds = sorted({*behind_before, *said})
    named = ((counts.late, "迟报"), (counts.missing, "漏报"), (counts.returned, "被退回"))
    found = [f"{words}{count}次" for count, words in named if count]
    return [*found, *([f"第{'、'.join(map(str, rounds))}轮滞后"] if rounds else [])]
