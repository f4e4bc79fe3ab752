"""量化目标: a quantified commitment inside a task's text, with the type it is measured by."""

from __future__ import annotations

from django.db import models

from duban.apps.plans.models.tasks import Task
from duban.rulebook.targets import LABELS, TargetKind


class Target(models.Model):
    """`comparator` as the reading core has it (">=", "<=", "=", "~", "range", "times", "words")."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets", verbose_name="任务")
    order = models.PositiveSmallIntegerField("排序", default=0)
    measure = models.CharField("指标", max_length=200)
    comparator = models.CharField("关系", max_length=10)
    value = models.DecimalField("目标值", max_digits=20, decimal_places=4, null=True, blank=True)
    value_to = models.DecimalField("目标值上限", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("计量单位", max_length=30, blank=True)
    text = models.CharField("原文", max_length=500)
    due = models.DateField("期限", null=True, blank=True)
    kind = models.CharField("计量方式", max_length=12, choices=[(kind.value, LABELS[kind]) for kind in TargetKind])
    kind_confirmed = models.BooleanField("已确认", default=False)
    place = models.JSONField("原文位置", null=True, blank=True)

    class Meta:
        verbose_name = "量化目标"
        ordering = ["task", "order", "pk"]

    def __str__(self) -> str:
        return self.text
