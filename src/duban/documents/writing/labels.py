"""Say a value in the words an office uses: kinds, comparators, places, the notice's own rules.

In: values of `duban.documents.model`.  Out: short Chinese texts for tables and ledgers, "" for nothing.
"30家以上", "第3页", "每月25日前报县政府督查室".  Lays nothing out; `terminal` and `ledger` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.documents.blocks import Place
from duban.documents.model import (
    Direction,
    IndicatorDraft,
    IndicatorTask,
    Kind,
    Nature,
    NoticeRules,
    OfficialDocument,
    Stage,
    Target,
    TaskDraft,
    TimeLimit,
)

KINDS = {
    Kind.TASK_PLAN: "任务分工方案",
    Kind.INDICATOR_PLAN: "指标攻坚方案",
    Kind.INDICATOR_TABLE: "指标表",
    Kind.WORK_REPORT: "工作报告",
    Kind.STAGE_PLAN: "分阶段工作方案",
    Kind.ROSTER: "机构成员名单",
    Kind.APPOINTMENTS: "任免通知",
    Kind.MECHANISM: "工作机制",
    Kind.OTHER: "其他公文",
}
DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: "正向",
    Direction.LOWER_IS_BETTER: "逆向",
    Direction.WITHIN_RANGE: "区间",
}
NATURES = {Nature.BINDING: "约束性", Nature.ANTICIPATORY: "预期性"}
TARGET_LEVELS = {"ensure": "确保", "strive": "力争"}
ACTIONS = {"appoint": "任", "remove": "免"}
DIAGNOSTIC_LEVELS = {"warning": "须核对", "info": "提示"}
TIME_UNITS = {"working_day": "个工作日", "day": "天", "hour": "小时", "month": "个月", "minute": "分钟"}


def listed(words: Iterable[str], mark: str = "、") -> str:
    return mark.join(words)


def day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def deadline(task: TaskDraft) -> str:
    """The day where there is one, else the words: 长期坚持."""
    return task.deadline.isoformat() if task.deadline else task.deadline_text


def targets(found: Iterable[Target], mark: str = "\n") -> str:
    return mark.join(target.text for target in found)


def amount(limit: TimeLimit) -> str:
    """3个工作日."""
    return f"{limit.amount.normalize():f}{TIME_UNITS.get(limit.unit, limit.unit)}"


def indicator_name(indicator: IndicatorDraft) -> str:
    """With the indicator it is a part of: 环境质量指数·优良天数比例."""
    return f"{indicator.parent}·{indicator.name}" if indicator.parent else indicator.name


def indicator_targets(indicator: IndicatorDraft, mark: str = "\n") -> str:
    """2025年：确保90%（评价值 95）."""
    return mark.join(
        f"{f'{target.year}年：' if target.year else ''}{_level(target.level, target.text)}{target.text}"
        f"{f'（评价值 {target.evaluation:f}）' if target.evaluation is not None else ''}"
        for target in indicator.targets
    )


def _level(level: str | None, text: str) -> str:
    word = TARGET_LEVELS.get(level or "", "")
    return "" if word in text else word


def baseline(indicator: IndicatorDraft) -> str:
    base = indicator.baseline
    if base is None:
        return ""
    return f"{base.text}（{base.year}年）" if base.year else base.text


def indicator_task(task: IndicatorTask) -> str:
    """重点工作任务 with its units, as it was printed: “开展巡查（牵头：县水利局；配合：各镇政府）”."""
    units = "；".join(
        f"{role}：{listed(names)}"
        for role, names in (("牵头", task.lead), ("负责", task.implement), ("配合", task.support))
        if names
    )
    return f"{task.text}（{units}）" if units else task.text


def period(stage: Stage) -> str:
    return " 至 ".join(text for text in (day(stage.starts_on), day(stage.ends_on)) if text)


def counts(document: OfficialDocument) -> str:
    """2 大类 · 12 项任务 · 4 处存疑."""
    chapters = len({task.path[0] for task in document.tasks if task.path})
    figures = (
        (chapters, "大类"),
        (len(document.tasks), "项任务"),
        (len(document.indicators), "项指标"),
        (len(document.stages), "个阶段"),
        (len(document.members), "名成员"),
        (len(document.appointments), "条任免"),
        (len(document.time_limits), "个时限"),
        (len(document.diagnostics), "处存疑"),
    )
    return " · ".join(f"{figure} {word}" for figure, word in figures if figure)


def rules(notice: NoticeRules) -> str:
    """What the notice demands, in one line."""
    demands = []
    if notice.implementation_plans_due_on:
        demands.append(f"{day(notice.implementation_plans_due_on)}前报落实方案")
    if notice.reporting_dates:
        demands.append(f"进展情况报送节点 {listed(map(day, notice.reporting_dates))}")
    if notice.monthly_reporting_day:
        demands.append(f"每月{notice.monthly_reporting_day}日前报进展情况")
    if notice.report_to:
        demands.append(f"报{notice.report_to}")
    if notice.counts_in_appraisal:
        demands.append("纳入考核")
    if notice.interviews:
        demands.append("约谈")
    return "；".join(demands)


def place(where: Place | None) -> str:
    """第3页第12段, 表“任务”B7, else the characters of the text."""
    if where is None:
        return ""
    parts = [f"第{where.page}页" if where.page else "", f"第{where.paragraph}段" if where.paragraph else ""]
    if where.sheet:
        parts.append(f"表“{where.sheet}”")
    parts.append(where.cell or "")
    return "".join(parts) or f"第{where.start}至{where.end}字"
