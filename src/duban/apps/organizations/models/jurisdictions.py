"""行政区: places with a government of their own, in a tree.

Codes: GB/T 2260 (six digits, province to county), GB/T 10114 (nine digits, town); "" where not known.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from duban.rulebook.actors import Actor


class Level(models.TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县（市、区）"
    TOWN = "town", "镇（街道）"


class JurisdictionQuerySet(models.QuerySet["Jurisdiction"]):
    def visible_to(self, actor: Actor) -> JurisdictionQuerySet:
        """Who sees the whole jurisdiction sees those below it too; others see their own by name."""
        if actor.is_system:
            return self
        if actor.sees_jurisdiction:
            return self.within(actor.path)
        return self.filter(path=actor.path)

    def within(self, path: str) -> JurisdictionQuerySet:
        """The jurisdiction at `path` and all below it; none for an empty path."""
        return self.filter(path__startswith=path) if path else self.none()


class Jurisdiction(models.Model):
    """`path` is the keys from the root down to this one: "/1/4/"; set by the actions."""

    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    code = models.CharField("行政区划代码", max_length=12, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级行政区"
    )
    path = models.CharField("路径", max_length=200, db_index=True, editable=False)
    order = models.PositiveIntegerField("排序", default=0)

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        verbose_name = "行政区"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="jurisdiction_name_once_below_parent"),
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="jurisdiction_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Saving sets the path; moving a place below another is not offered."""
        super().save(*args, **options)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])
