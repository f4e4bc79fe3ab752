"""When an interview (约谈) may be held, and when two of one person stand in each other's way.

In: moments in the time of the place, the calendar.  Out: nothing, or an `Invalid`; yes or no.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from duban.rulebook.refusals import Invalid
from duban.rulebook.working_days import WorkCalendar

LASTS = timedelta(hours=2)  # how long one is reckoned to take where nobody says


def check_when(planned: datetime, at: datetime, calendar: WorkCalendar) -> None:
    """To come, on a working day, within the office's hours."""
    if planned <= at:
        raise Invalid("约谈时间应晚于现在", "planned_at")
    if not calendar.is_working(planned.date()):
        raise Invalid(f"{planned.month}月{planned.day}日不是工作日，请另选一天", "planned_at")
    if not any(begin <= planned.time() < end for begin, end in calendar.hours):
        hours = "、".join(f"{begin:%H:%M}至{end:%H:%M}" for begin, end in calendar.hours)
        raise Invalid(f"约谈时间应在办公时间内（{hours}）", "planned_at")


def overlap(one: datetime, other: datetime) -> bool:
    return abs(one - other) < LASTS
