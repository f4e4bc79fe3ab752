"""Periodic work is started once for each moment it is due, however many schedules look."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import job_samples
import pytest
from django_tasks_db.models import DBTaskResult
from installation import Installation

from duban.apps.jobs import schedule
from duban.apps.jobs.running import run_waiting
from duban.apps.jobs.schedule import Periodic, enqueue_due

LOCAL = ZoneInfo("Asia/Shanghai")
DAILY = Periodic("daily", job_samples.tick, at=time(3, 10))
OFTEN = Periodic("often", job_samples.tick, every=timedelta(minutes=10))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("periodic", "now", "slot"),
    [
        (DAILY, local(5, 3, 9), local(4, 3, 10)),
        (DAILY, local(5, 3, 10), local(5, 3, 10)),
        (DAILY, local(5, 23, 59), local(5, 3, 10)),
        (OFTEN, local(5, 3, 9), local(5, 3, 0)),
        (OFTEN, local(5, 3, 10), local(5, 3, 10)),
    ],
)
def test_the_moment_it_was_last_due(periodic: Periodic, now: datetime, slot: datetime) -> None:
    assert periodic.slot(now) == slot


@pytest.mark.django_db
def test_it_is_started_once_for_a_moment_and_again_for_the_next() -> None:
    started = []
    for now in (local(5, 4), local(5, 23), local(6, 3), local(6, 4), local(9, 4)):
        started.append(enqueue_due(now=now, periodic=(DAILY,)))
        run_waiting()

    assert started == [1, 0, 0, 1, 1]


@pytest.mark.django_db
def test_it_does_not_pile_up_while_no_worker_runs() -> None:
    for minute in range(0, 60, 10):
        enqueue_due(now=local(5, 4, minute), periodic=(OFTEN,))

    assert DBTaskResult.objects.count() == 1


def test_two_schedules_at_once_start_it_once(installation: Installation) -> None:
    look = (
        "import time; from datetime import timedelta; from django.utils import timezone\n"
        "from duban.apps.jobs.schedule import Periodic, enqueue_due\n"
        "entries = tuple(Periodic(str(n), tick, every=timedelta(hours=24)) for n in range(20))\n"
        "time.sleep(max(0, {at} - time.time()))\n"
        "print(enqueue_due(now=timezone.now(), periodic=entries))\n"
    )
    at = datetime.now(tz=LOCAL).timestamp() + 6
    schedules = [installation.start(look.format(at=at)) for _ in range(2)]
    answers = [process.communicate(timeout=60)[0] for process in schedules]

    assert [process.returncode for process in schedules] == [0, 0]
    rows = "from duban.apps.jobs.models import PeriodicJob as P; print(P.objects.count())"
    assert installation.run(rows) == "20"
    assert sum(int(answer) for answer in answers) <= 20


def test_the_installation_looks_after_itself() -> None:
    assert {"clear-expired-sessions", "prune-jobs"} <= {entry.name for entry in schedule.registered()}
