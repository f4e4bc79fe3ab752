"""What is asked about a task in force: to adjust it (调整), to close it (销号)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.accounts.models import Account
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.plans.models.sight import of_tasks
from duban.rulebook.actors import Actor
from duban.rulebook.requests import ADJUSTMENT, ADJUSTMENT_KINDS, CLOSURE, AdjustmentState, ClosureState


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    def visible_to(self, actor: Actor) -> AdjustmentQuerySet:
        return self.filter(of_tasks(actor, "task"))


class Adjustment(models.Model):
    """`before` and `after` hold what changes, by name; `asked_late`: asked when the day in force had passed.

    `asker`: the account behind the name, as two people may share one; None in rows older than it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="adjustments", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adjustments", verbose_name="申请单位")
    kind = models.CharField(
        "类别", max_length=16, choices=[(kind.value, words) for kind, words in ADJUSTMENT_KINDS.items()]
    )
    state = models.CharField("状态", max_length=10, choices=ADJUSTMENT.choices, default=AdjustmentState.ASKED.value)
    reason = models.TextField("理由")
    progress = models.TextField("目前进展", blank=True)
    before = models.JSONField("调整前", default=dict)
    after = models.JSONField("调整后", default=dict)
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.CharField("申请人", max_length=40)
    asker = models.ForeignKey(
        Account, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="申请人账号"
    )
    asked_late = models.BooleanField("逾期申请", default=False)
    deadline_then = models.DateField("申请时的时限", null=True, blank=True)
    referred_at = models.DateTimeField("呈批时间", null=True, blank=True)
    referred_by = models.CharField("呈批人", max_length=40, blank=True)
    referral = models.TextField("拟办意见", blank=True)
    decision = models.TextField("审批意见", blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = models.CharField("审批人", max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = "调整申请"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="adjustments_in_state")]

    def __str__(self) -> str:
        return f"“{self.task}”{self.get_kind_display()}申请"


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, actor: Actor) -> ClosureQuerySet:
        return self.filter(of_tasks(actor, "task"))


class Closure(models.Model):
    """销号: finished, says the unit, on evidence; the office checks it (核查) and accepts or refuses."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="closures", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="closures", verbose_name="申请单位")
    state = models.CharField("状态", max_length=10, choices=CLOSURE.choices, default=ClosureState.ASKED.value)
    statement = models.TextField("完成情况")
    finished_on = models.DateField("完成日期")
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.CharField("申请人", max_length=40)
    asker = models.ForeignKey(
        Account, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="申请人账号"
    )
    verification = models.TextField("核查情况", blank=True)
    decision = models.TextField("意见", blank=True)
    decided_at = models.DateTimeField("核查时间", null=True, blank=True)
    decided_by = models.CharField("核查人", max_length=40, blank=True)
    reopened_at = models.DateTimeField("重新打开时间", null=True, blank=True)
    reopened_by = models.CharField("重新打开人", max_length=40, blank=True)
    reopen_reason = models.TextField("重新打开原因", blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = "销号申请"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(state="asked"), name="one_open_closure_a_task")
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="closures_in_state")]

    def __str__(self) -> str:
        return f"“{self.task}”销号申请"
