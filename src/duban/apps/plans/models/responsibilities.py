"""责任: who does what for a task. Names are the document's words; whom they mean stands beside them.

A leader is a post: whoever holds it answers. A collective unit is resolved when the plan is issued: each member gets
a row of its own that points back (`through`), and stays as it was on that day. Words alone (`listed_name`) ask nobody.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.organizations.models import Post, Unit, UnitGroup
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered
from duban.apps.plans.models.tasks import Task
from duban.rulebook.tasks import ROLE_LABELS, ResponsibilityRole


class Responsibility(Validity):
    task = models.ForeignKey(Task, models.CASCADE, related_name="responsibilities", verbose_name="任务")
    role = models.CharField(
        "责任", max_length=10, choices=[(role.value, ROLE_LABELS[role]) for role in ResponsibilityRole]
    )
    listed_name = models.CharField("文件所列名称", max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name="单位"
    )
    unit_group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name="集合单位"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name="职务"
    )
    through = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="resolved", verbose_name="由集合单位而来"
    )
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = ValidityQuerySet["Responsibility"].as_manager()

    class Meta:
        verbose_name = "任务责任"
        ordering = ["task", "role", "order", "pk"]
        indexes = [
            models.Index(fields=["unit", "role", "task"], name="responsibility_of_unit"),
            models.Index(fields=["post", "role", "task"], name="responsibility_of_post"),
        ]
        constraints = [
            ordered("responsibility_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False)
                | Q(unit_group__isnull=False)
                | Q(post__isnull=False)
                | ~Q(listed_name=""),
                name="responsibility_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.listed_name or str(self.unit or self.unit_group or self.post)
