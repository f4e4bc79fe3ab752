"""A workbook is read, compared, confirmed and written whole, or not at all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from directory_books import book, confirmed, imported, uploaded
from django.db import IntegrityError
from django.utils import timezone

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.actions import directory_imports, directory_work
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import (
    Appointment,
    DirectoryImport,
    Jurisdiction,
    Official,
    Post,
    Unit,
    UnitKind,
    UnitName,
)
from duban.apps.organizations.workbook.writing import directory_book, template
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

UNIT = ("青泽市", "青泽市大数据局", "市数据局、大数据局", "政府部门", "青泽市人民政府", "", "2024-03-01", "", 40)
HEAD = ("陆知白", "青泽市", "市数据局", "局长", "主持全面工作", "2024-03-02", "", "否", "")


def counts(row: DirectoryImport) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = row.reading["counts"]
    return found


def test_units_and_people_are_compared_first_and_written_when_confirmed(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT], 人员=[HEAD]))

    assert (row.state, counts(row)) == ("compared", {"单位": {"new": 1, "missing": 9}, "人员": {"new": 1}})
    assert not Unit.objects.filter(name="青泽市大数据局").exists()

    row = confirmed(city, row)

    assert row.state == "applied"
    unit = Unit.objects.get(name="青泽市大数据局")
    assert (unit.parent, unit.since, unit.order) == (city.units["市政府"], date(2024, 3, 1), 40)
    assert set(unit.names.values_list("name", "kind", "since")) == {
        ("青泽市大数据局", "official", date(2024, 3, 1)),
        ("市数据局", "short", date(2024, 3, 1)),
        ("大数据局", "short", date(2024, 3, 1)),
    }
    appointment = Appointment.objects.get(post__unit=unit)
    assert (appointment.official.name, appointment.post.title, appointment.since) == (
        "陆知白",
        "局长",
        date(2024, 3, 2),
    )
    assert appointment.post.portfolio == "主持全面工作"


def test_everything_written_stands_in_the_record_and_in_the_histories(city: City) -> None:
    imported(city, book(单位=[UNIT], 人员=[HEAD]))

    assert city.events()[-3:] == ["unit.created", "appointment.appointed", "directory_import.applied"]
    for thing in (Official.objects.get(name="陆知白"), Post.objects.get(title="局长"), Appointment.objects.get()):
        assert [sentence(event) for event in Event.objects.about(thing)] == [
            "陆知白任青泽市大数据局局长（2024年3月2日起）"
        ]
    applied = Event.objects.get(verb="directory_import.applied")
    assert sentence(applied) == "已导入单位和人员文件“单位和人员.xlsx”：新增 1 个单位，新增 1 条任职"
    assert (applied.actor_name, applied.address) == ("程素心", "192.0.2.7")


def test_the_same_file_again_changes_nothing_and_cannot_be_confirmed(city: City) -> None:
    data = book(单位=[UNIT], 人员=[HEAD])
    imported(city, data)

    again = uploaded(city, data)

    assert again.reading["changes_nothing"]
    assert counts(again) == {"单位": {"same": 1, "missing": 9}, "人员": {"same": 1}}
    with pytest.raises(Conflict, match="没有要导入的变化"):
        directory_imports.confirm_import(
            directory_import=again, seen=again.reading["token"], by=city.actor("system_admin")
        )


def test_a_changed_file_updates_what_is_on_record_and_says_so(city: City) -> None:
    imported(city, book(单位=[UNIT], 人员=[HEAD]))
    unit = (*UNIT[:2], "市数据局、市大数据局", "事业单位", "青泽市人民政府办公室", *UNIT[5:8], 41)
    head = (*HEAD[:4], "数据、政务服务", HEAD[5], "2025-01-10", "是", "")

    row = imported(
        city, book(单位=[unit], 人员=[head, ("林语", "青泽市", "市数据局", "局长", "", "2025-01-10", "", "", "")])
    )

    assert row.state == "applied"
    changed = Unit.objects.get(name="青泽市大数据局")
    assert (changed.kind, changed.parent, changed.order) == (UnitKind.INSTITUTION, city.units["市政府办"], 41)
    assert changed.names.filter(kind="short").count() == 3
    post = Post.objects.get(title="局长")
    held = [(one.official.name, one.since, one.until) for one in post.appointments.order_by("since")]
    assert held == [("陆知白", date(2024, 3, 2), date(2025, 1, 10)), ("林语", date(2025, 1, 10), None)]
    lines = {line[3]: line[5] for line in row.reading["lines"] if line[2] == "changed"}
    assert ["类别", "政府部门", "事业单位"] in lines["青泽市大数据局"]
    assert lines["陆知白　青泽市大数据局局长"] == [["免职日期", "", "2025年1月10日"]]
    assert {"unit.changed", "unit.name_added", "appointment.ended"} <= set(city.events())


def test_places_are_made_with_their_tree(city: City) -> None:
    places = [
        ("白石镇", "镇", "临川县", ""),
        ("海棠市", "县（市、区）", "青泽市", "990181"),
        ("新港街道", "街道", "海棠市", ""),
    ]
    government = ("新港街道", "新港街道办事处", "", "人民政府", "", "", "", "", "")

    row = imported(city, book(行政区=places, 单位=[government]))

    assert row.state == "applied"
    made = Jurisdiction.objects.get(name="新港街道")
    assert made.path == f"{Jurisdiction.objects.get(name='海棠市').path}{made.pk}/"
    assert Unit.objects.get(name="新港街道办事处").jurisdiction == made


def test_only_a_system_administrator_changes_places_by_an_import(city: City) -> None:
    changed = [("云栖区", "县（市、区）", "青泽市", "990103"), ("白石镇", "镇", "临川县", "")]

    refused = uploaded(city, book(行政区=changed), by="office")

    assert [problem[3] for problem in refused.problems] == ["只有系统管理员可以修改行政区"]


def test_an_import_stays_within_the_place_of_who_imports(city: City) -> None:
    with pytest.raises(NotAllowed, match="只能在本行政区"):
        uploaded(city, book(单位=[UNIT]), by="county_office")

    row = uploaded(city, book(单位=[UNIT]), by="county_office", place="临川县")

    assert row.state == "faulty"
    assert "不在本次导入的范围内" in row.problems[0][3]


@pytest.mark.parametrize("who", ["liaison", "leader", "reader", "audit_admin", "security_admin"])
def test_who_may_not_import_is_refused(city: City, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以导入单位和人员"):
        uploaded(city, book(单位=[UNIT]), by=who)


def test_a_file_that_is_no_workbook_is_refused_at_once(city: City) -> None:
    for data, words in (
        (b"not a table", "请上传 Excel"),
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "图片"),
    ):
        with pytest.raises(Invalid, match=words):
            uploaded(city, data)
    assert not DirectoryImport.objects.exists()


def test_a_damaged_workbook_is_told_and_nothing_is_done(city: City) -> None:
    data = book(单位=[UNIT])
    at = data.index(b"sheet1.xml") + 60

    row = uploaded(city, data[:at] + b"\0" * 80 + data[at + 80 :])

    assert row.state == "failed"
    assert row.failure
    assert city.events()[-1] == "directory_import.failed"


def test_a_failure_in_the_middle_leaves_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    row = uploaded(city, book(单位=[UNIT], 人员=[HEAD]))
    before = (Unit.objects.count(), UnitName.objects.count(), Official.objects.count())

    def fails(entries: Any, **_: Any) -> None:
        assert Appointment.objects.exists()  # all rows are written by then
        raise IntegrityError("the disk is full")

    directory_imports.confirm_import(directory_import=row, seen=row.reading["token"], by=city.actor("system_admin"))
    monkeypatch.setattr("duban.apps.organizations.workbook.applying.recording", SimpleNamespace(record_many=fails))
    for minutes in range(3):  # it is tried three times
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            run_waiting()

    row.refresh_from_db()
    after = (Unit.objects.count(), UnitName.objects.count(), Official.objects.count())
    assert after == before
    assert city.events() == ["directory_import.started", "directory_import.confirmed", "directory_import.failed"]
    assert (row.state, "没有导入任何内容" in row.failure) == ("failed", True)


def _actor_values(city: City) -> dict[str, Any]:
    return asdict(city.actor("system_admin"))


def test_what_changed_meanwhile_is_compared_again_and_refused(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT]))
    create_unit(
        jurisdiction=city.places["青泽市"], name="青泽市大数据局", kind=UnitKind.OTHER, by=city.actor("system_admin")
    )

    row = confirmed(city, row)

    assert row.state == "failed"
    assert row.failure == directory_work.NO_LONGER
    assert Unit.objects.filter(name="青泽市大数据局").count() == 1

    directory_imports.recheck_import(directory_import=row, by=city.actor("system_admin"))
    run_waiting()
    row.refresh_from_db()
    assert (row.state, counts(row)["单位"]["changed"]) == ("compared", 1)


def test_a_comparison_that_was_not_seen_is_not_confirmed(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT]))

    with pytest.raises(Conflict, match="核对结果已更新"):
        directory_imports.confirm_import(directory_import=row, seen="another", by=city.actor("system_admin"))


def test_two_imports_of_one_file_are_written_once(city: City) -> None:
    first, second = uploaded(city, book(单位=[UNIT])), uploaded(city, book(单位=[UNIT]))

    first, second = confirmed(city, first), confirmed(city, second)

    assert (first.state, second.state) == ("applied", "failed")
    assert Unit.objects.filter(name="青泽市大数据局").count() == 1


def test_a_job_run_twice_writes_once(city: City) -> None:
    row = imported(city, book(单位=[UNIT]))
    events = len(city.events())

    directory_work.apply_directory.call(row.pk, _actor_values(city))
    directory_work.read_directory.call(row.pk, _actor_values(city))

    assert len(city.events()) == events


def test_an_import_that_was_given_up_or_applied_is_closed(city: City) -> None:
    by = city.actor("system_admin")
    given_up = directory_imports.discard_import(directory_import=uploaded(city, book(单位=[UNIT])), by=by)
    applied = imported(city, book(单位=[UNIT]))

    for row, words in ((given_up, "已放弃"), (applied, "已导入")):
        with pytest.raises(Conflict, match=words):
            directory_imports.discard_import(directory_import=row, by=by)
        with pytest.raises(Conflict, match=words):
            directory_imports.recheck_import(directory_import=row, by=by)


def test_what_is_on_record_written_out_and_read_again_changes_nothing(city: City) -> None:
    ended = ("陆知白", "青泽市", "市数据局", "副局长", "", "2021-01-01", "2024-03-02", "", "")
    seats = [
        (name, "临川县", "临川县人民政府", "副县长", f"分管{name}", "2023-01-01", "", "是", "") for name in "甲乙丙"
    ]
    imported(city, book(单位=[(*UNIT[:6], "2019-03-01", "", 40)], 人员=[HEAD, ended, *seats]))

    again = uploaded(city, directory_book(city.places["青泽市"]))

    assert [line for line in again.reading["lines"] if line[2] != "same"] == []
    assert counts(again) == {"行政区": {"same": 4}, "单位": {"same": 10}, "人员": {"same": 5}}
    assert again.reading["doubts"] == 0


def test_the_template_is_a_workbook_that_only_waits_to_be_filled(city: City) -> None:
    row = uploaded(city, template())

    assert [problem[3] for problem in row.problems] == [
        "没有读到内容：工作表的名称应为“行政区”、“单位”、“人员”，表头下面要有数据"
    ]
