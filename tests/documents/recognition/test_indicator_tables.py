"""Indicators in tables: columns of any order and wording, parts, torn fields, tables over two pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drawn_tables import drawn
from duban.documents.blocks import Table
from duban.documents.model import Direction, IndicatorDraft, Nature
from duban.documents.recognition.indicators import IndicatorReading, has_indicator_table, read_indicators
from duban.documents.recognition.responsibility import RoleRules
from duban.documents.structure.tables import read_grid


def read(*tables: Table, year: int | None = 2024) -> IndicatorReading:
    return read_indicators(tables, rules=RoleRules(), year=year)


def rows(drawing: str, *, year: int | None = 2024) -> dict[str, IndicatorDraft]:
    return {f"{draft.number} {draft.part}".strip(): draft for draft in read(drawn(drawing), year=year).indicators}


def values(draft: IndicatorDraft) -> list[str]:
    return [
        f"{target.year or ''}{target.comparator.value}{'' if target.value is None else target.value}"
        f"{' ' + target.level if target.level else ''}"
        for target in draft.targets
    ]


PLAN = """
领域 | 序号 | 主要指标 | 单位 | 2020年 | 2025年 目标 | 指标性质
文化 素养 | 1 | 居民阅读率 | % | 80.62 | 81.33 | 预期性
 | 2 | 图书遗失率 | /10万 | 8.76 | <8 | 预期性
 | 3 | 设备损失率 | ‰ | 2.6 | <3 | 约束性
文化 | 4 | 每千人口图书馆座位数 | 个 | 4.99 | 6.78 | 预期性
服务 | | 其中：少儿座位数 | 个 | 0.43 | 0.62 | 预期性
 | 5 | 馆均志愿者数 | 人 | 1.06 | 增长30% | 预期性
"""
NEXT_PAGE = """
领域 | 序号 | 主要指标 | 单位 | 2020年 | 2025年 目标 | 指标性质
 | 6 | 夜间开放馆比例 | % | 33.33 | ≥60 | 预期性
 | 7 | 年度投诉量 | 件 | 11 | 持续下降 | 预期性
