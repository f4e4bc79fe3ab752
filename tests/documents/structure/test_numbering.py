"""Which number opens a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.documents.structure.numbering import LabelKind, label_of

OPENS = [
    ("一、总体要求", LabelKind.HAN, 1, "一、"),
    ("十二、2026年目标", LabelKind.HAN, 12, "十二、"),
    ("（三）扩大投资", LabelKind.HAN_PAREN, 3, "（三）"),
    ("(十一) 优化服务", LabelKind.HAN_PAREN, 11, "(十一)"),
    ("㈡发展", LabelKind.HAN_PAREN, 2, "㈡"),
    ("8．新建学校", LabelKind.NUMBER, 8, "8．"),
    ("66. 新建学校", LabelKind.NUMBER, 66, "66."),
    ("85.新建学校", LabelKind.NUMBER, 85, "85."),
    ("1、人均收入", LabelKind.NUMBER, 1, "1、"),
    ("3、2026年底建成", LabelKind.NUMBER, 3, "3、"),
    ("1.2026年底前建成", LabelKind.NUMBER, 1, "1."),
    ("⒈推进", LabelKind.NUMBER, 1, "⒈"),
    ("（1）改革", LabelKind.NUMBER_PAREN, 1, "（1）"),
    ("2）改革", LabelKind.NUMBER_PAREN, 2, "2）"),
    ("①加快", LabelKind.CIRCLED, 1, "①"),
    ("第一章 总则", LabelKind.CHAPTER, 1, "第一章"),
    ("第十二条 各单位应当", LabelKind.ARTICLE, 12, "第十二条"),
    ("第一部分 经济工作", LabelKind.PART, 1, "第一部分"),
    ("1.1 推进改革", LabelKind.DECIMAL, 1, "1.1"),
    ("3 建设蔬菜基地", LabelKind.NUMBER, 3, "3"),
    ("任务12：新增绿地", LabelKind.NUMBER, 12, "任务12："),
    ("专项行动一：产业提质", LabelKind.HAN, 1, "专项行动一："),
    ("- 1. 托育工程", LabelKind.NUMBER, 1, "1."),
]
OPENS_NOTHING = [
    "2026年底前建成", "1.83万亩高标准农田", "1.5亿元", "5G基站", "12345热线", "100%", "一是加快", "一期工程",
    "第一书记", "（街）具体责任", "（2026年）", "（试行）", "一、二、三产业融合", "第二十届", "", "统一部署",
    "3 家企业上市", "12 月底前", "项目建设：加快推进", "任务分工：",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "printed"), OPENS)
def test_a_number_opens_the_paragraph(text: str, kind: LabelKind, value: int, printed: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.kind, label.value, label.text) == (kind, value, printed)
    assert not text[label.end :].startswith((" ", "*"))


@pytest.mark.parametrize("text", OPENS_NOTHING)
def test_figures_and_words_open_nothing(text: str) -> None:
    assert label_of(text) is None


def test_a_number_is_given_without_its_mark() -> None:
    marks = {"8．新": "8", "（一）新": "一", "第十二条 新": "十二", "1.1 新": "1.1", "①新": "1", "任务3：新": "3"}
    for text, number in marks.items():
        label = label_of(text)
        assert label is not None
        assert label.number == number


@given(st.text(alphabet="一二三十、（）()1234567890.．第章条年万%亿 推进", max_size=40))
def test_a_label_never_claims_more_than_the_text(text: str) -> None:
    label = label_of(text)
    if label is not None:
        assert 0 < label.end <= len(text)
        assert label.value >= 0
