"""Numerals alone: Arabic, full-width, Chinese in several styles, and what is no numeral."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.numerals import chinese_to_int
from duban.documents.recognition.quantities.numbers import halve, read_number

DIGITS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + mark
            gap = False
        elif words:
            gap = True
    return words


def in_chinese(number: int) -> str:
    if number == 0:
        return "零"
    words, rest = "", number
    for unit, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        high, rest = divmod(rest, unit)
        if high:
            part = in_chinese(high) if high >= 10_000 else below_ten_thousand(high)
            words += ("零" if words and high < 1000 else "") + part + mark
    return words


STYLES = (
    lambda words: words,
    lambda words: words.removeprefix("一") if words.startswith("一十") else words,
    lambda words: words.replace("二百", "两百").replace("二千", "两千"),
    lambda words: words.replace("零", "〇"),
    lambda words: words.replace("一", "壹").replace("三", "叁").replace("十", "拾").replace("百", "佰"),
)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 10**12), st.sampled_from(STYLES))
def test_a_number_written_in_chinese_reads_back_equal(number, style):
    assert read_number(style(in_chinese(number))) == number


@settings(deadline=None, max_examples=200)
@given(st.decimals(0, 10**9, places=2), st.sampled_from(["{}", "{:,}", " {} "]), st.booleans())
def test_a_number_in_digits_reads_back_equal(number, style, wide):
    text = style.format(number)
    if wide:
        text = text.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,345.6", "12345.6"),
        ("12，345", "12345"),
        ("1 234 567", "1234567"),
        ("一百二十八", "128"),
        ("廿三", "23"),
        ("两", "2"),
        ("〇", "0"),
        ("十", "10"),
        ("百", "100"),
        ("千", "1000"),
        ("万", "10000"),
        ("十二点五", "12.5"),
        ("三分之一", "0.3333"),
        ("二〇二四", "2024"),
        ("一万二千零三", "12003"),
        ("一千万", "10000000"),
        ("卅一", "31"),
    ],
)
def test_a_numeral_is_read(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["统一", "一期", "三个一批", "1.83万", "", "百分之八十", "5G", "一百二", "1,23", "十十", "零零三个", "1.2.3"],
)
def test_what_is_no_pure_numeral_is_none(text):
    assert read_number(text) is None


def test_labels_count_from_one_to_ninety_nine():
    assert [chinese_to_int(in_chinese(number)) for number in range(1, 100)] == list(range(1, 100))


def test_halving_keeps_the_length_and_the_labels():
    assert halve("８．完成１．８３万亩％") == "8．完成1.83万亩%"
