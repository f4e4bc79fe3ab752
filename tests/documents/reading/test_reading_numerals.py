"""Numbers in the forms numbered lists write them in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.reading.word.numerals import written


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 10_050, "一万零五十"),
        ("japaneseCounting", 21, "二十一"),
        ("ideographDigital", 105, "一〇五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 9, "IX"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 1, "子"),
        ("bullet", 3, ""),
        ("none", 3, ""),
        ("some later form", 3, "3"),
    ],
)
def test_a_number_in_its_form(form: str, number: int, expected: str) -> None:
    assert written(number, form) == expected


@given(st.integers(0, 9999))
@settings(deadline=None, max_examples=200)
def test_chinese_counting_can_be_counted_back(number: int) -> None:
    total, digit = 0, 0
    for character in written(number, "chineseCountingThousand"):
        if character in "十百千":
            total += max(digit, 1) * 10 ** ("十百千".index(character) + 1)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)

    assert total + digit == number
