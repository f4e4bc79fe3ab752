"""督查结论 for each object, what it objected, who decided; proposals made on its strength; clues handed over.

政府督查工作条例 art. 16 to 23.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.models.inspections import Inspection
from duban.apps.supervision.models.sight import NOTHING, of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import (
    CONCLUSION,
    OBJECTION,
    PROPOSAL,
    PROPOSAL_KINDS,
    ConclusionState,
    ObjectionState,
    ProposalState,
)
from duban.rulebook.permissions import Permission, can


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    def visible_to(self, actor: Actor) -> ConclusionQuerySet:
        return self.filter(
            of_place_or_unit(actor, untold=(ConclusionState.DRAFT.value,), place="inspection__jurisdiction")
        )


class Conclusion(models.Model):
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="conclusions", verbose_name="督查")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conclusions", verbose_name="督查对象")
    state = models.CharField("状态", max_length=10, choices=CONCLUSION.choices, default=ConclusionState.DRAFT.value)
    facts = models.TextField("查明的事实")
    problems = models.TextField("存在问题", blank=True)
    opinion = models.TextField("结论意见")
    drafted_at = models.DateTimeField("拟稿时间")
    drafted_by = models.CharField("拟稿人", max_length=40)
    drafted_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="拟稿账号"
    )
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    delivered_by = models.CharField("送达人", max_length=40, blank=True)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=40, blank=True)
    final_on = models.DateField("生效日期", null=True, blank=True)
    revised_opinion = models.TextField("变更后的结论", blank=True)
    dispatch = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="conclusion", verbose_name="公文"
    )
    version = models.PositiveIntegerField("版本", default=1)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = "督查结论"
        ordering = ["inspection", "unit__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "unit"], name="one_conclusion_an_object")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.inspection}结论"


class Objection(models.Model):
    """申请复核: within 30 days of the receipt, decided within 30 days, by people who took no part (art. 17)."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="objections", verbose_name="督查结论")
    state = models.CharField("状态", max_length=10, choices=OBJECTION.choices, default=ObjectionState.FILED.value)
    text = models.TextField("申请理由")
    filed_at = models.DateTimeField("申请时间")
    filed_by = models.CharField("申请人", max_length=40)
    file_until = models.DateField("申请期限")
    decide_until = models.DateField("决定期限")
    decision = models.TextField("复核决定", blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=40, blank=True)
    decided_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定账号"
    )
    dispatch = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="objection", verbose_name="公文"
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "复核申请"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion"], condition=Q(state="filed"), name="one_open_objection_a_conclusion"
            )
        ]

    def __str__(self) -> str:
        return f"对“{self.conclusion}”的复核申请"


class Proposal(models.Model):
    """结果运用: only a proposal until somebody who may approves it (art. 19 to 21)."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="proposals", verbose_name="督查结论")
    kind = models.CharField("类别", max_length=16, choices=[(k.value, v) for k, v in PROPOSAL_KINDS.items()])
    state = models.CharField("状态", max_length=10, choices=PROPOSAL.choices, default=ProposalState.PROPOSED.value)
    text = models.TextField("内容")
    proposed_at = models.DateTimeField("提出时间")
    proposed_by = models.CharField("提出人", max_length=40)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = models.CharField("审批人", max_length=40, blank=True)
    decision = models.TextField("审批意见", blank=True)
    done_at = models.DateTimeField("落实时间", null=True, blank=True)
    done_by = models.CharField("落实人", max_length=40, blank=True)
    outcome = models.TextField("落实情况", blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "结果运用建议"
        ordering = ["conclusion", "proposed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:40]}"


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> ReferralQuerySet:
        """The office of the place alone."""
        if actor.is_system:
            return self
        if not (actor.path and can(actor, Permission.REFER_CLUE)):
            return self.filter(NOTHING)
        return self.filter(jurisdiction__path__startswith=actor.path)


class Referral(models.Model):
    """线索移送: clues of duty crimes and the like, to the organ that has the power (art. 23)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="referrals", verbose_name="行政区")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="referrals", verbose_name="督查")
    receiver = models.CharField("移送机关", max_length=100)
    text = models.TextField("线索内容")
    referred_at = models.DateTimeField("移送时间")
    referred_by = models.CharField("移送人", max_length=40)
    receipt = models.CharField("回执", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "线索移送"
        ordering = ["-referred_at", "-pk"]

    def __str__(self) -> str:
        return f"移送{self.receiver}"
