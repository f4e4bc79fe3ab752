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


class PlanImportKind(models.TextChoices):
    DOCUMENT = "document", "公文"
    INDICATORS = "indicators", "指标文件"  # its rows and its review are another application's
    WORKBOOK = "workbook", "台账表格"  # our own ledger, edited in Excel and brought back


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

    `text` is the text that was read, to which all places of the draft refer; `blocks` are its paragraphs and table
    rows, in the order in which the source is shown: {"kind": "paragraph" | "row", "start", "end", "style", "page",
    "cells" of a row, "runs" of a paragraph that a page number interrupts: [[start, end], …]}. `document` is the reading
    as `duban parse` prints it and never changes; title to `rules` are what a person may correct of it. `version` counts
    those corrections.
    `choices`, where it `replaces` a plan: {"apart": [[draft task, task], …] that are not the same, "dropped": {task:
    "terminate" | "keep"}}."""

    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports", verbose_name="源文件")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    kind = models.CharField("来源", max_length=10, choices=PlanImportKind.choices, default=PlanImportKind.DOCUMENT)
    position = models.PositiveSmallIntegerField("第几份公文", default=1)
    state = models.CharField("状态", max_length=10, choices=PlanImportState.choices, default=PlanImportState.WAITING)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    changed_at = models.DateTimeField("最近修改", auto_now=True)
    title = models.CharField("标题", max_length=300, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=100, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    disclosed = models.BooleanField("主动公开", default=False)
    reporting_dates = models.JSONField("报送日期", default=list)  # ["2026-04-10", …]
    rules = models.JSONField("通知要求", default=dict)
    text = models.TextField("原文", blank=True)
    blocks = models.JSONField("原文段落", default=list)
    document = models.JSONField("读取结果", default=dict)
    failure = models.TextField("失败原因", blank=True)
    replaces = models.ForeignKey(
        "plans.Plan", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="更正的方案"
    )
    choices = models.JSONField("对照中的决定", default=dict)
    version = models.PositiveIntegerField("版本", default=1)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "方案导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or self.source.name

    @property
    def answered_questions(self) -> list[Question]:
        """Doubts that were settled, for whoever wants to settle them otherwise."""
        return list(self.questions.exclude(answer=""))


class Question(models.Model):
    """存疑: a doubt with answers one can press. Open ones keep the draft from being adopted if `blocks`.

    `place` is {"start", "end"} in `PlanImport.text`, `subject` what it is about, `answers` [[value, words], …]."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="questions", verbose_name="方案导入")
    code = models.CharField("类别", max_length=40)
    message = models.TextField("问题")
    detail = models.TextField("说明", blank=True)
    place = models.JSONField("原文位置", null=True)
    subject = models.JSONField("所问内容", default=dict)
    answers = models.JSONField("可选回答", default=list)
    blocks = models.BooleanField("须先回答", default=True)
    answer = models.CharField("回答", max_length=40, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="回答人"
    )
    answered_at = models.DateTimeField("回答时间", null=True)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "存疑"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.message

    @property
    def about(self) -> list[tuple[int, str]]:
        """The draft tasks it is about, each with its number in words."""
        return list(zip(self.subject.get("tasks", ()), self.subject.get("numbers", ()), strict=False))

    @property
    def answer_words(self) -> str:
        """The words on the button that was pressed; "" while it is open."""
        return next((words for value, words in self.answers if value == self.answer), "")