文化保障 | 8 | 人员经费占比 | % | 31.47 | 25左右 | 约束性
"""


@pytest.fixture(scope="module")
def plan() -> dict[str, IndicatorDraft]:
    first = drawn(PLAN)
    second = drawn(NEXT_PAGE, at=first.place.end + 2)
    return {f"{draft.number} {draft.part}".strip(): draft for draft in read(first, second).indicators}


def test_a_table_over_two_pages_is_one(plan: dict[str, IndicatorDraft]) -> None:
    assert list(plan) == ["1", "2", "3", "4", "4 其中", "5", "6", "7", "8"]


def test_a_torn_field_is_joined_and_carried_over_the_page(plan: dict[str, IndicatorDraft]) -> None:
    assert [draft.field for draft in plan.values()] == ["文化素养"] * 3 + ["文化服务"] * 5 + ["文化保障"]


def test_a_row_gives_baseline_target_unit_and_nature(plan: dict[str, IndicatorDraft]) -> None:
    draft = plan["1"]
    assert (draft.name, draft.measurement_unit, draft.nature) == ("居民阅读率", "%", Nature.ANTICIPATORY)
    assert draft.baseline is not None
    assert (draft.baseline.year, str(draft.baseline.value), draft.baseline.text) == (2020, "80.62", "80.62")
    assert values(draft) == ["2025=81.33"]


def test_a_part_carries_the_number_and_the_name_of_its_whole(plan: dict[str, IndicatorDraft]) -> None:
    part = plan["4 其中"]
    assert (part.name, part.parent) == ("少儿座位数", "每千人口图书馆座位数")


@pytest.mark.parametrize(
    ("number", "target", "text"),
    [
        ("2", "2025<8", "<8"),
        ("5", "2025=30", "增长30%"),
        ("6", "2025>=60", "≥60"),
        ("7", "2025words", "持续下降"),
        ("8", "2025~25", "25左右"),
    ],
)
def test_a_value_is_read_as_printed(plan: dict[str, IndicatorDraft], number: str, target: str, text: str) -> None:
    draft = plan[number]
    assert (values(draft), draft.targets[0].text) == ([target], text)


def test_a_ceiling_above_the_baseline_is_no_contradiction(plan: dict[str, IndicatorDraft]) -> None:
    assert plan["3"].direction is Direction.LOWER_IS_BETTER
    assert not read(drawn(PLAN)).diagnostics


FIVE_YEARS = """
类别 | 序号 | 指标名称 | 2020年 | 2025年 | 年均增长[累计] | 指标属性
经济发展 | 1 | 园区产值（亿元） | 1000 | 1400 | 6.5左右 | 预期性
^ | 2 | 全员劳动生产率增长（%） | 5.1 | — | 高于产值增长 | 预期性
^ | 3 | 常住人口城镇化率（%） | 58.2 | 65 | [6.8] | 预期性
绿色生态 | 4 | 单位产值能耗降低（%） | — | — | [14.5] | 约束性
^ | 5 | 空气优良天数比率（%） | 92.1 | 93以上 | — | 约束性
注：[ ]内为五年累计数。 | < | < | < | < | < | <
"""


def test_a_pace_and_a_sum_of_years_keep_their_words() -> None:
    found = rows(FIVE_YEARS)
    assert list(found) == ["1", "2", "3", "4", "5"]
    assert [target.text for target in found["1"].targets] == ["1400", "年均增长6.5左右"]
    assert [target.text for target in found["4"].targets] == ["[14.5]"]
    assert [draft.field for draft in found.values()] == ["经济发展"] * 3 + ["绿色生态"] * 2
    assert (found["1"].name, found["1"].measurement_unit) == ("园区产值", "亿元")
    assert {target.year for draft in found.values() for target in draft.targets} == {2025}


def test_two_heading_rows_give_yearly_targets_and_units() -> None:
    found = rows(
        """
序号 | 指标 | 单位 | 目标值 | < | < | 责任单位 | <
^ | ^ | ^ | 2024年 | 2025年 | 2026年 | 牵头单位 | 配合单位
1 | 森林覆盖率 | % | 60.1 | 60.3 | 60.5 | 市林业局 | 市自然资源局、各县（市、区）政府
2 | 城镇登记失业率 | % | 4.5以内 | 4.5以内 | 4以内 | 市人力资源社会保障局 | /
"""
    )
    assert values(found["1"]) == ["2024=60.1", "2025=60.3", "2026=60.5"]
    assert (found["1"].lead, found["1"].support) == (("市林业局",), ("市自然资源局", "各县（市、区）政府"))
    assert (found["2"].lead, found["2"].support) == (("市人力资源社会保障局",), ())


def test_chapter_rows_are_fields() -> None:
    found = rows(
        """
青泽市2024年主要指标 | < | < | < | < | <
序号 | 主要指标 | 计量单位 | 2023年实际 | 2024年预期目标 | 牵头部门
一、经济发展（2项） | < | < | < | < | <
1 | 工业产值增速 | % | 5.2 | 5.5左右 | 市工业和信息化局
2 | 预算收入增速 | % | -1.3 | 3 | 市财政局
二、社会民生 | < | < | < | < | <
3 | 居民消费价格涨幅 | % | 0.3 | 3左右 | 市发展改革委
"""
    )
    assert [draft.field for draft in found.values()] == ["经济发展", "经济发展", "社会民生"]
    assert found["3"].direction is Direction.WITHIN_RANGE
    assert found["2"].baseline is not None
    assert str(found["2"].baseline.value) == "-1.3"


def test_columns_stand_in_any_order_and_rows_need_no_numbers() -> None:
    reading = read(
        drawn(
            """
