"""Days and periods in every style they are printed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.recognition.quantities.dates import find_dates, find_periods

CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SMALL = ["", *"一二三四五六七八九十", *("十" + mark for mark in "一二三四五六七八九"), "二十"]
SMALL += [*("二十" + mark for mark in "一二三四五六七八九"), "三十", "三十一"]

STYLES = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: day.isoformat(),
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
    lambda day: f"{day.year}年{day.month}月{day.day}日".translate(WIDE),
    lambda day: f"{str(day.year).translate(CHINESE)}年{SMALL[day.month]}月{SMALL[day.day]}日",
)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@settings(deadline=None, max_examples=300)
@given(DAYS, st.sampled_from(STYLES))
def test_a_day_in_any_style_reads_back_equal(day, style):
    text = f"请于{style(day)}前报送。"
    (found,) = find_dates(text)
    assert found.value == day
    assert text[found.start : found.end] == style(day)


@settings(deadline=None, max_examples=200)
@given(DAYS, st.integers(1, 700), st.sampled_from(STYLES), st.sampled_from(["至", "-", "—", "～", " 到 ", "——"]))
def test_a_period_in_any_style_reads_back_equal(first, length, style, to):
    last = first + timedelta(days=length)
    (found,) = find_periods(f"（{style(first)}{to}{style(last)}）")
    assert found.value == (first, last)


def days(text, year=None):
    return [found.value.isoformat() for found in find_dates(text, year=year)]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        (
            "分别于2024年4月10日、7月10日、10月10日和12月10日前",
            None,
            ["2024-04-10", "2024-07-10", "2024-10-10", "2024-12-10"],
        ),
        ("3月11日", None, []),
        ("3月11日", 2024, ["2024-03-11"]),
        ("2023年12月30日至次年1月5日", None, ["2023-12-30", "2024-01-05"]),
        ("7月底", 2024, ["2024-07-31"]),
        ("2月30日", 2024, []),
        ("2024年3月11日、15日", None, ["2024-03-11", "2024-03-15"]),
        ("咨询电话0799-3365588，联系邮编336000", 2024, []),
        ("2024年12月", None, []),
        ("明年3月5日", 2024, ["2025-03-05"]),
    ],
)
def test_days_in_prose(text, year, expected):
    assert days(text, year) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年2月1日至2月28日", "2023-02-01", "2023-02-28"),
        ("2023年2月1日至28日", "2023-02-01", "2023-02-28"),
        ("2017年11月-2018年3月", "2017-11-01", "2018-03-31"),
        ("3月1日—8月31日", "2024-03-01", "2024-08-31"),
        ("2024年3月底前", None, "2024-03-31"),
        ("即日起至2023年5月底", None, "2023-05-31"),
        ("2018年4月～2020年6月", "2018-04-01", "2020-06-30"),
        ("2023.2-2023.5", "2023-02-01", "2023-05-31"),
        ("2017-2020年", "2017-01-01", "2020-12-31"),
        ("2024年1-4月", "2024-01-01", "2024-04-30"),
        ("11月至次年3月", "2024-11-01", "2025-03-31"),
        ("2023年3月上旬-5月中旬", "2023-03-01", "2023-05-20"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("第一季度", "2024-01-01", "2024-03-31"),
        ("2023年三季度", "2023-07-01", "2023-09-30"),
        ("全年", "2024-01-01", "2024-12-31"),
        ("2023年5月", "2023-05-01", "2023-05-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    (found,) = find_periods(text, year=2024)
    assert found.value == (first and date.fromisoformat(first), date.fromisoformat(last))
