"""Months are asked for while a case is listed, reported, returned, taken; what units owe; late and missing ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from listed_cast import AT, LATER, delisted, listed

from cast import City
from duban.apps.outbox.owing import Span
from duban.apps.supervision.actions.listed_reports import (
    accept_listed_report,
    return_listed_report,
    submit_listed_report,
)
from duban.apps.supervision.listed_months import bring_into_line
from duban.apps.supervision.models import ListedCase, ListedReport, SupervisionFile
from duban.apps.supervision.owing.listed import months_owed, stages_owed
from duban.rulebook import listings
from duban.rulebook.listings import ListedReportState, StageStanding, report_words, stage_standing
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import PICTURE

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def submit(city: City, row: ListedReport, text: str = "已整改8处。", **given: object) -> ListedReport:
    asked = {"at": AT, "by": city.actor("town_liaison"), **given}
    return submit_listed_report(report=row, text=text, **asked)


def test_each_month_has_its_row_once_from_the_first_of_the_month(city: City) -> None:
    row = listed(city)

    assert bring_into_line(on=date(2026, 4, 30)) == 1
    assert bring_into_line(on=date(2026, 4, 30)) == 0
    assert bring_into_line(on=date(2026, 6, 1)) == 2
    assert [one.due for one in row.reports.all()] == [date(2026, month, 23) for month in range(3, 7)]


def test_making_months_asks_the_same_of_the_database_for_any_number(city: City) -> None:
    listed(city)
    with CaptureQueriesContext(connection) as few:
        bring_into_line(on=date(2026, 4, 1))
    listed(city, title="另一处隐患")
    listed(city, title="又一处隐患")
    with CaptureQueriesContext(connection) as many:
        bring_into_line(on=date(2026, 9, 1))

    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("listed_on", "day", "dues"),
    [
        (date(2026, 1, 23), 23, [date(2026, 1, 23), date(2026, 2, 23)]),
        (date(2026, 1, 24), 23, [date(2026, 2, 23)]),
        (date(2026, 1, 1), 31, [date(2026, 1, 31), date(2026, 2, 28)]),
        (date(2025, 12, 30), 5, [date(2026, 1, 5), date(2026, 2, 5)]),
    ],
)
def test_the_first_month_is_the_one_whose_day_is_still_to_come(listed_on: date, day: int, dues: list[date]) -> None:
    months = listings.months_owed(listed_on, date(2026, 2, 10), day=day)

    assert [listings.report_due(month, day) for month in months] == dues


def test_off_the_board_no_month_is_asked_for(city: City) -> None:
    row = delisted(city)

    assert bring_into_line(on=date(2026, 12, 1)) == 0
    assert not row.reports.filter(due__gte=date(2026, 10, 15), state="owed").exists()


def test_a_month_is_reported_with_files_returned_and_taken(city: City) -> None:
    month = listed(city).reports.get()
    submit(city, month, files=[("照片.pdf", PICTURE)])
    month.refresh_from_db()
    assert (month.state, month.submitted_by, SupervisionFile.objects.get().name) == ("submitted", "石桥生", "照片.pdf")

    with pytest.raises(Invalid, match="请写明退回的原因"):
        return_listed_report(report=month, opinion=" ", at=AT, by=city.actor("office"))
    return_listed_report(report=month, opinion="请附照片。", at=AT, seen=month.version, by=city.actor("office"))
    submit(city, month, "已整改9处，附照片。", at=AT + timedelta(days=1))
    month.refresh_from_db()
    assert (month.returns, month.first_submitted_at, month.submitted_at) == (1, AT, AT + timedelta(days=1))

    accept_listed_report(report=month, at=AT, by=city.actor("office"))
    with pytest.raises(Conflict):
        submit(city, month, "再改一次。")
    assert [one for one in city.events() if one.startswith("listed.report")] == [
        "listed.report_submitted",
        "listed.report_returned",
        "listed.report_submitted",
        "listed.report_accepted",
    ]


def test_sent_twice_it_is_one_report_and_a_stale_form_is_refused(city: City) -> None:
    month = listed(city).reports.get()

    submit(city, month, seen=1)
    submit(city, month, seen=1)

    assert city.events().count("listed.report_submitted") == 1
    return_listed_report(report=month, opinion="请附照片。", at=AT, by=city.actor("office"))
    with pytest.raises(Conflict, match="已被他人修改"):
        submit(city, month, "另一种说法。", seen=1)


@pytest.mark.parametrize("who", ["liaison", "finance", "leader", "reader", "office", "county_office"])
def test_only_the_unit_reports(city: City, who: str) -> None:
    month = listed(city).reports.get()

    with pytest.raises(NotAllowed):
        submit(city, month, by=city.actor(who))


@pytest.mark.parametrize("who", ["town_liaison", "liaison", "leader", "county_office"])
def test_only_the_office_of_the_case_reviews(city: City, who: str) -> None:
    month = submit(city, listed(city).reports.get())

    with pytest.raises(NotAllowed):
        accept_listed_report(report=month, at=AT, by=city.actor(who))


def test_months_and_stages_are_owed_until_they_are_done(city: City) -> None:
    row = listed(city)
    town, others = [city.units["石桥镇政府"].pk], [city.units["发改"].pk]

    (month,) = months_owed(town, YEAR)
    assert (month.title, month.due, month.place) == (
        "石桥镇老街火灾隐患：3月月报",
        date(2026, 3, 23),
        city.places["青泽市"].pk,
    )
    assert [one.due for one in stages_owed(town, YEAR)] == [one.ends for one in row.stages.all()]
    assert [*months_owed(others, YEAR), *stages_owed(others, YEAR)] == []

    submit(city, row.reports.get())
    assert list(months_owed(town, YEAR)) == []
    (done,) = months_owed(town, Span(YEAR.first, YEAR.last, done=True))
    assert done.done_on == AT.date()
    ListedCase.objects.update(state="withdrawn")
    assert list(stages_owed(town, YEAR)) == []


@pytest.mark.parametrize(
    ("state", "first_on", "on", "words"),
    [
        (ListedReportState.OWED, None, date(2026, 3, 23), "未报送"),
        (ListedReportState.OWED, None, date(2026, 3, 24), "漏报"),
        (ListedReportState.SUBMITTED, date(2026, 3, 23), date(2026, 5, 1), "待审核"),
        (ListedReportState.SUBMITTED, date(2026, 3, 24), date(2026, 5, 1), "待审核，迟报"),
        (ListedReportState.RETURNED, date(2026, 3, 20), date(2026, 5, 1), "已退回"),
        (ListedReportState.ACCEPTED, date(2026, 4, 1), date(2026, 5, 1), "已审核，迟报"),
    ],
)
def test_late_and_missing_are_said(state: ListedReportState, first_on: date | None, on: date, words: str) -> None:
    assert report_words(state, date(2026, 3, 23), first_on, on=on) == words


@pytest.mark.parametrize(
    ("on", "done_on", "standing"),
    [
        (date(2026, 3, 31), None, StageStanding.TO_COME),
        (date(2026, 4, 1), None, StageStanding.UNDER_WAY),
        (date(2026, 8, 31), None, StageStanding.UNDER_WAY),
        (date(2026, 9, 1), None, StageStanding.BEHIND),
        (date(2026, 9, 1), date(2026, 9, 1), StageStanding.DONE),
    ],
)
def test_a_stage_is_behind_when_its_end_has_passed(on: date, done_on: date | None, standing: StageStanding) -> None:
    assert stage_standing(date(2026, 4, 1), date(2026, 8, 31), done_on, on=on) is standing


def test_the_moment_of_the_place_decides_what_is_late(city: City) -> None:
    month = listed(city).reports.get()
    submit(city, month, at=datetime(2026, 3, 23, 15, 59, tzinfo=LATER.tzinfo))  # 23:59 in the time of the place
    month.refresh_from_db()

    (done,) = months_owed([city.units["石桥镇政府"].pk], Span(YEAR.first, YEAR.last, done=True))
    assert done.done_on == date(2026, 3, 23)
