"""Deadlines as notices word them, and the day each stands for."""

import pytest

from duban.documents.recognition.quantities.deadlines import find_deadline, find_deadlines, read_deadline

WORDED = {
    "2024-12-31": "年内 全年 年底前 今年底 2024年底 今年 今年年底前 下半年 2024年12月 "
    "12月份 十二月底前 2024年 年度内 2025年前 到2024年底",
    "2024-03-31": "3月底前 2024年3月底前 3月 一季度 第一季度末 2024年3月前 三月底前 2024年1-3月",
    "2024-06-30": "6月底 上半年 2024年上半年 6月30日前 二季度末 2024/6/30 2024.6.30",
    "2024-09-30": "三季度末 第三季度 前三季度 9月下旬 9月底",
    "2024-09-10": "9月上旬",
    "2024-09-20": "9月中旬",
    "2024-11-30": "11月30日前 2024年11月30日 11月底前",
    "2025-12-31": "到2025年 2025年底前 “十四五”末",
    "2027-12-31": "至2027年",
    "2026-12-31": "2024-2026年",
    "": "春节前 长期坚持 持续推进 常态化 长期 持续 按省要求时限 立即整改 每年6月底前",
}
CASES = [(words, day) for day, line in WORDED.items() for words in line.split()]


@pytest.mark.parametrize(("words", "day"), CASES)
def test_the_value_of_a_cell_gives_its_day_and_keeps_its_words(words, day):
    deadline = read_deadline(words, year=2024)
    assert (str(deadline.day or ""), deadline.text) == (day, words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争3月底前完成选址，年内建成投用", ["3月底前", "年内"]),
        ("到2025年，全市森林覆盖率达到60%", ["到2025年"]),
        ("2016年，我市普及率为64%", []),
        ("落实《青泽市2024年工作要点》", []),
        ("自2024年起实行新办法", []),
        ("今年以来持续向好", []),
        ("每月25日前报送", []),
        ("推动首期工程于2025年7月投产", ["于2025年7月"]),
        ("春节前兑付工资", ["春节前"]),
        ("完善机制，长期坚持", ["长期坚持"]),
        ("持续推进污染防治", []),
        ("近年来、多年前", []),
        ("2024年6月；2024年12月", ["2024年6月", "2024年12月"]),
        ("2023年5月印发的方案", []),
        ("积极为承办2027年第十六届运动会做好准备", []),
        ("筹办2025年全省龙舟赛，新建场馆", []),
        ("做好2025年重点项目谋划储备", []),
        ("2025年建成体育馆", ["2025年"]),
        ("体育馆2025年建成投用", ["2025年"]),
        ("云栖水库工程计划2026年完工", ["2026年"]),
        ("力争2025年全面通车", ["2025年"]),
        ("（2025年完成）", ["2025年"]),
    ],
)
def test_deadlines_in_prose(text, expected):
    found = find_deadlines(text, year=2024)
    assert [each.value.text for each in found] == expected
    assert all(text[each.start : each.end] == each.value.text for each in found)


def test_the_latest_day_governs_the_whole():
    found = find_deadline("3月底前完成选址，9月开工，12月底前主体封顶", year=2024)
    assert found is not None
    assert found.value.text == "12月底前"


def test_words_without_a_day_govern_when_there_is_nothing_else():
    found = find_deadline("健全机制，常态化推进", year=2024)
    assert found is not None
    assert found.value.day is None
