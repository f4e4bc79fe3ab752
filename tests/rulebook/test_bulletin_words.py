"""How names and figures read in a bulletin."""

from __future__ import annotations

import pytest

from duban.rulebook.bulletin_words import change, in_chinese, named, quoted, safe, share, tidy, told


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["甲局"], "甲局"),
        (["甲局", "乙局"], "甲局和乙局"),
        (["甲局", "乙局", "丙局"], "甲局、乙局和丙局等3个单位"),
    ],
)
def test_several_names_read_as_people_say_them(names: list[str], words: str) -> None:
    assert named(names) == words


def test_of_many_names_the_first_are_said_and_all_are_counted() -> None:
    assert named([f"第{at}局" for at in range(1, 13)], most=3) == "第1局、第2局和第3局等12个单位"


@pytest.mark.parametrize(("part", "whole", "words"), [(1, 3, "33.3%"), (1, 8, "12.5%"), (1, 1600, "0.1%"), (0, 0, "")])
def test_a_share_has_one_decimal_place(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


def test_what_is_none_is_not_told() -> None:
    assert told([("已完成", 2), ("逾期", 0), ("正常", 3)], whole=5) == "已完成2项（占40.0%）、正常3项（占60.0%）"
    assert told([("迟报", 0)]) == ""


@pytest.mark.parametrize(("now", "before", "words"), [(3, 1, "增加2项"), (1, 3, "减少2项"), (2, 2, "持平")])
def test_a_change_says_its_direction(now: int, before: int, words: str) -> None:
    assert change(now, before) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_numbers_of_headings(number: int, words: str) -> None:
    assert in_chinese(number) == words


def test_a_title_within_a_title_takes_the_other_marks() -> None:
    assert quoted("市《政府工作报告》分工方案") == "《市〈政府工作报告〉分工方案》"


def test_a_name_brings_no_braces_and_no_line_of_its_own() -> None:
    assert safe("{任务总数}\n局") == "｛任务总数｝ 局"


@pytest.mark.parametrize(
    ("text", "words"),
    [("甲。。乙", "甲。乙"), ("共2项，。", "共2项。"), ("甲\n。\n乙", "甲\n乙"), ("甲\n\n乙", "甲\n乙")],
)
def test_marks_left_over_go(text: str, words: str) -> None:
    assert tidy(text) == words
