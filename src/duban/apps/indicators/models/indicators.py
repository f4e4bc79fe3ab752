"""指标: a measured quantity, where it starts, which way is better, who answers for it, which tasks serve it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.indicators.models.sets import IndicatorField, IndicatorSet
from duban.apps.indicators.models.sight import of_indicators
from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.plans.models import Target, Task
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import (
    AGGREGATIONS,
    DIRECTIONS,
    INDICATOR_KINDS,
    NATURES,
    Aggregation,
    IndicatorKind,
)
from duban.rulebook.tasks import ROLE_LABELS, UNIT_ROLES


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, actor: Actor) -> IndicatorQuerySet:
        return self.filter(of_indicators(actor))


class Indicator(models.Model):
    """`direction` and `nature` are empty while nobody has said; parts have a `parent` of kind composite and
    no parts themselves. `accrues`: its figures add up from January on (新增就业), so half a year's is half the way.

    `places` maps what was read to its spans in the import's text, as in `plans.DraftTask`."""

    indicator_set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="indicators", verbose_name="指标体系")
    field = models.ForeignKey(
        IndicatorField, models.SET_NULL, null=True, blank=True, related_name="indicators", verbose_name="领域"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name="上级指标"
    )
    order = models.PositiveIntegerField("排序", default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    part = models.CharField("分项", max_length=20, blank=True)
    name = models.CharField("指标", max_length=200)
    definition = models.TextField("口径", blank=True)
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
    baseline_year = models.PositiveSmallIntegerField("基期年", null=True, blank=True)
    baseline_value = models.DecimalField("基期值", max_digits=24, decimal_places=6, null=True, blank=True)
    baseline_text = models.CharField("基期值原文", max_length=200, blank=True)
    aggregation = models.CharField(
        "由下级汇总",
        max_length=10,
        choices=[(one.value, words) for one, words in AGGREGATIONS.items()],
        default=Aggregation.NONE.value,
    )
    accrues = models.BooleanField("年内逐月累计", default=False)
    places = models.JSONField("原文位置", default=dict)
    version = models.PositiveIntegerField("版本", default=1)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "指标"
        ordering = ["indicator_set", "order", "pk"]
        indexes = [models.Index(fields=["indicator_set", "order"], name="indicator_in_set")]

    def __str__(self) -> str:
        return self.name


class IndicatorUnit(models.Model):
    """Who answers for an indicator: a unit, a collective unit, or only the document's words.

    When the set is put in force a collective unit's members get rows of their own that point back (`through`)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="units", verbose_name="指标")
    role = models.CharField("责任", max_length=10, choices=[(role.value, ROLE_LABELS[role]) for role in UNIT_ROLES])
    listed_name = models.CharField("文件所列名称", max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="indicator_duties", verbose_name="单位"
    )
    unit_group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="indicator_duties", verbose_name="集合单位"
    )
    through = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="resolved", verbose_name="由集合单位而来"
    )
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "指标责任"
        ordering = ["indicator", "role", "order", "pk"]
        indexes = [models.Index(fields=["unit", "role", "indicator"], name="indicators_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(unit_group__isnull=False) | ~Q(listed_name=""),
                name="indicator_unit_names_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.listed_name or str(self.unit or self.unit_group)


class IndicatorTask(models.Model):
    """重点工作任务: what is done to reach the indicator, as the document has it; `task` carries it out in a plan."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="tasks", verbose_name="指标")
    order = models.PositiveSmallIntegerField("排序", default=0)
    text = models.TextField("重点工作任务")
    lead = models.JSONField("牵头单位", default=list)
    support = models.JSONField("配合单位", default=list)
    places = models.JSONField("原文位置", default=dict)
    task = models.ForeignKey(
        Task, models.SET_NULL, null=True, blank=True, related_name="indicator_tasks", verbose_name="任务"
    )

    class Meta:
        verbose_name = "指标的重点任务"
        ordering = ["indicator", "order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class TargetLink(models.Model):
    """A task's quantified target that is an indicator's target of a year: one figure, entered once, seen in both."""

    target = models.OneToOneField(Target, models.CASCADE, related_name="indicator_link", verbose_name="量化目标")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="target_links", verbose_name="指标")
    year = models.PositiveSmallIntegerField("年度")
    linked_at = models.DateTimeField("关联时间")
    linked_by = models.CharField("关联人", max_length=40)

    class Meta:
        verbose_name = "目标与指标的关联"
        ordering = ["indicator", "year", "pk"]

    def __str__(self) -> str:
        return f"{self.indicator}（{self.year}年）"
