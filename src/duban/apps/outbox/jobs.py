"""The outbox's work in the background: the reminders of the day, and each delivery by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from duban.apps.jobs import schedule
from duban.apps.jobs.naming import explain, name_job
from duban.apps.jobs.retrying import retried
from duban.apps.outbox import channels, delivering, telling


@task()
@retried(times=4, wait=timedelta(minutes=5))
def remind() -> None:
    telling.tell(at=timezone.now())


@task()
@retried(times=5, wait=timedelta(minutes=1), given_up=delivering.give_up)
def deliver(key: int) -> None:
    delivering.deliver(key, at=timezone.now())


schedule.daily("remind", remind, at=telling.BEGINS)
channels.send_by(deliver.enqueue)
name_job(remind, "生成当天的提醒")
name_job(deliver, "发送一条提醒")
explain(channels.NotSent, "没有发成，原因见“群机器人”页")
