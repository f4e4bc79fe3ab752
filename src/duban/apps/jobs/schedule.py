"""Work that is due again and again: every day at a time, or every so many minutes.

In: registered jobs, the moment.  Out: those due are put in the queue, once for each due moment (`PeriodicJob`).
What was missed while nothing ran is caught up once, not once for every moment missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs.models import PeriodicJob

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job without arguments; `at` (local time) or `every`."""

    name: str
    job: Task[Any, Any]
    at: time | None = None
    every: timedelta | None = None

    def slot(self, now: datetime) -> datetime:
        """The last moment it was due, at `now` or before."""
        if self.every is not None:
            return now - (now - _EPOCH) % self.every
        local = timezone.localtime(now)
        assert self.at is not None
        today = datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        return today if today <= local else today - timedelta(days=1)


_PERIODIC: dict[str, Periodic] = {}


def daily(name: str, job: Task[Any, Any], *, at: time) -> None:
    """Run `job` every day; called when an application is ready."""
    _PERIODIC[name] = Periodic(name, job, at=at)


def every(name: str, job: Task[Any, Any], *, minutes: int) -> None:
    _PERIODIC[name] = Periodic(name, job, every=timedelta(minutes=minutes))


def registered() -> tuple[Periodic, ...]:
    return tuple(_PERIODIC.values())


def enqueue_due(*, now: datetime, periodic: tuple[Periodic, ...] | None = None) -> int:
    """Put what is due into the queue; how many were put there."""
    slots = {entry: entry.slot(now) for entry in (registered() if periodic is None else periodic)}
    taken = set(
        PeriodicJob.objects.filter(slot__in=set(slots.values())).values_list("name", "slot"),
    )
    return sum(_enqueue(entry, slot, now) for entry, slot in slots.items() if (entry.name, slot) not in taken)


def _enqueue(entry: Periodic, slot: datetime, now: datetime) -> bool:
    try:
        with transaction.atomic():
            PeriodicJob.objects.create(name=entry.name, slot=slot, started_at=now)
            waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=entry.job.module_path)
            if waiting.exists():  # the one before has not even begun
                return False
            entry.job.enqueue()
    except IntegrityError:  # another schedule was first
        return False
    return True
