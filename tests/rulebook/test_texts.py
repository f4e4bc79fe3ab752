"""What is taken of a text that somebody writes."""

from __future__ import annotations

import pytest

from duban.rulebook.refusals import Invalid
from duban.rulebook.texts import optional_text, required_text


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
