"""How each action of the review is tried.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pages.scene import Scene

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]

REVIEW_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.review.accept_report": lambda scene, who: {
        "report": scene.of("filed_report"),
        "verified": None,
        "figures": {},
        "note": "",
        "seen": None,
        "at": AT,
    },
    "progress.review.accept_reports": lambda scene, who: {"reports": {scene.of("filed_report").pk: None}, "at": AT},
    "progress.review.return_report": lambda scene, who: {
        "report": scene.of("filed_report"),
        "reason": "缺资产清单。",
        "new_due": None,
        "seen": None,
        "at": AT,
    },
}
