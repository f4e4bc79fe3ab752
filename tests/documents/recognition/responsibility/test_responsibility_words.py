"""What the words of a 部门分工 or a bracket say; every place and body is invented."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.recognition.responsibility import RoleRules, read_responsibility

# words, lead, implement, support
ROLES = [
    ("市甲局牵头。", "市甲局", "", ""),
    ("市甲局、市乙局牵头，各县（市、区）政府等配合。", "市甲局 市乙局", "", "各县（市、区）政府"),
    ("市甲局、市乙局，青泽军分区牵头，各县（市、区）政府等配合", "市甲局 市乙局 青泽军分区", "", "各县（市、区）政府"),
    ("市甲局牵头，临川海关，各县政府等配合", "市甲局", "", "临川海关 各县政府"),
    ("市甲局牵头，各地负责；各部门配合。", "市甲局", "各地", "各部门"),
    ("市甲局牵头，市乙局、市丙局，各县政府按职责分工负责", "市甲局", "市乙局 市丙局 各县政府", ""),
    ("市甲局牵头，市乙局配合，各县政府配合", "市甲局", "", "市乙局 各县政府"),
    ("市甲局牵头，会同市乙局、市丙局落实", "市甲局", "", "市乙局 市丙局"),
    ("市甲局会同市乙局、市丙局负责", "市甲局", "", "市乙局 市丙局"),
    ("市甲局牵头会同市乙局办理", "市甲局", "", "市乙局"),
    ("市甲局会同有关部门", "市甲局", "", "有关部门"),
    ("由市甲局牵头，市乙局配合", "市甲局", "", "市乙局"),
    ("由市甲局牵头、市乙局配合、市丙局参与", "市甲局", "", "市乙局 市丙局"),
    ("市甲局（牵头）、市乙局、市丙局", "市甲局", "", "市乙局 市丙局"),
    ("市甲局（牵头单位）、市乙局（配合单位）", "市甲局", "", "市乙局"),
    ("市甲局*、市乙局、市丙局", "市甲局", "", "市乙局 市丙局"),
    ("★市甲局、市乙局", "市甲局", "", "市乙局"),
    ("牵头：市甲局；配合：市乙局、市丙局", "市甲局", "", "市乙局 市丙局"),
    ("牵头单位：市甲局；责任单位：市乙局", "市甲局", "", "市乙局"),
    ("牵头单位:市甲局,配合单位:市乙局", "市甲局", "", "市乙局"),
    ("牵头单位：市甲局  责任单位：市乙局 市丙局", "市甲局", "", "市乙局 市丙局"),
    ("牵头单位：市甲局；实施单位：各镇政府；配合单位：市乙局", "市甲局", "各镇政府", "市乙局"),
    ("责任单位：市甲局牵头，市乙局配合", "市甲局", "", "市乙局"),
    ("责任单位 市甲局", "", "市甲局", ""),
    ("市甲局、市乙局联合牵头", "市甲局 市乙局", "", ""),
    ("市甲局、市乙局共同牵头，市丙局参与", "市甲局 市乙局", "", "市丙局"),
    ("市甲局、市乙局双牵头", "市甲局 市乙局", "", ""),
    ("市甲局牵头负责，市乙局协助", "市甲局", "", "市乙局"),
    ("市甲局牵头抓总，各镇政府组织实施，市乙局支持", "市甲局", "各镇政府", "市乙局"),
    ("市甲局主办，市乙局协办", "市甲局", "", "市乙局"),
    ("市甲局主责，市乙局、市丙局协同", "市甲局", "", "市乙局 市丙局"),
    ("市甲局为牵头单位，市乙局为配合单位", "市甲局", "", "市乙局"),
    ("市甲局为牵头单位，市乙局、市丙局为责任单位", "市甲局", "", "市乙局 市丙局"),
    ("市甲局、市乙局、市丙局，市甲局为牵头单位", "市甲局", "", "市乙局 市丙局"),
    ("市甲局、市乙局负责，其中市甲局牵头", "市甲局", "市乙局", ""),
    ("市甲局牵头市乙局配合", "市甲局", "", "市乙局"),
    ("市甲局牵头，市乙局", "市甲局", "", "市乙局"),
    ("市甲局负责，市乙局配合", "", "市甲局", "市乙局"),
    ("市甲局负责统筹，市乙局负责资金保障，各镇政府配合", "", "市甲局 市乙局", "各镇政府"),
    ("市甲局（负责资金）、市乙局（负责实施）", "", "市甲局 市乙局", ""),
    ("市甲局负责", "", "市甲局", ""),
    ("市甲局指导，各县（市、区）政府组织实施", "", "各县（市、区）政府", "市甲局"),
    ("市甲局牵头；市乙局、市丙局，各镇（街道）按职责抓好落实", "市甲局", "市乙局 市丙局 各镇（街道）", ""),
    (
        "市甲局牵头，市残疾人联合会、市重点项目推进中心、市城市管理和综合执法局参与",
        "市甲局",
        "",
        "市残疾人联合会 市重点项目推进中心 市城市管理和综合执法局",
    ),
    (
        "市府办（金融办）牵头，市清欠专项工作领导小组成员单位配合",
        "市府办（金融办）",
        "",
        "市清欠专项工作领导小组成员单位",
    ),
    ("市甲局牵头，市政府各组成部门及各有关机关事业单位等负责", "市甲局", "市政府各组成部门 各有关机关事业单位", ""),
    ("市甲局牵头，市乙局和东麓、西麓街道等配合", "市甲局", "", "市乙局 东麓街道 西麓街道"),
    ("省发展改革委牵头，省财政厅、省农业农村厅等按职责分工负责", "省发展改革委", "省财政厅 省农业农村厅", ""),
    ("县委组织部牵头，县委宣传部、团县委配合", "县委组织部", "", "县委宣传部 团县委"),
    ("市甲局牵头,市乙局、各县(市、区)政府配合", "市甲局", "", "市乙局 各县(市、区)政府"),
    ("（市甲局牵头，市乙局配合）", "市甲局", "", "市乙局"),
]
UNDIVIDED = [
    "市甲局、市乙局按职责分工负责",
    "市甲局、市乙局，各镇（街道）",
    "责任单位：市甲局、市乙局",
    "市甲局等部门负责，各县（市、区）政府落实",
    "各县（市、区）人民政府和市甲局、市乙局负责",
    "市各有关单位、各县〈市、区〉政府分别负责",
    "市发展改革、财政、住房城乡建设局按职责分工负责",
    "市甲局、市乙局、市丙局按照各自职责负责落实",
    "市甲局、市乙局等按职责分工",
    "市甲局 市乙局",
]
NOTHING = [
    "", "含续建", "2023—2027年", "B型", "一期", "街道", "县城", "参与率达90%", "含牵头的专科联盟", "配合上级开展督查",
    "落实“双减”政策", "原则上排在首位的为牵头单位,下同。", "政府牵头、企业参与、市场运作", "市、区",
    "不含云麓区", "下同",
    "以下简称“专班”", "实施期为2023—2025年", "力争达到30家", "由中标单位负责施工", "完成时限：年内", "见附件",
    "各负责人签字",
]  # fmt: skip
DEADLINES = [
    ("市甲局牵头，2024年6月底前完成", date(2024, 6, 30), "2024年6月底前"),
    ("牵头单位：市甲局；责任单位：市乙局；完成时限：2024年12月底前", date(2024, 12, 31), "2024年12月底前"),
    ("责任单位：市甲局、市乙局；责任领导：张三；完成时限：长期", None, "长期"),
    ("市甲局牵头，长期坚持", None, "长期坚持"),
    ("市甲局，年内完成", date(2024, 12, 31), "年内"),
    ("市甲局牵头，市乙局配合；9月底前完成", date(2024, 9, 30), "9月底前"),
    ("完成时限：10月底前；牵头单位：市甲局", date(2024, 10, 31), "10月底前"),
]
LEADERS = [
    ("责任领导：张三，牵头单位：市甲局，配合单位：市乙局", "张三"),
    ("分管领导：张三、李四", "张三 李四"),
    ("张三同志牵头", "张三"),
    ("副市长张三牵头，市甲局、市乙局负责", "张三"),
    ("市政府分管领导牵头，市甲局负责", "市政府分管领导"),
    ("张三牵头，市甲局负责", "张三"),
    ("第一责任人：张三；牵头单位：市甲局", "张三"),
]


def read(text: str, rules: RoleRules | None = None):
    return read_responsibility(text, rules=rules or RoleRules(), year=2024)


@pytest.mark.parametrize(("text", "lead", "implement", "support"), ROLES)
def test_words_give_each_unit_its_role(text: str, lead: str, implement: str, support: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.lead, found.implement, found.support) == tuple(
        tuple(each.split()) for each in (lead, implement, support)
    )


@pytest.mark.parametrize("text", UNDIVIDED)
def test_units_without_roles_implement_and_are_undivided(text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.undivided
    assert len(found.implement) > 1
    assert not found.lead + found.support


@pytest.mark.parametrize(
    "text", ["市甲局负责", "责任单位：市甲局", "市甲局负责，市乙局配合", "市甲局牵头，市乙局、市丙局"]
)
def test_one_unit_or_divided_roles_are_in_no_doubt(text: str) -> None:
    found = read(text)
    assert found is not None
    assert not found.undivided


@pytest.mark.parametrize("text", NOTHING)
def test_other_words_are_no_responsibility(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(("text", "day", "words"), DEADLINES)
def test_a_deadline_stands_among_the_units(text: str, day: date | None, words: str) -> None:
    found = read(text)
    assert found is not None
    assert found.deadline is not None
    assert (found.deadline.day, found.deadline.text) == (day, words)
    assert found.units[0] == "市甲局"


@pytest.mark.parametrize(("text", "leaders"), LEADERS)
def test_leaders_stand_among_the_units(text: str, leaders: str) -> None:
    found = read(text)
    assert found is not None
    assert found.leaders == tuple(leaders.split())
    assert not set(found.units) & set(found.leaders)
