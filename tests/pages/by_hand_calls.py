"""How each action on plans made by hand, and their issue, is tried; all of it on the draft plan of the scene.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `PLAN_CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from duban.apps.plans.models import Section
from duban.rulebook.targets import TargetKind
from pages.scene import Scene

AT, DUE = datetime(2027, 3, 2, 1, 0, tzinfo=UTC), date(2027, 3, 7)
Arguments = dict[str, Any]

HEADER = {
    "year": 2027,
    "title": "2027年重点任务分工",
    "issuer": "",
    "disclosed": False,
    "reporting_dates": [],
    "rules": {},
}
WORDS = {"number": "3", "text": "新增高新技术企业30家。", "measures": "", "deadline": None}
TARGET = {
    "measure": "新增企业",
    "comparator": ">=",
    "value": Decimal(30),
    "value_to": None,
    "unit": "家",
    "due": None,
    "kind": TargetKind.CUMULATIVE,
}


def _who(scene: Scene) -> Arguments:
    return {"leaders": [], "lead": [scene.of("unit")], "implement": [], "support": []}


def _second_section(scene: Scene, who: str) -> Section:
    """An empty heading behind the only one there is."""
    return Section.objects.create(plan=scene.of("draft_plan"), label="二、", title="改善民生", order=2)


BY_HAND: dict[str, Callable[[Scene, str], Arguments]] = {
    "plans.plans.create_plan": lambda scene, who: {"jurisdiction": scene.of("place"), **HEADER},
    "plans.plans.change_plan": lambda scene, who: {"plan": scene.of("draft_plan"), **HEADER},
    "plans.plans.delete_plan": lambda scene, who: {"plan": scene.of("draft_plan")},
    "plans.sections.add_section": lambda scene, who: {"plan": scene.of("draft_plan"), "title": "改善民生"},
    "plans.sections.change_section": lambda scene, who: {
        "section": scene.of("plan_section"),
        "title": "扩大投资",
        "label": "一、",
        "parent": None,
    },
    "plans.sections.move_section": lambda scene, who: {"section": _second_section(scene, who), "after": None},
    "plans.sections.remove_section": lambda scene, who: {"section": _second_section(scene, who)},
    "plans.tasks.add_task": lambda scene, who: {
        "plan": scene.of("draft_plan"),
        "section": scene.of("plan_section"),
        **WORDS,
    },
    "plans.tasks.change_task": lambda scene, who: {
        "task": scene.of("plan_task"),
        "section": scene.of("plan_section"),
        **WORDS,
        **_who(scene),
    },
    "plans.tasks.move_task": lambda scene, who: {"task": scene.of("plan_task"), "section": None, "after": None},
    "plans.tasks.remove_task": lambda scene, who: {"task": scene.of("plan_task")},
    "plans.targets.add_target": lambda scene, who: {"task": scene.of("plan_task"), **TARGET},
    "plans.targets.change_target": lambda scene, who: {"target": scene.of("plan_target"), **TARGET},
    "plans.targets.confirm_kind": lambda scene, who: {"target": scene.of("plan_target"), "kind": TargetKind.LEVEL},
    "plans.targets.remove_target": lambda scene, who: {"target": scene.of("plan_target")},
    "plans.issuing.issue_plan": lambda scene, who: {
        "plan": scene.of("draft_plan"),
        "number": "青府〔2027〕8号",
        "issued_on": date(2027, 3, 1),
        "acknowledge_by": DUE,
        "at": AT,
    },
}
