"""指标体系: the indicators of a place for a period, their fields, the stages of the campaign that reaches them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from duban.apps.indicators.models.sight import of_sets
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import Plan, PlanImport, SourceFile
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SET_LIFE, SetState


class IndicatorSetQuerySet(models.QuerySet["IndicatorSet"]):
    def visible_to(self, actor: Actor) -> IndicatorSetQuerySet:
        return self.filter(of_sets(actor))


class IndicatorSet(models.Model):
    """`starts` is the baseline's year, `ends` the last with targets; one year's headline targets have both alike.

    Figures are asked as of the end of each of `due_months` (12: the whole year), `due_days` days after it.
    `shares_targets`: places below without targets of their own are judged by the set's figures, sums excepted."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="indicator_sets", verbose_name="行政区")
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=100, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    starts = models.PositiveSmallIntegerField("基期年")
    ends = models.PositiveSmallIntegerField("目标年")
    state = models.CharField("状态", max_length=10, choices=SET_LIFE.choices, default=SetState.DRAFT.value)
    due_months = models.JSONField("报数截至月份", default=list)  # [6, 12]; empty: nobody is asked
    due_days = models.PositiveSmallIntegerField("期满后多少日内报数", default=20)
    shares_targets = models.BooleanField("下级没有自己目标的，按本级目标评价", default=False)
    source = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, related_name="indicator_sets", verbose_name="源文件"
    )
    plan_import = models.OneToOneField(
        PlanImport, models.PROTECT, null=True, blank=True, related_name="indicator_set", verbose_name="来源"
    )
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, blank=True, related_name="indicator_sets", verbose_name="任务方案"
    )
    version = models.PositiveIntegerField("版本", default=1)

    objects = IndicatorSetQuerySet.as_manager()

    class Meta:
        verbose_name = "指标体系"
        ordering = ["-ends", "jurisdiction__path", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="set_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.title


class IndicatorField(models.Model):
    """领域: 经济发展, 人民生活."""

    indicator_set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="fields", verbose_name="指标体系")
    title = models.CharField("领域", max_length=100)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "领域"
        ordering = ["indicator_set", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["indicator_set", "title"], name="field_once_in_set")]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """阶段: 研究部署, 组织实施, 巩固提高."""

    indicator_set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="stages", verbose_name="指标体系")
    name = models.CharField("阶段", max_length=100)
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    work = models.TextField("工作内容", blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "阶段"
        ordering = ["indicator_set", "order", "pk"]

    def __str__(self) -> str:
        return self.name
