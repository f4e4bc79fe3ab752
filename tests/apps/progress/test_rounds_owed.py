"""What a unit owes by a day: each report of an open round, and of rounds to come how many there will be."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.outbox import owing
from duban.apps.outbox.owing import Owed, Span
from duban.apps.plans.models import Task
from duban.apps.progress.models import Report
from duban.apps.progress.owing.reports import KIND, reports_owed
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import TaskState
from progress_cast import DUE, FILED, Year

SPRING, YEAR = Span(date(2026, 3, 1), date(2026, 4, 30)), Span(date(2026, 1, 1), date(2026, 12, 31))


def owed(year: Year, key: str, span: Span = SPRING) -> list[Owed]:
    return list(reports_owed([year.city.units[key].pk], span))


def test_each_report_of_an_open_round_is_owed_by_its_day(year: Year) -> None:
    found = owed(year, "发改")

    assert [(one.key, one.title, one.due, one.done_on) for one in found] == [
        (f"report:{year.report.pk}", "第1轮 1 新开工重点项目60个以上。", DUE, None)
    ]
    assert (found[0].basis, found[0].asker, found[0].kind) == ("青府〔2026〕6号", "青泽市人民政府", KIND)


def test_a_returned_report_is_owed_by_its_new_day(year: Year) -> None:
    again = date(2026, 4, 20)
    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.RETURNED, due=again)

    assert [(one.due, one.original_due) for one in owed(year, "财政")] == [(again, DUE)]


def test_what_is_filed_is_told_only_to_who_asks_for_what_is_done(year: Year) -> None:
    assert owed(year, "财政") == []

    done = owed(year, "财政", Span(SPRING.first, SPRING.last, done=True))
    assert [one.done_on for one in done] == [FILED.date()]


def test_a_closed_round_asks_for_nothing(year: Year) -> None:
    year.round.closed_at = datetime(2026, 4, 13, 1, 0, tzinfo=FILED.tzinfo)
    year.round.save()

    assert owed(year, "发改") == []


def test_rounds_to_come_say_how_many_reports_there_will_be(year: Year) -> None:
    found = owed(year, "发改", YEAR)

    assert [(one.key, one.title, one.due) for one in found[1:]] == [
        (f"round:{year.later.pk}:{year.city.units['发改'].pk}", "第2轮进展情况 1项", date(2026, 7, 10)),
        (
            f"round:{year.later.pk + 1}:{year.city.units['发改'].pk}",
            "第3轮进展情况 1项",
            date(2026, 10, 10),
        ),
    ]


@pytest.mark.parametrize("state", [TaskState.CLOSED, TaskState.TERMINATED])
def test_nothing_is_owed_for_a_task_that_ended(year: Year, state: TaskState) -> None:
    Task.objects.update(state=state)

    assert owed(year, "发改", YEAR) == []


def test_a_unit_that_only_supports_owes_no_report(year: Year) -> None:
    assert [one.key for one in owed(year, "临川县政府", YEAR)] == []


def test_it_takes_the_same_queries_for_many_units(year: Year) -> None:
    with CaptureQueriesContext(connection) as captured:
        list(reports_owed([unit.pk for unit in year.city.units.values()], YEAR))

    assert len(captured) == 3


def test_reminders_and_calendars_are_told(year: Year) -> None:
    span = Span(DUE - timedelta(days=1), DUE)

    assert f"report:{year.report.pk}" in {one.key for one in owing.owed_by([year.report.unit_id], span)}
