"""Is more better? Read from names, bounds, and the way from baseline to target; doubts are said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.documents.model import Baseline, Direction, IndicatorTarget
from duban.documents.recognition.indicators.direction import direction_of_name, read_direction
from duban.documents.recognition.targets import read_value

HIGHER, LOWER, RANGE = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.WITHIN_RANGE
NAMES = {
    HIGHER: (
        "森林覆盖率",
        "人均GDP(2010年不变价)",
        "城乡居民人均可支配收入",
        "每千人口医疗卫生机构床位数",
        "人均预期寿命",
        "九年义务教育巩固率",
        "农村贫困人口累计脱贫率",
        "信访投诉按期办结率",
        "单位GDP能耗降低率",
        "单位地区生产总值二氧化碳排放降低",
        "命案侦破率",
        "城市污水集中处理率",
        "一般工业固体废物综合利用率",
        "黑臭水体消除比例",
        "规上工业增加值增速",
        "耕地保有量",
        "研发经费投入强度",
        "每万人发明专利拥有量",
        "空气质量优良天数比率",
        "地表水达到或好于Ⅲ类水体比例",
        "非化石能源占一次能源消费比重",
        "社会消费品零售总额",
        "常住人口城镇化率",
        "基本养老保险参保率",
        "产品质量合格率",
        "公众安全感满意度",
        "高标准农田面积",
        "火灾隐患整改率",
    ),
    LOWER: (
        "城镇登记失业率",
        "孕产妇死亡率",
        "婴儿死亡率",
        "单位GDP能源消耗(2010年不变价)",
        "万元GDP用水量",
        "每万人口行政诉讼发案率",
        "儿童青少年总体近视率",
        "15岁以上人群吸烟率",
        "公共供水管网漏损率",
        "12345热线重复投诉量",
        "政府负债率",
        "亿元GDP生产安全事故死亡人数",
        "PM2.5年均浓度",
        "细颗粒物（PM2.5）浓度",
        "化学需氧量排放量",
        "基尼系数",
        "城乡居民收入比",
        "恩格尔系数",
        "贫困发生率",
        "单位GDP建设用地使用面积",
        "个人卫生支出占卫生总费用的比重",
        "企业开办平均用时",
        "重大慢性病过早死亡率",
        "劣Ⅴ类水体比例",
        "商业银行不良贷款率",
        "化肥施用量",
        "社会物流总费用与GDP的比率",
        "义务教育辍学率",
        "平均住院日",
        "火灾发生率",
    ),
    RANGE: ("居民消费价格涨幅", "CPI", "出生人口性别比", "人口自然增长率"),
    None: ("建设用地总规模", "某某系数"),
}


@pytest.mark.parametrize(("direction", "name"), [(key, name) for key, names in NAMES.items() for name in names])
def test_a_name_tells_its_direction(direction: Direction | None, name: str) -> None:
    assert direction_of_name(name) is direction


def read(name: str, baseline: str | None, *targets: str) -> tuple[Direction | None, str]:
    figures = [read_value(text) for text in targets]
    return read_direction(
        name,
        Baseline(2020, Decimal(baseline), baseline) if baseline else None,
        [IndicatorTarget(2025, one.comparator, one.value, one.text, value_to=one.value_to) for one in figures],
    )


@pytest.mark.parametrize(
    ("name", "baseline", "targets", "direction", "doubted"),
    [
        ("某某系数", None, ("0.5以内",), LOWER, False),
        ("某某系数", None, ("不低于0.5",), HIGHER, False),
        ("某某系数", None, ("≥60",), HIGHER, False),
        ("某某系数", None, ("<8",), LOWER, False),
        ("某某系数", "3", ("5",), HIGHER, False),
        ("某某系数", "5", ("3",), LOWER, False),
        ("某某系数", "5", ("5",), None, True),
        ("某某系数", None, ("5",), None, True),
        ("某某系数", None, (), None, True),
        ("某某系数", "8", ("不低于5",), HIGHER, True),
        ("某某系数", None, ("持续下降",), LOWER, False),
        ("某某系数", None, ("增长30%",), HIGHER, False),
        ("某某系数", None, ("8-10",), RANGE, False),
        ("基层参选率", "95.68", ("95%",), HIGHER, True),
        ("行政诉讼发案率", "0.67", ("1",), LOWER, True),
        ("城镇登记失业率", "2.49", ("4%以内",), LOWER, False),
        ("森林覆盖率", None, ("60%以内",), HIGHER, True),
        ("森林覆盖率", "58", ("60%",), HIGHER, False),
        ("总体近视率", "48.8", ("力争每年降低0.5个百分点以上",), LOWER, False),
        ("单位GDP能耗降低", None, ("[14.5]",), HIGHER, False),
        ("单位GDP能耗降低率", None, ("下降14.5%",), HIGHER, False),
        ("工业增加值增速", None, ("增长8%-10%",), HIGHER, False),
        ("资产负债率", None, ("控制在60%-65%",), RANGE, False),
    ],
)
def test_signals_are_weighed_and_doubts_are_said(
    name: str, baseline: str | None, targets: tuple[str, ...], direction: Direction | None, doubted: bool
) -> None:
    found, doubt = read(name, baseline, *targets)
    assert (found, bool(doubt)) == (direction, doubted)
