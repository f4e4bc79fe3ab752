"""A title is broken where its meaning allows, into lines that stand well above each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.documents.writing.official.measures import squares
from duban.documents.writing.official.title_lines import FULL, title_lines

TITLES = {
    "关于限期整改的函": ["关于限期整改的函"],
    "青泽市人民政府办公室关于2026年第一季度重点工作任务落实情况的督查通报": [
        "青泽市人民政府办公室关于2026年",
        "第一季度重点工作任务落实情况的督查通报",
    ],
    "青泽市人民政府办公室关于印发《2026年青泽市政府工作报告重点工作任务分工方案》的通知": [
        "青泽市人民政府办公室",
        "关于印发《2026年青泽市政府工作报告重点",
        "工作任务分工方案》的通知",
    ],
    "青泽市人民政府关于进一步加强安全生产工作的意见": ["青泽市人民政府关于进一步", "加强安全生产工作的意见"],
    "关于约谈临川县人民政府主要负责同志的通知": ["关于约谈临川县人民政府", "主要负责同志的通知"],
    "中共青泽市委办公室青泽市人民政府办公室关于成立青泽市重点项目建设指挥部的通知": [
        "中共青泽市委办公室青泽市人民政府办公室",
        "关于成立青泽市重点项目建设指挥部的通知",
    ],
}
WORDS = "青泽市人民政府 关于 印发 《营商环境若干措施》 2026年 重点工作 云栖区 整改 和 、 通报".split()
PARTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=24)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_broken_by_its_meaning(title: str) -> None:
    assert title_lines(title) == TITLES[title]


@given(PARTS.map("".join))
def test_no_character_is_lost_and_no_line_too_long(title: str) -> None:
    lines = title_lines(title)

    assert "".join(lines) == title
    assert max(map(squares, lines)) <= FULL


@given(PARTS.map("".join))
def test_words_years_and_short_titles_in_marks_stay_together(title: str) -> None:
    lines = title_lines(title)

    for word in ("人民政府", "关于", "2026年", "《营商环境若干措施》", "云栖区"):
        assert sum(line.count(word) for line in lines) == title.count(word)


@given(PARTS.map("".join))
def test_no_line_begins_with_a_sign_that_ends_something(title: str) -> None:
    assert [line for line in title_lines(title)[1:] if line[0] in "、》"] == []


@pytest.mark.parametrize("title", ["字" * 100, "A" * 60, "、" * 50, "《" * 30, "年" * 20, "青泽市人民政府关于" * 800])
def test_a_title_without_words_is_set_all_the_same(title: str) -> None:
    lines = title_lines(title)

    assert "".join(lines) == title
    assert max(map(squares, lines)) <= FULL
