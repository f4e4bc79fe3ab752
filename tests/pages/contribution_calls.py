"""How each action of contributions is tried: 发改 leads and asks, 财政 gives.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.progress.models import Contribution
from pages.scene import Scene

AT, ON, DUE = datetime(2026, 4, 2, 2, 0, tzinfo=UTC), date(2026, 4, 2), date(2026, 4, 8)
Arguments = dict[str, Any]


def _given(scene: Scene) -> Contribution:
    row: Contribution = scene.of("contribution")
    row.state, row.text, row.answered_at, row.answered_by = "given", "到位资金3亿元。", AT, "金财政"
    row.save()
    return row


def _given_by_asker(scene: Scene) -> Contribution:
    """The cast has no giver among the askers, so 发改 is asked for the report of 财政."""
    row: Contribution = scene.of("contribution")
    report = scene.of("filed_report")
    report.state = "draft"
    report.save()
    row.report, row.unit = report, scene.city.units["发改"]
    row.save()
    return row


CONTRIBUTION_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.contributions.ask_contributions": lambda scene, who: {
        "report": scene.of("report"),
        "units": [scene.city.units["临川县政府"]],
        "request": "请报开工项目。",
        "due": DUE,
        "at": AT,
        "on": ON,
    },
    "progress.contributions.ask_contribution_again": lambda scene, who: {
        "contribution": _given(scene),
        "request": "请补充到位日期。",
        "due": DUE,
        "at": AT,
        "on": ON,
    },
    "progress.contributions.give_contribution": lambda scene, who: {
        "contribution": _given_by_asker(scene),
        "text": "到位资金3亿元。",
        "at": AT,
    },
    "progress.contributions.take_over_contribution": lambda scene, who: {"contribution": _given(scene), "at": AT},
    "progress.contributions.set_aside_contribution": lambda scene, who: {"contribution": _given(scene)},
}
