"""Broken lines become the paragraphs they were broken from."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.blocks import Paragraph
from duban.documents.reading import read
from duban.documents.structure.joining import join

SENTENCE = "牵头单位要会同配合单位，在规定时限内制定实施方案，明确季度目标、工作措施和责任人，逐项抓好落实"


def paragraphs(text: str) -> list[str]:
    (file,) = read(text.encode(), "某文件.txt")
    return [block.text for block in join(file).blocks if isinstance(block, Paragraph)]


def test_a_word_cut_by_a_page_break_is_whole_again() -> None:
    text = "部门分工：市工业和信息化局、市开发区管委会牵头，市发展\n\n和改革局、市科技局等配合。\n"
    assert paragraphs(text) == ["部门分工：市工业和信息化局、市开发区管委会牵头，市发展和改革局、市科技局等配合。"]


def test_a_page_number_between_the_halves_is_dropped() -> None:
    text = "完善园区配套设施，引导企业加大研发投入，推动产业链上下\n\n— 12 —\n\n游协同发展。\n"
    assert paragraphs(text) == ["完善园区配套设施，引导企业加大研发投入，推动产业链上下游协同发展。"]


def test_a_heading_is_not_joined_with_the_prose_under_it() -> None:
    text = "一、坚持实体经济为本,加快新型工业化\n落实推进新型工业化的实施意见,构建产业体系。\n"
    assert len(paragraphs(text)) == 2


def test_a_field_label_begins_a_paragraph() -> None:
    text = "分管市领导：林雨桐、陈思源\n部门分工：市商务局牵头\n"
    assert paragraphs(text) == ["分管市领导：林雨桐、陈思源", "部门分工：市商务局牵头"]


def test_lines_broken_at_a_margin_are_joined_at_every_width() -> None:
    whole = [f"（{number}）推进事项{number}。{SENTENCE}。" for number in "一二三四五六"]
    for width in (22, 28, 34):
        lines = [line for text in whole for line in textwrap.wrap("　　" + text, width)]
        assert paragraphs("\n".join(lines)) == whole


def test_counters_and_breadcrumbs_are_left_out() -> None:
    text = "您当前的位置：首页 > 政务公开\n发布日期：2026-02-03  浏览次数：648\n一、总体要求\n"
    assert paragraphs(text) == ["一、总体要求"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=3, max_value=9), min_size=3, max_size=8), st.integers(min_value=20, max_value=40))
def test_joining_gives_back_what_wrapping_took_apart(lengths: list[int], width: int) -> None:
    whole = [f"{index}．{'，'.join(['加快推进重点项目建设'] * length)}。" for index, length in enumerate(lengths, 1)]
    broken = "\n".join(line for text in whole for line in textwrap.wrap("　　" + text, width))
    assert paragraphs(broken) == whole


def test_a_joined_paragraph_still_knows_the_place_of_each_word() -> None:
    text = "部门分工：市工业和信息化局、市开发区管委会牵头，市发展\n\n和改革局、市科技局等配合。\n"
    (file,) = read(text.encode(), "某文件.txt")
    (paragraph,) = join(file).blocks
    assert isinstance(paragraph, Paragraph)
    at = paragraph.text.index("市科技局")
    place = paragraph.place_of(at, at + 4)
    assert file.text[place.start : place.end] == "市科技局"
