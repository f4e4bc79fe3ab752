"""发文机关 and 文稿模板: under whose name an office writes, and with which words it begins."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.rulebook.dispatches import DISPATCH_KINDS

KINDS = [(kind.value, words) for kind, words in DISPATCH_KINDS.items()]


class Letterhead(models.Model):
    """`code` is its 代字; `kinds`: what is written under it; `signed_by_leader`: which of these a leader signs."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="letterheads", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letterheads", verbose_name="发文单位")
    mark = models.CharField("发文机关标志", max_length=60)  # 青泽市人民政府办公室文件
    code = models.CharField("发文代字", max_length=20)  # 青府办
    shape = models.CharField(
        "格式", max_length=10, choices=[("document", "文件格式"), ("letter", "信函格式"), ("form", "内部单据")]
    )
    kinds = models.JSONField("用于", default=list)
    signed_by_leader = models.JSONField("由领导签发", default=list)
    signatory = models.CharField("署名", max_length=120)
    copies_to = models.CharField("抄送", max_length=500, blank=True)
    printed_by = models.CharField("印发机关", max_length=60)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "发文机关"
        ordering = ["jurisdiction__path", "pk"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code", "shape"], name="one_letterhead_a_code")]

    def __str__(self) -> str:
        return f"{self.mark}（{self.code}）"


class NumberSeries(models.Model):
    """发文字号: the last serial given out under a code in a year. Only issuing moves it, under its lock."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="number_series", verbose_name="行政区")
    code = models.CharField("发文代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "发文字号"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "code", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class Wording(Validity):
    """文稿模板: title and text with live figures in braces; a change is a new version, so that old drafts explain
    themselves."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="wordings", verbose_name="行政区")
    kind = models.CharField("文种", max_length=20, choices=KINDS)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文")

    objects = ValidityQuerySet["Wording"].as_manager()

    class Meta:
        verbose_name = "文稿模板"
        ordering = ["jurisdiction__path", "kind", "-since", "-pk"]
        constraints = [ordered("wording_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}模板"
