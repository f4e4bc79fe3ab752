"""Rows written by statements that are built once, on whichever database the tests run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.progress.models import Report, ReportSubmission, Standing
from duban.apps.web import written_once
from duban.apps.web.prepared import prepared

AT = datetime(2026, 4, 1, 1, 2, 3, 456, tzinfo=UTC)


def _filed(report: Report, number: int, **more: Any) -> ReportSubmission:
    values = {"进展情况": "已完成“一期”100%。", "完成数": {"新开工": "80"}, "佐证材料": []}
    return ReportSubmission(report=report, number=number, at=AT, by="王某", due=date(2026, 4, 1), values=values, **more)


@pytest.mark.parametrize("many", [0, 1, written_once.FEW, written_once.FEW + 1])
def test_new_rows_are_read_back_as_they_were_given(year: Any, many: int) -> None:
    rows = [_filed(year.report, 11 + at, new_due=date(2026, 5, 1) if at % 2 else None) for at in range(many)]
    written_once.insert(rows)

    found = ReportSubmission.objects.filter(report=year.report, number__gt=10).order_by("number")
    names = [field.attname for field in ReportSubmission._meta.concrete_fields if not field.primary_key]
    assert [[getattr(one, name) for name in names] for one in found] == [
        [getattr(one, name) for name in names] for one in rows
    ]
    assert not any(one._state.adding for one in rows)


def test_where_there_is_one_already_the_named_columns_are_written(year: Any) -> None:
    task = Task.objects.get(pk=year.report.task_id)
    Standing.objects.filter(task=task).delete()
    for started, done in ((True, None), (False, date(2026, 5, 1))):
        row = Standing(task=task, started=started, done_on=done, basis={"done": str(done)})
        written_once.insert([row], unique=("task",), updated=("done_on", "basis"))

    (found,) = Standing.objects.filter(task=task)
    assert (found.started, found.done_on, found.basis) == (True, date(2026, 5, 1), {"done": "2026-05-01"})


def test_the_named_columns_of_one_row_are_written_and_no_others(year: Any) -> None:
    report = Report.objects.get(pk=year.report.pk)
    others = list(Report.objects.exclude(pk=report.pk).order_by("pk").values())
    report.text, report.changed_at, report.problems = "已完成。", AT, "不写。"
    written_once.update(report, ["text", "changed_at", "version"])
    report.changed_at = None
    written_once.update(report, ["changed_at"])

    found = Report.objects.get(pk=report.pk)
    assert (found.text, found.changed_at, found.problems, found.version) == ("已完成。", None, "", report.version)
    assert list(Report.objects.exclude(pk=report.pk).order_by("pk").values()) == others


def test_a_row_that_is_gone_is_not_written_in_silence(year: Any) -> None:
    with pytest.raises(DatabaseError, match="gone"):
        written_once.update(Report(pk=2**40, text="已完成。"), ["text"])


def test_what_the_database_refuses_is_refused_in_djangos_words_and_undone(year: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        written_once.insert([_filed(year.report, 11), _filed(year.report, 11)])

    assert not ReportSubmission.objects.filter(report=year.report, number=11).exists()
    written_once.insert([_filed(year.report, 11)])
    assert ReportSubmission.objects.filter(report=year.report, number=11).exists()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_text_with_nul_is_refused_and_not_cut(year: Any) -> None:
    report = Report.objects.get(pk=year.report.pk)
    report.text = "已完成\0一期"
    with pytest.raises((DataError, ValueError), match="NUL"), transaction.atomic():
        written_once.update(report, ["text"])


@pytest.mark.django_db(transaction=True)
def test_a_prepared_statement_is_part_of_the_transaction_it_may_begin() -> None:
    sql = "UPDATE plans_plan SET title = %s WHERE id = %s"
    with transaction.atomic():
        with prepared(connection) as cursor:
            cursor.execute(sql, ["100%s", 1])
            assert cursor.rowcount == 0
        transaction.set_rollback(True)
    with transaction.atomic(), prepared(connection) as cursor:
        cursor.execute("SELECT id, name FROM organizations_unit WHERE name LIKE '%%局' AND id = %s", [7])
        assert cursor.fetchall() == []


def test_what_is_prepared_is_counted_and_shown_as_any_statement(city: Any) -> None:
    unit = Unit.objects.earliest("pk")
    with CaptureQueriesContext(connection) as statements:
        for _ in range(2):
            written_once.update(unit, ["name"])

    assert [one["sql"].startswith('UPDATE "organizations_unit" SET "name"') for one in statements] == [True, True]


def test_another_connection_prepares_for_itself(transactional_db: None) -> None:
    for _ in range(2):
        with prepared(connection) as cursor:
            cursor.execute("SELECT id FROM organizations_unit WHERE id = %s", [1])
            assert cursor.fetchall() == []
        connection.close()
