"""What the page of an instruction offers its reader: the thread, the forms that fit, why a button cannot act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from duban.apps.progress import clock_holders
from duban.apps.progress.actions import clocks
from duban.apps.progress.actions import instructions as actions
from duban.apps.progress.forms.instructions import AnswerForm, SettleForm
from duban.apps.progress.labels.instructions import PRESETS
from duban.apps.progress.models import Instruction
from duban.apps.progress.queries.instruction_threads import shown
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import why_not


def context_of(row: Instruction, actor: Actor, *, at: datetime) -> dict[str, Any]:
    found = shown([row], at=at)[0]
    seen = {"seen": row.version}
    held = clock_holders.held_by(row.clock)
    return {
        "row": row,
        "shown": found,
        "answer_form": _if(actions.check_can_answer, row, actor, AnswerForm(initial=seen)),
        "settle_form": _if(actions.check_can_settle, row, actor, SettleForm(initial=seen)),
        "can_continue": not why_not(actions.check_can_continue, row, actor),
        "can_withdraw": not why_not(actions.check_can_withdraw, row, actor, at=at),
        "can_stop": found.is_open and held is not None and not why_not(clocks.check_may_stop, held, actor),
    }


def preset(number: str) -> str:
    """What the leader tapped to begin with; "" for anything else."""
    return PRESETS[int(number) - 1] if number in {str(at) for at in range(1, len(PRESETS) + 1)} else ""


def _if(check: Any, row: Instruction, actor: Actor, form: Any) -> Any:
    return None if why_not(check, row, actor) else form
