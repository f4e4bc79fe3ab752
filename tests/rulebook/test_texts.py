"""What is taken of a text that somebody writes."""

from __future__ import annotations

import pytest

from duban.rulebook.refusals import Invalid
from duban.rulebook.texts import cited, optional_text, required_text


def test_blanks_around_a_text_are_not_kept() -> None:
    assert required_text(" 已完成\n", "text", "请填写", most=3) == "已完成"
    assert optional_text("  ", "note", most=3) == ""


@pytest.mark.parametrize(
    ("text", "words"), [(" \n", "请填写"), ("一二三四", "太长：4 个字，最多 3 个字")], ids=["nothing", "too much"]
)
def test_a_text_that_is_missing_or_too_long_is_refused_at_its_input(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        required_text(text, "reason", "请填写", most=3)
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("新开工60个", "“新开工60个”"),
        ("实施“百千万工程”", "“实施‘百千万工程’”"),
        ("一二三四五六七八九十又一", "“一二三四五六七八九十…”"),
        ("全年新增，“专精特新特优”企业5家", "“全年新增…”"),
        ("“一二三四五六七八九十”", "“‘一二三四五六七八九…’”"),
    ],
    ids=["plain", "quotes within", "cut", "cut within quotes", "all of it within quotes"],
)
def test_a_citation_is_cut_without_leaving_a_quote_open(words: str, expected: str) -> None:
    assert cited(words, most=10) == expected
