"""What was read, row by row, while a person corrects it; and every correction, kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duban.apps.organizations.models import Post, Unit, UnitGroup
from duban.apps.plans.models.plan_imports import PlanImport
from duban.rulebook.tasks import UNIT_ROLES, ResponsibilityRole


class DraftSection(models.Model):
    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="sections", verbose_name="方案导入")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children", verbose_name="上级章节")
    label = models.CharField("序号", max_length=20, blank=True)
    title = models.CharField("标题", max_length=300)
    order = models.PositiveIntegerField("排序", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "章节草稿"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.label}{self.title}"


class DraftTask(models.Model):
    """Names are the document's own words. `places` maps a field to its spans in `PlanImport.text`:
    {"text": [[12, 40]], "lead": [[52, 60]], …}; empty for what a person added.

    `targets`: [{"measure", "comparator", "value", "value_to", "unit", "text", "due", "kind", "place"}, …], figures as
    text. `version` counts corrections: who corrects an older version is told so. `checked`: a person said it is right.
    `task`: the task it became, or (in a correction or a workbook) the task of the plan that it continues."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="tasks", verbose_name="方案导入")
    section = models.ForeignKey(
        DraftSection, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="章节"
    )
    task = models.ForeignKey(
        "plans.Task", models.SET_NULL, null=True, blank=True, related_name="drafts", verbose_name="任务"
    )
    order = models.PositiveIntegerField("排序", default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    text = models.TextField("任务内容")
    measures = models.TextField("工作措施", blank=True)
    leaders = models.JSONField("分管领导", default=list)
    lead = models.JSONField("牵头单位", default=list)
    implement = models.JSONField("负责单位", default=list)
    support = models.JSONField("配合单位", default=list)
    targets = models.JSONField("量化目标", default=list)
    deadline = models.DateField("完成时限", null=True, blank=True)
    deadline_text = models.CharField("时限原文", max_length=200, blank=True)
    places = models.JSONField("原文位置", default=dict)
    checked = models.BooleanField("已核对", default=False)
    removed = models.BooleanField("不导入", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "任务草稿"
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["plan_import", "order"], name="draft_task_in_order")]

    def __str__(self) -> str:
        return self.text[:60]


FIELD_OF = {  # of a draft task, and of the forms of tasks, by the role of those it names
    ResponsibilityRole.LEADER: "leaders",
    ResponsibilityRole.LEAD: "lead",
    ResponsibilityRole.IMPLEMENT: "implement",
    ResponsibilityRole.SUPPORT: "support",
}
NAME_FIELDS = tuple(FIELD_OF.values())
UNIT_FIELDS = tuple(FIELD_OF[role] for role in UNIT_ROLES)
FIELDS = ("number", "text", "measures", *NAME_FIELDS, "targets", "deadline", "deadline_text")  # a person corrects
LABELS = {field.name: str(field.verbose_name) for field in DraftTask._meta.concrete_fields if field.name in FIELDS}


class NameKind(models.TextChoices):
    UNIT = "unit", "单位"
    LEADER = "leader", "领导"


class MatchedBy(models.TextChoices):
    """How a name was found to mean somebody; OPEN: not yet."""

    OPEN = "", "未对应"
    RECORD = "record", "按名称"
    PERSON = "person", "人工选定"
    LEFT = "left", "只留文字"


class DraftName(models.Model):
    """A name of the document, and whom it means: a unit, a collective unit; for a leader one post or several.

    LEFT: it stands in the task as words and nobody is asked."""

    plan_import = models.ForeignKey(PlanImport, models.CASCADE, related_name="names", verbose_name="方案导入")
    kind = models.CharField("类别", max_length=10, choices=NameKind.choices)
    name = models.CharField("文件所列名称", max_length=200)
    count = models.PositiveIntegerField("出现次数", default=1)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="单位")
    unit_group = models.ForeignKey(
        UnitGroup, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="集合单位"
    )
    posts = models.ManyToManyField(Post, blank=True, related_name="+", verbose_name="职务")
    matched_by = models.CharField("对应方式", max_length=10, choices=MatchedBy.choices, blank=True, default="")
    keep_as_alias = models.BooleanField("记为别名", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "文件所列名称"
        ordering = ["kind", "-count", "name"]
        constraints = [models.UniqueConstraint(fields=["plan_import", "kind", "name"], name="draft_name_once")]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What a person changed of what was read: the field, as it was, as it is. Adoption keeps it.

    `draft_row`: the key of a row of another application's draft, whose table this one does not know."""

    plan_import = models.ForeignKey(PlanImport, models.PROTECT, related_name="corrections", verbose_name="方案导入")
    draft_task = models.ForeignKey(
        DraftTask, models.SET_NULL, null=True, related_name="corrections", verbose_name="任务草稿"
    )
    draft_row = models.PositiveBigIntegerField("草稿行", null=True)
    field = models.CharField("字段", max_length=40)  # the field's Chinese name, or 拆分, 合并, 移动, 新增, 不导入
    before = models.JSONField("修改前", null=True)
    after = models.JSONField("修改后", null=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "核对修改"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}：{self.before} → {self.after}"
