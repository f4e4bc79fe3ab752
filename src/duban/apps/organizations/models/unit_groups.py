"""集合单位: a name that stands for many units (各镇政府, 市直各部门), resolved to members as of a day."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models.jurisdictions import Jurisdiction
from duban.apps.organizations.models.leading_groups import LeadingGroup
from duban.apps.organizations.models.units import Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.rulebook.actors import Actor


class GroupRule(models.TextChoices):
    """How the members are found."""

    LISTED = "listed", "逐个列出"
    DEPARTMENTS = "departments", "本级政府各部门"  # 市直各部门
    GOVERNMENTS_BELOW = "governments_below", "下一级各人民政府"  # 各县（市、区）政府
    TOWN_GOVERNMENTS = "town_governments", "全部镇（街道）"  # 各镇政府, at any depth
    LEADING_GROUP = "leading_group", "领导小组成员单位"


class UnitGroupQuerySet(models.QuerySet["UnitGroup"]):
    def visible_to(self, actor: Actor) -> UnitGroupQuerySet:
        if actor.is_system:
            return self
        if actor.sees_jurisdiction:
            return self.filter(jurisdiction__path__startswith=actor.path) if actor.path else self.none()
        return self.none()


class UnitGroup(models.Model):
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="unit_groups", verbose_name="行政区")
    name = models.CharField("名称", max_length=60)
    rule = models.CharField("成员确定方式", max_length=20, choices=GroupRule.choices, default=GroupRule.LISTED)
    leading_group = models.ForeignKey(
        LeadingGroup, models.PROTECT, null=True, blank=True, related_name="unit_groups", verbose_name="领导小组"
    )

    objects = UnitGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "集合单位"
        ordering = ["jurisdiction__path", "name"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="unit_group_name_once")]

    def __str__(self) -> str:
        return self.name


class UnitGroupMember(Validity):
    """A member of a group whose members are listed one by one."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="members", verbose_name="集合单位")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_memberships", verbose_name="单位")

    objects = ValidityQuerySet["UnitGroupMember"].as_manager()

    class Meta:
        verbose_name = "集合单位成员"
        ordering = ["group", "unit__order", "unit", "since"]
        constraints = [ordered("unit_group_member_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.unit}"
