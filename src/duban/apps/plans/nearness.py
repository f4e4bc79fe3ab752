"""How far a date is, in working days: the words, and whether it is near.

In: a date, today.  Out: 还有3个工作日, 今天到期, 逾期2个工作日; far, near or late.
Whether something is overdue is asked of its date alone, not here.
"""

from __future__ import annotations

from datetime import date

from duban.apps.calendars.queries import distance as measured
from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.labels.plans import ACKNOWLEDGE_WITHIN

NEAR = 3  # working days before what has to be done at once
NEAR_DEADLINE = 20  # and before a task's deadline


def distance(due: date, *, on: date) -> str:
    return measured(due, on=on).words


def nearness(due: date, *, on: date, near: int = NEAR) -> str:
    """The class of the words of `distance`: far, near, late."""
    return measured(due, on=on).nearness(near)


def proposed_acknowledge_by(on: date, *, within: int = ACKNOWLEDGE_WITHIN) -> date:
    """By when the units are asked to acknowledge, unless somebody enters another day."""
    return work_calendar().add_working_days(on, within)
