"""What can be done with the calendar: say of one day what it is, take over the notice of a year.

In: keyword arguments, `by`.  Out: the year. Each leaves one event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.calendars.happenings import tell_changed
from duban.apps.calendars.labels import EVERYWHERE, said
from duban.apps.calendars.models import CalendarDay, CalendarYear
from duban.apps.calendars.named_days import NamedDay, in_words, stamp_of
from duban.apps.calendars.queries import compare, days_of_year
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.working_days import DayKind, is_weekend

CHANGED = "节假日已被他人修改，请刷新后再改"


def check_can_edit(by: Actor) -> None:
    """The calendar is one for all places, so only the uppermost place may change it."""
    permissions.check_can(by, Permission.EDIT_CALENDAR)
    if not by.is_system and by.path.count("/") != 2:
        raise NotAllowed(EVERYWHERE)


@transaction.atomic
def change_day(*, day: date, kind: DayKind | None, name: str, seen: str, by: Actor) -> CalendarYear:
    """Make a day off, a working day, or (None) what the week makes of it; `seen` as `seen_of` gives it."""
    check_can_edit(by)
    (year,) = _locked(day.year)
    row = CalendarDay.objects.filter(day=day).first()
    if seen != seen_of(row):
        raise Conflict(CHANGED)
    _check_day(day, kind, name)
    before = said(row.kind, row.name) if row else said("", "")
    if before == (after := said(kind or "", name)):
        raise Conflict("没有改动")
    if kind is None:
        CalendarDay.objects.filter(day=day).delete()
    else:
        CalendarDay.objects.update_or_create(day=day, defaults={"kind": kind.value, "name": name})
    _stamp(year)
    tell_changed(day.year)
    words = f"{day.year}年{day.month}月{day.day}日"
    recording.record("calendar.day_changed", year, by=by, before={"安排": before}, after={"安排": after}, note=words)
    return year


@transaction.atomic
def import_year(*, year: int, days: Sequence[NamedDay], source: str, seen: str, by: Actor) -> CalendarYear:
    """Put the days of a notice in place of all that was said of its year; the year counts as announced."""
    check_can_edit(by)
    _check_days(year, days)
    rows = _locked(*sorted({year, *(one.day.year for one in days)}))
    if seen != seen_of_years(rows):
        raise Conflict(CHANGED)
    (own,) = (row for row in rows if row.year == year)
    if own.is_announced and own.source == source and not compare(year, list(days)).changed:
        raise Conflict("没有改动")
    before = in_words(days_of_year(year))
    _replace(year, days)
    own.is_announced, own.source = True, source
    own.save(update_fields=["is_announced", "source"])
    for row in rows:
        _stamp(row)
    tell_changed(*(row.year for row in rows))
    counts = {"放假": _count(days, DayKind.OFF), "调休上班": _count(days, DayKind.WORKING)}
    after = {"安排": in_words(days), "依据": source, **counts}
    recording.record("calendar.year_imported", own, by=by, before={"安排": before}, after=after)
    return own


def seen_of(row: CalendarDay | None) -> str:
    """What a form about one day carries."""
    return f"{row.kind} {row.name}" if row else "-"


def seen_of_years(rows: Sequence[CalendarYear]) -> str:
    """What the form about an import carries; a year without a row is as one nobody changed."""
    return " ".join(f"{row.year}:{row.stamp[:16]}" for row in rows if row.stamp)


def _check_day(day: date, kind: DayKind | None, name: str) -> None:
    if kind is not None and not name:
        raise Invalid("写明是什么节日，或因何调休", "name")
    if kind is DayKind.WORKING and not is_weekend(day):
        raise Invalid("这一天不是周末，本来就上班，不用标为调休上班", "kind")


def _check_days(year: int, days: Sequence[NamedDay]) -> None:
    if not any(one.kind is DayKind.OFF and one.day.year == year for one in days):
        raise Invalid(f"没有读到{year}年的放假日期")
    if any(one.day.year not in (year - 1, year) for one in days):
        raise Invalid(f"只能有{year}年的日期，和上一年年底的")
    if len({one.day for one in days}) != len(days):
        raise Invalid("同一天出现了两次")
    if wrong := [one.day for one in days if one.kind is DayKind.WORKING and not is_weekend(one.day)]:
        raise Invalid(f"{wrong[0].month}月{wrong[0].day}日不是周末，本来就上班，请核对年度和日期")


def _locked(*years: int) -> list[CalendarYear]:
    for year in years:
        CalendarYear.objects.get_or_create(year=year)
    return list(CalendarYear.objects.select_for_update().filter(year__in=years).order_by("year"))


def _replace(year: int, days: Sequence[NamedDay]) -> None:
    CalendarDay.objects.filter(day__year=year).delete()
    CalendarDay.objects.filter(day__in=[one.day for one in days]).delete()
    CalendarDay.objects.bulk_create(CalendarDay(day=one.day, kind=one.kind.value, name=one.name) for one in days)


def _stamp(row: CalendarYear) -> None:
    row.stamp = stamp_of(days_of_year(row.year), is_announced=row.is_announced)
    row.save(update_fields=["stamp"])


def _count(days: Sequence[NamedDay], kind: DayKind) -> int:
    return sum(one.kind is kind for one in days)
