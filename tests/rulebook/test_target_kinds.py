"""The measurement type of a target, from its words."""

from __future__ import annotations

import pytest

from duban.rulebook.targets import LABELS, TargetKind, kind_of


@pytest.mark.parametrize(
    ("words", "unit", "has_value", "kind"),
    [
        ("新增高新技术企业30家", "家", True, TargetKind.CUMULATIVE),
        ("完成技改投资70亿元", "亿元", True, TargetKind.CUMULATIVE),
        ("地区生产总值增长5%以上", "%", True, TargetKind.GROWTH),
        ("居民消费价格涨幅控制在3%左右", "%", True, TargetKind.LEVEL),
        ("城镇登记失业率控制在3.5%以内", "%", True, TargetKind.LEVEL),
        ("审批时间压缩到30个工作日以内", "个工作日", True, TargetKind.LEVEL),
        ("森林覆盖率达到67%", "%", True, TargetKind.LEVEL),
        ("单位生产总值能耗下降2.8%", "%", True, TargetKind.GROWTH),
        ("年内建成投产", "", False, TargetKind.MILESTONE),
        ("居民收入与经济增长基本同步", "", False, TargetKind.QUALITATIVE),
    ],
)
def test_the_words_and_the_unit_decide(words: str, unit: str, has_value: bool, kind: TargetKind) -> None:
    assert kind_of(words, unit=unit, has_value=has_value) is kind


def test_every_kind_has_its_word() -> None:
    assert set(LABELS) == set(TargetKind)
