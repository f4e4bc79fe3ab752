"""挂牌督办: a problem under named supervision: stages with dates, monthly reports, acceptance, 摘牌."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Task
from duban.apps.supervision.models.sight import of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.listings import LISTED, LISTED_LEVELS, LISTED_REPORT, ListedReportState, ListedState


class ListedCaseQuerySet(models.QuerySet["ListedCase"]):
    def visible_to(self, actor: Actor) -> ListedCaseQuerySet:
        """Also the unit that guides (督导单位), once it is listed."""
        untold = (ListedState.DRAFT.value,)
        guided = of_place_or_unit(actor, untold=untold, unit="supervisor")
        return self.filter(of_place_or_unit(actor, untold=untold) | (guided & Q(supervisor__isnull=False)))


class ListedCase(models.Model):
    """`unit` rectifies, `supervisor` guides it. `source`: the document its stages came from."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="listed_cases", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="listed_cases", verbose_name="整治责任单位")
    supervisor = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="listed_supervised", verbose_name="督导单位"
    )
    level = models.CharField("挂牌层级", max_length=10, choices=[(k.value, v) for k, v in LISTED_LEVELS.items()])
    state = models.CharField("状态", max_length=16, choices=LISTED.choices, default=ListedState.DRAFT.value)
    title = models.CharField("事项", max_length=200)
    problem = models.TextField("存在问题")
    goal = models.TextField("整治目标", blank=True)
    basis = models.CharField("依据", max_length=300)
    source = models.CharField("来源文件", max_length=200, blank=True)
    source_digest = models.CharField("来源文件摘要", max_length=64, blank=True)
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="listed_cases", verbose_name="任务"
    )
    report_day = models.PositiveSmallIntegerField("每月报送日", default=23)
    due = models.DateField("整治期限", null=True, blank=True)
    original_due = models.DateField("原整治期限", null=True, blank=True)
    listed_on = models.DateField("挂牌日期", null=True, blank=True)
    listed_by = models.CharField("挂牌人", max_length=40, blank=True)
    delisted_on = models.DateField("摘牌日期", null=True, blank=True)
    delisted_by = models.CharField("摘牌人", max_length=40, blank=True)
    relistings = models.PositiveSmallIntegerField("反弹次数", default=0)
    close_reason = models.TextField("撤销原因", blank=True)
    listing = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="listed_case", verbose_name="挂牌通知"
    )
    delisting = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="delisted_case", verbose_name="摘牌通知"
    )
    drafted_at = models.DateTimeField("拟订时间")
    drafted_by = models.CharField("拟订人", max_length=40)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ListedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "挂牌事项"
        ordering = ["-drafted_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="listed_of_unit")]

    def __str__(self) -> str:
        return self.title


class ListedStage(models.Model):
    listed_case = models.ForeignKey(ListedCase, models.CASCADE, related_name="stages", verbose_name="挂牌事项")
    order = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("阶段", max_length=60)
    begins = models.DateField("开始日期", null=True, blank=True)
    ends = models.DateField("完成时间")
    original_ends = models.DateField("原完成时间")
    work = models.TextField("工作内容和措施", blank=True)
    places = models.JSONField("原文位置", default=dict)
    done_on = models.DateField("实际完成日期", null=True, blank=True)
    done_by = models.CharField("登记人", max_length=40, blank=True)
    statement = models.TextField("完成情况", blank=True)

    class Meta:
        verbose_name = "整治阶段"
        ordering = ["listed_case", "order"]
        constraints = [models.UniqueConstraint(fields=["listed_case", "order"], name="stages_in_order")]

    def __str__(self) -> str:
        return self.name


class ListedReport(models.Model):
    """月报, by the 23rd of each month while it is listed; `month` is its first day."""

    listed_case = models.ForeignKey(ListedCase, models.CASCADE, related_name="reports", verbose_name="挂牌事项")
    month = models.DateField("月份")
    due = models.DateField("报送期限")
    state = models.CharField("状态", max_length=10, choices=LISTED_REPORT.choices, default=ListedReportState.OWED.value)
    text = models.TextField("整治进展", blank=True)
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下一步", blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
    submitted_by = models.CharField("报送人", max_length=40, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    reviewed_by = models.CharField("审核人", max_length=40, blank=True)
    opinion = models.TextField("审核意见", blank=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "挂牌月报"
        ordering = ["listed_case", "month"]
        constraints = [models.UniqueConstraint(fields=["listed_case", "month"], name="one_listed_report_a_month")]

    def __str__(self) -> str:
        return f"{self.listed_case}{self.month.year}年{self.month.month}月月报"


class Acceptance(models.Model):
    """自查, 县级验收, 市级验收: each with who, when, what was found; a failed one sends the case back to its work."""

    listed_case = models.ForeignKey(ListedCase, models.CASCADE, related_name="acceptances", verbose_name="挂牌事项")
    step = models.CharField(
        "环节",
        max_length=10,
        choices=[("self", "自查"), ("county", "县级验收"), ("city", "市级验收"), ("recheck", "回访复查")],
    )
    on = models.DateField("日期")
    passed = models.BooleanField("通过")
    finding = models.TextField("情况")
    members = models.CharField("参加人员", max_length=300, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.CharField("登记人", max_length=40)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记账号"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="验收单位")

    class Meta:
        verbose_name = "挂牌验收"
        ordering = ["listed_case", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}{'通过' if self.passed else '不通过'}"
