"""Brackets of a paragraph that name a responsibility, and those that do not."""

from __future__ import annotations

import pytest

from duban.documents.recognition.responsibility import RoleRules, find_brackets

FOUND = [
    ("推进建设。（市甲局牵头，市乙局、各县（市、区）政府配合）", ["（市甲局牵头，市乙局、各县（市、区）政府配合）"]),
    ("推进建设(市甲局牵头,市乙局、各县(市、区)政府配合)", ["(市甲局牵头,市乙局、各县(市、区)政府配合)"]),
    ("推进建设〔市甲局牵头〕。", ["〔市甲局牵头〕"]),
    ("推进建设【责任单位：市甲局】", ["【责任单位：市甲局】"]),
    ("推进建设[市甲局负责]", ["[市甲局负责]"]),
    ("推进（一期）建设（2023—2027年）。（市甲局牵头）", ["（市甲局牵头）"]),
    ("推进。（市甲局牵头）抓好（含续建）落实。（市乙局负责）", ["（市甲局牵头）", "（市乙局负责）"]),
    ("推进建设。（市甲局牵头，市乙局、各县（市、区）政府配合", ["（市甲局牵头，市乙局、各县（市、区）政府配合"]),
    ("推进建设。（市甲局、各县（市、区政府按职责分工负责）", ["（市甲局、各县（市、区政府按职责分工负责）"]),
    ("推进建设。（市甲局、各县（市、区））政府按职责分工负责）", ["（市甲局、各县（市、区））政府按职责分工负责）"]),
    ("完成改造（市住房城乡建设局、各县（市、区）政府）", ["（市住房城乡建设局、各县（市、区）政府）"]),
    ("完成改造（市财政局）；做好宣传", ["（市财政局）"]),
    ("完成改造（各镇（街道））", ["（各镇（街道））"]),
    (
        "推进（牵头单位：市甲局；责任单位：市乙局；完成时限：2024年12月底前）",
        ["（牵头单位：市甲局；责任单位：市乙局；完成时限：2024年12月底前）"],
    ),
    (
        "（一）推进建设。（市甲局、市乙局负责）（二）扩大宣传。（市丙局负责）",
        ["（市甲局、市乙局负责）", "（市丙局负责）"],
    ),
    ("打造3个（含）以上基地（分管领导：张三；牵头单位：市甲局）", ["（分管领导：张三；牵头单位：市甲局）"]),
    ("完成（其中城区（东麓街道）由住建部门实施）推进建设（市甲局负责）", ["（市甲局负责）"]),
]
NOT_FOUND = [
    "没有括号的一段",
    "由市府办（金融办）牵头推进（一期）（B型）",
    "做好工作（街道）和小区（社区）",
    "市卫生健康局（中医药局）推动工作",
    "市卫生健康局（中医药局）。",
    "各县（市、区）政府要抓好落实",
    "推进（县人民医院、县中医院）建设",
    "扩建医院（人民医院）",
    "〔2024〕6号",
    "按照（青府〔2024〕6号）要求",
    "（一）牵头单位",
    "培育企业（含规上企业、高新技术企业）",
    "支持示范镇（松泉镇、柏溪镇）",
    "提高参与率（参与率达90%）",
    "（）（（））",
    "））（（",
]


@pytest.mark.parametrize(("text", "brackets"), FOUND)
def test_brackets_with_units_are_found_with_their_span(text: str, brackets: list[str]) -> None:
    found = find_brackets(text, rules=RoleRules(), year=2024)
    assert [text[each.start : each.end] for each in found] == brackets
    assert all(each.value.units for each in found)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_brackets_are_not(text: str) -> None:
    assert find_brackets(text, rules=RoleRules(), year=2024) == ()


@pytest.mark.parametrize(
    "text",
    ["（市甲局、各县（市、区政府负责）", "（市甲局、各县（市、区））政府负责）", "（市甲局、各县（市、区）政府负责"],
)
def test_damaged_brackets_still_give_complete_names(text: str) -> None:
    (found,) = find_brackets("推进建设。" + text, rules=RoleRules(), year=None)
    assert found.value.implement == ("市甲局", "各县（市、区）政府")


@pytest.mark.parametrize(
    "text", ["（" * 5000, "（负责" * 5000, "（市甲局负责）" * 500, "）" * 5000, "（" * 500 + "市甲局负责" + "）" * 500]
)
def test_hostile_brackets_are_read_in_time(text: str) -> None:
    assert isinstance(find_brackets(text, rules=RoleRules(), year=2024), tuple)
