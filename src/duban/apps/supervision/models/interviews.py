"""约谈: proposed from rules or by a person, scheduled, held with participants by post, written down."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Jurisdiction, Official, Post, Unit
from duban.apps.supervision.models.cases import Case
from duban.apps.supervision.models.sight import of_office, of_place_or_unit
from duban.rulebook.actors import Actor
from duban.rulebook.cases import INTERVIEW, InterviewState


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, actor: Actor) -> InterviewQuerySet:
        """One that was cancelled before it was scheduled nobody else was ever told of."""
        seen = of_place_or_unit(actor, untold=(InterviewState.PROPOSED.value,))
        never_told = Q(state=InterviewState.CANCELLED, planned_at=None)
        return self.filter(seen & (~never_told | of_office(actor)))


class Interview(models.Model):
    """`case`: the step of the ladder it is; commitments (承诺) become `Rectification`s with dates."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="interviews", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="interviews", verbose_name="约谈单位")
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="interview", verbose_name="督办件"
    )
    state = models.CharField("状态", max_length=10, choices=INTERVIEW.choices, default=InterviewState.PROPOSED.value)
    reason = models.TextField("约谈事由")
    basis = models.CharField("依据", max_length=300)
    chair_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="interviews_chaired", verbose_name="主持人职务"
    )
    chair = models.CharField("主持人", max_length=40, blank=True)
    planned_at = models.DateTimeField("约谈时间", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    held_at = models.DateTimeField("实际约谈时间", null=True, blank=True)
    record = models.TextField("约谈记录", blank=True)
    recorded_by = models.CharField("记录人", max_length=40, blank=True)
    proposed_at = models.DateTimeField("提出时间")
    proposed_by = models.CharField("提出人", max_length=40)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    cancel_reason = models.TextField("取消原因", blank=True)
    dispatch = models.OneToOneField(
        Dispatch, models.SET_NULL, null=True, blank=True, related_name="interview", verbose_name="约谈通知"
    )
    version = models.PositiveIntegerField("版本", default=1)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈"
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="interviews_of_unit")]

    def __str__(self) -> str:
        return f"约谈{self.unit}"


class InterviewParticipant(models.Model):
    """By post; the name as it was that day. `is_interviewed`: of the unit that is talked to, else of those who talk."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="participants", verbose_name="约谈")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="职务")
    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名和职务", max_length=80)
    is_interviewed = models.BooleanField("被约谈", default=True)
    attended = models.BooleanField("到场", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "约谈参加人"
        ordering = ["interview", "-is_interviewed", "order", "pk"]

    def __str__(self) -> str:
        return self.name
