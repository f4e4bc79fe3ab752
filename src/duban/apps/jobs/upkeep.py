"""What the installation does for itself: forget expired sessions and what became of old jobs."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs import schedule
from duban.apps.jobs.alive import count_alive
from duban.apps.jobs.models import PeriodicJob
from duban.apps.jobs.naming import name_job

KEPT_DAYS = 30  # a month back, somebody may still ask what became of a job


@task()
def clear_expired_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@task()
def prune_jobs() -> None:
    forget_jobs(before=timezone.now() - timedelta(days=KEPT_DAYS))
    count_alive()  # removes what killed workers left


def forget_jobs(*, before: datetime) -> None:
    """Delete finished jobs, and what periodic work was started, from before that moment."""
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    PeriodicJob.objects.filter(slot__lt=before).delete()


schedule.daily("clear-expired-sessions", clear_expired_sessions, at=time(3, 10))
schedule.daily("prune-jobs", prune_jobs, at=time(3, 20))
name_job(clear_expired_sessions, "清理过期的登录")
name_job(prune_jobs, "清理旧的后台工作")
