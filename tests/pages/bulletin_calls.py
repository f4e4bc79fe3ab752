"""How each action of bulletins is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.bulletins.writing.choosing import Choices
from pages.scene import Scene

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]

BULLETIN_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "bulletins.bulletins.draft_bulletin": lambda scene, who: {
        "plan": scene.of("plan"),
        "round": None,
        "as_of": date(2026, 4, 13),
        "choices": Choices(),
        "at": AT,
    },
    "bulletins.bulletins.edit_bulletin": lambda scene, who: {
        "bulletin": scene.of("bulletin"),
        "as_of": date(2026, 4, 13),
        "title": "关于进展情况的通报",
        "recipients": "各牵头单位",
        "units": [scene.of("unit")],
        "text": "共有任务{任务总数}项。",
        "at": AT,
    },
    "bulletins.bulletins.choose_anew": lambda scene, who: {
        "bulletin": scene.of("bulletin"),
        "as_of": date(2026, 4, 13),
        "choices": Choices(("overall",)),
        "at": AT,
    },
}
