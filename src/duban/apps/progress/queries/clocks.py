"""How clocks stand at a moment: in words, and which of them are late; one row or many.

In: clocks, a moment.  Out: `Standing`s, a condition. The words and the condition are held equal by a test.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.progress.models import Clock, ClockStop
from duban.rulebook import clocks
from duban.rulebook.clocks import Standing


def late(at: datetime, prefix: str = "clock__") -> Q:
    """The condition that it ended late, or runs and is late."""
    ended = Q(**{f"{prefix}ended_at__gt": F(f"{prefix}due_at")})
    running = Q(**{f"{prefix}ended_at": None, f"{prefix}due_at__lt": at})
    return ended | running & ~Q(Exists(_open(prefix)))


def stopped_since(prefix: str = "clock__") -> Combinable:
    """For `annotate`: since when the clock stands still, None while it runs."""
    return Subquery(_open(prefix).values("stopped_at")[:1], output_field=DateTimeField(null=True))


def standing_of(clock: Clock, *, stopped: datetime | None, at: datetime) -> Standing:
    moments = {"stopped": _here(stopped), "ended": _here(clock.ended_at)}
    in_days = clock.working_hours is None
    return clocks.standing(
        timezone.localtime(at), timezone.localtime(clock.due_at), work_calendar(), in_days=in_days, **moments
    )


def _open(prefix: str) -> QuerySet[ClockStop]:
    key = f"{prefix}pk" if prefix else "pk"
    return ClockStop.objects.filter(clock=OuterRef(key), resumed_at=None)


def _here(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
