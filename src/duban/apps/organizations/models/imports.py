"""Imports under way: a file read, compared with what is on record, and applied or discarded.

`DirectoryImport`: units and people from a workbook. `PersonnelImport`: rosters and appointments from a document.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models

from duban.apps.organizations.models.jurisdictions import Jurisdiction
from duban.rulebook.actors import Actor


class ImportState(models.TextChoices):
    WAITING = "waiting", "等待读取"
    READING = "reading", "正在读取"
    FAULTY = "faulty", "文件有误"
    COMPARED = "compared", "待确认"
    APPLYING = "applying", "正在导入"
    APPLIED = "applied", "已导入"
    FAILED = "failed", "没有导入"
    DISCARDED = "discarded", "已放弃"


ImportT = TypeVar("ImportT", bound="Import")


class ImportQuerySet(models.QuerySet[ImportT]):
    def visible_to(self, actor: Actor) -> ImportQuerySet[ImportT]:
        """Imports into the jurisdictions one sees whole."""
        if actor.is_system:
            return self
        return self.filter(jurisdiction__path__startswith=actor.path) if actor.sees_jurisdiction else self.none()


class Import(models.Model):
    """`reading` is what was understood, `problems` what is wrong with it, `outcome` what became of it, all JSON."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", verbose_name="行政区")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    file_name = models.CharField("文件名", max_length=200)
    file_digest = models.CharField("文件摘要", max_length=64)  # where the bytes lie: web.files
    state = models.CharField("状态", max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    reading = models.JSONField("读取结果", default=dict)
    problems = models.JSONField("问题", default=list)
    outcome = models.JSONField("结果", default=dict)
    failure = models.TextField("失败原因", blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class DirectoryImport(Import):
    objects = ImportQuerySet["DirectoryImport"].as_manager()

    class Meta(Import.Meta):
        verbose_name = "单位和人员导入"


class PersonnelImport(Import):
    objects = ImportQuerySet["PersonnelImport"].as_manager()

    class Meta(Import.Meta):
        verbose_name = "名单和任免导入"
