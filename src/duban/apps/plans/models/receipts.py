"""签收: each unit that answers for a task is asked to confirm it has it; it may object, with a reason."""

from __future__ import annotations

from django.db import models

from duban.apps.organizations.models import Unit
from duban.apps.plans.models.sight import of_tasks
from duban.apps.plans.models.tasks import Task
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import RECEIPT_LABELS, ReceiptState


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, actor: Actor) -> ReceiptQuerySet:
        """The receipts of every task one sees, whichever unit is asked."""
        return self.filter(of_tasks(actor, "task"))


class Receipt(models.Model):
    """One per unit and task, whatever the unit's roles in it. Names are of accounts that acted."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="receipts", verbose_name="任务")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts", verbose_name="单位")
    state = models.CharField(
        "签收",
        max_length=12,
        choices=[(state.value, RECEIPT_LABELS[state]) for state in ReceiptState],
        default=ReceiptState.ASKED.value,
    )
    asked_at = models.DateTimeField("印发时间")
    due = models.DateField("签收期限", null=True, blank=True)
    answered_at = models.DateTimeField("签收时间", null=True, blank=True)
    answered_by = models.CharField("签收人", max_length=40, blank=True)
    objection = models.TextField("异议", blank=True)
    decision = models.TextField("答复", blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decided_by = models.CharField("答复人", max_length=40, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "签收"
        ordering = ["task", "unit"]
        indexes = [
            models.Index(fields=["unit", "state", "task"], name="receipts_of_unit"),
            models.Index(fields=["state", "task"], name="receipts_in_state"),
        ]
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.unit}签收“{self.task}”"
