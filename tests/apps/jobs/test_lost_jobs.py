"""A worker that is killed loses nothing: its job is run again by the next one."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

from installation import Installation
from job_samples import noted

WORK = "import threading; from duban.apps.jobs.running import run_worker\n"
STOPPABLE = """
import signal
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_worker(stop)
"""
RECOVER = "from django.utils import timezone; from duban.apps.jobs.lost import recover_lost_jobs\n"
STATES = "from django_tasks_db.models import DBTaskResult as R; print(*R.objects.values_list('status', flat=True))"


def started(installation: Installation, file: Path, line: str) -> subprocess.Popen[str]:
    """A worker, once its job has written `line`."""
    worker = installation.start(WORK + STOPPABLE)
    for _ in range(300):
        if line in noted(file):
            return worker
        time.sleep(0.1)
    worker.kill()
    raise AssertionError("the worker did not begin")


def killed(worker: subprocess.Popen[str]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=30)


def test_the_job_of_a_killed_worker_is_run_again(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "lines"
    installation.run(f"write_once_slowly.enqueue({str(file)!r})")
    killed(started(installation, file, "began"))
    assert installation.run(STATES) == "RUNNING"

    run_again = "print(recover_lost_jobs(now=timezone.now())); from duban.apps.jobs.running import *; run_waiting()\n"
    assert installation.run(RECOVER + run_again + STATES) == "1\nSUCCESSFUL"
    assert noted(file) == ["began", "again"]


def test_the_job_of_a_living_worker_is_left_alone_and_finished_when_told_to_stop(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "lines"
    installation.run(f"write_slowly.enqueue({str(file)!r}, 6)")
    worker = started(installation, file, "began")

    assert installation.run(RECOVER + "print(recover_lost_jobs(now=timezone.now()))") == "0"
    worker.terminate()
    worker.communicate(timeout=30)
    assert worker.returncode == 0
    assert noted(file) == ["began", "ended"]
    assert installation.run(STATES) == "SUCCESSFUL"


def test_a_job_that_kills_every_worker_is_given_up(installation: Installation, tmp_path: Path) -> None:
    installation.run(
        f"fail.enqueue({str(tmp_path / 'lines')!r})\n"
        "from django_tasks_db.models import DBTaskResult as R\n"
        "R.objects.update(status='RUNNING', worker_ids=['a', 'b', 'c'])"
    )

    assert installation.run(RECOVER + "print(recover_lost_jobs(now=timezone.now()))\n" + STATES) == "1\nFAILED"
    assert noted(tmp_path / "lines") == ["given-up"]
