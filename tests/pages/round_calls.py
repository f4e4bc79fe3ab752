"""How each action of rounds is tried; see `plan_calls`."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.apps.progress.models import Report
from duban.rulebook.reports import FilingState
from pages.plan_calls import AT, Call
from pages.scene import Scene


def _reviewed(scene: Scene, who: str) -> dict[str, Any]:
    """The open round with nothing left to review."""
    Report.objects.filter(state=FilingState.SUBMITTED).update(state=FilingState.ACCEPTED)
    return {"round": scene.of("report_round"), "at": AT}


def _closed(scene: Scene, who: str) -> dict[str, Any]:
    closed = scene.of("report_round")
    closed.closed_at, closed.closed_by = AT, "督小青"
    closed.save()
    return {"round": closed, "reason": "单位补报。", "at": AT}


ROUND_CALLS: dict[str, Call] = {
    "progress.rounds.open_round": lambda scene, who: {"round": scene.of("later_round"), "at": AT},
    "progress.rounds.close_round": _reviewed,
    "progress.rounds.reopen_round": _closed,
    "progress.rounds.change_reporting_days": lambda scene, who: {
        "plan": scene.of("plan"),
        "days": [date(2026, 4, 10), date(2026, 8, 10)],
        "at": AT,
    },
}
