"""How each action of plans is tried: on what, with what; everything is of the city, and right but for who asks.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pages.scene import NOTICE, Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]
Call = Callable[[Scene, str], Arguments]

_IMPORTS: dict[str, Call] = {
    "plans.imports.start_import": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "data": NOTICE.encode(),
        "file_name": "方案.txt",
    },
    "plans.imports.discard_import": lambda scene, who: {"plan_import": scene.of("review")},
    "plans.questions.answer_question": lambda scene, who: {
        "question": scene.of("question"),
        "answer": "as_printed",
        "at": AT,
    },
}
PLAN_CALLS: dict[str, Call] = {**_IMPORTS}
