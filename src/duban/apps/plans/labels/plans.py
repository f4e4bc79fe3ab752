"""What the events of plans and their tasks read like, and the words that actions and pages of plans share."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from duban.apps.organizations.labels.people import in_words as day_in_words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SENTENCES: dict[str, str] = {
    "plan.created": "新建方案“{target}”",
    "plan.changed": "修改方案“{target}”的基本信息",
    "plan.deleted": "删除方案草稿“{target}”（{before[任务]}项任务）",
    "plan.issued": "印发方案“{target}”{after[文号]}，{after[任务]}项任务请{after[单位]}个单位签收",
    "plan.section_added": "在“{target}”中增加章节“{after[章节]}”",
    "plan.section_changed": "把“{target}”的章节“{before[章节]}”改为“{after[章节]}”",
    "plan.section_moved": "在“{target}”中移动章节“{after[章节]}”",
    "plan.section_removed": "删除“{target}”的章节“{before[章节]}”",
    "task.added": "增加任务“{target}”",
    "task.added_in_force": "印发后增补任务“{target}”，请{after[签收单位]}签收",
    "task.changed": "修改任务“{target}”",
    "task.moved": "移动任务“{target}”",
    "task.removed": "删除任务“{target}”",
    "task.target_added": "给任务“{target}”增加量化目标“{after[原文]}”",
    "task.target_changed": "修改任务“{target}”的量化目标“{after[原文]}”",
    "task.target_removed": "删除任务“{target}”的量化目标“{before[原文]}”",
}
FROZEN = "已印发，内容变更请按调整程序办理；文件更正请用导入更正"
RULES = {
    "implementation_plans_due_on": "落实方案期限",
    "monthly_reporting_day": "每月报送日",
    "report_to": "报送至",
    "counts_in_appraisal": "列入绩效考核",
    "interviews": "推进不力约谈",
}
ACKNOWLEDGE_WITHIN = 5  # working days, proposed


def demands_of(plan: Any) -> list[dict[str, str]]:
    """What the notice demands, in pairs of words; what it does not mention is left out."""
    found = [
        {"label": label, "value": _in_words(plan.rules[name])} for name, label in RULES.items() if plan.rules.get(name)
    ]
    disclosed = {"label": "主动公开", "value": "是" if plan.disclosed else "否"}
    return [*found, disclosed]


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "是"
        case int():
            return f"每月{value}日前"
        case str() if _DAY.fullmatch(value):
            return day_in_words(date.fromisoformat(value))
    return str(value)
