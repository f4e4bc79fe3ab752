"""Every life there is, in the order in which a year goes through them; the diagrams of the docs are drawn of these."""

from __future__ import annotations

from typing import Any

from duban.rulebook.cases import CASE, INTERVIEW, RECTIFICATION
from duban.rulebook.dispatches import DISPATCH
from duban.rulebook.indicators import SET_LIFE
from duban.rulebook.inspections import CONCLUSION, INSPECTION, OBJECTION, PROPOSAL
from duban.rulebook.listings import LISTED, LISTED_REPORT
from duban.rulebook.reports import CONTRIBUTION, IMPLEMENTATION_PLAN, REPORT
from duban.rulebook.requests import ADJUSTMENT, CLOSURE, INSTRUCTION
from duban.rulebook.states import Life
from duban.rulebook.tasks import PLAN, RECEIPT, TASK

LIVES: dict[str, Life[Any]] = {
    "方案": PLAN,
    "任务": TASK,
    "签收": RECEIPT,
    "落实方案": IMPLEMENTATION_PLAN,
    "进展情况": REPORT,
    "配合材料": CONTRIBUTION,
    "调整": ADJUSTMENT,
    "销号": CLOSURE,
    "批示": INSTRUCTION,
    "督办件": CASE,
    "整改事项": RECTIFICATION,
    "约谈": INTERVIEW,
    "督查": INSPECTION,
    "督查结论": CONCLUSION,
    "复核申请": OBJECTION,
    "结果运用建议": PROPOSAL,
    "挂牌事项": LISTED,
    "挂牌月报": LISTED_REPORT,
    "公文": DISPATCH,
    "指标体系": SET_LIFE,
}
