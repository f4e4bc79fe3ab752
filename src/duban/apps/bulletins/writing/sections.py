"""The sections of a bulletin as they are first written: sentences with live figures in braces.

In: `Ground`, `Choices`.  Out: lines of each section; a section with nothing to tell has none.
As such bulletins are written: 总体情况, 各章进展, 报送情况, 表扬, 滞后任务及原因, 下一步要求.
"""

from __future__ import annotations

from collections.abc import Callable

from duban.apps.bulletins.figures.ground import Ground, TaskFact
from duban.apps.bulletins.figures.units import lines_of
from duban.apps.bulletins.writing.choosing import Choices
from duban.rulebook.bulletin_words import in_chinese
from duban.rulebook.health import Health

HEADINGS = {
    "overall": "总体情况",
    "chapters": "各领域进展情况",
    "reports": "各单位报送情况",
    "praise": "进展较好的单位",
    "lagging": "存在的问题",
    "demands": "下一步工作要求",
}


def body(section: str, ground: Ground, choices: Choices) -> list[str]:
    return _BODIES[section](ground, choices)


def named_tasks(ground: Ground, choices: Choices) -> list[TaskFact]:
    """Those that lag, or the chosen ones."""
    if choices.tasks is None:
        return ground.lagging
    chosen = [task for task in ground.tasks if task.key in choices.tasks]
    return sorted(chosen, key=lambda task: (not task.lags, task.health is not Health.OVERDUE))


def _overall(ground: Ground, choices: Choices) -> list[str]:
    if not ground.tasks:
        return ["截至{截止日期}，{方案名}没有在办任务。"]
    return ["截至{截止日期}，{方案名}共有任务{任务总数}项：{进度分布}。{较上期}", "{销号情况}{调整情况}"]


def _chapters(ground: Ground, choices: Choices) -> list[str]:
    """A plan of one chapter says nothing new by it."""
    full = [at for at, (key, _) in enumerate(ground.chapters, 1) if any(task.chapter == key for task in ground.tasks)]
    if len(full) < 2:
        return []
    return [
        f"（{in_chinese(order)}）{{第{at}章名称}}。共有任务{{第{at}章任务数}}项：{{第{at}章进展}}。"
        for order, at in enumerate(full, 1)
    ]


def _reports(ground: Ground, choices: Choices) -> list[str]:
    if ground.sequence is None or not ground.reports:
        return []
    more = "各单位报送情况见附件。" if "annex_units" in choices.sections else ""
    return [f"{{轮次}}应报送进展情况{{应报数}}项，{{报送分布}}。{{迟报漏报情况}}{{退回情况}}{more}"]


def _praise(ground: Ground, choices: Choices) -> list[str]:
    good = [one for one in lines_of(ground) if one.may_be_praised]
    chosen = [one for one in good if choices.praised is None or one.key in choices.praised]
    return ["{表扬情况}"] if chosen else []


def _lagging(ground: Ground, choices: Choices) -> list[str]:
    if not ground.lagging:
        return ["截至{截止日期}，{滞后情况}"]
    lines = []
    for order, task in enumerate(named_tasks(ground, choices), 1):
        name = f"任务{ground.names[task.key]}"
        lines.append(f"{order}.{{{name}}}（牵头单位：{{{name}牵头}}）：{{{name}状态}}，{{{name}原因}}。")
    return ["{滞后情况}", *lines, "{督办情况}"]


def _demands(ground: Ground, choices: Choices) -> list[str]:
    lines = []
    if ground.lagging:
        lines.append("加快补齐短板。落后序时进度的牵头单位要逐项分析原因，倒排工期，明确责任人，尽快赶上序时进度。")
    if any(one.came in ("late", "missing") or one.was_returned for one in ground.reports):
        lines.append("按时如实报送。各牵头单位要在规定期限内报送进展情况，做到数据真实、依据齐全，杜绝迟报、漏报。")
    lines.append("持续跟踪问效。各单位要对照目标任务和时限要求抓好落实，督查室将继续跟踪督办，适时通报。")
    if len(lines) == 1:
        return [lines[0].partition("。")[2]]
    return [f"（{in_chinese(order)}）{line}" for order, line in enumerate(lines, 1)]


_BODIES: dict[str, Callable[[Ground, Choices], list[str]]] = {
    "overall": _overall,
    "chapters": _chapters,
    "reports": _reports,
    "praise": _praise,
    "lagging": _lagging,
    "demands": _demands,
}
