"""How each action of implementation plans, milestones and inner duties is tried.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from duban.apps.progress.actions.inner_duties import Duty
from duban.apps.progress.implementation_book.writing import implementation_workbook
from duban.apps.progress.models import ImplementationPlan, InnerDuty, Milestone
from duban.rulebook.milestones import Step
from duban.rulebook.reports import FilingState
from pages.scene import Scene

AT, ON, DUE = datetime(2026, 7, 1, 2, 0, tzinfo=UTC), date(2026, 7, 1), date(2026, 7, 10)
Arguments = dict[str, Any]
Call = Callable[[Scene, str], Arguments]


def _in(state: FilingState) -> Call:
    """The plan of 发改 in such a state."""

    def arguments(scene: Scene, who: str) -> Arguments:
        row: ImplementationPlan = scene.of("implementation_plan")
        row.state = state
        row.save()
        return {"implementation_plan": row, "at": AT}

    return arguments


def _unasked(scene: Scene, who: str) -> Arguments:
    scene.of("filed_plan").delete()
    return {"plan": scene.of("plan"), "due": DUE, "on": ON}


def _in_force(scene: Scene, *, done: bool) -> Milestone:
    _in(FilingState.ACCEPTED)(scene, "")
    row: Milestone = scene.of("milestone")
    if done:
        row.done_on, row.done_words = ON, "已开工32个。"
        row.save()
    return Milestone.objects.get(pk=row.pk)


def _part(scene: Scene, who: str) -> Arguments:
    duty = scene.of("inner_duty")
    part = InnerDuty.objects.create(task=duty.task, unit=duty.unit, person="林联络", content="项目前期。")
    return {"duty": part, "done_on": ON, "on": ON}


def _filled(scene: Scene, who: str) -> Arguments:
    """The workbook of 发改 as it went out, with one word changed."""
    row = scene.of("implementation_plan")
    book, out = load_workbook(BytesIO(implementation_workbook(scene.of("plan"), [row], subtitle=""))), BytesIO()
    book["落实方案"]["E4"].value = "上半年新开工35个。"
    book.save(out)
    return {"plan": scene.of("plan"), "data": out.getvalue(), "file_name": "落实方案.xlsx", "at": AT}


IMPLEMENTATION_CALLS: dict[str, Call] = {
    "progress.implementation.ask_implementation_plans": _unasked,
    "progress.implementation.save_implementation_plan": lambda scene, who: {
        "implementation_plan": scene.of("implementation_plan"),
        "measures": "专班推进。",
        "steps": [Step("完成前期手续。", date(2026, 9, 30), person="林联络")],
        "at": AT,
    },
    "progress.implementation.submit_implementation_plan": _in(FilingState.DRAFT),
    "progress.implementation.approve_implementation_plan": _in(FilingState.INNER),
    "progress.implementation.send_back_implementation_plan": lambda scene, who: {
        **_in(FilingState.INNER)(scene, who),
        "note": "请补充责任人。",
    },
    "progress.implementation.withdraw_implementation_plan": _in(FilingState.SUBMITTED),
    "progress.implementation_review.accept_implementation_plan": _in(FilingState.SUBMITTED),
    "progress.implementation_review.accept_implementation_plans": lambda scene, who: {
        "implementation_plans": [scene.of("filed_plan")],
        "at": AT,
    },
    "progress.implementation_review.return_implementation_plan": lambda scene, who: {
        "implementation_plan": scene.of("filed_plan"),
        "reason": "没有写明节点。",
        "due": DUE,
        "at": AT,
    },
    "progress.implementation_workbook.import_implementation_plans": _filled,
    "progress.milestones.finish_milestone": lambda scene, who: {
        "milestone": _in_force(scene, done=False),
        "done_on": ON,
        "words": "已开工32个。",
        "on": ON,
    },
    "progress.milestones.verify_milestone": lambda scene, who: {"milestone": _in_force(scene, done=True), "on": ON},
    "progress.milestones.verify_milestones": lambda scene, who: {
        "milestones": {_in_force(scene, done=True).pk: None},
        "on": ON,
    },
    "progress.milestones.set_back_milestone": lambda scene, who: {
        "milestone": _in_force(scene, done=True),
        "reason": "只开工28个。",
    },
    "progress.inner_duties.assign_inner_duties": lambda scene, who: {
        "task": scene.of("task"),
        "unit": scene.of("inner_duty").unit,
        "owner": Duty("郑发展", "局领导"),
        "parts": [Duty("林联络", "投资科", content="项目前期。")],
        "on": ON,
    },
    "progress.inner_duties.finish_inner_duty": _part,
}
