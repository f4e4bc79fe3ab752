"""How each action of reminders and of the work in the background is tried.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.outbox.models import Feed
from pages.scene import Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 7, 1)
Arguments = dict[str, Any]


def own_feed(scene: Scene, who: str) -> Feed:
    account = scene.city.accounts[who]
    made, _ = Feed.objects.get_or_create(
        account=account, unit=None, defaults={"digest": f"{account.pk:064}", "made_at": AT}
    )
    return made


REMINDERS: dict[str, Callable[[Scene, str], Arguments]] = {
    "outbox.messages.mark_read": lambda scene, who: {"messages": [scene.of("message")], "at": AT},
    "outbox.messages.mark_all_read": lambda scene, who: {"at": AT},
    "outbox.subscriptions.change_settings": lambda scene, who: {"email": "", "quiet_until": ON, "on": ON},
    "outbox.subscriptions.renew_feed": lambda scene, who: {
        "unit": scene.city.units["发改"] if who in ("unit_head", "liaison", "leader", "reader") else None,
        "on": ON,
        "at": AT,
    },
    "outbox.subscriptions.end_feed": lambda scene, who: {"feed": own_feed(scene, who)},
    "outbox.robots.add_robot": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "unit": None,
        "name": "督查工作群",
        "address": "https://robots.example/send?key=2",
    },
    "outbox.robots.change_robot": lambda scene, who: {
        "robot": scene.of("robot"),
        "unit": scene.of("unit"),
        "name": "发改群",
        "address": "",
    },
    "outbox.robots.switch_robot": lambda scene, who: {"robot": scene.of("robot"), "is_active": False},
    "outbox.robots.send_test": lambda scene, who: {"robot": scene.of("robot"), "on": ON},
    "jobs.run_again": lambda scene, who: {"key": scene.of("failed_job").pk, "at": AT},
}
