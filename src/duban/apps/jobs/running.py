"""The two loops beside the web server: one runs jobs, one puts periodic work in the queue and recovers lost jobs.

In: an event that is set when they should stop.  Out: nothing; a job under way is finished first.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from threading import Event

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from duban.apps.jobs import schedule
from duban.apps.jobs.alive import alive
from duban.apps.jobs.lost import recover_lost_jobs
from duban.apps.jobs.working import run_one

logger = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
SCHEDULE_SECONDS = 15.0


def run_worker(stop: Event) -> None:
    """Run jobs, one after another, until told to stop."""
    worker = _new_worker()
    with alive(worker):
        _repeat(lambda: run_one(worker, now=timezone.now()), stop, IDLE_SECONDS)


def run_schedule(stop: Event) -> None:
    """See to what is due and what was lost, until told to stop."""
    _repeat(_see_to_schedule, stop, SCHEDULE_SECONDS)


def run_waiting() -> int:
    """Run all jobs that wait now, and those they put in the queue; how many there were."""
    worker, count = _new_worker(), 0
    with alive(worker):
        while run_one(worker, now=timezone.now()):
            count += 1
    return count


def _see_to_schedule() -> bool:
    now = timezone.now()
    recover_lost_jobs(now=now)
    schedule.enqueue_due(now=now)
    return False


def _repeat(work: Callable[[], bool], stop: Event, idle_seconds: float) -> None:
    """Call `work` again at once while it finds some, else after a pause; a database that fails is asked again."""
    while not stop.is_set():
        close_old_connections()
        try:
            found = work()
        except DatabaseError:
            logger.exception("the database does not answer")
            connection.close()
            found = False
        if not found:
            stop.wait(idle_seconds)
    connection.close()


def _new_worker() -> str:
    return secrets.token_hex(16)
