"""Things that hold from one day to another: names, members, appointments.

`since` is the first day it holds (None: from before any record), `until` the first day it no longer does (None: still).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

ModelT = TypeVar("ModelT", bound=models.Model)


def holds(on: date, prefix: str = "") -> Q:
    """The condition that a row, reached by `prefix`, holds on a day."""
    began = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    lasts = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": on})
    return began & lasts


def overlapping(since: date | None, until: date | None) -> Q:
    """The condition that a row holds on a day of [since, until); a row of no day at all never does."""
    condition = ~Q(since__isnull=False, until=F("since"))
    if since is not None:
        condition &= Q(until__isnull=True) | Q(until__gt=since)
    if until is not None:
        condition &= Q(since__isnull=True) | Q(since__lt=until)
    return condition


class ValidityQuerySet(models.QuerySet[ModelT]):
    def on(self, day: date) -> ValidityQuerySet[ModelT]:
        return self.filter(holds(day))


class Validity(models.Model):
    since = models.DateField("起始日期", null=True, blank=True)
    until = models.DateField("终止日期", null=True, blank=True)  # the first day it no longer holds

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    @property
    def last_day(self) -> date | None:
        """The last day it holds, as people say it."""
        return self.until - timedelta(days=1) if self.until else None


def ordered(name: str) -> models.CheckConstraint:
    """The constraint that what ends has begun before."""
    condition = Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since"))
    return models.CheckConstraint(condition=condition, name=name)
