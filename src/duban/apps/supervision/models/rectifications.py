"""整改事项: one thing to put right by a day, of whatever it came; what the unit did, what a check of it found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.models.cases import Case
from duban.apps.supervision.models.conclusions import Conclusion
from duban.apps.supervision.models.interviews import Interview
from duban.apps.supervision.models.listed import ListedCase
from duban.apps.supervision.models.sight import of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.cases import RECTIFICATION, RectificationState

ORIGINS = ("case", "interview", "conclusion", "listed_case")


def _one_origin() -> Q:
    condition = Q()
    for origin in ORIGINS:
        others = {f"{other}__isnull": True for other in ORIGINS if other != origin}
        condition |= Q(**{f"{origin}__isnull": False}, **others)
    return condition


class RectificationQuerySet(models.QuerySet["Rectification"]):
    def visible_to(self, actor: Actor) -> RectificationQuerySet:
        return self.filter(of_place_or_unit(actor))


class Rectification(models.Model):
    """`original_due` never moves; `returns` counts failed checks, `relapses` how often it came back afterwards."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="rectifications", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rectifications", verbose_name="整改单位")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="items", verbose_name="督办件")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, related_name="items", verbose_name="约谈")
    conclusion = models.ForeignKey(Conclusion, models.PROTECT, null=True, related_name="items", verbose_name="督查结论")
    listed_case = models.ForeignKey(
        ListedCase, models.PROTECT, null=True, related_name="items", verbose_name="挂牌事项"
    )
    state = models.CharField(
        "状态", max_length=10, choices=RECTIFICATION.choices, default=RectificationState.OPEN.value
    )
    text = models.TextField("整改内容")
    due = models.DateField("整改期限")
    original_due = models.DateField("原整改期限")
    required_at = models.DateTimeField("提出时间")
    required_by = models.CharField("提出人", max_length=40)
    statement = models.TextField("整改情况", blank=True)
    done_at = models.DateTimeField("报完成时间", null=True, blank=True)
    first_done_at = models.DateTimeField("首次报完成时间", null=True, blank=True)
    done_by = models.CharField("报完成人", max_length=40, blank=True)
    done_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="报完成账号"
    )
    verified_at = models.DateTimeField("核查通过时间", null=True, blank=True)
    cancel_reason = models.TextField("取消原因", blank=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    relapses = models.PositiveSmallIntegerField("反弹次数", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = "整改事项"
        ordering = ["due", "pk"]
        constraints = [models.CheckConstraint(condition=_one_origin(), name="rectification_of_one_thing")]
        indexes = [models.Index(fields=["unit", "state", "due"], name="rectifications_of_unit")]

    def __str__(self) -> str:
        return self.text[:60]


class Verification(models.Model):
    """核查: what somebody of the office found, on which day, in which way, of which statement as it was then.

    `is_relapse`: it had passed, and the problem came back (问题反弹)."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="verifications", verbose_name="整改事项"
    )
    on = models.DateField("核查日期")
    way = models.CharField("核查方式", max_length=10, choices=[("files", "材料核查"), ("site", "实地核查")])
    finding = models.TextField("核查情况")
    passed = models.BooleanField("通过")
    is_relapse = models.BooleanField("问题反弹", default=False)
    statement = models.TextField("所核查的整改情况", blank=True)
    stated_at = models.DateTimeField("报完成时间", null=True, blank=True)
    stated_by = models.CharField("报完成人", max_length=40, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.CharField("核查人", max_length=40)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核查账号"
    )

    class Meta:
        verbose_name = "整改核查"
        ordering = ["rectification", "at", "pk"]

    def __str__(self) -> str:
        return self.finding[:60]
