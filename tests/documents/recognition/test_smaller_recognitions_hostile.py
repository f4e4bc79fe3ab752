"""Lines no office ever wrote: every recognition answers, and in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recognition_text import paragraphs

from duban.documents.recognition.limits.reading import read_time_limits
from duban.documents.recognition.notices.copies import read_copies, read_disclosure
from duban.documents.recognition.notices.declared_counts import read_declared_counts, without_count
from duban.documents.recognition.notices.recipients import is_recipients
from duban.documents.recognition.notices.rules import read_notice_rules
from duban.documents.recognition.people.appointments import read_appointments
from duban.documents.recognition.people.rosters import read_members
from duban.documents.recognition.stages.reading import read_stages

WORDS = [
    *("组长：", "张三", "　", "任命", "免去", "为", "的", "职务", "第一阶段", "（", "）", "2024年3月", "3日前"),
    *("每季度", "报送", "市政府督查室", "抄送：", "公开方式", "共", "8大类", "、", "，", "。", "；", "\n"),
    *("3个工作日内", "各部门", "一、", "1.", "落实方案"),
]


def read_all(text: str) -> None:
    blocks = paragraphs(text)
    read_members(blocks)
    read_appointments(blocks)
    read_stages(blocks, year=2024)
    read_notice_rules(blocks, year=2024)
    read_declared_counts(blocks)
    read_copies(blocks)
    read_disclosure(blocks)
    read_time_limits(blocks)
    is_recipients(text)
    without_count(text)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_no_text_raises(text):
    read_all(text)


@pytest.mark.parametrize(
    "word", ["任命张三、", "第一阶段，", "3个工作日内", "2024年3月、", "组长：张三 市长 ", "（", "1项、"]
)
def test_a_very_long_line_is_read_in_time(word):
    begun = time.perf_counter()
    read_all(word * (60_000 // len(word)))
    assert time.perf_counter() - begun < 8
