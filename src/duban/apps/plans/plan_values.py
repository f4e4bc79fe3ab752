"""What the events about a plan, a task and a target say of them, in words.

In: a row with what hangs on it.  Out: its values by their Chinese names.
"""

from __future__ import annotations

from typing import Any

from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import Plan, Target, Task
from duban.rulebook.figures import plain
from duban.rulebook.tasks import ROLE_LABELS, ResponsibilityRole


def header_values(plan: Plan) -> dict[str, Any]:
    return {
        "标题": plan.title,
        "年度": plan.year,
        "发文机关": plan.issuer,
        "主动公开": plan.disclosed,
        "报送日期": [in_words(one.due) for one in plan.rounds.order_by("due")],
        **{label: plan.rules.get(name) for name, label in RULES.items()},
    }


def task_values(task: Task) -> dict[str, Any]:
    """Words, section, deadline, and who answers in each role as the document names them; two queries."""
    named: dict[str, list[str]] = {role.value: [] for role in ResponsibilityRole}
    rows = task.responsibilities.filter(through=None, until=None).select_related("unit", "unit_group", "post__unit")
    for row in rows.order_by("order", "pk"):
        named[row.role].append(str(row.post) if row.post else str(row))
    return {
        "序号": task.number,
        "章节": str(task.section) if task.section else "",
        "任务内容": task.text,
        "工作措施": task.measures,
        "完成时限": in_words(task.deadline, task.deadline_text),
        **{ROLE_LABELS[role]: named[role.value] for role in ResponsibilityRole},
    }


def target_values(target: Target) -> dict[str, Any]:
    return {
        "原文": target.text,
        "指标": target.measure,
        "关系": target.comparator,
        "目标值": plain(target.value),
        "目标值上限": plain(target.value_to),
        "计量单位": target.unit,
        "期限": in_words(target.due, ""),
        "计量方式": target.get_kind_display(),
    }
