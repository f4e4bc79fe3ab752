"""How each action of adjustment and closure is tried.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.plans.models import Task
from duban.apps.progress.adjusting import terminating
from duban.apps.progress.models import Closure
from duban.rulebook.requests import AdjustmentKind, ClosureState
from duban.rulebook.tasks import TaskState
from pages.scene import Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
CHECKED = "已到现场查看。"
Arguments = dict[str, Any]


def _of_own_unit(scene: Scene) -> Closure:
    """The request as one of the unit whose head and liaison ask."""
    closure: Closure = scene.of("closure")
    closure.unit = scene.of("unit")
    closure.save()
    return closure


def _accepted(scene: Scene) -> Closure:
    closure: Closure = scene.of("closure")
    closure.state = ClosureState.ACCEPTED
    closure.save()
    Task.objects.filter(pk=closure.task_id).update(state=TaskState.CLOSED)
    return closure


CHANGE_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.adjustments.ask_adjustment": lambda scene, who: {
        "task": scene.of("task"),
        "kind": AdjustmentKind.TERMINATE,
        "after": terminating.wish(),
        "reason": "政策已取消。",
        "at": AT,
    },
    "progress.adjustments.withdraw_adjustment": lambda scene, who: {"adjustment": scene.of("adjustment")},
    "progress.adjustment_review.refer_adjustment": lambda scene, who: {
        "adjustment": scene.of("adjustment"),
        "referral": "拟同意。",
        "at": AT,
    },
    "progress.adjustment_review.grant_adjustment": lambda scene, who: {
        "adjustment": scene.of("adjustment"),
        "decision": "同意。",
        "at": AT,
    },
    "progress.adjustment_review.refuse_adjustment": lambda scene, who: {
        "adjustment": scene.of("adjustment"),
        "decision": "理由不足。",
        "at": AT,
    },
    "progress.closures.ask_closure": lambda scene, who: {
        "task": scene.of("task"),
        "statement": "已全部开工。",
        "finished_on": date(2026, 6, 30),
        "why_no_files": "见统计报表。",
        "at": AT,
    },
    "progress.closures.withdraw_closure": lambda scene, who: {"closure": _of_own_unit(scene)},
    "progress.closures.accept_closure": lambda scene, who: {
        "closure": scene.of("closure"),
        "verification": CHECKED,
        "at": AT,
    },
    "progress.closures.refuse_closure": lambda scene, who: {
        "closure": scene.of("closure"),
        "verification": CHECKED,
        "decision": "还缺一宗。",
        "at": AT,
    },
    "progress.closures.reopen_closure": lambda scene, who: {
        "closure": _accepted(scene),
        "reason": "又闲置了。",
        "at": AT,
    },
}