责任单位 | 目标值 | 现状值 | 单位 | 指标
市水务局、市住房城乡建设局 | 90%以上 | 85.6% | | 农村自来水普及率
市生态环境局 | ≤28 | 30 | 微克/立方米 | 细颗粒物（PM2.5）年均浓度
市农业农村局 | 确保60%，力争65% | 52% | % | 耕种收综合机械化率
市文广旅体局 | 全覆盖 | | | 村级综合性文化服务中心
市商务局 | 12,345.6 | 11,000 | 亿元 | 零售总额
"""
        )
    )
    assert [values(draft) for draft in reading.indicators] == [
        ["2024>=90"],
        ["2024<=28"],
        ["2024=60 ensure", "2024>=65 strive"],
        ["2024words"],
        ["2024=12345.6"],
    ]
    assert [draft.measurement_unit for draft in reading.indicators] == ["%", "微克/立方米", "%", "", "亿元"]
    assert "roles-undivided" in {diagnostic.code for diagnostic in reading.diagnostics}


def test_a_merged_name_is_over_its_parts() -> None:
    found = rows(
        """
序号 | 指标 | < | 单位 | 2020年 | 2025年
1 | 主要污染物减排 | 化学需氧量 | 吨 | 1200 | 1000
^ | ^ | 氨氮 | 吨 | 120 | 100
2 | 耕地保有量 | < | 万亩 | 58.6 | 58.6
"""
    )
    assert [(key, draft.name, draft.parent) for key, draft in found.items()] == [
        ("1 (1)", "化学需氧量", "主要污染物减排"),
        ("1 (2)", "氨氮", "主要污染物减排"),
        ("2", "耕地保有量", ""),
    ]


def test_a_name_without_a_value_is_over_the_rows_without_a_number() -> None:
    found = rows(
        """
序号 | 指标 | 单位 | 2020年 | 2025年
1 | 污水处理率 | | |
 | 城区 | % | 95 | 98
 | 圩镇 | % | 60 | 85
2 | 湿地保护率 | % | 50 | 55
"""
    )
    assert [(key, draft.name, draft.parent) for key, draft in found.items()] == [
        ("1 (1)", "城区", "污水处理率"),
        ("1 (2)", "圩镇", "污水处理率"),
        ("2", "湿地保护率", ""),
    ]


def test_numbers_may_stand_in_the_name() -> None:
    found = rows(
        """
指标名称 | 单位 | 2023年预计完成 | 2024年目标 | 主要措施 | 责任单位
1.粮食播种面积 | 万亩 | 100 | 稳定在100万亩以上 | 落实补贴政策。 | 市农业农村局
2.高标准农田面积 | 万亩 | 3 | 5 | 加快建设 | 市农业农村局
（1）新建 | 万亩 | 2 | 3 | 加快建设 | 市农业农村局
"""
    )
    assert [(key, draft.name, values(draft)) for key, draft in found.items()] == [
        ("1", "粮食播种面积", ["2024>=100"]),
        ("2", "高标准农田面积", ["2024=5"]),
        ("2 (1)", "新建", ["2024=3"]),
    ]
    assert found["1"].tasks[0].text == "落实补贴政策。"


def test_a_figure_at_the_start_of_a_name_is_no_number() -> None:
    found = rows(
        """
主要指标 | 2025年 | 属性
一、数字经济
1.数字经济占比（%） | 10 | 预期性
二、数字设施
2.5G基站数（万座） | 1.2 | 约束性
"""
    )
    assert [(key, draft.name, draft.field) for key, draft in found.items()] == [
        ("1", "数字经济占比", "数字经济"),
        ("2", "5G基站数", "数字设施"),
    ]


def test_a_growth_beside_a_total_says_that_it_is_one() -> None:
    draft = rows(
        """
