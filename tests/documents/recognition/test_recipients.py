"""The line a document is addressed by, in the habits of many provinces."""

from __future__ import annotations

import pytest

from duban.documents.recognition.recipients import is_recipients, read_recipients

LINES = {
    "各县（市、区）人民政府，市政府各部门、各直属机构：": ("各县（市、区）人民政府", "市政府各部门", "各直属机构"),
    "各县(市、区)政府,市直各单位:": ("各县(市、区)政府", "市直各单位"),
    "各镇人民政府、街道办事处，市政府各部门、各直属单位：": (
        "各镇人民政府",
        "街道办事处",
        "市政府各部门",
        "各直属单位",
    ),
    "各县〈市、区〉政府，青泽高新区管委会：": ("各县〈市、区〉政府", "青泽高新区管委会"),
    "各区、县（市）人民政府，市政府各部门、各单位：": ("各区", "县（市）人民政府", "市政府各部门", "各单位"),
    "各市、县（市、区）人民政府，省政府直属各单位：": ("各市", "县（市、区）人民政府", "省政府直属各单位"),
    "各乡（镇）人民政府，各街道办事处，县政府有关部门：": ("各乡（镇）人民政府", "各街道办事处", "县政府有关部门"),
    "各旗县市区人民政府，盟直各委、办、局，各企业、事业单位：": (
        "各旗县市区人民政府",
        "盟直各委",
        "办",
        "局",
        "各企业",
        "事业单位",
    ),
    "市财政局：": ("市财政局",),
    "云栖镇人民政府：": ("云栖镇人民政府",),
    "领导小组各成员单位：": ("领导小组各成员单位",),
    "主送：各镇（街）政府，县直有关单位": ("各镇（街）政府", "县直有关单位"),
    "各乡镇人民政府、街道办事处，县直及驻临各有关单位：": ("各乡镇人民政府", "街道办事处", "县直及驻临各有关单位"),
    "各州、市人民政府，省直各委、办、厅、局：": ("各州", "市人民政府", "省直各委", "办", "厅", "局"),
    "各科室、下属各单位：": ("各科室", "下属各单位"),
    "市直各部门，中省驻青各单位，各大中专院校：": ("市直各部门", "中省驻青各单位", "各大中专院校"),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_recipients_are_parted_as_printed(line, expected):
    assert read_recipients(line) == expected


@pytest.mark.parametrize("line", LINES)
def test_the_line_is_known_as_recipients(line):
    assert is_recipients(line)


@pytest.mark.parametrize(
    "line",
    [
        "牵头单位：",
        "责任单位：市财政局",
        "配合部门：",
        "工作措施：",
        "组长：",
        "现将有关事项通知如下：",
        "市政府决定成立领导小组，其组成人员名单如下：",
        "附件：",
        "一、主要目标：",
        "各县（市、区）人民政府要加强组织领导。",
        "各镇人民政府负责本辖区工作，具体分工如下：",
        "发展改革部门主要职责：",
        "市财政局、市水务局牵头：",
        "抄送：市委办公室。",
        "",
        "：",
    ],
)
def test_labels_and_sentences_are_no_recipients(line):
    assert not is_recipients(line)
