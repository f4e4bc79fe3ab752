"""督办件: what the office asks a unit to answer for, on which ground, by when; what the unit said, what was found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.models.letterheads import KINDS
from duban.apps.indicators.models import Indicator
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Task
from duban.apps.progress.models import Clock, ImplementationPlan, Instruction, Milestone, Report
from duban.apps.supervision.models.sight import of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CASE, LEVELS, TRIGGERS, UNDECIDED, CaseState
from duban.rulebook.inspections import CATEGORIES, FORMS, Category, Form

UNTOLD = (*sorted(one.value for one in UNDECIDED), CaseState.DISMISSED.value)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        return self.filter(of_place_or_unit(actor, untold=UNTOLD))


class Case(models.Model):
    """`occasion` names what it answers to for ever ("report_missing:report:41:urging"): proposed once, never twice.

    `rule`: the rule of the ladder that proposed it, as it was; empty where a person opened it. `basis`: the ground in
    words; the keys beside it lead to it. The limit runs once it is served; `document`: what it goes out as, "" nothing.
    `raised_from`: the milder step it stands in the place of."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="cases", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases", verbose_name="督办对象")
    level = models.CharField("层级", max_length=10, choices=[(one.value, words) for one, words in LEVELS.items()])
    state = models.CharField("状态", max_length=10, choices=CASE.choices, default=CaseState.PROPOSED.value)
    category = models.CharField(
        "督查内容",
        max_length=12,
        choices=[(one.value, words) for one, words in CATEGORIES.items()],
        default=Category.DEPLOYMENT.value,
    )
    form = models.CharField(
        "督查形式",
        max_length=14,
        choices=[(one.value, words) for one, words in FORMS.items()],
        default=Form.DAILY.value,
    )
    trigger = models.CharField(
        "缘由", max_length=20, blank=True, choices=[(one.value, words) for one, words in TRIGGERS.items()]
    )
    subject = models.CharField("事由", max_length=200)
    reason = models.TextField("原因")
    basis = models.CharField("依据", max_length=300)
    demand = models.TextField("要求")
    working_days = models.PositiveSmallIntegerField("反馈期限（工作日）", null=True, blank=True)
    working_hours = models.PositiveSmallIntegerField("反馈期限（工作小时）", null=True, blank=True)
    document = models.CharField("文书", max_length=20, blank=True, choices=KINDS)
    occasion = models.CharField("缘由标识", max_length=120, blank=True)
    rule = models.JSONField("提出规则", default=dict)
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="任务")
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="进展情况"
    )
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, blank=True, related_name="cases", verbose_name="节点"
    )
    implementation_plan = models.ForeignKey(
        ImplementationPlan, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="落实方案"
    )
    instruction = models.ForeignKey(
        Instruction, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="批示"
    )
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="cases", verbose_name="指标"
    )
    raised_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="raised_to", verbose_name="上一层级"
    )
    proposed_at = models.DateTimeField("提出时间")
    proposed_by = models.CharField("提出人", max_length=40)
    submitted_at = models.DateTimeField("呈批时间", null=True, blank=True)
    submitted_by = models.CharField("呈批人", max_length=40, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=40, blank=True)
    decision = models.TextField("决定意见", blank=True)
    served_at = models.DateTimeField("发出时间", null=True, blank=True)
    served_by = models.CharField("发出人", max_length=40, blank=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    acknowledged_by = models.CharField("签收人", max_length=40, blank=True)
    clock = models.OneToOneField(Clock, models.PROTECT, null=True, blank=True, related_name="case", verbose_name="计时")
    dispatch = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="case", verbose_name="公文"
    )
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)
    ended_by = models.CharField("办结人", max_length=40, blank=True)
    ending = models.TextField("办结意见", blank=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "督办件"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "occasion"], condition=~Q(occasion=""), name="one_case_an_occasion")
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="cases_of_unit"),
            models.Index(fields=["jurisdiction", "state"], name="cases_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}：{self.subject}"


class CaseAnswer(models.Model):
    """反馈, and what the office found when it checked (核查)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="answers", verbose_name="督办件")
    text = models.TextField("办理情况")
    at = models.DateTimeField("反馈时间")
    by = models.CharField("反馈人", max_length=40)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="反馈账号"
    )
    is_late = models.BooleanField("逾期反馈", default=False)
    finding = models.TextField("核查情况", blank=True)
    is_accepted = models.BooleanField("核查通过", null=True, blank=True)
    checked_at = models.DateTimeField("核查时间", null=True, blank=True)
    checked_by = models.CharField("核查人", max_length=40, blank=True)
    checked_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核查账号"
    )

    class Meta:
        verbose_name = "督办件反馈"
        ordering = ["case", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
