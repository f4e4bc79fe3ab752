"""What was read of an indicator document, row by row, while a person corrects it beside the source."""

from __future__ import annotations

from django.db import models

from duban.apps.plans.models import PlanImport
from duban.rulebook.indicators import DIRECTIONS, INDICATOR_KINDS, NATURES, IndicatorKind


class DraftIndicator(models.Model):
    """Names are the document's own words; `places` as in `plans.DraftTask`.

    `targets`: [{"year", "level", "comparator", "value", "value_to", "text", "rule", "amount", "evaluation"}, …],
    `figures`: [{"year", "month", "value", "text"}, …], `tasks`: [{"text", "lead", "support", "places"}, …], figures as
    text. `settled`: of direction and nature, what a person has confirmed."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="indicators", verbose_name="导入")
    indicator = models.ForeignKey(
        "indicators.Indicator", models.SET_NULL, null=True, blank=True, related_name="drafts", verbose_name="指标"
    )
    order = models.PositiveIntegerField("排序", default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    part = models.CharField("分项", max_length=20, blank=True)
    parent = models.CharField("上级指标", max_length=200, blank=True)
    field = models.CharField("领域", max_length=100, blank=True)
    name = models.CharField("指标", max_length=200)
    unit = models.CharField("计量单位", max_length=30, blank=True)
    kind = models.CharField(
        "类型",
        max_length=10,
        choices=[(one.value, words) for one, words in INDICATOR_KINDS.items()],
        default=IndicatorKind.VALUE.value,
    )
    direction = models.CharField(
        "方向", max_length=20, blank=True, choices=[(one.value, words) for one, words in DIRECTIONS.items()]
    )
    nature = models.CharField(
        "性质", max_length=20, blank=True, choices=[(one.value, words) for one, words in NATURES.items()]
    )
    settled = models.JSONField("已确认", default=list)
    baseline_year = models.PositiveSmallIntegerField("基期年", null=True, blank=True)
    baseline_value = models.DecimalField("基期值", max_digits=24, decimal_places=6, null=True, blank=True)
    baseline_text = models.CharField("基期值原文", max_length=200, blank=True)
    weight = models.DecimalField("权重", max_digits=8, decimal_places=4, null=True, blank=True)
    targets = models.JSONField("目标值", default=list)
    figures = models.JSONField("实际值", default=list)
    lead = models.JSONField("牵头单位", default=list)
    support = models.JSONField("配合单位", default=list)
    tasks = models.JSONField("重点工作任务", default=list)
    places = models.JSONField("原文位置", default=dict)
    checked = models.BooleanField("已核对", default=False)
    removed = models.BooleanField("不导入", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "指标草稿"
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["plan_import", "order"], name="draft_indicator_in_order")]

    def __str__(self) -> str:
        return self.name
