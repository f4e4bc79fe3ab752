"""How bulletins and evaluations of indicators are tried; merged into `INDICATOR_CALLS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from duban.apps.indicators.evaluating.choosing import Choices
from duban.rulebook.indicators import EvaluationKind
from pages.scene import Scene

AT = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
Call = Callable[[Scene, str], dict[str, Any]]

EVALUATION_CALLS: dict[str, Call] = {
    "indicators.evaluations.draft_evaluation": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "kind": EvaluationKind.MID_TERM,
        "year": 2026,
        "at": AT,
    },
    "indicators.evaluations.edit_evaluation": lambda scene, who: {
        "evaluation": scene.of("evaluation"),
        "title": "关于指标监测情况的通报",
        "recipients": "各牵头单位",
        "units": [scene.of("unit")],
        "text": "共有指标{指标总数}项。",
        "at": AT,
    },
    "indicators.evaluations.rewrite_evaluation": lambda scene, who: {
        "evaluation": scene.of("evaluation"),
        "choices": Choices(("overall",)),
        "at": AT,
    },
}
