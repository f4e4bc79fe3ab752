"""Quantified targets in the wordings of plans (targets.txt), and texts that hold none (no_targets.txt)."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.recognition.targets import find_targets

HERE = Path(__file__).parent


def lines(name):
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def said():
    cases = []
    for line in lines("targets.txt"):
        if line.startswith(" "):
            cases[-1][1].append(tuple(part.strip() for part in (line + " ").split("|")))
        else:
            cases.append((line, []))
    return cases


def shown(target):
    value = "" if target.value is None else str(target.value)
    if target.value_to is not None:
        value += f"..{target.value_to}"
    return target.measure, target.comparator.value, value, target.unit, target.text, str(target.due or "")


@pytest.mark.parametrize(("text", "expected"), said(), ids=lambda case: case if isinstance(case, str) else "")
def test_a_text_gives_its_targets(text, expected):
    found = find_targets(text, year=2024)
    assert [shown(each.value) for each in found] == expected
    assert all(text[each.start : each.end] == each.value.text for each in found)


@pytest.mark.parametrize("text", lines("no_targets.txt"))
def test_background_gives_no_target(text):
    assert find_targets(text, year=2024) == ()


def test_the_tables_hold_enough_cases():
    assert len(said()) + len(lines("no_targets.txt")) >= 150


NOUNS = [
    "规上工业增加值",
    "农村污水治理率",
    "网上零售额",
    "公共停车位",
    "高标准农田建设",
    "“清河行动”整治点位",
    "研发投入占比",
]
UNITS = ["%", "个百分点", "亿元", "万亩", "家", "个", "公里", "万人次", "吨标准煤/万元"]
STYLES = {
    ">=": [
        "新增{n}{v}{u}以上",
        "{n}达到{v}{u}",
        "{n}突破{v}{u}",
        "{n}不少于{v}{u}",
        "{n}不低于{v}{u}",
        "力争{n}达{v}{u}",
        "力争新增{n}{v}{u}",
    ],
    "<=": ["{n}控制在{v}{u}以内", "{n}不超过{v}{u}", "将{n}控制在{v}{u}"],
    "<": ["{n}低于{v}{u}"],
    ">": ["{n}超{v}{u}", "{n}超过{v}{u}", "确保{n}高于{v}{u}"],
    "~": ["{n}达到{v}{u}左右", "新增{n}{v}{u}左右"],
    "=": ["新增{n}{v}{u}", "全年完成{n}{v}{u}", "{n}增长{v}%"],
}
STYLED = [(comparator, style) for comparator, styles in STYLES.items() for style in styles]
VALUES = st.one_of(st.integers(2, 99999), st.decimals("0.1", "9999", places=1))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(NOUNS), VALUES, st.sampled_from(UNITS), st.sampled_from(STYLED), st.sampled_from(["{}", "{:,}"]))
def test_a_target_in_any_style_reads_back_equal(noun, value, unit, styled, grouping):
    comparator, style = styled
    text = f"进一步完善机制，{style.format(n=noun, v=grouping.format(value), u=unit)}。"
    (found,) = find_targets(text)
    assert (found.value.comparator, found.value.value) == (comparator, Decimal(str(value)))
    assert found.value.unit == ("%" if "增长" in style else unit)
    assert noun in found.value.measure
    assert found.value.due is None


@settings(deadline=None, max_examples=100)
@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,，。、%家个项年月日前底以上不少于增长翻番新增“”（）《》到至由分别",
        max_size=80,
    )
)
def test_no_text_breaks_the_search(text):
    for each in find_targets(text, year=2024):
        assert text[each.start : each.end] == each.value.text


def test_the_due_day_is_the_nearest_that_governs():
    text = "3月底前新增企业5家，全年新增学位800个；到2026年，森林覆盖率达到60%。新增公园2个。"
    assert [each.value.due for each in find_targets(text, year=2024)] == [
        date(2024, 3, 31),
        date(2024, 12, 31),
        date(2026, 12, 31),
        None,
    ]


@pytest.mark.parametrize(
    "part", ["1家、", "新增1家", "2024年", "一", "1,", "（", "“", "达到5%", "分别1家、2家", "1个投资1元、"]
)
def test_an_endless_line_is_read_in_linear_time(part):
    started = time.process_time()
    find_targets(part * (30_000 // len(part)), year=2024)
    assert time.process_time() - started < 3
