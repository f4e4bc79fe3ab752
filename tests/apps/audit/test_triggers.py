"""The database refuses what the model refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from apps.audit.writing import tamper, write
from cast import City
from duban.apps.audit import triggers
from duban.apps.audit.models import Event, Subject
from duban.rulebook.refusals import Conflict


@pytest.fixture
def protected(city: City) -> City:
    """As an installation is: triggers on; they go with the test's transaction."""
    write(city, 2)
    triggers.install(connection)
    return city


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET note = 'x' WHERE sequence = 1",
        "DELETE FROM audit_event WHERE sequence = 1",
        "UPDATE audit_subject SET key = 7",
        "DELETE FROM audit_subject",
    ],
)
def test_the_database_refuses_to_change_the_record(protected: City, sql: str) -> None:
    with pytest.raises(DatabaseError, match="操作记录不能修改或删除"), transaction.atomic():
        tamper(sql)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_the_database_refuses_to_empty_the_record(protected: City) -> None:
    tamper("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="操作记录不能修改或删除"), transaction.atomic():
        tamper("TRUNCATE audit_event CASCADE")


def test_events_can_still_be_written(protected: City) -> None:
    write(protected, 1)

    assert Event.objects.count() == 3


def test_without_the_triggers_the_tests_can_tamper(protected: City) -> None:
    triggers.remove(connection)
    tamper("DELETE FROM audit_subject")

    assert not Subject.objects.exists()


def test_the_model_refuses_too(city: City) -> None:
    event = write(city, 1)[0]

    for change in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(note="x")):
        with pytest.raises(Conflict, match="操作记录不能"):
            change()
