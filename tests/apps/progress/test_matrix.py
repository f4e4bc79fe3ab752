"""The matrix: what it counts, who reads which line, what a square tells, and what lateness is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from time_machine import travel

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import ReportingRound
from duban.apps.progress.models import Report
from duban.apps.progress.queries.matrix import current_round, matrix_of
from duban.apps.progress.queries.punctuality import (
    Counts,
    Punctuality,
    counts_of,
    punctuality,
    with_punctuality,
)
from duban.rulebook.reports import FilingState
from progress_cast import DUE, FILED, Year

IN_TIME, LATE = datetime(2026, 4, 10, 15, 59, tzinfo=UTC), datetime(2026, 4, 10, 16, 1, tzinfo=UTC)  # UTC+8: midnight
MATRIX = reverse("progress:rounds")


def test_the_database_and_python_judge_lateness_alike(year: Year) -> None:
    task, unit = year.report.task, year.report.unit
    Report.objects.all().delete()
    cases = product(FilingState, (None, IN_TIME, LATE), (0, 1))
    for number, (state, came, returns) in enumerate(cases):
        one = ReportingRound.objects.create(plan=year.plans.force, sequence=9, due=DUE + timedelta(days=300 + number))
        Report.objects.create(
            task=task,
            unit=unit,
            round=one,
            state=state,
            first_submitted_at=came,
            due=DUE,
            original_due=DUE,
            returns=returns,
        )

    for on in (date(2026, 4, 9), DUE, date(2026, 4, 11)):
        rows = list(with_punctuality(Report.objects.all(), on=on))
        assert [row.punctuality for row in rows] == [punctuality(row, on=on) for row in rows]
        assert {row.punctuality for row in rows} >= {Punctuality.ON_TIME, Punctuality.LATE, Punctuality.EXEMPT}


@pytest.mark.parametrize(
    ("came", "on", "judged"),
    [
        (IN_TIME, date(2026, 6, 1), Punctuality.ON_TIME),
        (LATE, date(2026, 6, 1), Punctuality.LATE),
        (None, DUE, Punctuality.PENDING),
        (None, date(2026, 4, 11), Punctuality.MISSING),
    ],
)
def test_late_is_what_came_after_midnight_at_the_place(
    year: Year, came: datetime | None, on: date, judged: Punctuality
) -> None:
    year.report.first_submitted_at, year.report.state = came, FilingState.SUBMITTED if came else FilingState.OWED

    assert punctuality(year.report, on=on) == judged


def test_a_report_that_was_taken_back_has_not_come(year: Year) -> None:
    year.filed.state = FilingState.DRAFT

    assert punctuality(year.filed, on=date(2026, 4, 11)) == Punctuality.MISSING


def test_a_late_report_stays_late_after_it_was_returned_and_came_again(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(
        first_submitted_at=LATE, due=date(2026, 4, 20), returns=1, state=FilingState.ACCEPTED
    )

    counts = counts_of(Report.objects.all(), on=date(2026, 5, 1))

    assert counts[year.filed.unit_id, year.round.pk] == Counts(owed=1, filed=1, late=1, missing=0, returned=1)
    assert counts[year.report.unit_id, year.round.pk] == Counts(owed=1, filed=0, late=0, missing=1, returned=0)


def test_the_round_that_matters_is_the_open_one_due_next(year: Year) -> None:
    rounds = list(year.plans.force.rounds.order_by("due"))
    assert current_round(rounds, on=date(2026, 4, 1)) == year.round
    assert current_round(rounds, on=date(2026, 5, 1)) == year.round  # still open
    rounds[1].opened_at = FILED
    assert current_round(rounds, on=date(2026, 7, 1)) == year.later
    rounds[0].closed_at = rounds[1].closed_at = FILED
    assert current_round(rounds, on=date(2026, 8, 1)) == rounds[2]
    assert current_round([], on=DUE) is None


def lines(year: Year, who: str, on: date = DUE) -> dict[str, tuple[Counts, dict[str, int]]]:
    found = matrix_of(year.plans.force, year.city.actor(who), on=on)
    return {line.unit.name: (found.of_current(line), dict(line.states)) for line in found.lines}


def test_each_lead_unit_has_a_line_with_a_square_for_each_report(year: Year) -> None:
    assert lines(year, "office") == {
        "青泽市发展和改革局": (Counts(owed=1), {"owed": 1}),
        "青泽市财政局": (Counts(owed=1, filed=1), {"submitted": 1}),
    }


def test_a_unit_reads_its_own_line_and_a_stranger_none(year: Year) -> None:
    assert list(lines(year, "liaison")) == ["青泽市发展和改革局"]
    assert list(lines(year, "stranger")) == []


@pytest.mark.parametrize(
    ("who", "told"), [("office", "draft"), ("liaison", "draft"), ("leader", "owed"), ("reader", "owed")]
)
def test_that_a_report_was_begun_is_told_to_its_unit_and_the_office(year: Year, who: str, told: str) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.DRAFT, begun_at=FILED)

    assert lines(year, who)["青泽市发展和改革局"][1] == {told: 1}


def test_before_a_round_opens_it_says_how_many_each_unit_will_be_asked_for(year: Year) -> None:
    found = matrix_of(year.plans.force, year.city.actor("office"), on=DUE, chosen=year.later.pk)

    assert {line.unit.name: line.leads for line in found.lines} == {"青泽市发展和改革局": 1, "青泽市财政局": 1}


def page(year: Year, who: str, address: str = MATRIX, on: str = "2026-04-07") -> str:
    with travel(f"{on} 10:00+08:00", tick=False):
        response = year.city.client(who).get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_head_says_when_and_how_much_is_owed(year: Year) -> None:
    html = page(year, "office")

    assert "4月10日（周五）截止，<b>还有3个工作日</b>" in html
    assert "应报 2 项，已报 1 项，1 个单位欠 " in html
    assert 'aria-label="青泽市财政局第1轮：待审核 1"' in html
    assert "市直部门" in html


def test_only_who_owes_is_shown_when_asked_for(year: Year) -> None:
    html = page(year, "office", f"{MATRIX}?owing=1")

    assert "青泽市发展和改革局" in html
    assert "青泽市财政局第1轮" not in html


def test_every_number_leads_to_the_rows_it_counts(year: Year) -> None:
    address = reverse("progress:round", args=[year.round.pk])

    assert (
        f"{address}?unit=%E9%9D%92%E6%B3%BD%E5%B8%82%E5%8F%91%E5%B1%95%E5%92%8C%E6%94%B9%E9%9D%A9%E5%B1%80&amp;came=pending&amp;came=missing"
        in page(year, "office")
    )
    html = page(year, "office", f"{address}?came=pending&came=missing")
    assert "新开工重点项目60个以上。" in html
    assert "盘活存量资产。" not in html


def test_an_earlier_round_tells_what_was_late_and_missing(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(first_submitted_at=LATE)

    html = page(year, "office", f"{MATRIX}?round={year.later.pk}", on="2026-05-06")

    assert "迟报1" in html
    assert "漏报1" in html


def test_the_file_holds_every_unit_and_the_sum(year: Year) -> None:
    with travel("2026-04-07 10:00+08:00", tick=False):
        response = year.city.client("office").get(f"{MATRIX}?export=xlsx")
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)

    assert rows[0] == ("单位", "类别", "第1轮应报", "第1轮已报", "第1轮迟报", "第1轮漏报", "第1轮退回")
    assert rows[1:] == [
        ("青泽市发展和改革局", "市直部门", 1, 0, 0, 0, 0),
        ("青泽市财政局", "市直部门", 1, 1, 0, 0, 0),
        ("合计 2 个单位", None, 2, 1, 0, 0, 0),
    ]


def test_what_was_typed_and_not_submitted_is_on_no_page_but_the_units_own(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.DRAFT, stated="ahead", begun_at=FILED)
    address = reverse("progress:round", args=[year.round.pk])

    for who in ("office", "leader", "reader"):
        assert "超前" not in page(year, who, address).split("<tbody")[1]
    assert "草稿" not in page(year, "leader", address)


def test_a_page_takes_as_many_queries_for_many_units_as_for_two(year: Year) -> None:
    client = year.city.client("office")

    def queries(address: str) -> int:
        with travel("2026-04-07 10:00+08:00", tick=False), CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    address = reverse("progress:round", args=[year.round.pk])
    queries(MATRIX)
    few = queries(MATRIX), queries(address)
    for number in range(30):
        unit = Unit.objects.create(name=f"青泽市第{number}局", jurisdiction=year.plans.place)
        Report.objects.create(task=year.report.task, unit=unit, round=year.round, due=DUE, original_due=DUE)

    assert (queries(MATRIX), queries(address)) == few
