"""The life of a plan and of its tasks, and what becomes of a task at the units it is given to.

In: a state and the one wanted.  Out: nothing, or a `Conflict`.
Different questions are different axes: a task's life, a unit's receipt (签收), a report's state, a task's health.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.refusals import Conflict
from duban.rulebook.states import Life


class PlanState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"
    ARCHIVED = "archived"


class TaskState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    CLOSED = "closed"
    TERMINATED = "terminated"


class ReceiptState(StrEnum):
    """签收: what a unit said to a task it was given."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    OBJECTED = "objected"
    RELEASED = "released"  # the office followed the objection: the unit no longer answers for the task


class ResponsibilityRole(StrEnum):
    LEADER = "leader"
    LEAD = "lead"
    IMPLEMENT = "implement"
    SUPPORT = "support"


PLAN_LABELS = {PlanState.DRAFT: "草稿", PlanState.ISSUED: "已印发", PlanState.ARCHIVED: "已归档"}
TASK_LABELS = {
    TaskState.DRAFT: "草稿",
    TaskState.IN_FORCE: "在办",
    TaskState.CLOSED: "办结",
    TaskState.TERMINATED: "终止",
}
RECEIPT_LABELS = {
    ReceiptState.ASKED: "待签收",
    ReceiptState.ACKNOWLEDGED: "已签收",
    ReceiptState.OBJECTED: "有异议",
    ReceiptState.RELEASED: "已改派",
}
ROLE_LABELS = {
    ResponsibilityRole.LEADER: "分管领导",
    ResponsibilityRole.LEAD: "牵头单位",
    ResponsibilityRole.IMPLEMENT: "负责单位",
    ResponsibilityRole.SUPPORT: "配合单位",
}
ROLE_WORDS = {  # beside a name, where the column's heading says what it is about
    ResponsibilityRole.LEADER: "领导",
    ResponsibilityRole.LEAD: "牵头",
    ResponsibilityRole.IMPLEMENT: "负责",
    ResponsibilityRole.SUPPORT: "配合",
}
UNIT_ROLES = (ResponsibilityRole.LEAD, ResponsibilityRole.IMPLEMENT, ResponsibilityRole.SUPPORT)  # the strongest first

PLAN = Life(
    "方案",
    PLAN_LABELS,
    {
        PlanState.DRAFT: {PlanState.ISSUED: "印发"},
        PlanState.ISSUED: {PlanState.ARCHIVED: "归档"},
        PlanState.ARCHIVED: {},
    },
)
TASK = Life(
    "任务",
    TASK_LABELS,
    {
        TaskState.DRAFT: {TaskState.IN_FORCE: "随方案印发"},
        TaskState.IN_FORCE: {TaskState.CLOSED: "销号", TaskState.TERMINATED: "终止"},
        TaskState.CLOSED: {TaskState.IN_FORCE: "问题反弹，重新打开"},
        TaskState.TERMINATED: {},
    },
)
RECEIPT = Life(
    "这项任务",
    RECEIPT_LABELS,
    {
        ReceiptState.ASKED: {ReceiptState.ACKNOWLEDGED: "签收", ReceiptState.OBJECTED: "提出异议"},
        ReceiptState.OBJECTED: {ReceiptState.ASKED: "维持", ReceiptState.RELEASED: "改派"},
        ReceiptState.ACKNOWLEDGED: {ReceiptState.ASKED: "改任更重的责任"},
        ReceiptState.RELEASED: {ReceiptState.ASKED: "再次分派"},
    },
)
_NOT_IN_FORCE = {
    TaskState.DRAFT: "还没有随方案印发，不能办理",
    TaskState.CLOSED: "已办结，不再办理",
    TaskState.TERMINATED: "已终止，不再办理",
}


def why_not_in_force(state: str, name: str = "") -> str:
    """Why nothing is done about a task; "" while it is in force. `name` where more than one is meant."""
    words = _NOT_IN_FORCE.get(TaskState(state), "")
    return words and f"任务{f'“{name}”' if name else ''}{words}"


def check_task_in_force(state: str, name: str = "") -> None:
    if words := why_not_in_force(state, name):
        raise Conflict(words)


check_plan_move, check_task_move, check_receipt_move = PLAN.check_move, TASK.check_move, RECEIPT.check_move
