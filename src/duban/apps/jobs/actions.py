"""Run a failed job again: once, however often the button is pressed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.apps.audit import recording
from duban.apps.jobs.labels import EVERYWHERE
from duban.apps.jobs.naming import words_of
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, NotAllowed

_TOP = 2  # slashes in the path of a place without one above it: "/1/"


def check_can_run(by: Actor) -> None:
    """The queue is one for all places."""
    permissions.check_can(by, Permission.RUN_JOB_AGAIN)
    if not by.is_system and by.path.count("/") != _TOP:
        raise NotAllowed(EVERYWHERE)


@transaction.atomic
def run_again(*, key: UUID, at: datetime, by: Actor) -> None:
    """Put it back into the queue with all its tries."""
    check_can_run(by)
    row = DBTaskResult.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise Conflict("这项工作的记录已清理")
    if row.status != TaskResultStatus.FAILED:
        raise Conflict("这项工作没有失败，或者已经在重新运行")
    try:
        _ = row.task
    except (ImportError, SuspiciousOperation):
        raise Conflict("这项工作的程序已不存在，不能重新运行") from None
    row.status, row.worker_ids, row.run_after = TaskResultStatus.READY, [], at
    row.started_at = row.finished_at = None
    row.exception_class_path = row.traceback = ""
    row.save()
    recording.record("job.run_again", by=by, note=words_of(row.task_path))
