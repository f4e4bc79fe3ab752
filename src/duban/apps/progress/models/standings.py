"""How a task stands: what is known of it, and from which day on each word applies.

What time decides is computed: a row changes when something is said or decided, never because a day went by. The days
on which the word turns are facts; the word of a day follows from them, in SQL and in Python alike.
"""

from __future__ import annotations

from django.db import models

from duban.apps.plans.models import Task


class Standing(models.Model):
    """`done_on`: from that day it is done; `overdue_from`, `behind_from`, `severe_from`: from that day on, unless done;
    `ahead_until`: up to and with that day; `started`: something is known. `basis` is what it was judged by."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="standing", verbose_name="任务")
    started = models.BooleanField("已启动", default=False)
    done_on = models.DateField("完成日期", null=True, blank=True)
    overdue_from = models.DateField("逾期起", null=True, blank=True)
    behind_from = models.DateField("滞后起", null=True, blank=True)
    severe_from = models.DateField("严重滞后起", null=True, blank=True)
    ahead_until = models.DateField("超前至", null=True, blank=True)
    basis = models.JSONField("依据", default=dict)

    class Meta:
        verbose_name = "进度状态"
        indexes = [
            models.Index(fields=["overdue_from", "done_on"], name="standing_overdue"),
            models.Index(fields=["behind_from", "done_on"], name="standing_behind"),
        ]

    def __str__(self) -> str:
        return f"“{self.task}”进度状态"
