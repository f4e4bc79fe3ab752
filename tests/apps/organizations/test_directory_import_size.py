"""A city's whole directory in one go: queries grow by one for hundreds of rows, and everything arrives."""

from __future__ import annotations

from directory_books import confirmed, many, uploaded
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.organizations.models import Appointment, DirectoryImport, Official, Post, Unit

QUERIES_PER_ROW = 0.1  # measured: 0.055; a query for every row would be 1 and more


def queries_of(city: City, units: int, people: int) -> tuple[int, DirectoryImport]:
    with CaptureQueriesContext(connection) as queries:
        row = confirmed(city, uploaded(city, many(units, people)))
    assert row.state == "applied", row.failure
    return len(queries), row


def test_two_thousand_units_and_ten_thousand_people_are_imported_in_one_go(city: City) -> None:
    queries, row = queries_of(city, 2_000, 10_000)

    assert row.reading["counts"] == {"单位": {"new": 2_000, "missing": 9}, "人员": {"new": 10_000}}
    counted = [model._default_manager.count() for model in (Unit, Official, Post, Appointment)]
    assert counted == [2_009, 10_000, 10_000, 10_000]
    assert queries < 12_000 * QUERIES_PER_ROW


def test_comparing_asks_the_same_number_of_queries_for_any_file(city: City) -> None:
    asked = []
    uploaded(city, many(1, 1))  # the first ever begins the record
    for size in (3, 150):
        with CaptureQueriesContext(connection) as queries:
            uploaded(city, many(size, size * 2))
        asked.append(len(queries))

    assert asked[0] == asked[1]
