"""The life of a plan and of its tasks, and what becomes of a task at the units it is given to.

In: a state and the one wanted.  Out: nothing, or a `Conflict`.
Different questions are different axes: a task's life, a unit's receipt (签收), a report's state, a task's health.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.refusals import Conflict


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

PLAN_MOVES: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.ISSUED}),
    PlanState.ISSUED: frozenset({PlanState.ARCHIVED}),
    PlanState.ARCHIVED: frozenset(),
}
TASK_MOVES: dict[TaskState, frozenset[TaskState]] = {
    TaskState.DRAFT: frozenset({TaskState.IN_FORCE}),
    TaskState.IN_FORCE: frozenset({TaskState.CLOSED, TaskState.TERMINATED}),
    TaskState.CLOSED: frozenset({TaskState.IN_FORCE}),  # 反弹: the problem came back
    TaskState.TERMINATED: frozenset(),
}
RECEIPT_MOVES: dict[ReceiptState, frozenset[ReceiptState]] = {
    ReceiptState.ASKED: frozenset({ReceiptState.ACKNOWLEDGED, ReceiptState.OBJECTED}),
    ReceiptState.OBJECTED: frozenset({ReceiptState.ASKED, ReceiptState.RELEASED}),
    ReceiptState.ACKNOWLEDGED: frozenset({ReceiptState.ASKED}),  # given a stronger role than it acknowledged
    ReceiptState.RELEASED: frozenset({ReceiptState.ASKED}),  # given the task again
}


def check_plan_move(old: PlanState, new: PlanState) -> None:
    if new not in PLAN_MOVES[old]:
        raise Conflict(f"方案{PLAN_LABELS[old]}，不能改为{PLAN_LABELS[new]}")


def check_task_move(old: TaskState, new: TaskState) -> None:
    if new not in TASK_MOVES[old]:
        raise Conflict(f"任务{TASK_LABELS[old]}，不能改为{TASK_LABELS[new]}")


def check_receipt_move(old: ReceiptState, new: ReceiptState) -> None:
    if new not in RECEIPT_MOVES[old]:
        raise Conflict(f"这项任务{RECEIPT_LABELS[old]}，不能改为{RECEIPT_LABELS[new]}")
