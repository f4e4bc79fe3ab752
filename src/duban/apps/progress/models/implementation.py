"""落实方案: the lead unit's own plan for a task: what by when, by whom; and who inside the unit does which part."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Target, Task
from duban.apps.plans.models.sight import of_tasks
from duban.apps.progress.models.filing import Filing, Submission
from duban.rulebook.actors import Actor


class ImplementationPlanQuerySet(models.QuerySet["ImplementationPlan"]):
    def visible_to(self, actor: Actor) -> ImplementationPlanQuerySet:
        return self.filter(of_tasks(actor, "task"))


class ImplementationPlan(Filing):
    """One for each task and lead unit, asked for by the day the notice names."""

    measures = models.TextField("工作举措", blank=True)

    objects = ImplementationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "落实方案"
        ordering = ["task", "unit"]
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="one_implementation_plan")]
        indexes = [models.Index(fields=["unit", "state", "due"], name="plans_of_unit")]

    def __str__(self) -> str:
        return f"“{self.task}”落实方案"


class Milestone(models.Model):
    """节点: a step with its day; `figure` of the `target` by then where it has one. In force once the plan is accepted.

    `done_on`, `done_words` are the unit's statement, `verified_on` the office's; `set_back`: why it was not taken."""

    implementation_plan = models.ForeignKey(
        ImplementationPlan, models.CASCADE, related_name="milestones", verbose_name="落实方案"
    )
    order = models.PositiveSmallIntegerField("排序", default=0)
    content = models.TextField("工作内容")
    due = models.DateField("完成时间")
    original_due = models.DateField("原定时间")
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="milestones", verbose_name="量化目标"
    )
    figure = models.DecimalField("阶段目标值", max_digits=20, decimal_places=4, null=True, blank=True)
    section = models.CharField("科室", max_length=60, blank=True)
    person = models.CharField("责任人", max_length=40, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_words = models.TextField("完成情况", blank=True)
    verified_on = models.DateField("核定完成", null=True, blank=True)
    set_back = models.TextField("退回原因", blank=True)

    class Meta:
        verbose_name = "节点"
        ordering = ["implementation_plan", "due", "order", "pk"]

    def __str__(self) -> str:
        return self.content[:60]


class ImplementationSubmission(Submission):
    implementation_plan = models.ForeignKey(
        ImplementationPlan, models.CASCADE, related_name="submissions", verbose_name="落实方案"
    )

    class Meta(Submission.Meta):
        verbose_name = "落实方案报送记录"
        constraints = [
            models.UniqueConstraint(fields=["implementation_plan", "number"], name="plan_submitted_once_each_time")
        ]

    def __str__(self) -> str:
        return f"{self.implementation_plan}第{self.number}次报送"


class InnerDuty(models.Model):
    """内部分工: which section and person of a unit does which part of a task; one person answers for the whole."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="inner_duties", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inner_duties", verbose_name="单位")
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_owner = models.BooleanField("总负责", default=False)
    section = models.CharField("科室", max_length=60, blank=True)
    person = models.CharField("责任人", max_length=40)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inner_duties",
        verbose_name="账号",
    )
    content = models.TextField("负责的部分", blank=True)
    due = models.DateField("完成时间", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "内部分工"
        ordering = ["task", "unit", "-is_owner", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit"], condition=Q(is_owner=True), name="one_owner_of_a_task_in_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}{self.person}"
