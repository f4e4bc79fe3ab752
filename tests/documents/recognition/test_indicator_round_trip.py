"""Indicators printed in many styles are read back equal; no text makes the reading fail."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.recognition.recognition_text import paragraphs, table
from duban.documents.model import Comparator
from duban.documents.recognition.indicators import read_indicators
from duban.documents.recognition.responsibility import RoleRules

NAMES = (
    "森林覆盖率",
    "人均工业产值(2015年不变价)",
    "每万人拥有律师数",
    "5岁以下儿童死亡率",
    "自来水普及率",
    "基尼系数",
)
UNITS = ("%", "元", "万亩", "人/万人", "立方米/万元", "吨标准煤/万元", "‰", "岁", "标台", "件")
STYLES = (
    "工作目标。{base}年，我市{name}为{old}{unit}，低于全省平均水平。通过攻坚行动，力争到{goal}年底我市{name}达到{new}{unit}。",
    "工作目标：{base}年{name}为{old}{unit}。到{goal}年，{name}达到{new}{unit}。",
    "目标：由{base}年的{old}{unit}提高到{goal}年的{new}{unit}。",
    "基期值：{base}年为{old}{unit}\n目标值：{goal}年{new}{unit}",
    "现状：截至{base}年底，全市{name}{old}{unit}。\n{goal}年目标：{new}{unit}",
    "【现状值】{base}年{old}{unit}\n【目标值】到{goal}年末实现{new}{unit}",
    "工作目标。{base}年{name}{old}{unit},确保{goal}年底前{name}达{new}{unit}。",
)
FIGURES = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(9999), places=2).map(lambda value: value.normalize())


@dataclass(frozen=True)
class Printed:
    name: str
    unit: str
    base: int
    goal: int
    old: Decimal
    new: Decimal

    def words(self, style: str) -> str:
        return style.format(
            name=self.name, unit=self.unit, base=self.base, goal=self.goal, old=f"{self.old:f}", new=f"{self.new:f}"
        )


PRINTED = st.builds(
    Printed,
    name=st.sampled_from(NAMES),
    unit=st.sampled_from(UNITS),
    base=st.integers(2010, 2020),
    goal=st.integers(2025, 2035),
    old=FIGURES,
    new=FIGURES,
)


@settings(deadline=None, max_examples=150)
@given(PRINTED, st.sampled_from(STYLES))
def test_a_printed_indicator_is_read_back(printed: Printed, style: str) -> None:
    text = f"1、{printed.name}。\n牵头单位：市甲局\n{printed.words(style)}\n"
    (draft,) = read_indicators(paragraphs(text), rules=RoleRules(), year=2024).indicators
    (target,) = draft.targets
    assert draft.baseline is not None
    assert (draft.name, draft.measurement_unit) == (printed.name, printed.unit)
    assert (draft.baseline.year, draft.baseline.value) == (printed.base, printed.old)
    assert (target.year, target.value) == (printed.goal, printed.new)


@settings(deadline=None, max_examples=60)
@given(PRINTED, st.sampled_from(("{}", "≥{}", "{}以上", "<{}", "{}左右", "[{}]", "不超过{}")))
def test_a_row_is_read_back(printed: Printed, style: str) -> None:
    rows = (
        ("序号", "指标名称", "单位", f"{printed.base}年", f"{printed.goal}年目标"),
        ("1", printed.name, printed.unit, f"{printed.old:f}", style.format(f"{printed.new:f}")),
    )
    (draft,) = read_indicators([table(*rows)], rules=RoleRules(), year=2024).indicators
    (target,) = draft.targets
    assert draft.baseline is not None
    assert (draft.baseline.value, target.value, target.year) == (printed.old, printed.new, printed.goal)
    assert target.comparator is not Comparator.WORDS


PIECES = st.sampled_from(
    "1、|（一）|(1)|森林覆盖率|。|，|牵头单位：|工作目标|重点任务：|2025年|由|达到|60|%|（|）|分别|其中|\n|[|比|-|十四五末|以上|力争|、|/|万|"
    "市甲局|负责| |【|】".split("|")
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    read_indicators(paragraphs(text), rules=RoleRules(), year=None)
    words = [*text.split("、"), "", ""]
    heading = ("序号", "指标名称", "单位", "2020年", "2025年目标")
    read_indicators([table(heading, *((one, *words[:4]) for one in words[:6]))], rules=RoleRules(), year=None)
