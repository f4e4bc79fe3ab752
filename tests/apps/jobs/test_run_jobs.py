"""Jobs are run once, tried again as told, and given up with a word to whoever waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import job_samples
import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from job_samples import noted

from duban.apps.jobs.running import run_waiting

pytestmark = pytest.mark.django_db


def test_a_waiting_job_is_run_and_its_result_kept(tmp_path: Path) -> None:
    result = job_samples.write.enqueue(str(tmp_path / "lines"), "done")

    assert run_waiting() == 1
    result.refresh()
    assert (result.return_value, noted(tmp_path / "lines")) == ("done", ["done"])
    assert run_waiting() == 0


def test_a_job_that_fails_is_tried_again_after_a_growing_wait_and_then_given_up(tmp_path: Path) -> None:
    file, start = tmp_path / "lines", timezone.now()
    job_samples.fail.enqueue(str(file))
    tries = []

    for minute in range(8):
        with time_machine.travel(start + timedelta(minutes=minute, seconds=5), tick=False):
            tries.append(run_waiting())

    assert tries == [1, 1, 0, 1, 0, 0, 0, 0]
    assert noted(file) == ["tried", "tried", "tried", "given-up"]
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_job_whose_function_is_gone_fails_and_the_next_is_run(tmp_path: Path) -> None:
    job_samples.write.enqueue(str(tmp_path / "lines"), "gone")
    DBTaskResult.objects.update(task_path="job_samples.no_longer_there")
    job_samples.write.enqueue(str(tmp_path / "lines"), "there")

    assert run_waiting() == 2
    assert noted(tmp_path / "lines") == ["there"]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


def test_a_job_of_a_transaction_that_is_undone_never_was(tmp_path: Path) -> None:
    with transaction.atomic():
        job_samples.write.enqueue(str(tmp_path / "lines"), "never")
        transaction.set_rollback(True)

    assert run_waiting() == 0
