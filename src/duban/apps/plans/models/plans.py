"""方案: an official document that assigns tasks, for one jurisdiction and year; its outline; its reporting dates."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models.plan_imports import PlanImport
from duban.apps.plans.models.sight import of_plans
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import PLAN_LABELS, PlanState


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """The office sees drafts too; others see issued plans of the jurisdictions they see whole, or those in which
        a unit they see answers for a task."""
        return self.filter(of_plans(actor))


class Plan(models.Model):
    """`rules` is what the notice itself demands, as read: reporting dates, to whom, appraisal, interviews."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="plans", verbose_name="行政区")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=100, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    state = models.CharField(
        "状态",
        max_length=10,
        choices=[(state.value, PLAN_LABELS[state]) for state in PlanState],
        default=PlanState.DRAFT.value,
    )
    rules = models.JSONField("通知要求", default=dict)
    disclosed = models.BooleanField("主动公开", default=False)
    acknowledge_by = models.DateField("签收期限", null=True, blank=True)
    put_in_force_at = models.DateTimeField("印发时间", null=True, blank=True)
    plan_import = models.OneToOneField(
        PlanImport, models.PROTECT, null=True, blank=True, related_name="plan", verbose_name="来源"
    )
    version = models.PositiveIntegerField("版本", default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "方案"
        ordering = ["-year", "jurisdiction__path", "-pk"]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """大类、大项: a heading of the plan's outline."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name="方案")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级章节"
    )
    label = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=300)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "章节"
        ordering = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.label}{self.title}"


class ReportingRound(models.Model):
    """报送轮次: a date by which the lead units report, from `opened_at` on; a closed one is locked.

    What they report is another application's."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds", verbose_name="方案")
    sequence = models.PositiveSmallIntegerField("轮次")
    due = models.DateField("报送日期")
    opened_at = models.DateTimeField("开始填报", null=True, blank=True)
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)
    closed_by = models.CharField("关闭人", max_length=40, blank=True)

    class Meta:
        verbose_name = "报送轮次"
        ordering = ["plan", "due"]
        constraints = [models.UniqueConstraint(fields=["plan", "due"], name="round_once_a_day")]

    def __str__(self) -> str:
        return f"第{self.sequence}轮"
