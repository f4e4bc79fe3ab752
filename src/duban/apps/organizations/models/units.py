"""单位: bodies that can be made responsible, under every name they have had.

`Unit.name` is the official name today; `UnitName` holds all names with their validity.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.organizations.models.jurisdictions import Jurisdiction
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.rulebook.actors import Actor


class UnitKind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "政府部门"
    PARTY = "party", "党委部门"
    CONGRESS = "congress", "人大、政协机关"
    JUDICIAL = "judicial", "法院、检察院"
    MASS = "mass", "群团组织"
    INSTITUTION = "institution", "事业单位"
    COMPANY = "company", "企业"
    VERTICAL = "vertical", "垂直管理单位"  # 税务局, 海关: a superior authority's branch
    OTHER = "other", "其他"


class UnitQuerySet(ValidityQuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> UnitQuerySet:
        """The whole jurisdiction and what is below it, or the own unit and the units under it."""
        if actor.is_system:
            return self
        if actor.sees_jurisdiction:
            return self.within(actor.path)
        own = actor.unit
        return self.filter(Q(pk=own) | Q(parent=own) | Q(parent__parent=own))

    def within(self, path: str) -> UnitQuerySet:
        return self.filter(jurisdiction__path__startswith=path) if path else self.none()


class Unit(Validity):
    """A unit that was merged keeps its rows; `merged_into` says where its duties went."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="units", verbose_name="行政区")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices, default=UnitKind.DEPARTMENT)
    code = models.CharField("统一社会信用代码", max_length=18, blank=True)  # GB 32100-2015
    order = models.PositiveIntegerField("排序", default=0)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入单位"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering = ["jurisdiction__path", "order", "pk"]
        constraints = [ordered("unit_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class UnitNameKind(models.TextChoices):
    OFFICIAL = "official", "全称"
    SHORT = "short", "简称"
    BOARD = "board", "加挂牌子"  # 市数据局 at the door of 市政务服务局
    FORMER = "former", "曾用名"  # a name of a unit that was merged in, or from before the record began


class UnitNameQuerySet(ValidityQuerySet["UnitName"]):
    def within(self, path: str) -> UnitNameQuerySet:
        return self.filter(unit__jurisdiction__path__startswith=path) if path else self.none()


class UnitName(Validity):
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="单位")
    name = models.CharField("名称", max_length=100, db_index=True)
    kind = models.CharField("类别", max_length=10, choices=UnitNameKind.choices, default=UnitNameKind.SHORT)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        verbose_name = "单位名称"
        ordering = ["unit", "kind", "since", "pk"]
        constraints = [
            ordered("unit_name_ends_after_it_begins"),
            models.UniqueConstraint(fields=["unit", "name", "kind", "since"], name="unit_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
