"""How an office runs its plans: data with versions, so that a result of last year can be explained."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered


class Practice(Validity):
    """Points are percentage points of the whole against 时序进度; days are working days."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="practices", verbose_name="行政区")
    behind_points = models.PositiveSmallIntegerField("落后多少个百分点为滞后", default=10)
    severe_points = models.PositiveSmallIntegerField("落后多少个百分点为严重滞后", default=30)
    ahead_points = models.PositiveSmallIntegerField("领先多少个百分点为超前", default=10)
    opens_before = models.PositiveSmallIntegerField("报送日期前多少个工作日开始填报", default=15)
    review_within = models.PositiveSmallIntegerField("报送后多少个工作日内审核", default=3)
    return_within = models.PositiveSmallIntegerField("退回后多少个工作日内重报", default=3)
    remind_before = models.JSONField("提前几个工作日提醒", default=list)  # [5, 1]; empty: only on the day
    remind_after = models.JSONField("逾期几个工作日后再提醒", default=list)  # [1, 3]
    leader_decides = models.JSONField("由领导审批的调整", default=list)  # values of AdjustmentKind

    objects = ValidityQuerySet["Practice"].as_manager()

    class Meta:
        verbose_name = "督办规则"
        ordering = ["jurisdiction__path", "-since", "-pk"]
        constraints = [ordered("practice_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.jurisdiction}督办规则"


class UnitPractice(models.Model):
    """How a unit does it inside; without a row, whoever fills a report submits it."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="practice", verbose_name="单位")
    inner_approval = models.BooleanField("报送前由单位负责人审核", default=False)

    class Meta:
        verbose_name = "单位报送流程"

    def __str__(self) -> str:
        return f"{self.unit}报送流程"
