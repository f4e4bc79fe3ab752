"""Changing a day, taking over a year: who may, what is refused, what is recorded, and that the calendar follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.calendars import queries
from duban.apps.calendars.actions import change_day, import_year, seen_of, seen_of_years
from duban.apps.calendars.models import CalendarDay
from duban.apps.calendars.named_days import NamedDay
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.working_days import DayKind

SATURDAY = date(2027, 10, 9)
NEW_YEAR = [NamedDay(date(2027, 1, 1) + timedelta(days=at), DayKind.OFF, "元旦") for at in range(3)]
SOURCE = "青府办发〔2026〕9号"

pytestmark = pytest.mark.django_db


def test_the_known_years_hold_national_day_with_its_working_saturday() -> None:
    calendar = queries.work_calendar()

    assert not calendar.is_working(date(2026, 10, 7))
    assert calendar.is_working(date(2026, 10, 10))
    assert calendar.is_announced(date(2010, 1, 1), date(2026, 12, 31))
    assert not calendar.is_announced(date(2026, 12, 31), date(2027, 1, 1))
    assert calendar.working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_a_changed_day_counts_at_once_and_is_recorded(city: City) -> None:
    assert not queries.work_calendar().is_working(SATURDAY)

    change_day(day=SATURDAY, kind=DayKind.WORKING, name="国庆节", seen="-", by=city.actor("system_admin"))

    assert queries.work_calendar().is_working(SATURDAY)
    assert city.events() == ["calendar.day_changed"]
    row = CalendarDay.objects.get(day=SATURDAY)
    change_day(day=SATURDAY, kind=None, name="", seen=seen_of(row), by=city.actor("system_admin"))
    assert not queries.work_calendar().is_working(SATURDAY)


def test_a_changed_day_does_not_announce_its_year(city: City) -> None:
    change_day(day=SATURDAY, kind=DayKind.WORKING, name="国庆节", seen="-", by=city.actor("system_admin"))

    assert not queries.work_calendar().is_announced(SATURDAY, SATURDAY)


@pytest.mark.parametrize(
    ("kind", "name", "reason"),
    [(DayKind.OFF, "", "写明是什么节日"), (DayKind.WORKING, "国庆节", "本来就上班")],
)
def test_a_day_needs_a_name_and_a_weekday_works_anyway(city: City, kind: DayKind, name: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        change_day(day=date(2027, 10, 8), kind=kind, name=name, seen="-", by=city.actor("system_admin"))


def test_a_day_somebody_else_changed_is_not_overwritten(city: City) -> None:
    by = city.actor("system_admin")
    change_day(day=SATURDAY, kind=DayKind.WORKING, name="国庆节", seen="-", by=by)

    with pytest.raises(Conflict, match="已被他人修改"):
        change_day(day=SATURDAY, kind=DayKind.OFF, name="国庆节", seen="-", by=by)


def test_only_the_uppermost_place_changes_the_calendar(city: City) -> None:
    with pytest.raises(NotAllowed, match="最上级行政区"):
        change_day(day=SATURDAY, kind=DayKind.OFF, name="国庆节", seen="-", by=city.actor("county_admin"))


def test_a_notice_takes_the_place_of_what_was_said_of_its_year(city: City) -> None:
    by = city.actor("system_admin")
    change_day(day=SATURDAY, kind=DayKind.WORKING, name="国庆节", seen="-", by=by)
    before = NamedDay(date(2026, 12, 31), DayKind.OFF, "元旦")
    seen = seen_of_years(queries.year_rows([2026, 2027]))

    import_year(year=2027, days=[before, *NEW_YEAR], source=SOURCE, seen=seen, by=by)

    assert queries.days_of_year(2027) == NEW_YEAR
    assert before in queries.days_of_year(2026)
    assert NamedDay(date(2026, 10, 10), DayKind.WORKING, "国庆节") in queries.days_of_year(2026)
    assert queries.work_calendar().is_announced(date(2026, 1, 1), date(2027, 12, 31))
    assert city.events()[-1] == "calendar.year_imported"


def test_a_notice_is_not_taken_twice(city: City) -> None:
    by = city.actor("system_admin")
    import_year(year=2027, days=NEW_YEAR, source=SOURCE, seen="", by=by)

    with pytest.raises(Conflict):
        import_year(year=2027, days=NEW_YEAR, source=SOURCE, seen="", by=by)
    seen = seen_of_years(queries.year_rows([2027]))
    with pytest.raises(Conflict, match="没有改动"):
        import_year(year=2027, days=NEW_YEAR, source=SOURCE, seen=seen, by=by)
    assert city.events() == ["calendar.year_imported"]


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([], "没有读到2027年"),
        ([*NEW_YEAR, NamedDay(date(2025, 1, 1), DayKind.OFF, "元旦")], "只能有2027年"),
        ([*NEW_YEAR, NamedDay(date(2027, 1, 1), DayKind.OFF, "新年")], "出现了两次"),
        ([*NEW_YEAR, NamedDay(date(2027, 1, 4), DayKind.WORKING, "元旦")], "本来就上班"),
    ],
)
def test_days_that_make_no_year_are_refused(city: City, days: list[NamedDay], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        import_year(year=2027, days=days, source=SOURCE, seen="", by=city.actor("system_admin"))


def test_in_one_request_the_calendar_is_asked_for_once() -> None:
    queries.work_calendar()

    with CaptureQueriesContext(connection) as asked, queries.one_calendar():
        for _ in range(5):
            queries.distance(date(2026, 10, 8), on=date(2026, 9, 30))

    assert len(asked) == 1


def test_a_comparison_names_what_would_change(city: City) -> None:
    by = city.actor("system_admin")
    import_year(year=2027, days=NEW_YEAR, source=SOURCE, seen="", by=by)
    coming = [*NEW_YEAR[:2], NamedDay(date(2027, 1, 9), DayKind.WORKING, "元旦")]

    found = queries.compare(2027, coming)

    assert found.unchanged == 2
    assert [(one.day, one.before, one.after) for one in found.changed] == [
        (date(2027, 1, 3), "放假，元旦", "按周计算"),
        (date(2027, 1, 9), "按周计算", "调休上班，元旦"),
    ]
