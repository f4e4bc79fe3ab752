"""A limit that reaches into a year whose days off are announced later ends later, too."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils import timezone

from cast import City
from duban.apps.calendars.actions import change_day, seen_of
from duban.apps.progress.actions.clocks import end_clock, extend_clock, start_clock, stop_clock
from duban.apps.progress.models import Clock
from duban.rulebook.actors import SYSTEM
from duban.rulebook.clocks import Limit
from duban.rulebook.working_days import DayKind
from progress_cast import Year

GIVEN = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)  # a Wednesday; of 2027 nothing is announced
NEW_YEAR = date(2027, 1, 1)  # a Friday


def running(year: Year) -> Clock:
    clock = start_clock(Limit(working_days=3), at=GIVEN)
    old, year.instruction.clock = year.instruction.clock, clock
    year.instruction.save()
    old.delete()
    return clock


def announce() -> None:
    change_day(day=NEW_YEAR, kind=DayKind.OFF, name="元旦", seen=seen_of(None), by=SYSTEM)


def ends(clock: Clock) -> date:
    return timezone.localtime(Clock.objects.get(pk=clock.pk).due_at).date()


def test_a_running_limit_follows_the_notice(year: Year) -> None:
    clock = running(year)
    assert ends(clock) == date(2027, 1, 4)  # Thursday, Friday, Monday: plain weekends

    announce()

    row = Clock.objects.get(pk=clock.pk)
    assert ends(clock) == date(2027, 1, 5)
    assert (row.original_due_at, row.version) == (row.due_at, clock.version + 1)


def test_what_ended_stays_as_it_was(year: Year) -> None:
    clock = running(year)
    end_clock(clock, at=GIVEN, name="林联络")

    announce()

    assert ends(clock) == date(2027, 1, 4)


def test_what_was_extended_to_a_day_stays_at_that_day(year: Year, city: City) -> None:
    clock = running(year)
    until = datetime(2027, 1, 8, 10, 0, tzinfo=UTC)
    extend_clock(clock=clock, due=until, reason="资料不全。", at=GIVEN, by=city.actor("office"))

    announce()

    row = Clock.objects.get(pk=clock.pk)
    assert row.due_at == until
    assert timezone.localtime(row.original_due_at).date() == date(2027, 1, 4)


def test_a_limit_that_stands_still_is_counted_anew_too(year: Year, city: City) -> None:
    clock = running(year)
    stop_clock(clock=clock, reason="等待听证。", at=GIVEN, by=city.actor("office"))

    announce()

    assert ends(clock) == date(2027, 1, 5)


def test_a_day_of_another_year_moves_nothing(year: Year) -> None:
    clock = running(year)

    change_day(day=date(2025, 6, 3), kind=DayKind.OFF, name="端午节", seen=seen_of(None), by=SYSTEM)

    assert Clock.objects.get(pk=clock.pk).version == clock.version
