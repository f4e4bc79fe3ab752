"""Whatever is done to the record in the database is found, and told by number."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.audit.writing import tamper, write
from cast import City
from duban.apps.audit import chain
from duban.apps.audit.models import Event, Head
from duban.apps.audit.report import Expectation, Wrong
from duban.apps.audit.verifying import verify
from duban.rulebook.refusals import Invalid

ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps such rubbish out itself")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve events make three batches and a bit."""
    monkeypatch.setattr("duban.apps.audit.walking.BATCH", 3)


@pytest.fixture
def events(city: City) -> list[Event]:
    return write(city, 12)


def found() -> list[str]:
    return [str(finding) for finding in verify().findings]


def test_an_empty_record_is_sound(db: None) -> None:
    assert verify().describe() == ["共核验 0 条操作记录，没有发现改动"]


def test_an_untouched_record_is_sound(events: list[Event]) -> None:
    report = verify()

    assert (report.is_sound, report.count, report.exit_code) == (True, 12, 0)
    assert report.end == f"12:{events[-1].hash}"
    assert report.describe()[-1] == f"记录末尾（请抄下，下次核验时比对）：12:{events[-1].hash}"


@pytest.mark.parametrize(
    "column", [field.column for field in Event._meta.concrete_fields if field.attname not in ("sequence", "subjects")]
)
def test_a_change_of_any_field_is_found(events: list[Event], column: str) -> None:
    of_another_kind = {"at": "'2020-01-01 00:00:00+00:00'", "before": "'{}'", "after": "'{}'"}
    value = of_another_kind.get(column) or ("999" if column in ("actor_account", "target_key") else "'x'")
    tamper(f"UPDATE audit_event SET {column} = {value} WHERE sequence = 5")

    assert found() == [f"第 5 条：{Wrong.CHANGED}"]


def test_several_changes_are_all_found(events: list[Event]) -> None:
    tamper("UPDATE audit_event SET actor_name = '无名氏' WHERE sequence IN (2, 7, 8, 12)")

    assert found() == [f"第 2 条：{Wrong.CHANGED}", f"第 7—8 条：{Wrong.CHANGED}", f"第 12 条：{Wrong.CHANGED}"]
    assert verify().exit_code == 1


@pytest.mark.parametrize(("gone", "where"), [("5", "第 5 条"), ("3, 4, 5, 6, 7", "第 3—7 条"), ("1", "第 1 条")])
def test_removed_events_are_found(events: list[Event], gone: str, where: str) -> None:
    remove(gone)

    assert found() == [f"{where}：{Wrong.MISSING}"]


def test_a_removed_tail_is_found(events: list[Event]) -> None:
    remove("11, 12")

    assert found() == [f"第 11—12 条：{Wrong.MISSING}"]


def test_a_removed_tail_is_found_though_the_head_was_set_back(events: list[Event]) -> None:
    remove("11, 12")
    Head.objects.update(count=10, hash=events[9].hash)

    assert found() == ["记录末尾：末尾标记被改动或伪造"]


def test_a_whole_record_removed_is_found(events: list[Event]) -> None:
    remove("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12")

    assert found() == [f"第 1—12 条：{Wrong.MISSING}"]


def test_a_removed_head_is_found(events: list[Event]) -> None:
    tamper("DELETE FROM audit_head")

    assert found() == ["记录末尾：末尾标记缺失，被删除了"]


def test_a_second_head_is_found(events: list[Event]) -> None:
    Head.objects.create(pk=2, count=12, hash=events[-1].hash, seal=chain.head_seal(12, events[-1].hash))

    assert found() == ["记录末尾：末尾标记不止一行，多出的是另外加入的"]


def test_an_event_added_at_the_end_is_found(events: list[Event]) -> None:
    copy(of=12, to=13)

    assert found() == [f"第 13 条：{Wrong.MOVED}，原为第 12 条", f"第 13 条：{Wrong.SURPLUS}"]


def test_an_event_put_between_two_is_found_with_all_that_were_moved_for_it(events: list[Event]) -> None:
    for number in range(12, 5, -1):
        tamper("UPDATE audit_event SET sequence = sequence + 1 WHERE sequence = %s", number)
        tamper("UPDATE audit_subject SET event_id = event_id + 1 WHERE event_id = %s", number)
    copy(of=2, to=6, name="冒名者")

    assert found() == [
        f"第 6 条：{Wrong.CHANGED}",
        f"第 7—13 条：{Wrong.MOVED}，原为第 6—12 条",
        f"第 13 条：{Wrong.SURPLUS}",
    ]


def test_a_gap_closed_by_renumbering_is_found(events: list[Event]) -> None:
    remove("6")
    tamper("UPDATE audit_subject SET event_id = event_id - 1 WHERE event_id > 6")
    for number in range(7, 13):
        tamper("UPDATE audit_event SET sequence = sequence - 1 WHERE sequence = %s", number)

    assert found() == [f"第 6—11 条：{Wrong.MOVED}，原为第 7—12 条", f"第 12 条：{Wrong.MISSING}"]