序号 | 指标 | 2023年完成 | 2024年目标 | <
^ | ^ | ^ | 总量 | 增速
1 | 园区产值（亿元） | 850.2 | 900 | 6%左右
"""
    )["1"]
    assert [target.text for target in draft.targets] == ["900", "增长6%左右"]


def test_levels_of_indicators_are_field_parent_and_name() -> None:
    found = rows(
        """
一级指标 | 二级指标 | 序号 | 三级指标 | 2022年基期值 | 2025年目标值 | 指标性质
健康水平 | 寿命 | 1 | 人均预期寿命（岁） | 78.1 | 79.3 | 预期性
健康服务 | 资源 | 2 | 每千人口床位数（张） | 5.1 | 6.5 | 约束性
 | | | 其中：中医床位数 | 0.6 | 0.85 | 预期性
"""
    )
    assert (found["1"].field, found["1"].parent, found["1"].name) == ("健康水平", "寿命", "人均预期寿命")
    assert (found["2 其中"].parent, found["2 其中"].measurement_unit) == ("每千人口床位数", "张")


@pytest.mark.parametrize(
    ("headings", "baseline", "target"),
    [
        ("2020年 | 2025年", 2020, 2025),
        ("“十三五”末 | “十四五”末", 2020, 2025),
        ("2020年基期值 | 2025年目标值", 2020, 2025),
        ("2021年完成 | 2022年计划", 2021, 2022),
        ("上年实际 | 本年目标", 2023, 2024),
        ("现状（2022年） | 目标（2027年）", 2022, 2027),
        ("2022年（基期） | 2027年（目标）", 2022, 2027),
        ("基期值 | 目标值", None, 2024),
        ("2023年实绩 | 2024年控制目标", 2023, 2024),
        ("2020年现状 | 2025年规划", 2020, 2025),
    ],
)
def test_headings_tell_baseline_from_target(headings: str, baseline: int | None, target: int) -> None:
    draft = rows(f"序号 | 指标名称 | 单位 | {headings}\n1 | 湿地保护率 | % | 50 | 55\n")["1"]
    assert draft.baseline is not None
    assert (draft.baseline.year, [one.year for one in draft.targets]) == (baseline, [target])


def test_an_indicator_without_a_figure_is_named() -> None:
    reading = read(
        drawn("序号 | 指标 | 单位 | 2020年 | 2025年\n1 | 湿地保护率 | % | 50 | —\n2 | 森林覆盖率 | % | 5 | 6")
    )
    assert [(one.code, "湿地保护率" in one.message) for one in reading.diagnostics] == [
        ("indicator-without-figure", True)
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        "序号 | 重点任务 | 牵头单位 | 责任单位 | 时限 | 年度目标\n1 | 建园区 | 市甲局 | 市乙局 | 年底 | 投资2亿元",
        "考核指标 | 分值 | 评分标准 | 考核单位\n森林覆盖率 | 5 | 达到目标得满分 | 市林业局",
        "序号 | 项目名称 | 建设内容 | 总投资 | 2024年计划投资 | 责任单位\n1 | 水库 | 新建 | 20000 | 5000 | 市水务局",
        "序号 | 姓名 | 职务 | 单位\n1 | 李明远 | 组长 | 市政府",
        "序号 | 阶段 | 完成时间 | 工作内容和措施\n1 | 动员 | 2023年3月 | 开会",
    ],
)
def test_other_tables_hold_no_indicators(drawing: str) -> None:
    assert not has_indicator_table(read_grid(drawn(drawing)))
    assert read(drawn(drawing)).indicators == ()


def test_places_are_those_of_the_rows() -> None:
    first = drawn(PLAN)
    for draft in read(first).indicators:
        assert draft.source is not None
        assert first.place.start <= draft.source.start < draft.source.end <= first.place.end


def test_a_table_with_one_cell_or_none_is_harmless() -> None:
    table = drawn("指标")
    assert read(table).indicators == ()
    assert read(replace(table, cells=())).indicators == ()
