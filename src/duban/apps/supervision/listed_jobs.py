"""What listed cases need of time itself: at the beginning of each month its reports are asked for."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from duban.apps.jobs import schedule
from duban.apps.jobs.naming import name_job
from duban.apps.supervision.listed_months import bring_into_line


@task()
def ask_for_months() -> None:
    bring_into_line(on=timezone.localdate())


schedule.every("listed-months", ask_for_months, minutes=30)
name_job(ask_for_months, "每月要求报送挂牌督办月报")
