"""What periodic work was started when: one row for each due moment."""

from __future__ import annotations

from django.db import models


class PeriodicJob(models.Model):
    """`slot` is the moment it was due; the pair is unique, so that two schedules do not start it twice."""

    name = models.CharField("名称", max_length=100)
    slot = models.DateTimeField("应开始时间", db_index=True)
    started_at = models.DateTimeField("安排时间")

    class Meta:
        verbose_name = "定期工作"
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="periodic_job_once_per_slot")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"
