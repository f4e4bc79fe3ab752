"""How each action of cases and of the ladder is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_openings import Opening
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from duban.rulebook.ladder_rules import STANDING, to_json
from pages.scene import Scene

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
FIVE = Limit(working_days=5)
Arguments = dict[str, Any]
Call = Callable[[Scene, str], Arguments]
_WORDS = {
    "subject": "任务滞后",
    "reason": "落后时序进度。",
    "basis": "分工方案",
    "demand": "请说明原因。",
    "limit": FIVE,
}


def _of(name: str, state: CaseState | None = None, *, many: bool = False, **more: Any) -> Call:
    """A case of the scene, perhaps in another state; `many`: as a list."""

    def arguments(scene: Scene, who: str) -> Arguments:
        row: Case = scene.of(name)
        if state is not None:
            row.state = state
            if state == CaseState.DRAFTED:
                row.level, row.document = Level.NOTICE, "notice"
            row.save()
        return {"cases": [row], **more} if many else {"case": row, **more}

    return arguments


def _without_items(scene: Scene, who: str) -> Arguments:
    """Nothing to be put right stands in the way of its end."""
    scene.of("rectification").delete()
    return {"case": scene.of("case"), "ending": "已报送。", "at": AT}


CASE_CALLS: dict[str, Call] = {
    "supervision.cases.open_case": lambda scene, who: {
        "unit": scene.of("other"),
        "level": Level.URGING,
        **_WORDS,
        "task": scene.of("task"),
        "at": AT,
    },
    "supervision.cases.open_cases": lambda scene, who: {
        "openings": [Opening(scene.of("task"), scene.of("other"), "任务滞后", "落后时序进度。", "分工方案")],
        "level": Level.URGING,
        "reason": "落后时序进度。",
        "demand": "请说明原因。",
        "limit": FIVE,
        "at": AT,
    },
    "supervision.cases.edit_case": _of("proposed_case", level=Level.URGING, **_WORDS),
    "supervision.cases.submit_case": _of("proposed_case", at=AT),
    "supervision.cases.approve_case": _of("proposed_case", CaseState.SUBMITTED, at=AT),
    "supervision.cases.return_case": _of("proposed_case", CaseState.SUBMITTED, opinion="再核实。", at=AT),
    "supervision.cases.dismiss_case": _of("proposed_case", reason="已联系。", at=AT),
    "supervision.cases.dismiss_cases": _of("proposed_case", many=True, reason="已联系。", at=AT),
    "supervision.cases_serving.serve_case": _of("proposed_case", at=AT),
    "supervision.cases_serving.serve_cases": _of("proposed_case", many=True, at=AT),
    "supervision.cases_serving.write_document": _of("proposed_case", CaseState.DRAFTED, at=AT),
    "supervision.cases_raising.raise_case": _of("answered_case", reason="没有进展。", limit=FIVE, at=AT),
    "supervision.cases_answering.acknowledge_case": _of("case", at=AT),
    "supervision.cases_answering.answer_case": _of("case", text="已办理。", at=AT),
    "supervision.cases_answering.verify_case": _of("answered_case", finding="属实。", accepted=True, at=AT),
    "supervision.cases_answering.end_case": _without_items,
    "supervision.cases_answering.end_cases": lambda scene, who: {
        **{key: value for key, value in _without_items(scene, who).items() if key != "case"},
        "cases": [scene.of("case")],
    },
    "supervision.cases_answering.withdraw_case": _of("case", reason="发错单位。", at=AT),
    "supervision.cases_answering.reopen_case": _of(
        "answered_case", CaseState.ENDED, reason="又逾期。", limit=FIVE, at=AT
    ),
    "supervision.proposing.propose_cases": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "on": AT.date(),
        "at": AT,
    },
    "supervision.ladders.set_ladder": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "rules": to_json(STANDING),
        "waits": 3,
        "approved_levels": [],
        "since": date(2026, 4, 1),
        "on": AT.date(),
    },
}
