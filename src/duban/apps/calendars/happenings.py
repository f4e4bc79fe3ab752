"""What other applications are told of when the calendar changes: limits that are counted in its days.

In: the years whose days are others now.  Out: `calendar_changed`, sent inside the transaction of the change.
"""

from __future__ import annotations

from django.dispatch import Signal

from duban.apps.calendars.models import CalendarYear

calendar_changed = Signal()  # years: a tuple


def tell_changed(*years: int) -> None:
    calendar_changed.send(sender=CalendarYear, years=tuple(sorted(years)))
