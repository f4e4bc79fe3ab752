"""The calendar a new installation begins with."""

from __future__ import annotations

import pytest

from duban.apps.calendars import known_years
from duban.apps.calendars.models import CalendarDay, CalendarYear


@pytest.fixture
def known(db: None) -> None:
    """The years of the migration, also where a test that empties all tables ran before."""
    if not CalendarYear.objects.exists():
        known_years.fill(CalendarYear.objects, CalendarDay.objects, source="随系统提供")
