"""What the year does of itself: rounds are opened when their day has come.

Run twice, or by two workers at once, a round is opened once: who is second finds it open.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from duban.apps.jobs import schedule
from duban.apps.jobs.naming import name_job
from duban.apps.progress.actions.rounds import open_round
from duban.apps.progress.queries.rounds import rounds_to_open
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict


@task()
def open_rounds() -> None:
    open_due_rounds(at=timezone.now())


def open_due_rounds(*, at: datetime) -> int:
    """Open each round whose opening day has come, in a transaction of its own; how many there were."""
    opened = 0
    for one in rounds_to_open(on=timezone.localtime(at).date()):
        try:
            open_round(round=one, at=at, by=SYSTEM)
        except Conflict:  # opened, or its plan archived, since it was looked for
            continue
        opened += 1
    return opened


schedule.every("open-rounds", open_rounds, minutes=10)
name_job(open_rounds, "开始到时间的报送轮次")
