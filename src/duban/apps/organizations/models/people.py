"""领导、职务、任免: a person, an office in a unit, and who held it from when to when.

What a person answers for hangs on the post, never on the person: when the post changes hands nothing is moved,
and who answered on a day is asked of the appointments.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.organizations.models.jurisdictions import Jurisdiction
from duban.apps.organizations.models.units import Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.rulebook.actors import Actor


class OfficialQuerySet(models.QuerySet["Official"]):
    def visible_to(self, actor: Actor) -> OfficialQuerySet:
        """People of the jurisdiction and below, or those who hold or held a post in a unit one sees."""
        if actor.is_system:
            return self
        if actor.sees_jurisdiction:
            return self.filter(jurisdiction__path__startswith=actor.path) if actor.path else self.none()
        units = Unit.objects.visible_to(actor)
        posts = Appointment.objects.filter(post__unit__in=units)
        return self.filter(pk__in=posts.values("official"))


class Official(models.Model):
    """`remark` tells apart two people of one name."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="officials", verbose_name="行政区")
    name = models.CharField("姓名", max_length=40, db_index=True)
    remark = models.CharField("备注", max_length=100, blank=True)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = "人员"
        ordering = ["jurisdiction__path", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(ValidityQuerySet["Post"]):
    def visible_to(self, actor: Actor) -> PostQuerySet:
        return self if actor.is_system else self.filter(unit__in=Unit.objects.visible_to(actor))


class Post(Validity):
    """One seat, held by at most one person on a day. Five 副市长 are five posts, told apart by `seat`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="单位")
    title = models.CharField("职务", max_length=60)
    seat = models.PositiveSmallIntegerField("席位", default=1)
    portfolio = models.CharField("分管工作", max_length=300, blank=True)
    leads_jurisdiction = models.BooleanField("本级政府领导", default=False)  # can be 分管领导 of tasks
    order = models.PositiveIntegerField("排序", default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "职务"
        ordering = ["unit", "order", "title", "seat"]
        constraints = [
            ordered("post_ends_after_it_begins"),
            models.UniqueConstraint(fields=["unit", "title", "seat"], name="post_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}{self.title}"


class AppointmentQuerySet(ValidityQuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        return self if actor.is_system else self.filter(post__unit__in=Unit.objects.visible_to(actor))


class Appointment(Validity):
    """`basis` is the document that appointed, `end_basis` the one that removed."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name="职务")
    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments", verbose_name="人员")
    acting = models.BooleanField("代理、主持工作", default=False)
    basis = models.CharField("任职依据", max_length=200, blank=True)
    end_basis = models.CharField("免职依据", max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        ordering = ["post", "since", "pk"]
        constraints = [
            ordered("appointment_ends_after_it_begins"),
            models.UniqueConstraint(fields=["post"], condition=Q(until__isnull=True), name="one_open_appointment"),
        ]

    def __str__(self) -> str:
        return f"{self.official.name}任{self.post}"

    @property
    def is_void(self) -> bool:
        """Recorded by mistake and corrected: it held on no day."""
        return self.since is not None and self.since == self.until
