"""The audit administrator has the record verified, and that is recorded."""

from __future__ import annotations

import pytest

from apps.audit.writing import tamper, write
from cast import City
from duban.apps.audit.actions import verify_record
from duban.apps.audit.models import Event
from duban.apps.audit.report import Expectation
from duban.apps.audit.verifying import verify
from duban.rulebook.refusals import NotAllowed


def test_a_sound_record_is_said_to_be_sound(city: City) -> None:
    written = write(city, 3)

    event = verify_record(by=city.actor("audit_admin"))

    assert (event.verb, event.note) == ("record.verified", "共核验 3 条操作记录，没有发现改动")
    assert event.after == {"问题": "没有", "记录末尾": f"3:{written[-1].hash}"}
    assert verify().is_sound


def test_what_is_wrong_stays_in_the_record(city: City) -> None:
    write(city, 3)
    tamper("UPDATE audit_event SET actor_name = '无名氏' WHERE sequence = 2")

    event = verify_record(by=city.actor("audit_admin"))

    assert event.note == "共核验 3 条操作记录，发现 1 处问题"
    assert event.after["问题"] == ["第 2 条：内容与校验值不符，被修改过或不是系统写入的"]


def test_a_long_list_of_findings_is_cut(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.apps.audit.actions.MOST_FINDINGS", 2)
    write(city, 9)
    tamper("UPDATE audit_event SET actor_name = '无名氏' WHERE sequence IN (1, 3, 5, 7)")

    kept = verify_record(by=city.actor("audit_admin")).after["问题"]

    assert len(kept) == 3
    assert kept[-1] == "另有 2 处，用命令 duban audit verify 查看全部"


def test_the_end_noted_earlier_is_compared(city: City) -> None:
    write(city, 3)

    event = verify_record(expect=Expectation(5, "0" * 64), by=city.actor("audit_admin"))

    assert event.after["问题"] == ["记录末尾：当时有 5 条，现在只到第 3 条：数据库被换成了旧的，或末尾被删除"]


@pytest.mark.parametrize("key", ["system_admin", "security_admin", "office", "reader"])
def test_nobody_else_verifies_the_record(city: City, key: str) -> None:
    with pytest.raises(NotAllowed, match="只有审计管理员可以核验操作记录"):
        verify_record(by=city.actor(key))

    assert not Event.objects.exists()
