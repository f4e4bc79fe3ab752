"""批示: a leader's line on a task, a thing to answer by a time; and the clock of that time."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Post, Unit
from duban.apps.plans.models import Task
from duban.apps.plans.models.sight import of_tasks
from duban.rulebook.actors import Actor
from duban.rulebook.requests import INSTRUCTION, InstructionState


class Clock(models.Model):
    """计时: a limit in working days or working hours that runs from `begins_at`, stops and resumes, may be extended.

    `due_at` is what the limit, the stops and the extensions come to; `original_due_at` the limit alone."""

    begins_at = models.DateTimeField("起算时间")
    working_days = models.PositiveSmallIntegerField("工作日", null=True, blank=True)
    working_hours = models.PositiveSmallIntegerField("工作小时", null=True, blank=True)
    due_at = models.DateTimeField("期限")
    original_due_at = models.DateTimeField("原定期限")
    ended_at = models.DateTimeField("停止计时", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "计时"

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}"


class ClockStop(models.Model):
    """暂停: while it lasts the time does not run."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="stops", verbose_name="计时")
    reason = models.TextField("原因")
    stopped_at = models.DateTimeField("暂停时间")
    stopped_by = models.CharField("暂停人", max_length=40)
    resumed_at = models.DateTimeField("恢复时间", null=True, blank=True)
    resumed_by = models.CharField("恢复人", max_length=40, blank=True)

    class Meta:
        verbose_name = "暂停计时"
        ordering = ["clock", "stopped_at", "pk"]

    def __str__(self) -> str:
        return self.reason[:60]


class ClockExtension(models.Model):
    """延长: a later end with its reason; what it was before stays."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="extensions", verbose_name="计时")
    reason = models.TextField("原因")
    before = models.DateTimeField("原期限")
    after = models.DateTimeField("延长至")
    at = models.DateTimeField("办理时间")
    by = models.CharField("办理人", max_length=40)

    class Meta:
        verbose_name = "延长期限"
        ordering = ["clock", "at", "pk"]

    def __str__(self) -> str:
        return self.reason[:60]


class InstructionQuerySet(models.QuerySet["Instruction"]):
    def visible_to(self, actor: Actor) -> InstructionQuerySet:
        return self.filter(of_tasks(actor, "task"))


class Instruction(models.Model):
    task = models.ForeignKey(Task, models.PROTECT, related_name="instructions", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="instructions", verbose_name="办理单位")
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="instructions", verbose_name="批示领导职务"
    )
    leader = models.CharField("批示领导", max_length=40)
    state = models.CharField("状态", max_length=10, choices=INSTRUCTION.choices, default=InstructionState.GIVEN.value)
    text = models.TextField("批示内容")
    given_at = models.DateTimeField("批示时间")
    clock = models.OneToOneField(Clock, models.PROTECT, related_name="instruction", verbose_name="计时")
    settled_at = models.DateTimeField("办结时间", null=True, blank=True)
    settled_by = models.CharField("办结人", max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        verbose_name = "批示"
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="instructions_of_unit")]

    def __str__(self) -> str:
        return f"{self.leader}批示：{self.text[:40]}"


class InstructionAnswer(models.Model):
    """反馈: what the unit answered, and what was said to that."""

    instruction = models.ForeignKey(Instruction, models.CASCADE, related_name="answers", verbose_name="批示")
    text = models.TextField("办理情况")
    at = models.DateTimeField("反馈时间")
    by = models.CharField("反馈人", max_length=40)
    reply = models.TextField("意见", blank=True)
    replied_at = models.DateTimeField("意见时间", null=True, blank=True)
    replied_by = models.CharField("提出意见人", max_length=40, blank=True)

    class Meta:
        verbose_name = "批示办理情况"
        ordering = ["instruction", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
