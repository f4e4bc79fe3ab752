"""Whole numbers written in Chinese."""

import pytest

from duban.documents.numerals import chinese_to_int

CASES = [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十八", 28), ("一百二十八", 128), ("一百零五", 105),
    ("二〇二四", 2024), ("廿三", 23), ("三万五千", 35_000), ("一亿二千万", 120_000_000), ("三万亿", 3_000_000_000_000),
    ("两百", 200),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CASES)
def test_a_numeral_has_its_value(text: str, value: int) -> None:
    assert chinese_to_int(text) == value


@pytest.mark.parametrize("text", ["", "统一", "一期", "12", "三个"])
def test_words_are_no_numeral(text: str) -> None:
    assert chinese_to_int(text) is None
