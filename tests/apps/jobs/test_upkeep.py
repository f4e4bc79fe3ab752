"""Expired sessions and old results go; what is still waited for stays."""

from __future__ import annotations

from datetime import timedelta

import job_samples
import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs.models import PeriodicJob
from duban.apps.jobs.progress import clear_progress, progress, set_progress
from duban.apps.jobs.running import run_waiting
from duban.apps.jobs.upkeep import clear_expired_sessions, prune_jobs

pytestmark = pytest.mark.django_db


def test_expired_sessions_are_forgotten() -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    clear_expired_sessions.enqueue()

    run_waiting()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_old_results_are_forgotten_and_waiting_jobs_are_not() -> None:
    now = timezone.now()
    for _ in range(3):
        job_samples.tick.enqueue()
    keys = list(DBTaskResult.objects.values_list("pk", flat=True))
    finished = DBTaskResult.objects.filter(pk__in=keys[:2])
    finished.update(status="SUCCESSFUL", finished_at=now)
    DBTaskResult.objects.filter(pk=keys[0]).update(finished_at=now - timedelta(days=40))
    PeriodicJob.objects.create(name="a", slot=now - timedelta(days=40), started_at=now)
    PeriodicJob.objects.create(name="a", slot=now, started_at=now)

    prune_jobs.call()

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == set(keys[1:])
    assert PeriodicJob.objects.count() == 1


def test_progress_is_seen_until_it_is_cleared() -> None:
    set_progress("import:1", "正在写入人员", 250, 1000)
    seen = progress("import:1")
    assert seen is not None
    assert (seen.words, seen.percent) == ("正在写入人员", 25)

    clear_progress("import:1")
    assert progress("import:1") is None
