"""How each action of acknowledgement, of objections and of links down the tree is tried.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `PLAN_CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.plans.actions.links import Line
from duban.apps.plans.actions.objections import Reply
from pages.scene import Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
REPLY = Reply("已研究。", on=date(2026, 7, 1), at=AT)
Arguments = dict[str, Any]


RECEIPTS: dict[str, Callable[[Scene, str], Arguments]] = {
    "plans.receipts.acknowledge_receipts": lambda scene, who: {"receipts": [scene.of("receipt")], "at": AT},
    "plans.objections.object_to_receipt": lambda scene, who: {
        "receipt": scene.of("receipt"),
        "reason": "由市统计局承担。",
        "at": AT,
    },
    "plans.objections.uphold_receipt": lambda scene, who: {
        "receipt": scene.of("objection"),
        "reply": REPLY,
        "due": date(2026, 7, 8),
        "seen": None,
    },
    "plans.objections.release_receipt": lambda scene, who: {
        "receipt": scene.of("objection"),
        "reply": REPLY,
        "successor": None,
        "seen": None,
    },
    "plans.links.break_down_task": lambda scene, who: {
        "parent": scene.of("task"),
        "plan": scene.of("county_plan"),
        "section": None,
        "lines": [Line("新开工工业项目5个。", [scene.city.units["临川县府办"]])],
        "deadline": None,
        "acknowledge_by": None,
        "at": AT,
    },
    "plans.links.link_tasks": lambda scene, who: {"parent": scene.of("task"), "children": [scene.of("county_task")]},
    "plans.links.unlink_tasks": lambda scene, who: {"link": scene.of("task_link")},
}
