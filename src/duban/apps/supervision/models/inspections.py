"""督查 by the regulation: its plan, its objects, who takes part, what each method brought to light.

政府督查工作条例 art. 5, 7 (objects, designation), 8 (team), 11 (approval), 12 (methods), 15 (plan).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Jurisdiction, Official, Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.apps.supervision.models.sight import NOTHING, of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import CATEGORIES, FORMS, INSPECTION, METHODS, InspectionState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import BUSINESS, UNIT_WIDE

UNTOLD = tuple(
    one.value
    for one in (InspectionState.DRAFT, InspectionState.SUBMITTED, InspectionState.APPROVED, InspectionState.CANCELLED)
)


class Designation(Validity):
    """A department may supervise only where it was designated: item, scope, duty, period (art. 7)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="designations", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="designations", verbose_name="指定部门")
    matter = models.CharField("事项", max_length=200)
    scope = models.TextField("范围")
    duty = models.TextField("职责")
    basis = models.CharField("依据", max_length=300)
    decided_at = models.DateTimeField("指定时间")
    decided_by = models.CharField("指定人", max_length=40)
    ended_reason = models.TextField("终止原因", blank=True)

    objects = ValidityQuerySet["Designation"].as_manager()

    class Meta:
        verbose_name = "督查授权"
        ordering = ["jurisdiction__path", "-since", "-pk"]
        constraints = [ordered("designation_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.matter}"


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, actor: Actor) -> InspectionQuerySet:
        """One that is not announced, its objects and readers see once it has its conclusions; its team does."""
        objects = of_place_or_unit(actor, untold=UNTOLD, unit="subjects__unit")
        leads = Q(designation__unit=actor.unit) if actor.role in UNIT_WIDE else NOTHING
        goes = Q(members__account=actor.account) if actor.role in BUSINESS and actor.account else NOTHING
        seen = (objects & _told(actor)) | ((leads | goes) & ~Q(state__in=UNTOLD))
        return self.filter(pk__in=self.model.objects.filter(seen).order_by().values("pk"))


def _told(actor: Actor) -> Q:
    if actor.is_system:
        return Q()
    told = Q(is_announced=True) | ~Q(state=InspectionState.UNDER_WAY)
    knows = can(actor, Permission.SERVE_CASE) or can(actor, Permission.APPROVE_CASE)
    return told | Q(jurisdiction__path__startswith=actor.path) if knows and actor.path else told


class Inspection(models.Model):
    """`basis`: the decision or instruction that fixed it, or why the office proposes it (art. 11).

    `approved_plan`: the plan as it was approved, so that a later change is seen and needs a new approval (art. 15)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="inspections", verbose_name="行政区")
    designation = models.ForeignKey(
        Designation, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name="督查授权"
    )
    title = models.CharField("名称", max_length=200)
    category = models.CharField("督查内容", max_length=12, choices=[(k.value, v) for k, v in CATEGORIES.items()])
    form = models.CharField("督查形式", max_length=14, choices=[(k.value, v) for k, v in FORMS.items()])
    state = models.CharField("状态", max_length=10, choices=INSPECTION.choices, default=InspectionState.DRAFT.value)
    basis = models.CharField("立项依据", max_length=300)
    content = models.TextField("督查事项")
    scope = models.TextField("督查范围")
    methods = models.JSONField("督查方式", default=list)
    begins = models.DateField("开始日期")
    ends = models.DateField("结束日期")
    drafted_at = models.DateTimeField("拟订时间")
    drafted_by = models.CharField("拟订人", max_length=40)
    submitted_at = models.DateTimeField("报批时间", null=True, blank=True)
    submitted_by = models.CharField("报批人", max_length=40, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.CharField("批准人", max_length=40, blank=True)
    approval = models.TextField("批准意见", blank=True)
    approved_plan = models.JSONField("批准的方案", default=dict)
    dispatched_at = models.DateTimeField("派出时间", null=True, blank=True)
    dispatched_by = models.CharField("派出人", max_length=40, blank=True)
    is_announced = models.BooleanField("事先通知", default=True)  # False: 暗访, its objects learn of it afterwards
    overlap_reason = models.TextField("重复督查的理由", blank=True)
    cancel_reason = models.TextField("取消原因", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    dispatch = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="inspection", verbose_name="督查通知"
    )
    version = models.PositiveIntegerField("版本", default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "督查"
        ordering = ["-begins", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=models.F("begins")), name="inspection_ends_after_begin")
        ]

    def __str__(self) -> str:
        return self.title


class InspectionObject(models.Model):
    """督查对象: a department, a government below, or an authorised body (art. 5)."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="subjects", verbose_name="督查")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspected", verbose_name="督查对象")

    class Meta:
        verbose_name = "督查对象"
        ordering = ["inspection", "unit__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "unit"], name="one_object_an_inspection")]

    def __str__(self) -> str:
        return self.unit.name


class InspectionMember(models.Model):
    """督查组: its head and members (art. 8). `account`: for the duty to stand aside (art. 17)."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="members", verbose_name="督查")
    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    name = models.CharField("姓名和职务", max_length=80)
    is_head = models.BooleanField("组长", default=False)

    class Meta:
        verbose_name = "督查组成员"
        ordering = ["inspection", "-is_head", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection"], condition=Q(is_head=True), name="one_head_an_inspection")
        ]

    def __str__(self) -> str:
        return self.name


class InspectionRecord(models.Model):
    """What one use of a method brought to light; `particulars` by the fields of that method's form."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="records", verbose_name="督查")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="督查对象")
    method = models.CharField("督查方式", max_length=12, choices=[(k.value, v) for k, v in METHODS.items()])
    on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    present = models.CharField("参加人员", max_length=300, blank=True)
    particulars = models.JSONField("记录要素", default=dict)
    text = models.TextField("情况")
    is_restricted = models.BooleanField("仅督查组可见", default=False)  # informants, privacy (art. 24 to 26)
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.CharField("记录人", max_length=40)
    recorded_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="记录账号"
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "督查记录"
        ordering = ["inspection", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_method_display()}（{self.on}）"
