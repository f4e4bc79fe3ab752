"""What the demo's city measures: invented indicators of 2022 to 2027 with their targets, yearly figures and places.

In: nothing.  Out: tables; every figure is made up and entered as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from duban.rulebook.indicators import Aggregation, Direction, IndicatorKind, Nature

TITLE, STARTS, ENDS = "青泽市民生指标提升行动（2023—2027年）", 2022, 2027
INVENTED = "演示数据（虚构）"
PHASES = (  # name, from, to, work
    ("研究部署阶段", (2023, 1, 1), (2023, 3, 31), "制定方案，分解指标，明确各年进度。"),
    ("组织实施阶段", (2023, 4, 1), (2027, 6, 30), "各牵头单位按年度进度推进，每半年报一次数。"),
    ("巩固提高阶段", (2027, 7, 1), (2027, 12, 31), "查漏补缺，组织终期评估。"),
)
FIELDS = {"就业和收入": 3, "公共服务": 4, "生态环境": 3}  # weights of the second version
Figures = tuple[str, ...]  # of 2023, 2024, 2025 and the first half of 2026; "" where none was given


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator. A figure of a rate is written 分子/分母; `places`: those of the counties in the same order."""

    name: str
    unit: str
    group: str
    lead: str
    baseline: str
    targets: dict[int, str]
    figures: Figures = ()
    direction: Direction = Direction.HIGHER
    kind: IndicatorKind = IndicatorKind.VALUE
    nature: Nature = Nature.ANTICIPATORY
    aggregation: Aggregation = Aggregation.NONE
    accrues: bool = False
    places: dict[str, Figures] = field(default_factory=dict)
    parts: tuple[Measured, ...] = ()

    @property
    def baseline_value(self) -> Decimal | None:
        return Decimal(self.baseline) if self.baseline else None


JOBS, PUBLIC, GREEN = FIELDS
WELFARE = "青泽市民政局"
INDICATORS = (
    Measured(
        "城镇新增就业人数", "人", JOBS, "青泽市人力资源和社会保障局", "16800", {2025: "≥18600", 2027: "≥20000"},
        nature=Nature.BINDING, aggregation=Aggregation.SUM, accrues=True,
        places={
            "临川县": ("5120", "5460", "5730", "2980"),
            "云栖区": ("7010", "7290", "7720", "4110"),
            "海棠市": ("5240", "5390", "5480", "2530"),
        },
    ),
    Measured(
        "居民人均可支配收入", "元", JOBS, "青泽市发展和改革局", "28600", {2027: "年均增长6%"},
        ("30290", "32180", "34050", ""), accrues=True,
    ),
    Measured(
        "规模以上工业增加值增速", "%", JOBS, "青泽市工业和信息化局", "6.2", {2026: "7.5%以上", 2027: "8%左右"},
        ("6.6", "6.9", "7.2", ""), kind=IndicatorKind.GROWTH,
    ),
    Measured(
        "公共服务事项网上办理率", "%", PUBLIC, "青泽市政务服务和数据管理局", "60", {2025: "≥75", 2027: "≥85"},
        kind=IndicatorKind.RATE, aggregation=Aggregation.RATE,
        places={
            "临川县": ("612/980", "742/1010", "806/1020", "846/1024"),
            "云栖区": ("760/1104", "871/1110", "958/1116", "989/1120"),
            "海棠市": ("689/1046", "770/1052", "838/1060", "865/1066"),
        },
    ),
    Measured(
        "每千名老年人拥有养老床位数", "张", PUBLIC, WELFARE, "31", {2025: "≥38", 2027: "≥45"},
        ("32", "33.5", "34.6", "35"), nature=Nature.BINDING,
        places={
            "临川县": ("29.5", "30.2", "31", "31.4"),
            "云栖区": ("34.8", "37.6", "39.2", "40.1"),
            "海棠市": ("31.6", "32.4", "33.1", "33.5"),
        },
    ),
    Measured(
        "社区综合服务设施覆盖率", "%", PUBLIC, WELFARE, "", {}, kind=IndicatorKind.COMPOSITE,
        parts=(
            Measured("城市社区", "%", PUBLIC, WELFARE, "82", {2027: "100"}, ("86", "90", "94", "96")),
            Measured("行政村", "%", PUBLIC, WELFARE, "55", {2027: "80"}, ("59", "63.5", "68", "70.5")),
        ),
    ),
    Measured(
        "九年义务教育巩固率", "%", PUBLIC, "青泽市教育局", "97.2", {2027: "保持平稳"}, ("97.3", "97.5", "97.6", ""),
    ),
    Measured(
        "细颗粒物（PM2.5）年均浓度", "微克/立方米", GREEN, "青泽市生态环境局", "31", {2026: "≤26", 2027: "≤25"},
        ("29.6", "28.1", "26.9", ""), direction=Direction.LOWER, nature=Nature.BINDING,
        places={
            "临川县": ("27.2", "26", "25.1", "25.8"),
            "云栖区": ("32.4", "30.7", "29.3", "29.6"),
            "海棠市": ("29.1", "27.8", "26.4", "26.9"),
        },
    ),
    Measured(
        "农村生活污水治理率", "%", GREEN, "青泽市生态环境局", "46", {2025: "≥58", 2027: "≥65"},
    ),
    Measured(
        "单位地区生产总值能耗降低率", "%", GREEN, "青泽市发展和改革局", "2.1", {2027: "完成省下达的目标任务"},
        ("2.3", "2.4", "2.6", ""), kind=IndicatorKind.GROWTH,
    ),
    Measured("森林覆盖率", "%", GREEN, "青泽市林业局", "61.8", {2027: "持续提升"}, ("61.9", "62.1", "62.2", "")),
)  # fmt: skip
LINKED = {  # what is reported of a task of the year's plan: its number, what the target measures
    "规模以上工业增加值增速": ("10", "规模以上工业增加值增长"),
    "细颗粒物（PM2.5）年均浓度": ("30", "PM2.5年均浓度"),
}
PERIODS = ((2023, 12), (2024, 12), (2025, 12), (2026, 6))
