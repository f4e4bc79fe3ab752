"""公文 of one's own: drafted, signed, numbered, issued, delivered; then only corrected by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models.letterheads import KINDS, Letterhead
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH, DispatchState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import BUSINESS

ISSUED = (DispatchState.ISSUED.value, DispatchState.CORRECTED.value)


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def visible_to(self, actor: Actor) -> DispatchQuerySet:
        """Drafts: who writes and who signs; issued: who sees the place whole, and the units it was sent to."""
        if actor.is_system:
            return self
        if actor.role not in BUSINESS:
            return self.none()
        units = Unit.objects.visible_to(actor).order_by()
        of_units = Copy.objects.filter(Q(unit__in=units) | Q(unit__merged_into__in=units))
        sent = Q(state__in=ISSUED, pk__in=of_units.values("dispatch"))
        if not (actor.path and actor.sees_jurisdiction):
            return self.filter(sent)
        own = Q(jurisdiction__path__startswith=actor.path)
        if can(actor, Permission.DRAFT_DISPATCH):
            return self.filter(own | sent)
        signs = Q(state=DispatchState.SUBMITTED) if can(actor, Permission.SIGN_DISPATCH) else Q(pk__in=())
        return self.filter(own & (Q(state__in=ISSUED) | signs) | sent)


class Dispatch(models.Model):
    """`text` is what a person edits; `content`: {"annexes", "fields"} as `documents.writing.official` has them.

    `number` and `serial` come when it is issued; then `paper` is the whole of it as issued, `docx` and `pdf` are
    digests of the kept files, `frozen` holds each figure with what it was computed from."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="dispatches", verbose_name="行政区")
    letterhead = models.ForeignKey(Letterhead, models.PROTECT, related_name="dispatches", verbose_name="发文机关")
    kind = models.CharField("文种", max_length=20, choices=KINDS)
    state = models.CharField("状态", max_length=10, choices=DISPATCH.choices, default=DispatchState.DRAFT.value)
    title = models.CharField("标题", max_length=200)
    recipients = models.CharField("主送", max_length=1000, blank=True)
    text = models.TextField("正文", blank=True)
    content = models.JSONField("表格和附件", default=dict)
    note = models.CharField("附注", max_length=100, blank=True)
    copies_to = models.CharField("抄送", max_length=500, blank=True)
    signatory = models.CharField("署名", max_length=120)
    urgency = models.CharField("紧急程度", max_length=10, blank=True)
    dated = models.DateField("成文日期", null=True, blank=True)
    drafted_at = models.DateTimeField("拟稿时间")
    drafted_by = models.CharField("拟稿人", max_length=40)
    drafted_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="拟稿账号"
    )
    changed_at = models.DateTimeField("最近修改")
    submitted_at = models.DateTimeField("送签时间", null=True, blank=True)
    submitted_by = models.CharField("送签人", max_length=40, blank=True)
    return_reason = models.TextField("退回意见", blank=True)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    signed_by = models.CharField("签发人", max_length=40, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    issued_by = models.CharField("印发人", max_length=40, blank=True)
    code = models.CharField("发文代字", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    serial = models.PositiveIntegerField("序号", null=True, blank=True)
    number = models.CharField("发文字号", max_length=60, blank=True)
    paper = models.JSONField("印发稿", null=True, blank=True)
    docx = models.CharField("Word 文件摘要", max_length=64, blank=True)
    pdf = models.CharField("PDF 文件摘要", max_length=64, blank=True)
    frozen = models.JSONField("数据出处", default=dict)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="更正的公文"
    )
    correction_reason = models.TextField("更正原因", blank=True)
    void_reason = models.TextField("作废原因", blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="one_dispatch_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ISSUED) | Q(serial__isnull=False, paper__isnull=False), name="issued_is_numbered"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "kind", "state"], name="dispatches_of_kind")]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title

    @property
    def is_issued(self) -> bool:
        return self.state in ISSUED


class Copy(models.Model):
    """送达: a unit is given the document, and says that it has it (签收). `is_main`: 主送, else 抄送."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="copies", verbose_name="公文")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="copies", verbose_name="收文单位")
    is_main = models.BooleanField("主送", default=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)  # None: not issued yet
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    acknowledged_by = models.CharField("签收人", max_length=40, blank=True)

    class Meta:
        verbose_name = "送达"
        ordering = ["dispatch", "-is_main", "unit__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["dispatch", "unit"], name="one_copy_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit}：{self.dispatch}"
