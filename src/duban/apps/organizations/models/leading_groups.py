"""领导小组: a coordination body with chair, deputies, members, an office, a term and a condition that ends it.

A temporary body states its term and what ends it (地方议事协调机构管理办法); members hang on posts where they can,
so that a successor takes the seat.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.organizations.models.jurisdictions import Jurisdiction
from duban.apps.organizations.models.people import Official, Post
from duban.apps.organizations.models.units import Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.rulebook.actors import Actor


class LeadingGroupQuerySet(ValidityQuerySet["LeadingGroup"]):
    def visible_to(self, actor: Actor) -> LeadingGroupQuerySet:
        """Those of the jurisdiction and below, and those in which a unit one sees is a member or the office."""
        if actor.is_system:
            return self
        units = Unit.objects.visible_to(actor)
        member = Membership.objects.filter(Q(unit__in=units) | Q(post__unit__in=units))
        seen = Q(office_unit__in=units) | Q(pk__in=member.values("leading_group"))
        if actor.sees_jurisdiction and actor.path:
            seen |= Q(jurisdiction__path__startswith=actor.path)
        return self.filter(seen)


class LeadingGroup(Validity):
    """`since`: founded; `until`: dissolved. `term_ends_on` and `end_condition` are what its founding document says."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="leading_groups", verbose_name="行政区")
    name = models.CharField("名称", max_length=120)
    basis = models.CharField("设立依据", max_length=200, blank=True)
    duties = models.TextField("职责", blank=True)
    office_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="group_offices", verbose_name="办公室所在单位"
    )
    term_ends_on = models.DateField("任期至", null=True, blank=True)
    end_condition = models.CharField("撤销条件", max_length=300, blank=True)
    end_basis = models.CharField("撤销依据", max_length=200, blank=True)

    objects = LeadingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "领导小组"
        ordering = ["jurisdiction__path", "-since", "name"]
        constraints = [ordered("leading_group_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class MembershipRole(models.TextChoices):
    CHAIR = "chair", "组长"
    EXECUTIVE_DEPUTY = "executive_deputy", "常务副组长"
    DEPUTY = "deputy", "副组长"
    MEMBER = "member", "成员"
    OFFICE_DIRECTOR = "office_director", "办公室主任"
    OFFICE_DEPUTY = "office_deputy", "办公室副主任"
    OFFICE_MEMBER = "office_member", "办公室成员"


class Membership(Validity):
    """A seat in the group. `post`: whoever holds it is the member; else `official` in person; else the `unit`.

    `listed_name` and `listed_title` are the document's own words."""

    leading_group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="memberships", verbose_name="领导小组")
    role = models.CharField("小组职务", max_length=20, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="职务"
    )
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="人员"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="单位"
    )
    listed_name = models.CharField("文件所列姓名", max_length=40, blank=True)
    listed_title = models.CharField("文件所列职务", max_length=200, blank=True)
    order = models.PositiveIntegerField("排序", default=0)

    objects = ValidityQuerySet["Membership"].as_manager()

    class Meta:
        verbose_name = "领导小组成员"
        ordering = ["leading_group", "order", "pk"]
        constraints = [
            ordered("membership_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(official__isnull=False) | Q(unit__isnull=False),
                name="membership_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.listed_name or str(self.post or self.official or self.unit)
