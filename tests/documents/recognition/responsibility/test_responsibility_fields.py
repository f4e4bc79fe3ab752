"""The values of one task's labels or columns, put together."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.recognition.quantities.deadlines import Deadline
from duban.documents.recognition.responsibility import Field, Responsibility, RoleRules, combine

# fields, lead, implement, support
COLUMNS = [
    ({Field.lead: "市甲局", Field.support: "市乙局，各镇政府"}, "市甲局", "", "市乙局 各镇政府"),
    ({Field.lead: "市甲局", Field.responsible: "市乙局、市丙局"}, "市甲局", "", "市乙局 市丙局"),
    ({Field.lead: "市甲局", Field.implement: "市乙局", Field.support: "市丙局"}, "市甲局", "市乙局", "市丙局"),
    (
        {Field.lead: "县乡村振兴局 县农业农村局", Field.support: "县和美圩镇创建领导小组成员单位"},
        "县乡村振兴局 县农业农村局",
        "",
        "县和美圩镇创建领导小组成员单位",
    ),
    ({Field.lead: "县住房城乡建 设局"}, "县住房城乡建设局", "", ""),
    ({Field.lead: "市生态环境局\n临川分局"}, "市生态环境局临川分局", "", ""),
    ({Field.responsible: "市甲局牵头，市乙局配合"}, "市甲局", "", "市乙局"),
    ({Field.responsible: "市甲局（牵头）、市乙局"}, "市甲局", "", "市乙局"),
    ({Field.responsible: "牵头单位：市甲局\n配合单位：市乙局"}, "市甲局", "", "市乙局"),
    ({Field.responsible: "市甲局"}, "", "市甲局", ""),
    ({Field.responsible: "市甲局、市乙局"}, "", "市甲局 市乙局", ""),
    ({Field.responsible: "市甲局、市乙局", Field.support: "市丙局"}, "", "市甲局 市乙局", "市丙局"),
    ({Field.division: "市甲局牵头，市乙局负责；各部门配合。"}, "市甲局", "市乙局", "各部门"),
    ({Field.lead: "市甲局、各县(市、区)政府。"}, "市甲局 各县(市、区)政府", "", ""),
    ({Field.lead: "市甲局", Field.support: "县直有关单位，相关镇政府"}, "市甲局", "", "县直有关单位 相关镇政府"),
    ({Field.lead: "市甲局", Field.support: "/"}, "市甲局", "", ""),
    ({Field.lead: "市甲局", Field.support: "—"}, "市甲局", "", ""),
    ({Field.lead: "市甲局", Field.support: "无"}, "市甲局", "", ""),
    ({Field.lead: "市甲局（牵头）、市乙局"}, "市甲局", "", "市乙局"),
    ({Field.lead: "市甲局、市乙局", Field.support: "市甲局、市丙局"}, "市甲局 市乙局", "", "市甲局 市丙局"),
    ({Field.lead: "**市甲局**"}, "市甲局", "", ""),
    ({}, "", "", ""),
]


@pytest.mark.parametrize(("fields", "lead", "implement", "support"), COLUMNS)
def test_columns_give_their_roles(fields: dict[Field, str], lead: str, implement: str, support: str) -> None:
    found = combine(fields, rules=RoleRules(), year=2024)
    assert (found.lead, found.implement, found.support) == tuple(
        tuple(each.split()) for each in (lead, implement, support)
    )


def test_several_responsible_units_alone_are_undivided() -> None:
    assert combine({Field.responsible: "市甲局、市乙局"}, rules=RoleRules(), year=None).undivided
    assert not combine({Field.responsible: "市甲局"}, rules=RoleRules(), year=None).undivided


def test_the_rule_lets_the_first_responsible_unit_lead() -> None:
    found = combine({Field.responsible: "市甲局、市乙局"}, rules=RoleRules(first_leads=True), year=None)
    assert found == Responsibility(lead=("市甲局",), support=("市乙局",))


def test_leaders_and_deadline_come_from_their_columns() -> None:
    fields = {Field.leaders: "刘 彬 李四", Field.lead: "市甲局", Field.deadline: "2024年10月", Field.remark: "市丁局"}
    found = combine(fields, rules=RoleRules(), year=2024)
    assert found == Responsibility(
        leaders=("刘彬", "李四"), lead=("市甲局",), deadline=Deadline(date(2024, 10, 31), "2024年10月")
    )


def test_a_person_beside_a_unit_is_a_leader() -> None:
    found = combine({Field.responsible: "市财政局 张三"}, rules=RoleRules(), year=None)
    assert (found.implement, found.leaders) == (("市财政局",), ("张三",))


def test_two_responsibilities_merge_in_order() -> None:
    one = Responsibility(lead=("市甲局",), support=("市乙局",), leaders=("张三",))
    two = Responsibility(lead=("市丙局", "市甲局"), implement=("各镇政府",), deadline=Deadline(None, "长期"))
    assert one.merged(two) == Responsibility(
        ("张三",), ("市甲局", "市丙局"), ("各镇政府",), ("市乙局",), deadline=Deadline(None, "长期")
    )


def test_a_lead_from_another_bracket_settles_the_doubt() -> None:
    doubtful = Responsibility(implement=("市甲局", "市乙局"), undivided=True)
    assert doubtful.merged(Responsibility()).undivided
    assert not doubtful.merged(Responsibility(lead=("市丙局",))).undivided
