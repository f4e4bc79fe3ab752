"""The sections of an evaluation as they are first written: sentences with live figures in braces.

In: `Ground`, `Choices`.  Out: lines of each section; a section with nothing to tell has none.
As 监测报告 and 评估报告 of plans are written: 总体, 领域, 快的, 慢的和原因, 预测, 要求.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duban.apps.indicators.evaluating.choosing import ANNEXES, Choices
from duban.apps.indicators.evaluating.ground import AHEAD, BEHIND, UNJUDGED, Ground
from duban.apps.indicators.evaluating.of_parts import completed, of_nature
from duban.apps.indicators.measuring import IndicatorStanding
from duban.rulebook.bulletin_words import in_chinese
from duban.rulebook.forecast import Outlook
from duban.rulebook.indicators import NATURES, EvaluationKind

MOST = 10  # indicators that the text names one by one


def body(section: str, ground: Ground, choices: Choices) -> list[str]:
    return _BODIES[section](ground, choices)


def _overall(ground: Ground, choices: Choices) -> list[str]:
    if not ground.items:
        return ["截至{截止日期}，{指标体系}没有指标。"]
    first = "截至{截止日期}，{指标体系}共有指标{指标总数}项：{进度分布}。"
    return [f"{first}{_index(ground)}{{较上期}}", "{必达情况}"]


def _index(ground: Ground) -> str:
    """With what it leaves out; a mid-term evaluation also by the targets of the last year."""
    index = ground.standing.index
    if index.percent is None:
        return ""
    part = "（按有数据的指标计算，占权重的{指数覆盖率}）" if index.coverage < 1 else ""
    final = "按{目标年}年目标计算为{全期指数}。" if ground.kind is EvaluationKind.MID_TERM else ""
    return f"综合指数为{{综合指数}}{part}。{final}"


def _results(ground: Ground, choices: Choices) -> list[str]:
    first = "到{截止日期}，{指标体系}的{指标总数}项指标中，完成{完成数}项，占{完成比例}；未完成{未完成总数}项"
    unknown = "；尚不能判定{无法判定数}项" if completed(ground, None) else ""
    index = "按目标年目标计算的综合指数为{全期指数}。" if ground.standing.final.percent is not None else ""
    return [f"{first}{unknown}。{index}", "{必达情况}"]


def _natures(ground: Ground, choices: Choices) -> list[str]:
    """Where all are of one nature, nothing new is said by it."""
    there = [word for nature, word in NATURES.items() if of_nature(ground, nature)]
    if len(there) < 2:
        return []
    return [f"{word}指标{{{word}指标数}}项：{{{word}进展}}。" for word in there]


def _fields(ground: Ground, choices: Choices) -> list[str]:
    several = ground.standing.fields
    if len(several) < 2:
        return []
    lines = []
    for at, field in enumerate(several, 1):
        index = f"，指数为{{第{at}领域指数}}" if field.index.percent is not None else ""
        lines.append(f"（{in_chinese(at)}）{{第{at}领域名称}}。指标{{第{at}领域指标数}}项{index}：{{第{at}领域进展}}。")
    return lines


def _ahead(ground: Ground, choices: Choices) -> list[str]:
    return _one_by_one(ground, ground.of_class(*AHEAD), "进展领先的指标有{领先数}项。", choices)


def _behind(ground: Ground, choices: Choices) -> list[str]:
    rows = ground.of_class(*BEHIND)
    return _one_by_one(ground, rows, "{落后情况}", choices) if rows else ["截至{截止日期}，{落后情况}"]


def _unfinished(ground: Ground, choices: Choices) -> list[str]:
    return _one_by_one(ground, completed(ground, False), "没有达到目标的指标有{未完成总数}项。", choices)


def _missing(ground: Ground, choices: Choices) -> list[str]:
    return ["{缺数据情况}"] if ground.of_class(*UNJUDGED) else []


def _forecast(ground: Ground, choices: Choices) -> list[str]:
    foreseen = [one for one in ground.items if one.forecast.outlook is not Outlook.NONE]
    if not foreseen:
        return []
    hard = [one for one in foreseen if one.forecast.outlook is Outlook.HARD]
    lines = [f"{at}.{{{_name(ground, one)}}}：{{{_name(ground, one)}预测}}。" for at, one in enumerate(hard[:MOST], 1)]
    return ["{预测情况}趋势判断只反映已有数据，不含以后采取的措施。", *lines, *_rest(hard, choices)]


def _years(ground: Ground, choices: Choices) -> list[str]:
    told = [year for year, found in ground.years.items() if found.index.percent is not None]
    return ["各年度综合指数（按当年目标计算）：{历年指数}。"] if len(told) > 1 else []


def _places(ground: Ground, choices: Choices) -> list[str]:
    if ground.places is None or not any(one.rank is not None for one in ground.places.rows):
        return []
    return ["{地区情况}"]


def _suggestions(ground: Ground, choices: Choices) -> list[str]:
    return [line.strip() for line in choices.suggestions.split("\n") if line.strip()]


def _demands(ground: Ground, choices: Choices) -> list[str]:
    lines = []
    if ground.of_class(*BEHIND):
        lines.append(
            "加快补齐短板。落后指标的牵头单位要逐项分析原因，提出措施，明确年度数值和责任人，尽快赶上时序进度。"
        )
    if ground.of_class(*UNJUDGED):
        lines.append("及时提供数据。没有本期数据的指标，牵头单位要商统计部门核定数据，按期填报，不得估报、代报。")
    lines.append("持续跟踪监测。各牵头单位要按责任分工抓好落实，督查室将继续监测，适时通报。")
    if len(lines) == 1:
        return [lines[0].partition("。")[2]]
    return [f"（{in_chinese(order)}）{line}" for order, line in enumerate(lines, 1)]


def _one_by_one(ground: Ground, rows: Sequence[IndicatorStanding], first: str, choices: Choices) -> list[str]:
    lines = []
    for at, one in enumerate(rows[:MOST], 1):
        name = _name(ground, one)
        lines.append(f"{at}.{{{name}}}（牵头单位：{{{name}牵头}}）：{{{name}情况}}。")
    return [first, *lines, *_rest(rows, choices)] if rows else []


def _rest(rows: Sequence[IndicatorStanding], choices: Choices) -> list[str]:
    """What the text does not name stands in an annex, where one was chosen."""
    has_annex = any(one in ANNEXES for one in choices.sections)
    return ["其他的见附件。"] if len(rows) > MOST and has_annex else []


def _name(ground: Ground, one: IndicatorStanding) -> str:
    return f"指标{ground.names[one.indicator.pk]}"


_BODIES: dict[str, Callable[[Ground, Choices], list[str]]] = {
    "overall": _overall,
    "results": _results,
    "natures": _natures,
    "fields": _fields,
    "ahead": _ahead,
    "behind": _behind,
    "unfinished": _unfinished,
    "missing": _missing,
    "forecast": _forecast,
    "years": _years,
    "places": _places,
    "suggestions": _suggestions,
    "demands": _demands,
}
