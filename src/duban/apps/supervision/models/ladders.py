"""督办阶梯: when what is proposed, as data of the office with versions."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.validity import Validity, ValidityQuerySet, ordered


class Ladder(Validity):
    """`rules`: what `rulebook.ladder` reads; without a row its standing rules hold. Days are working days."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="ladders", verbose_name="行政区")
    rules = models.JSONField("规则", default=list)
    waits = models.PositiveSmallIntegerField("提醒后等待几个工作日再催办", default=2)
    approved_levels = models.JSONField("须领导批准的层级", default=list)  # values of cases.Level

    objects = ValidityQuerySet["Ladder"].as_manager()

    class Meta:
        verbose_name = "督办阶梯"
        ordering = ["jurisdiction__path", "-since", "-pk"]
        constraints = [ordered("ladder_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.jurisdiction}督办阶梯"
