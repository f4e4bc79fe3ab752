"""What the writer of a bulletin chose: which sections in which order, whom to praise, which tasks to name.

In: JSON of `Bulletin.choices`.  Out: `Choices`, and JSON again; what is not there was left to the system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SECTIONS = {
    "overall": "总体情况",
    "chapters": "各章进展",
    "reports": "报送情况",
    "praise": "表扬",
    "lagging": "滞后",
    "demands": "要求",
    "annex_units": "附件：各单位报送情况表",
    "annex_tasks": "附件：滞后任务清单",
}
BODY = ("overall", "chapters", "reports", "praise", "lagging", "demands")
ANNEXES = ("annex_units", "annex_tasks")


@dataclass(frozen=True, slots=True)
class Choices:
    """`praised`, `tasks`: None is all there are; `seen`: how the figures in the text read when it was last saved."""

    sections: tuple[str, ...] = tuple(SECTIONS)
    praised: frozenset[int] | None = None
    tasks: tuple[int, ...] | None = None
    seen: Mapping[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        return {
            "sections": list(self.sections),
            "praised": None if self.praised is None else sorted(self.praised),
            "tasks": None if self.tasks is None else list(self.tasks),
            "seen": dict(self.seen),
        }

    def having_seen(self, seen: Mapping[str, str]) -> Choices:
        return replace(self, seen=seen)


def choices_of(stored: Mapping[str, Any]) -> Choices:
    praised, tasks = stored.get("praised"), stored.get("tasks")
    sections = stored.get("sections")
    return Choices(
        sections=tuple(SECTIONS) if sections is None else tuple(one for one in sections if one in SECTIONS),
        praised=None if praised is None else frozenset(praised),
        tasks=None if tasks is None else tuple(tasks),
        seen=stored.get("seen", {}),
    )
