"""进展情况: what a lead unit reports for a task in a round; what supporting units give to it; the figures in it."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import ReportingRound, Target
from duban.apps.plans.models.sight import of_tasks
from duban.apps.progress.models.filing import Filing, Submission
from duban.rulebook.actors import Actor
from duban.rulebook.health import LABELS, STATED
from duban.rulebook.reports import CONTRIBUTION, ContributionState

_STATED = [(one.value, LABELS[one]) for one in STATED]


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> ReportQuerySet:
        """The reports of every task one sees; what a unit has not submitted yet only the unit reads (queries)."""
        return self.filter(of_tasks(actor, "task"))


class Report(Filing):
    """One for each task, lead unit and round, made when the round opens. `stated` is what the unit says, `verified`
    what the office found; neither overwrites the other."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="reports", verbose_name="报送轮次")
    text = models.TextField("进展情况", blank=True)
    problems = models.TextField("存在问题", blank=True)
    coordination = models.TextField("需要协调的事项", blank=True)
    next_step = models.TextField("下一步打算", blank=True)
    stated = models.CharField("自评", max_length=12, choices=_STATED, blank=True)
    verified = models.CharField("核定", max_length=12, choices=_STATED, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "进展情况"
        ordering = ["round", "task", "unit"]
        constraints = [models.UniqueConstraint(fields=["task", "unit", "round"], name="one_report_a_round")]
        indexes = [
            models.Index(fields=["unit", "round", "state"], name="reports_of_unit"),
            models.Index(fields=["round", "state", "unit"], name="reports_of_round"),
            models.Index(fields=["state", "submitted_at"], name="reports_in_state"),
        ]

    def __str__(self) -> str:
        return f"“{self.task}”{self.round}进展情况"


class ReportFigure(models.Model):
    """完成数: the figure for a target as of the report, cumulative where the target is; beside it the office's.

    A target that a corrected plan drops takes its figures along; the submissions keep what was filed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures", verbose_name="进展情况")
    target = models.ForeignKey(Target, models.CASCADE, related_name="figures", verbose_name="量化目标")
    value = models.DecimalField("自报数", max_digits=20, decimal_places=4, null=True, blank=True)
    verified = models.DecimalField("核定数", max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = "完成数"
        ordering = ["report", "target"]
        constraints = [models.UniqueConstraint(fields=["report", "target"], name="one_figure_a_target")]

    def __str__(self) -> str:
        return f"{self.target}：{self.value}"


class ReportSubmission(Submission):
    report = models.ForeignKey(Report, models.CASCADE, related_name="submissions", verbose_name="进展情况")

    class Meta(Submission.Meta):
        verbose_name = "报送记录"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_submitted_once_each_time")]

    def __str__(self) -> str:
        return f"{self.report}第{self.number}次报送"


class Contribution(models.Model):
    """配合材料: what a supporting unit gives to the lead unit's report, asked for by a day."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="contributions", verbose_name="进展情况")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contributions", verbose_name="配合单位")
    state = models.CharField("状态", max_length=12, choices=CONTRIBUTION.choices, default=ContributionState.ASKED.value)
    request = models.TextField("要求", blank=True)
    due = models.DateField("提供期限")
    asked_at = models.DateTimeField("请求时间")
    asked_by = models.CharField("请求人", max_length=40)
    text = models.TextField("内容", blank=True)
    answered_at = models.DateTimeField("提供时间", null=True, blank=True)
    answered_by = models.CharField("提供人", max_length=40, blank=True)
    taken_text = models.TextField("已采用的内容", blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "配合材料"
        ordering = ["report", "unit"]
        constraints = [models.UniqueConstraint(fields=["report", "unit"], name="one_contribution_a_unit")]
        indexes = [models.Index(fields=["unit", "state", "due"], name="contributions_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit}的配合材料"
