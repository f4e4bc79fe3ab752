"""A document on its way to becoming a plan: the file, what was read of it, the questions a person answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


class SourceFile(models.Model):
    """An uploaded document; its bytes are kept by content (`web.files`), one row per jurisdiction and content."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="source_files", verbose_name="行政区")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("文件摘要", max_length=64)
    media_type = models.CharField("文件类型", max_length=100, blank=True)

    class Meta:
        verbose_name = "源文件"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "digest"], name="source_file_once")]

    def __str__(self) -> str:
        return self.name


class PlanImportState(models.TextChoices):
    WAITING = "waiting", "等待读取"
    READING = "reading", "正在读取"
    REVIEWING = "reviewing", "待核对"
    ADOPTED = "adopted", "已导入"
    FAILED = "failed", "没有读成"
    DISCARDED = "discarded", "已放弃"


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    def visible_to(self, actor: Actor) -> PlanImportQuerySet:
        """An office sees what is imported for its jurisdiction and those below; nobody else sees a draft."""
        if actor.is_system:
            return self
        if not can(actor, Permission.IMPORT_PLAN) or not actor.path:
            return self.none()
        return self.filter(source__jurisdiction__path__startswith=actor.path)


class PlanImport(models.Model):
    """One official document of a file; a file with several documents has several imports.

    `text` is the text that was read, to which all places of the draft refer; `document` is the reading as the
    contract of `duban parse` has it; `changed_at` moves with every correction."""

    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports", verbose_name="源文件")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    position = models.PositiveSmallIntegerField("第几份公文", default=1)
    state = models.CharField("状态", max_length=10, choices=PlanImportState.choices, default=PlanImportState.WAITING)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    changed_at = models.DateTimeField("最近修改", auto_now=True)
    title = models.CharField("标题", max_length=300, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)  # [[start, end, style, page], …] of `text`: how the source is shown
    document = models.JSONField(default=dict)
    failure = models.TextField("失败原因", blank=True)
    replaces = models.ForeignKey(
        "plans.Plan", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="更正的方案"
    )

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "方案导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or self.source.name


class Question(models.Model):
    """A doubt, with answers one can press; unanswered ones keep the draft from being adopted if `blocks`."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=40)
    message = models.TextField("问题")
    detail = models.TextField("说明", blank=True)
    place = models.JSONField(null=True)  # {"start": 12, "end": 40, …}
    subject = models.JSONField(default=dict)  # what it is about: {"task": 3} or {"names": ["…", "…"]}
    answers = models.JSONField(default=list)  # [["merge", "是，合并"], ["keep", "不是"]]
    blocks = models.BooleanField(default=True)
    answer = models.CharField("回答", max_length=40, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
