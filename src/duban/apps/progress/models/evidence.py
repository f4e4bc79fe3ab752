"""佐证材料: files that prove what a unit says, kept by content; each belongs to exactly one thing that was said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.progress.models.changes import Adjustment, Closure
from duban.apps.progress.models.implementation import ImplementationPlan
from duban.apps.progress.models.instructions import InstructionAnswer
from duban.apps.progress.models.reports import Contribution, Report

OWNERS = ("report", "contribution", "implementation_plan", "adjustment", "closure", "answer")


def _one_owner() -> Q:
    condition = Q()
    for owner in OWNERS:
        others = {f"{other}__isnull": True for other in OWNERS if other != owner}
        condition |= Q(**{f"{owner}__isnull": False}, **others)
    return condition


class KeptFile(models.Model):
    """`removed_at`: taken back before it was filed again; the bytes stay with whatever named them."""

    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("文件摘要", max_length=64)
    media_type = models.CharField("文件类型", max_length=100)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Evidence(KeptFile):
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="evidence", verbose_name="进展情况")
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="evidence", verbose_name="配合材料"
    )
    implementation_plan = models.ForeignKey(
        ImplementationPlan, models.CASCADE, null=True, related_name="evidence", verbose_name="落实方案"
    )
    adjustment = models.ForeignKey(
        Adjustment, models.CASCADE, null=True, related_name="evidence", verbose_name="调整申请"
    )
    closure = models.ForeignKey(Closure, models.CASCADE, null=True, related_name="evidence", verbose_name="销号申请")
    answer = models.ForeignKey(
        InstructionAnswer, models.CASCADE, null=True, related_name="evidence", verbose_name="批示办理情况"
    )

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["uploaded_at", "pk"]
        constraints = [models.CheckConstraint(condition=_one_owner(), name="evidence_of_one_thing")]
