"""Limits counted anew when the calendar changed: a notice may come after limits that reach into its year.

In: the years.  Out: the ends of clocks that run. A consequence: the record has the change of the calendar.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from duban.apps.calendars.queries import calendar_now
from duban.apps.progress.models import Clock
from duban.rulebook import clocks
from duban.rulebook.clocks import Extension, Limit, Stop
from duban.rulebook.working_days import WorkCalendar


def count_again(*, years: tuple[int, ...], **_: Any) -> None:
    """Told by `calendars.happenings.calendar_changed`; what was extended to a day stays at that day."""
    running = Clock.objects.filter(ended_at=None, begins_at__year__lte=max(years), due_at__year__gte=min(years))
    rows = list(running.select_for_update().prefetch_related("stops", "extensions").order_by("pk"))
    calendar = calendar_now()
    changed = [row for row in rows if _count(row, calendar)]
    Clock.objects.bulk_update(changed, ["due_at", "original_due_at", "version"])


def _count(row: Clock, calendar: WorkCalendar) -> bool:
    """Whether it ends at another moment now."""
    local, limit = timezone.localtime, Limit(row.working_days, row.working_hours)
    stops = [Stop(local(one.stopped_at), local(one.resumed_at) if one.resumed_at else None) for one in row.stops.all()]
    extensions = [Extension(local(one.at), local(one.after)) for one in row.extensions.all()]
    due = clocks.due(local(row.begins_at), limit, stops, calendar, extensions)
    if due == row.due_at:
        return False
    if not extensions:
        row.original_due_at = clocks.first_due(local(row.begins_at), limit, calendar)
    row.due_at, row.version = due, row.version + 1
    return True
