"""An event is written with its action or not at all, and the chain holds whoever writes at the same time."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import load_backend

from apps.audit.writing import VERB, write
from cast import City
from duban.apps.audit import recording
from duban.apps.audit.models import Event, Subject
from duban.apps.audit.verifying import verify
from duban.rulebook.actors import SYSTEM

WRITERS, EACH = 4, 15


def test_an_event_says_who_did_what_to_what(city: City) -> None:
    unit = city.units["发改"]

    event = recording.record(
        VERB, unit, by=city.actor("office"), before={"名称": "甲"}, after={"名称": "乙"}, note="因故"
    )

    assert (event.actor_name, event.actor_role, event.actor_unit) == ("督小青", "office", "青泽市人民政府办公室")
    assert (event.target_kind, event.target_key, event.target_name) == ("organizations.unit", unit.pk, unit.name)
    assert (event.before, event.after, event.note) == ({"名称": "甲"}, {"名称": "乙"}, "因故")
    assert (event.address, event.jurisdiction_path) == ("192.0.2.7", city.places["青泽市"].path)


def test_an_event_is_found_from_everything_it_is_about(city: City) -> None:
    unit, place = city.units["发改"], city.places["青泽市"]

    event = recording.record(VERB, unit, by=SYSTEM, about=[place, unit])

    assert list(Event.objects.about(unit)) == list(Event.objects.about(place)) == [event]
    assert Subject.objects.count() == 2


def test_events_keep_the_order_in_which_they_are_given(city: City) -> None:
    write(city, 3)
    write(city, 2)

    assert list(Event.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert verify().is_sound


def test_a_write_that_fails_leaves_no_event(city: City) -> None:
    write(city, 1)

    with pytest.raises(RuntimeError):
        _write_and_fail(city)

    write(city, 1)
    assert Event.objects.count() == 2
    assert verify().is_sound


def test_an_action_inside_an_action_stands_before_it_and_falls_with_it(city: City) -> None:
    with transaction.atomic():
        with pytest.raises(RuntimeError):
            _write_and_fail(city)
        with transaction.atomic():
            recording.record(VERB, city.units["财政"], by=SYSTEM)
        recording.record(VERB, city.units["发改"], by=SYSTEM)

    named = Event.objects.order_by("sequence").values_list("target_name", flat=True)
    assert list(named) == ["青泽市财政局", "青泽市发展和改革局"]
    assert verify().is_sound


def test_a_verb_without_a_sentence_is_refused(city: City) -> None:
    with pytest.raises(LookupError, match=r"unit\.forgotten"):
        recording.record("unit.forgotten", city.units["发改"], by=SYSTEM)


@pytest.mark.parametrize("value", [1e30, 0.1, 12345678901234567890, "　空格\t", None, True, [1, {"乙": 2, "甲": 1}]])
def test_whatever_was_recorded_is_read_again_as_it_was(city: City, value: object) -> None:
    recording.record(VERB, city.units["发改"], by=SYSTEM, before={"名称": value})

    assert verify().is_sound


def test_five_hundred_events_are_written_in_a_few_queries(city: City, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        write(city, 500)


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_do_not_break_the_chain(city: City, tmp_path: Path) -> None:
    name = _shared_database(tmp_path)
    failures: list[BaseException] = []

    def write_on_a_connection_of_its_own() -> None:
        try:
            with _connected_to(name):
                for _ in range(EACH):
                    with transaction.atomic():
                        write(city, 1)
        except BaseException as failure:
            failures.append(failure)

    writers = [threading.Thread(target=write_on_a_connection_of_its_own) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    with _connected_to(name):
        report = verify()
    assert (report.describe()[0], report.count) == (f"共核验 {WRITERS * EACH} 条操作记录，没有发现改动", WRITERS * EACH)


@transaction.atomic
def _write_and_fail(city: City) -> None:
    write(city, 2)
    raise RuntimeError


def _shared_database(folder: Path) -> str:
    """The name of a database that several connections can write: on SQLite a copy of the tests' one, in a file."""
    if connection.vendor == "postgresql":
        return str(connection.settings_dict["NAME"])
    connection.ensure_connection()
    file = folder / "shared.sqlite3"
    copy = sqlite3.connect(file)
    connection.connection.backup(copy)
    copy.close()
    return str(file)


class _connected_to:
    """In this thread the default connection is another one, to the database of this name."""

    def __init__(self, name: str) -> None:
        self.usual = connections["default"]
        settings = {**self.usual.settings_dict, "NAME": name}
        self.own = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")

    def __enter__(self) -> None:
        connections["default"] = self.own

    def __exit__(self, *_: object) -> None:
        self.own.close()
        connections["default"] = self.usual
