"""How each action of instructions and clocks is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from duban.apps.progress.models import ClockStop, Instruction, InstructionAnswer
from duban.rulebook.clocks import Limit
from duban.rulebook.requests import InstructionState
from pages.scene import Scene

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)  # before the instruction's end
Arguments = dict[str, Any]


def _answered(scene: Scene) -> Instruction:
    row: Instruction = scene.of("instruction")
    InstructionAnswer.objects.create(instruction=row, text="已开工38个。", at=AT, by="林联络")
    row.state = InstructionState.ANSWERED
    row.save()
    return row


def _of_the_leader(scene: Scene) -> Instruction:
    """As if the leader who asks had given it."""
    row: Instruction = scene.of("instruction")
    row.leader, row.post = "顾清源", None
    row.save()
    return row


def _stopped(scene: Scene) -> Arguments:
    clock = scene.of("clock")
    ClockStop.objects.create(clock=clock, reason="等听证。", stopped_at=AT, stopped_by="督小青")
    return {"clock": clock, "at": AT + timedelta(days=1)}


INSTRUCTION_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.instructions.give_instruction": lambda scene, who: {
        "task": scene.of("task"),
        "units": [scene.of("unit")],
        "text": "请说明进展。",
        "limit": Limit(working_days=5),
        "at": AT,
    },
    "progress.instructions.answer_instruction": lambda scene, who: {
        "instruction": scene.of("instruction"),
        "text": "已开工38个。",
        "at": AT,
    },
    "progress.instructions.settle_instruction": lambda scene, who: {"instruction": _answered(scene), "at": AT},
    "progress.instructions.continue_instruction": lambda scene, who: {
        "instruction": _answered(scene),
        "reply": "请附名单。",
        "limit": Limit(working_days=3),
        "at": AT,
    },
    "progress.instructions.withdraw_instruction": lambda scene, who: {"instruction": _of_the_leader(scene), "at": AT},
    "progress.clocks.stop_clock": lambda scene, who: {"clock": scene.of("clock"), "reason": "等听证。", "at": AT},
    "progress.clocks.resume_clock": lambda scene, who: _stopped(scene),
    "progress.clocks.extend_clock": lambda scene, who: {
        "clock": scene.of("clock"),
        "due": datetime(2026, 4, 30, 10, 0, tzinfo=UTC),
        "reason": "材料不齐。",
        "at": AT,
    },
}
