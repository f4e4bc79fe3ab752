"""What was read, row by row, while a person corrects it; and every correction, kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duban.apps.organizations.models import Post, Unit, UnitGroup
from duban.apps.plans.models.plan_imports import PlanImport


class DraftSection(models.Model):
    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    label = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=300)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.label}{self.title}"


class DraftTask(models.Model):
    """Names are the document's own words; `places` maps a field to its spans in `PlanImport.text`.

    `version` counts corrections: who corrects an older version is told so. `checked`: a person said it is right."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="tasks")
    section = models.ForeignKey(DraftSection, models.SET_NULL, null=True, related_name="tasks")
    order = models.PositiveIntegerField(default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    text = models.TextField("任务")
    measures = models.TextField("工作措施", blank=True)
    leaders = models.JSONField("分管领导", default=list)
    lead = models.JSONField("牵头单位", default=list)
    implement = models.JSONField("负责单位", default=list)
    support = models.JSONField("配合单位", default=list)
    targets = models.JSONField("量化目标", default=list)
    deadline = models.DateField("完成时限", null=True, blank=True)
    deadline_text = models.CharField("时限原文", max_length=200, blank=True)
    places = models.JSONField(default=dict)
    checked = models.BooleanField("已核对", default=False)
    removed = models.BooleanField("不导入", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class NameKind(models.TextChoices):
    UNIT = "unit", "单位"
    LEADER = "leader", "领导"


class DraftName(models.Model):
    """A name of the document, and whom it means: a unit, a collective unit, or for a leader a post."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind.choices)
    name = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    unit_group = models.ForeignKey(UnitGroup, models.SET_NULL, null=True, related_name="+")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    matched_by = models.CharField(max_length=20, blank=True)  # "exact", "alias", "person", "" while open
    keep_as_alias = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "-count", "name"]
        constraints = [models.UniqueConstraint(fields=["plan_import", "kind", "name"], name="draft_name_once")]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What a person changed of what was read: the field, as it was, as it is. Adoption keeps it."""

    plan_import = models.ForeignKey(PlanImport, models.PROTECT, related_name="corrections")
    draft_task = models.ForeignKey(DraftTask, models.SET_NULL, null=True, related_name="corrections")
    field = models.CharField("字段", max_length=40)
    before = models.JSONField("修改前")
    after = models.JSONField("修改后")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]
