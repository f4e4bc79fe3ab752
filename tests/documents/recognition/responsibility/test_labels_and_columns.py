"""Labels of paragraphs and headings of columns."""

from __future__ import annotations

import pytest

from duban.documents.recognition.responsibility import Field, column_field, label_of, labels_in

LABELS = [
    ("分管市领导：张三", "leaders"),
    ("责任领导：张三", "leaders"),
    ("责 任 领 导：张三", "leaders"),
    ("分管副市长：张三", "leaders"),
    ("牵头责任单位:市甲局", "lead"),
    ("市级牵头单位：市甲局", "lead"),
    ("牵头单位及责任人：市甲局 郭靖远", "lead"),
    ("**牵头单位：**市甲局", "lead"),
    ("**牵头单位**：市甲局", "lead"),
    ("  1.牵头单位：市甲局", "lead"),
    ("（1）牵头单位：市甲局", "lead"),
    ("①牵头部门：市甲局", "lead"),
    ("【牵头单位】：市甲局", "lead"),
    ("主办单位：市甲局", "lead"),
    ("牵头：市甲局", "lead"),
    ("责任 单位：市甲局", "responsible"),
    ("责任单位及责任人：市甲局 张三", "responsible"),
    ("责任单位（排在首位的为牵头单位）：市甲局", "responsible"),
    ("主要责任单位：市甲局", "lead"),
    ("配合单位：市甲局", "support"),
    ("相关责任单位：市甲局", "support"),
    ("协办单位：市甲局", "support"),
    ("实施单位：市甲局", "implement"),
    ("部门分工：市甲局牵头", "division"),
    ("责任分工：市甲局牵头", "division"),
    ("牵头及配合单位：市甲局", "division"),
    ("工作措施：加强宣传", "measures"),
    ("具体举措：加强宣传", "measures"),
    ("主要措施：加强宣传", "measures"),
    ("重点任务：建设园区", "text"),
    ("一、工作目标：全年增长7%", "target"),
    ("2024年工作目标：增长7%", "target"),
    ("完成时限：年内", "deadline"),
    ("完成时间:6月底", "deadline"),
    ("备注：无", "remark"),
]
NO_LABELS = [
    "（责任单位：市甲局）",
    "各部门要做好以下工作：",
    "会议时间：8:30" * 9,
    "市甲局牵头",
    "现将有关事项通知如下：",
    "经市政府同意，牵头单位：市甲局",
    "附件：1",
    "",
]
COLUMNS = {
    "number": "序号 编号 项次",
    "chapter": "类别 大类 领域 板块 任务类别",
    "text": "重点任务 主要任务 工作任务 任务内容 目标任务 工作内容 事项 "
    "重点工作 工作事项 项目名称 民生实事 县《政府工作报告》重点任务",
    "measures": "工作措施 推进措施 具体举措 工作要求 落实措施 主要措施 进度安排",
    "leaders": "责任领导 分管领导 牵头领导 挂钩领导 县级责任领导 包抓领导 责任县级领导 市领导 分管市领导",
    "lead": "牵头单位 牵头部门 主办单位 主责部门 牵头责任单位 责任单位/牵头单位 牵头（责任）单位",
    "responsible": "责任单位 责任部门 责任单位（排首位的为牵头单位） 市直责任单位",
    "implement": "负责单位 承办单位 实施单位 责任镇街",
    "support": "配合单位 协办单位 参与单位 协同单位 相关责任单位 配合部门",
    "deadline": "完成时限 完成时间 时限 时间要求 时间节点 完成期限 办结时限 完成时限（年/月）",
    "target": "目标 年度目标 量化目标 目标值 考核目标 2024年工作目标",
    "remark": "备注",
}


@pytest.mark.parametrize(("text", "field"), LABELS)
def test_a_label_opens_a_paragraph(text: str, field: str) -> None:
    found = label_of(text)
    assert found is not None
    assert found.value == field
    assert text[found.end - 1] in "：:*"


@pytest.mark.parametrize("text", NO_LABELS)
def test_other_words_are_no_label(text: str) -> None:
    assert label_of(text) is None
    assert labels_in(text) == ()


@pytest.mark.parametrize("gap", ["  ", "；", "。", "，", "\n", "　"])
def test_several_labels_stand_in_one_paragraph(gap: str) -> None:
    text = f"牵头单位：市甲局{gap}配合单位：市乙局{gap}完成时限：年内"
    found = labels_in(text)
    assert [each.value for each in found] == [Field.lead, Field.support, Field.deadline]
    assert [text[each.start : each.end] for each in found] == ["牵头单位：", "配合单位：", "完成时限："]


def test_words_inside_a_value_are_no_label() -> None:
    assert len(labels_in("工作目标：做好以下工作：一是宣传（责任单位：市甲局）。")) == 1


@pytest.mark.parametrize(
    ("heading", "field"), [(word, field) for field, words in COLUMNS.items() for word in words.split()]
)
def test_a_column_is_known_by_its_heading(heading: str, field: str) -> None:
    assert column_field(heading) == field
    assert column_field(f" {heading[0]}\n{heading[1:]} ") == field


@pytest.mark.parametrize("heading", ["", "单位", "联系电话", "总投资", "现状值", "联系人"])
def test_an_unknown_heading_has_no_field(heading: str) -> None:
    assert column_field(heading) is None
