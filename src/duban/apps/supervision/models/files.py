"""佐证材料 of what is said under supervision: each file belongs to exactly one thing that was said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.progress.models.evidence import KeptFile
from duban.apps.supervision.models.cases import CaseAnswer
from duban.apps.supervision.models.conclusions import Objection
from duban.apps.supervision.models.inspections import InspectionRecord
from duban.apps.supervision.models.interviews import Interview
from duban.apps.supervision.models.listed import Acceptance, ListedReport
from duban.apps.supervision.models.rectifications import Rectification

OWNERS = ("answer", "rectification", "record", "objection", "interview", "listed_report", "acceptance")


def _one_owner() -> Q:
    condition = Q()
    for owner in OWNERS:
        others = {f"{other}__isnull": True for other in OWNERS if other != owner}
        condition |= Q(**{f"{owner}__isnull": False}, **others)
    return condition


class SupervisionFile(KeptFile):
    answer = models.ForeignKey(CaseAnswer, models.CASCADE, null=True, related_name="files", verbose_name="督办件反馈")
    rectification = models.ForeignKey(
        Rectification, models.CASCADE, null=True, related_name="files", verbose_name="整改事项"
    )
    record = models.ForeignKey(
        InspectionRecord, models.CASCADE, null=True, related_name="files", verbose_name="督查记录"
    )
    objection = models.ForeignKey(Objection, models.CASCADE, null=True, related_name="files", verbose_name="复核申请")
    interview = models.ForeignKey(Interview, models.CASCADE, null=True, related_name="files", verbose_name="约谈")
    listed_report = models.ForeignKey(
        ListedReport, models.CASCADE, null=True, related_name="files", verbose_name="挂牌月报"
    )
    acceptance = models.ForeignKey(Acceptance, models.CASCADE, null=True, related_name="files", verbose_name="挂牌验收")

    class Meta:
        verbose_name = "督查佐证材料"
        ordering = ["uploaded_at", "pk"]
        constraints = [models.CheckConstraint(condition=_one_owner(), name="supervision_file_of_one_thing")]
