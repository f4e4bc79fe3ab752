"""The figures of single indicators: its name, how it stands, who leads it, what is foreseen.

In: `Ground`.  Out: five figures of each indicator, called by its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.apps.dispatch.live.figures import Figure
from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.indicators.evaluating.of_set import clause
from duban.apps.indicators.measuring import IndicatorStanding
from duban.rulebook.bulletin_words import named, safe


def of_items(ground: Ground) -> Iterator[Figure]:
    for one in ground.items:
        name = f"指标{ground.names[one.indicator.pk]}"
        yield clause(name, safe(one.indicator.name), "指标的名称。", [one])
        leads = named(ground.lead_words(one.indicator)) or "未定"
        yield clause(f"{name}牵头", leads, "牵头单位。", [one])
        yield clause(f"{name}情况", safe(one.pace.words).rstrip("。"), "按时序的评价和依据。", [one])
        yield clause(f"{name}完成率", one.attainment.shown, f"完成率的计算：{one.attainment.working}", [one])
        yield clause(f"{name}预测", safe(one.forecast.words).rstrip("。"), "到目标年的预测。", [one])


def figure_words(one: IndicatorStanding) -> str:
    """65%（自报，截至2026年6月）; empty without a figure."""
    if one.figure is None:
        return ""
    period = "" if one.figure.month == 12 else f"，{one.as_of}"
    return f"{one.figure.shown}（{one.figure.get_status_display()}{period}）"


def target_words(one: IndicatorStanding) -> str:
    """72; 确保26，力争24."""
    levels = [(target.get_level_display() if target.level else "", target.text) for target in one.targets]
    return "，".join(f"{level}{safe(text)}" for level, text in levels)
