"""任务: one numbered task of a plan, with the place in the source it was read from."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models.grams import GramsField
from duban.apps.plans.models.plans import Plan, Section
from duban.apps.plans.models.sight import of_tasks
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import TASK_LABELS, TaskState


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, actor: Actor) -> TaskQuerySet:
        """The tasks of the jurisdictions one sees whole (drafts: the office alone), or those one's units answer for."""
        return self.filter(of_tasks(actor))


class Task(models.Model):
    """`deadline` may move by an adjustment, `original_deadline` never does. `jurisdiction`, its path and `year` are the
    plan's, kept here so that the ledger starts from one index. `search` is what a text search looks through, `grams`
    how it is found."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks", verbose_name="方案")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="章节"
    )
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="tasks", verbose_name="行政区")
    jurisdiction_path = models.CharField("行政区路径", max_length=200, editable=False)
    year = models.PositiveSmallIntegerField("年度")
    order = models.PositiveIntegerField("排序", default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    text = models.TextField("任务内容")
    measures = models.TextField("工作措施", blank=True)
    deadline = models.DateField("完成时限", null=True, blank=True)
    original_deadline = models.DateField("原定时限", null=True, blank=True)
    deadline_text = models.CharField("时限原文", max_length=200, blank=True)
    state = models.CharField(
        "状态",
        max_length=12,
        choices=[(state.value, TASK_LABELS[state]) for state in TaskState],
        default=TaskState.DRAFT.value,
    )
    places = models.JSONField("原文位置", default=dict)
    search = models.TextField("检索文字", blank=True, editable=False)
    grams = GramsField("检索字对", blank=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"
        ordering = ["-year", "plan_id", "order", "pk"]
        indexes = [  # the ledger's order, with what decides who sees a task
            models.Index(fields=["-year", "plan", "order", "id", "jurisdiction_path", "state"], name="task_ledger"),
            models.Index(fields=["plan", "order"], name="task_in_plan"),
            models.Index(fields=["jurisdiction", "year", "plan", "order"], name="task_of_place_and_year"),
            models.Index(fields=["state", "deadline"], name="task_state_deadline"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
