"""计算办法: how a set is judged, by versions, so that a result of last year can be computed again as it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.indicators.models.indicators import Indicator
from duban.apps.indicators.models.sets import IndicatorField, IndicatorSet
from duban.rulebook.indicators import METHODS, Method


class Scheme(models.Model):
    """In force from `since` until the next one's. `tolerance`: percent by which 左右 and 平稳 may differ.

    Points are percentage points of attainment against the path, for the classes of 时序."""

    indicator_set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="schemes", verbose_name="指标体系")
    number = models.PositiveSmallIntegerField("版次")
    since = models.DateField("自何日起")
    cap = models.BooleanField("单项最高按100计", default=True)
    tolerance = models.DecimalField("允许误差（%）", max_digits=5, decimal_places=2, default=5)
    behind_points = models.PositiveSmallIntegerField("落后多少个百分点为滞后", default=10)
    severe_points = models.PositiveSmallIntegerField("落后多少个百分点为严重滞后", default=30)
    ahead_points = models.PositiveSmallIntegerField("领先多少个百分点为快于时序", default=10)
    reason = models.CharField("制定说明", max_length=500, blank=True)
    made_at = models.DateTimeField("制定时间")
    made_by = models.CharField("制定人", max_length=40)

    class Meta:
        verbose_name = "计算办法"
        ordering = ["indicator_set", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator_set", "number"], name="scheme_numbered_once"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="tolerance_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_set}计算办法第{self.number}版"


class SchemeField(models.Model):
    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="fields", verbose_name="计算办法")
    field = models.ForeignKey(IndicatorField, models.CASCADE, related_name="+", verbose_name="领域")
    weight = models.DecimalField("权重", max_digits=8, decimal_places=4, default=1)

    class Meta:
        verbose_name = "领域权重"
        ordering = ["scheme", "field__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "field"], name="field_weighed_once")]

    def __str__(self) -> str:
        return f"{self.field}：{self.weight}"


class SchemeLine(models.Model):
    """`weight` within its field, of a part within its whole; `lower` and `upper` are the bounds at which the interval
    method gives 0; `must_pass`: outside the weights, it decides the verdict alone."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="lines", verbose_name="计算办法")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="lines", verbose_name="指标")
    weight = models.DecimalField("权重", max_digits=8, decimal_places=4, default=1)
    method = models.CharField(
        "计算方法",
        max_length=10,
        choices=[(one.value, words) for one, words in METHODS.items()],
        default=Method.AUTO.value,
    )
    lower = models.DecimalField("允许下限", max_digits=24, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField("允许上限", max_digits=24, decimal_places=6, null=True, blank=True)
    must_pass = models.BooleanField("必达", default=False)

    class Meta:
        verbose_name = "指标计算方法"
        ordering = ["scheme", "indicator__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "indicator"], name="indicator_judged_once")]

    def __str__(self) -> str:
        return f"{self.indicator}：{self.get_method_display()}"
