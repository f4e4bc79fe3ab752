"""The table in a terminal: what is shown, and that it fits."""

import re

import pytest

from documents.writing.invented import indicators, others, plan, task, understanding
from duban.documents.writing.terminal import write_table
from duban.documents.writing.width import text_width


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = write_table(understanding(), width=width, color=False).splitlines()

    assert max(map(text_width, lines)) <= width


def test_a_terminal_too_narrow_to_read_gets_forty_cells() -> None:
    lines = write_table(understanding(), width=1, color=False).splitlines()

    assert max(map(text_width, lines)) == 40


def test_columns_stand_under_each_other() -> None:
    lines = write_table(understanding(plan()), width=140, color=False).splitlines()
    heading = next(line for line in lines if line.startswith("序号"))
    first = next(line for line in lines if line.startswith("1 "))

    for title, value in (("领导", "沈卓远"), ("牵头", "县工业"), ("时限", "2026-12-31")):
        assert text_width(heading[: heading.index(title)]) == text_width(first[: first.index(value)])


def test_the_heading_names_the_document_and_what_its_notice_demands() -> None:
    text = write_table(understanding(plan(occurrences=5)), width=200, color=False)

    for words in (
        "1/1  临川县2026年重点任务责任分工方案",
        "临府〔2026〕8号",
        "2 大类 · 4 项任务 · 2 处存疑",
        "每月25日前",
    ):
        assert words in text
    assert "文件中出现 5 次" in text


def test_every_chapter_is_named_once_before_its_tasks() -> None:
    text = write_table(understanding(plan()), width=120, color=False)

    assert text.count("› （一）做强实体经济") == 1
    assert text.index("（二）扩大有效投资") < text.index("（三）兜牢底线")


def test_a_column_nobody_fills_is_left_out() -> None:
    bare = task(leaders=(), implement=(), support=(), targets=())
    text = write_table(understanding(plan(tasks=(bare,))), width=200, color=False)

    heading = next(line for line in text.splitlines() if line.startswith("序号"))

    assert heading.split() == ["序号", "任务", "牵头", "时限"]


def test_the_other_parts_have_their_tables() -> None:
    text = write_table(understanding(indicators(), others()), width=120, color=False)

    for words in (
        "7(1)",
        "2026年：确保93%",
        "92.2%（2025年）",
        "动员部署阶段",
        "组长",
        "陆一鸣",
        "3个工作日",
        "一、总体要求",
    ):
        assert words in text


def test_doubts_come_last_with_their_places() -> None:
    text = write_table(understanding(plan()), width=120, color=False)

    assert "存疑 2 处：no-leader 1，unit-aliases 1" in text
    assert "! 第2项任务没有写明分管领导〔第3页第7段〕" in text


def test_colours_are_used_only_where_they_are_wanted() -> None:
    plain, colored = (write_table(understanding(), width=100, color=color) for color in (False, True))

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_a_document_cannot_steer_the_terminal() -> None:
    hostile = plan(title="方案\x1b[2J", tasks=(task(text="清屏\x1b]0;标题\x07任务", path=("一、\x1b[31m红",)),))

    assert not re.search(r"[\x00-\x09\x0b-\x1f]", write_table(understanding(hostile), width=100, color=False))
