"""What a report and an implementation plan share: one for each task and lead unit, filed by a day, reviewed."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.rulebook.reports import DECISION_LABELS, FILING_LABELS, FilingState


class Filing(models.Model):
    """`due` moves when it is returned, `original_due` never does. Names are of accounts that acted.

    `first_submitted_at` is what lateness is judged by; `returns` counts how often it was returned."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="%(class)ss", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)ss", verbose_name="单位")
    state = models.CharField(
        "状态",
        max_length=10,
        choices=[(state.value, FILING_LABELS[state]) for state in FilingState],
        default=FilingState.OWED.value,
    )
    due = models.DateField("报送期限")
    original_due = models.DateField("原报送期限")
    begun_at = models.DateTimeField("开始填写", null=True, blank=True)
    changed_at = models.DateTimeField("最近修改", null=True, blank=True)
    written_by = models.CharField("填报人", max_length=40, blank=True)
    approved_by = models.CharField("单位审核人", max_length=40, blank=True)
    inner_note = models.TextField("单位审核意见", blank=True)
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.CharField("报送人", max_length=40, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    reviewed_by = models.CharField("审核人", max_length=40, blank=True)
    return_reason = models.TextField("退回原因", blank=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        abstract = True


class Submission(models.Model):
    """What was filed at one moment, and what the office said to it: kept as it was. `values` by their Chinese names."""

    number = models.PositiveSmallIntegerField("第几次")
    at = models.DateTimeField("报送时间")
    by = models.CharField("报送人", max_length=40)
    approved_by = models.CharField("单位审核人", max_length=40, blank=True)
    due = models.DateField("报送期限")
    values = models.JSONField("内容", default=dict)
    decision = models.CharField(
        "审核", max_length=10, blank=True, choices=[(one.value, words) for one, words in DECISION_LABELS.items()]
    )
    reason = models.TextField("意见", blank=True)
    new_due = models.DateField("重报期限", null=True, blank=True)
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decided_by = models.CharField("审核人", max_length=40, blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]
