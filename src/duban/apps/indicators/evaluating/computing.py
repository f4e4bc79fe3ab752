"""All figures of an evaluation by their names.

In: `Ground`.  Out: figures; the words of each are safe to stand in a text with live figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.placeholders import named_in
from duban.apps.indicators.evaluating.ground import BEHIND, Ground
from duban.apps.indicators.evaluating.of_items import of_items
from duban.apps.indicators.evaluating.of_parts import of_fields, of_forecasts, of_natures, of_places, of_results
from duban.apps.indicators.evaluating.of_set import of_attainment, of_classes, of_period
from duban.apps.indicators.measuring import IndicatorStanding

_GROUPS = (
    ("单项指标", re.compile("指标(#?[0-9A-Za-z.\\-]+)(牵头|情况|完成率|预测)?")),
    ("领域", re.compile("第[0-9]+领域.*")),
    ("地区", re.compile("地区.*")),
    ("预测", re.compile("(预计|有不确定性|预测).*")),
    ("指数和达标", re.compile(".*(指数|达标|完成数|完成比例|完成总数|完成名单|判定|必达|较上期).*")),
    ("性质", re.compile("(约束性|预期性).*")),
    ("基本情况", re.compile("指标体系|行政区|类别|期间|截止日期|年份|目标年|计算办法")),
)
_ORDER = ("时序", "指数和达标", "性质", "领域", "预测", "地区", "单项指标", "基本情况")


def figures_of(ground: Ground) -> dict[str, Figure]:
    several = (
        of_period(ground),
        of_classes(ground),
        of_attainment(ground),
        of_natures(ground),
        of_fields(ground),
        of_forecasts(ground),
        of_results(ground),
        of_places(ground),
        of_items(ground),
    )
    return {one.key: one for some in several for one in some}


def grouped(figures: Mapping[str, Figure]) -> list[tuple[str, list[Figure]]]:
    """By what they are about."""
    found: dict[str, list[Figure]] = {label: [] for label in _ORDER}
    for one in figures.values():
        found[next((label for label, pattern in _GROUPS if pattern.fullmatch(one.key)), "时序")].append(one)
    return [(label, some) for label, some in found.items() if some]


def unnamed(ground: Ground, text: str) -> list[IndicatorStanding]:
    """Indicators that lag and are not named in the text."""
    named = set(named_in(text))
    return [one for one in ground.of_class(*BEHIND) if f"指标{ground.names[one.indicator.pk]}" not in named]
