"""How each action of the review and adoption of an indicator document is tried; merged into `INDICATOR_CALLS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pages.scene import Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
Call = Callable[[Scene, str], dict[str, Any]]


def _seen(**more: Any) -> Call:
    """The row of the draft under review, as it was shown."""

    def arguments(scene: Scene, who: str) -> dict[str, Any]:
        draft = scene.of("drafted_indicator")
        return {"draft_indicator": draft, "seen": draft.version, **more}

    return arguments


def _moved(scene: Scene, who: str) -> dict[str, Any]:
    """There is a second row to change places with."""
    draft = scene.of("drafted_indicator")
    type(draft).objects.create(plan_import=draft.plan_import, order=2, number="2", name="企业注销时间")
    return {"draft_indicator": draft, "seen": draft.version, "up": False}


IMPORT_CALLS: dict[str, Call] = {
    "indicators.adoption.adopt_indicators": lambda scene, who: {
        "plan_import": scene.of("indicator_import"),
        "seen": None,
        "at": AT,
    },
    "indicators.adoption.update_set": lambda scene, who: {
        "plan_import": scene.of("indicator_import"),
        "indicator_set": scene.of("indicator_draft_set"),
        "seen": None,
        "at": AT,
    },
    "indicators.draft_indicators.add_indicator": lambda scene, who: {
        "plan_import": scene.of("indicator_import"),
        "seen": scene.of("drafted_indicator").pk,
        "values": {"name": "企业注销时间"},
    },
    "indicators.draft_indicators.confirm_indicator": _seen(checked=True),
    "indicators.draft_indicators.correct_indicator": _seen(values={"name": "企业开办用时"}),
    "indicators.draft_indicators.remove_indicator": _seen(),
    "indicators.draft_indicators.restore_indicator": _seen(),
    "indicators.draft_indicators.shift_indicator": _moved,
}
