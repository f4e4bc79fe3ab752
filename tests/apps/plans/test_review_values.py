"""How values of a draft are typed and read, and how a text is cut in two: pure."""

from __future__ import annotations

import pytest

from duban.apps.plans.review.splitting import cuts, halves, shared_targets
from duban.apps.plans.review.words import names_typed, target_in_words

TEXT = "支持园区建设，做强产业；新增高新技术企业30家。"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("市财政局、市商务局", ["市财政局", "市商务局"]),
        ("市财政局\r\n 市商务局 \n\n", ["市财政局", "市商务局"]),
        ("各县（市、区）政府、市财政局", ["各县（市、区）政府", "市财政局"]),
        ("市财政局，市商务局;市民政局", ["市财政局", "市商务局", "市民政局"]),
        ("市财政局、市财政局、", ["市财政局"]),
        ("县）局、市财政局", ["县）局", "市财政局"]),
        (" \n、", []),
    ],
)
def test_names_are_read_as_people_type_them(typed: str, names: list[str]) -> None:
    assert names_typed(typed) == names


def test_a_name_with_a_mark_in_it_stays_whole_when_it_was_read_so() -> None:
    assert names_typed("住建、城管部门\n市财政局", {"住建、城管部门"}) == ["住建、城管部门", "市财政局"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ({"measure": "新开工项目", "comparator": ">=", "value": "60", "unit": "个"}, "新开工项目 ≥ 60 个"),
        ({"measure": "增长", "comparator": "=", "value": "5", "unit": "%"}, "增长 5%"),
        (
            {"measure": "主导产业", "comparator": "range", "value": "1", "value_to": "2", "unit": "个"},
            "主导产业 1—2 个",
        ),
        ({"measure": "产值", "comparator": "times", "value": "2", "unit": ""}, "产值 2 倍"),
        ({"measure": "预算收入", "comparator": "words", "value": None, "text": "预算收入保持平稳"}, "预算收入保持平稳"),
        ({"measure": "余额", "comparator": "<=", "value": "0", "unit": "亿元"}, "余额 ≤ 0 亿元"),
        ({}, ""),
    ],
)
def test_a_target_reads_as_a_figure(target: dict[str, object], words: str) -> None:
    assert target_in_words(target) == words


def test_a_text_is_cut_behind_its_marks_the_strongest_first() -> None:
    assert [(one.left, one.right) for one in cuts(TEXT)] == [
        ("支持园区建设，做强产业；", "新增高新技术企业30家。"),
        ("支持园区建设，", "做强产业；新增高新技术企业30家。"),
    ]


@pytest.mark.parametrize("text", ["", "。", "没有标点", "只在末尾。", "；；；"])
def test_a_text_without_an_inner_mark_cannot_be_cut(text: str) -> None:
    assert cuts(text) == []


def test_the_places_of_a_text_are_cut_with_it() -> None:
    assert halves([[100, 106], [110, 114]], "0123456789", 8) == ([[100, 106], [110, 112]], [[112, 114]])


def test_places_that_do_not_match_the_text_stay_with_both_parts() -> None:
    assert halves([[100, 106]], "一段改过的文字", 3) == ([[100, 106]], [[100, 106]])


def test_each_target_goes_with_the_part_that_holds_its_words() -> None:
    targets = [{"text": "新增高新技术企业30家"}, {"text": "做强产业"}, {"text": "别处的话"}]
    first, second = shared_targets(targets, "支持园区建设，做强产业；", "新增高新技术企业30家。")

    assert [target["text"] for target in first] == ["做强产业", "别处的话"]
    assert [target["text"] for target in second] == ["新增高新技术企业30家"]
