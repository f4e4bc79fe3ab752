"""节假日: what the yearly notices say of single days, and for which years there is a notice.

Of all days no row names, the week decides. The calendar is one for the whole installation.
"""

from __future__ import annotations

from django.db import models

from duban.apps.calendars.labels import KINDS, said
from duban.rulebook.working_days import DayKind


class CalendarYear(models.Model):
    """Changes lock their year; `stamp` is a digest of its days, so that a copy in memory knows when it is old."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    is_announced = models.BooleanField("已公布", default=False)
    source = models.CharField("依据", max_length=200, blank=True)
    stamp = models.CharField("校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = "年度放假安排"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class CalendarDay(models.Model):
    day = models.DateField("日期", unique=True)
    kind = models.CharField("类型", max_length=10, choices=[(kind.value, KINDS[kind]) for kind in DayKind])
    name = models.CharField("名称", max_length=40, blank=True)

    class Meta:
        verbose_name = "节假日"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day.year}年{self.day.month}月{self.day.day}日{said(self.kind, self.name)}"
