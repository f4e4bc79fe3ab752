"""By when a report that is returned is wanted again: usually, and at the latest, as its round stays open so long.

In: a report, the day.  Out: days, with the reason of the last one; two queries.
"""

from __future__ import annotations

from datetime import date

from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.models import ReportingRound
from duban.apps.progress.models import Report
from duban.apps.progress.queries.practice import practice_of

TIMES = 2  # the longest, in terms of what the office's rule gives


def new_due_of(report: Report, *, on: date) -> date:
    """By the office's own rule, not after the next round's day: the next report takes its place."""
    usual = work_calendar().add_working_days(on, _within(report, on))
    return min(usual, _next_day(report, on) or usual)


def latest_new_due(report: Report, *, on: date) -> tuple[date, str]:
    """The last day that may be set, and why."""
    within = TIMES * _within(report, on)
    last, following = work_calendar().add_working_days(on, within), _next_day(report, on)
    if following is not None and following < last:
        return following, "下一轮在这一天报送"
    return last, f"退回后最多{within}个工作日"


def _within(report: Report, on: date) -> int:
    return practice_of(report.task.jurisdiction_id, on=on).return_within


def _next_day(report: Report, on: date) -> date | None:
    """Of the next round, where that is still to come."""
    later = ReportingRound.objects.filter(plan=report.round.plan_id, due__gt=report.round.due, due__gte=on)
    return later.order_by("due").values_list("due", flat=True).first()
