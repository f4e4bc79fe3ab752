"""How the action on an office's rules is tried; see `plan_calls`."""

from __future__ import annotations

from datetime import date

from pages.plan_calls import Call

ON = date(2026, 4, 8)
PRACTICE_CALLS: dict[str, Call] = {
    "progress.practice.set_practice": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "since": ON,
        "behind_points": 5,
        "severe_points": 20,
        "ahead_points": 10,
        "opens_before": 15,
        "review_within": 3,
        "return_within": 3,
        "remind_before": [3, 1],
        "remind_after": [1],
        "leader_decides": [],
        "on": ON,
    },
}
