"""What the administrator sees of the work in the background: what waits, runs, failed, was done; what comes when.

In: the moment.  Out: plain values without what the jobs were given. The number of queries does not grow with jobs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs import schedule
from duban.apps.jobs.alive import is_alive
from duban.apps.jobs.models import PeriodicJob
from duban.apps.jobs.naming import reason_of, words_of
from duban.apps.jobs.schedule import Periodic

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Job:
    """`has_worker`: whether the process that runs it lives; `reason`: why it failed."""

    key: UUID
    name: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    due_at: datetime | None
    tries: int
    has_worker: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Jobs of one state: the first of them, and how many there are."""

    jobs: list[Job]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.jobs)


@dataclass(frozen=True, slots=True)
class Regular:
    """Periodic work: when it was last put in the queue, when it comes next."""

    name: str
    last: datetime | None
    next: datetime


def waiting() -> Group:
    return _group(DBTaskResult.objects.filter(status="READY").order_by("run_after", "enqueued_at"))


def running() -> Group:
    return _group(DBTaskResult.objects.running().order_by("started_at"))


def failed() -> Group:
    return _group(DBTaskResult.objects.failed().order_by("-finished_at"))


def finished() -> Group:
    return _group(DBTaskResult.objects.successful().order_by("-finished_at"))


def regular(*, now: datetime) -> list[Regular]:
    """In the order in which it comes next."""
    last = dict(PeriodicJob.objects.values_list("name").annotate(Max("started_at")))
    found = [
        Regular(words_of(one.job.module_path), last.get(one.name), _next(one, now)) for one in schedule.registered()
    ]
    return sorted(found, key=lambda one: one.next)


def _next(one: Periodic, now: datetime) -> datetime:
    return one.slot(now) + (one.every if one.every is not None else timedelta(days=1))


def _group(rows: QuerySet[DBTaskResult[Any, Any]]) -> Group:
    count = rows.count()
    return Group([_job(row) for row in rows.defer("args_kwargs", "return_value", "traceback")[:SHOWN]], count)


def _job(row: DBTaskResult[Any, Any]) -> Job:
    return Job(
        key=row.pk,
        name=words_of(row.task_path),
        asked_at=row.enqueued_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        due_at=row.run_after if row.run_after.year < 9999 else None,
        tries=len(row.worker_ids),
        has_worker=row.status == "RUNNING" and bool(row.worker_ids) and is_alive(row.worker_ids[-1]),
        reason=reason_of(row.exception_class_path) if row.exception_class_path else "",
    )
