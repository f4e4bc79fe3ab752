"""What a document says of people, as a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.apps.organizations.personnel.drafts import Draft, Line, as_json, from_json, seen
from duban.apps.organizations.personnel.readings import draft_of, group_name, role_of
from duban.documents.pipeline import understand

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def draft_from(name: str) -> Draft:
    return draft_of(understand((SAMPLES / name).read_bytes(), name))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青泽市人民政府办公室关于成立青泽市重点项目攻坚行动领导小组的通知", "青泽市重点项目攻坚行动领导小组"),
        ("关于调整青泽市质量强市工作领导小组成员的通知", "青泽市质量强市工作领导小组"),
        ("关于调整充实青泽市防汛抗旱指挥部组成人员的通知", "青泽市防汛抗旱指挥部"),
        ("青泽市人民政府关于林知夏等同志职务任免的通知", ""),
    ],
)
def test_a_group_is_named_by_the_title(title: str, name: str) -> None:
    assert group_name(title) == name


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("组长", "chair"),
        ("总指挥", "chair"),
        ("常务副组长", "executive_deputy"),
        ("副总指挥", "deputy"),
        ("成员", "member"),
        ("办公室主任", "office_director"),
        ("办公室副主任", "office_deputy"),
    ],
)
def test_a_role_is_told_by_its_words(words: str, role: str) -> None:
    assert role_of(words) == role


def test_a_roster_gives_the_group_and_its_members() -> None:
    (sheet,) = draft_from("leading-group.docx").sheets

    assert sheet.group_name == "青泽市重点项目攻坚行动领导小组"
    assert (sheet.basis, sheet.day, sheet.skip) == ("青府办函〔2026〕21号", "2026-03-02", False)
    chair = sheet.lines[0]
    assert (chair.role, chair.name, chair.unit, chair.title) == ("chair", "沈砚秋", "", "市长")
    assert len(sheet.members) == 15
    assert (sheet.members[-1].role, sheet.members[-1].name, sheet.members[-1].title) == (
        "office_director",
        "林知夏",
        "副局长",
    )
    assert (sheet.office_words, sheet.end_condition) == ("市发展改革局", "任务完成后自动撤销")
    assert sheet.changes == ()


def test_appointments_give_one_line_for_each_office() -> None:
    (sheet,) = draft_from("appointments.txt").sheets

    told = [(line.kind, line.name, line.unit, line.title) for line in sheet.changes]
    assert told[1:3] == [
        ("appoint", "周叙白", "青泽市政务服务和数据管理局", "局长"),
        ("remove", "周叙白", "青泽市工业和信息化局", "副局长"),
    ]
    assert (sheet.basis, sheet.day) == ("青府人〔2026〕2号", "2026-03-30")


def test_a_plan_that_names_nobody_has_no_sheet() -> None:
    assert draft_from("work-plan-2026.txt").sheets == ()


def test_a_draft_is_the_same_after_it_was_kept() -> None:
    draft = draft_from("leading-group.docx")

    assert from_json(as_json(draft)) == draft


def test_a_changed_line_no_longer_is_what_was_seen() -> None:
    line = Line(key="1-1", kind="member", name="沈砚秋", words="市长")

    assert seen(line) == seen(Line(key="1-1", kind="member", name="沈砚秋", words="市长"))
    assert seen(line) != seen(Line(key="1-1", kind="member", name="沈砚秋", words="市长", skip=True))