def test_two_events_that_changed_places_are_found(events: list[Event]) -> None:
    for old, new in ((4, 400), (9, 4), (400, 9)):
        tamper("UPDATE audit_event SET sequence = %s WHERE sequence = %s", new, old)

    assert found() == [f"第 4 条：{Wrong.MOVED}，原为第 9 条", f"第 9 条：{Wrong.MOVED}，原为第 4 条"]


def test_an_event_moved_before_the_first_is_found(events: list[Event]) -> None:
    tamper("DELETE FROM audit_subject WHERE event_id = 5")
    tamper("UPDATE audit_event SET sequence = -5 WHERE sequence = 5")

    assert f"第 -5 条：{Wrong.SURPLUS}" in found()
    assert f"第 5 条：{Wrong.MISSING}" in found()


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE audit_subject SET key = key + 100 WHERE event_id = 5", [Wrong.INDEX_LACKS, Wrong.INDEX_SURPLUS]),
        ("DELETE FROM audit_subject WHERE event_id = 5", [Wrong.INDEX_LACKS]),
        ("INSERT INTO audit_subject (event_id, kind, key) VALUES (5, 'accounts.account', 1)", [Wrong.INDEX_SURPLUS]),
        (
            "INSERT INTO audit_subject (event_id, kind, key)"
            " SELECT event_id, kind, key FROM audit_subject WHERE event_id = 5",
            [Wrong.INDEX_SURPLUS],
        ),
    ],
)
def test_a_change_of_where_events_are_looked_up_is_found(events: list[Event], sql: str, what: list[Wrong]) -> None:
    tamper(sql)

    assert found() == [f"第 5 条：{kind}" for kind in what]


def test_changed_subjects_are_found_in_the_event_itself(events: list[Event]) -> None:
    tamper("UPDATE audit_event SET subjects = '[]' WHERE sequence = 5")

    assert found() == [f"第 5 条：{Wrong.CHANGED}", f"第 5 条：{Wrong.INDEX_SURPLUS}"]


def test_an_older_copy_of_the_database_is_found_by_the_end_noted_earlier(city: City) -> None:
    write(city, 10)
    older = Head.objects.get()
    noted = Expectation.parse(f"12:{write(city, 2)[-1].hash}")
    remove("11, 12")
    Head.objects.update(count=older.count, hash=older.hash, seal=older.seal)

    assert verify().is_sound
    assert [str(finding) for finding in verify(expect=noted).findings] == [
        "记录末尾：当时有 12 条，现在只到第 10 条：数据库被换成了旧的，或末尾被删除"
    ]


def test_an_end_noted_earlier_agrees_after_more_was_written(city: City) -> None:
    write(city, 3)
    noted = Expectation.parse(verify().end)
    write(city, 4)

    assert verify(expect=noted).is_sound


def test_another_history_is_found_by_the_end_noted_earlier(events: list[Event]) -> None:
    report = verify(expect=Expectation(7, "0" * 64))

    assert [finding.where for finding in report.findings] == ["第 7 条"]


@pytest.mark.parametrize("text", ["", "12", "12:abc", ":" + "0" * 64, "0:" + "0" * 64, "-1:" + "0" * 64])
def test_an_end_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="条数:校验值"):
        Expectation.parse(text)


def test_another_key_is_named_as_the_likely_cause(events: list[Event], settings: object) -> None:
    settings.SECRET_KEY = "another key, as long as it has to be to be taken as a secret key"  # type: ignore[attr-defined]

    assert "DUBAN_SECRET_KEY" in verify().hint


@ON_SQLITE
def test_rubbish_in_a_column_is_found_and_stops_nothing(events: list[Event]) -> None:
    tamper("PRAGMA ignore_check_constraints = ON")
    tamper("UPDATE audit_event SET before = 'rubbish' WHERE sequence = 5")
    tamper("UPDATE audit_event SET at = 'rubbish' WHERE sequence = 8")
    tamper("PRAGMA ignore_check_constraints = OFF")

    changed = [finding.where for finding in verify().findings if finding.what == Wrong.CHANGED]

    assert changed == ["第 5 条", "第 8 条"]


def test_the_number_of_queries_grows_only_by_batches(events: list[Event], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4 * 2 + 1 + 3):  # type: ignore[operator]
        verify()


def remove(numbers: str) -> None:
    tamper(f"DELETE FROM audit_subject WHERE event_id IN ({numbers})")
    tamper(f"DELETE FROM audit_event WHERE sequence IN ({numbers})")


def copy(*, of: int, to: int, name: str = "") -> None:
    columns = ", ".join(field.column for field in Event._meta.concrete_fields if field.attname != "sequence")
    tamper(
        f"INSERT INTO audit_event (sequence, {columns}) SELECT {to}, {columns} FROM audit_event WHERE sequence = {of}"
    )
    tamper(
        "INSERT INTO audit_subject (event_id, kind, key) SELECT %s, kind, key FROM audit_subject WHERE event_id = %s",
        to,
        of,
    )
    if name:
        tamper("UPDATE audit_event SET actor_name = %s WHERE sequence = %s", name, to)
