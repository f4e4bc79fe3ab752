"""Run a waiting job: claim it so that no other worker does, call it, keep what became of it.

In: a worker's id, the moment.  Out: whether there was a job.
A failed job is tried again as its policy says; a row is one job, however often it is tried.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from duban.apps.jobs.retrying import ONCE, Policy, policy_of

logger = logging.getLogger(__name__)
Row = DBTaskResult[Any, Any]


def run_one(worker: str, *, now: datetime) -> bool:
    """Run the job that has waited longest, if any."""
    row = _claimed(worker)
    if row is None:
        return False
    try:
        row.set_successful(_call(row))
    except Exception as error:
        logger.exception("job %s failed, try %d", row.task_path, len(row.worker_ids))
        _failed(row, error, now)
    return True


def policy_of_row(row: Row) -> Policy:
    """The policy of the job's function; a function that is no longer there is not tried again."""
    try:
        return policy_of(row.task.func)
    except (ImportError, SuspiciousOperation):
        return ONCE


def give_up(row: Row, error: Exception) -> None:
    """Mark the job failed for good, and tell whoever waits for it."""
    row.set_failed(error)
    tell = policy_of_row(row).given_up
    if tell is None:
        return
    try:
        with transaction.atomic():
            tell(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception:
        logger.exception("nobody could be told that job %s was given up", row.task_path)


def try_again(row: Row, *, after: datetime) -> None:
    row.status, row.started_at, row.run_after = TaskResultStatus.READY, None, after
    row.save(update_fields=["status", "started_at", "run_after"])


def _claimed(worker: str) -> Row | None:
    waiting = DBTaskResult.objects.ready()
    if not waiting.exists():  # an idle worker only reads
        return None
    try:
        with exclusive_transaction(waiting.db):
            row = waiting.get_locked()
            if row is not None:
                row.claim(worker)
            return row
    except OperationalError as error:
        if is_locked_database_exception(error):
            return None
        raise


def _call(row: Row) -> Any:
    return row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def _failed(row: Row, error: Exception, now: datetime) -> None:
    policy, tries = policy_of_row(row), len(row.worker_ids)
    if tries < policy.times:
        try_again(row, after=now + policy.wait_after(tries))
    else:
        give_up(row, error)
