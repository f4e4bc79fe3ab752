"""Down the tree: a task of a city is broken down into tasks of its counties' plans; both ends see the link."""

from __future__ import annotations

from django.db import models

from duban.apps.plans.models.tasks import Task


class TaskLink(models.Model):
    """`parent` is the task given down, `child` one that carries it out below."""

    parent = models.ForeignKey(Task, models.CASCADE, related_name="links_down", verbose_name="上级任务")
    child = models.ForeignKey(Task, models.CASCADE, related_name="links_up", verbose_name="下级任务")
    made_by = models.CharField("关联人", max_length=40, blank=True)
    made_at = models.DateTimeField("关联时间", auto_now_add=True)

    class Meta:
        verbose_name = "上下级任务关联"
        ordering = ["parent", "child"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "child"], name="task_link_once"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("child")), name="task_link_is_not_a_loop"),
        ]

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"
