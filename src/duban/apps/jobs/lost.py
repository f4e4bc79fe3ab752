"""Jobs lost with the worker that ran them: run them again, or give them up when they kill every worker.

In: the moment.  Out: how many were found.  A database transaction the worker had open was undone by the database.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs.alive import is_alive
from duban.apps.jobs.working import give_up, policy_of_row, try_again


class WorkerLost(Exception):
    """The process that ran the job ended in its midst."""


def recover_lost_jobs(*, now: datetime) -> int:
    """Put running jobs of dead workers back in the queue."""
    return sum(_recover(row.pk, now) for row in DBTaskResult.objects.running() if not _has_worker(row))


@transaction.atomic
def _recover(key: UUID, now: datetime) -> bool:
    row = DBTaskResult.objects.running().select_for_update().filter(pk=key).first()
    if row is None or _has_worker(row):
        return False
    if len(row.worker_ids) < policy_of_row(row).lives:
        try_again(row, after=now)
    else:
        give_up(row, WorkerLost(f"lost {len(row.worker_ids)} workers"))
    return True


def _has_worker(row: DBTaskResult) -> bool:  # type: ignore[type-arg]
    return bool(row.worker_ids) and is_alive(row.worker_ids[-1])
