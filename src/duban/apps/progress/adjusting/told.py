"""What events and pages say of a request: its values by their Chinese names, its changes in one phrase.

In: a request.  Out: words; a text as it is kept, or a refusal.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from duban.apps.plans.comparing.fields import Change
from duban.apps.progress.adjusting import WAYS
from duban.apps.progress.adjusting.way import compared
from duban.apps.progress.models import Adjustment, Closure
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.texts import required_text

LONGEST = 2000
_SHORT = 40  # characters of both sides that a sentence still holds


def changes_of(row: Adjustment) -> list[Change]:
    """Before and after as the row keeps them."""
    return compared(WAYS[AdjustmentKind(row.kind)], row.before, row.after)


def values_of(row: Adjustment) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides of the change for the record."""
    changes = changes_of(row)
    after = {
        "任务": str(row.task),
        "单位": row.unit.name,
        "类别": row.get_kind_display(),
        "改动": in_one_phrase(changes),
    }
    return {one.label: one.before for one in changes}, after | {one.label: one.after for one in changes}


def in_one_phrase(changes: list[Change]) -> str:
    """完成时限由2026年12月31日改为2027年3月31日; only the name where the words are long."""
    return "；".join(_phrase(one) for one in changes)


def about(row: Adjustment | Closure) -> list[Model]:
    """In whose history the events of a request belong."""
    return [row.task, row.unit]


def said(text: str, field: str, missing: str) -> str:
    """A text of a request as it is kept."""
    return required_text(text, field, missing, most=LONGEST)


def _phrase(one: Change) -> str:
    if len(one.before) + len(one.after) > _SHORT:
        return f"修改{one.label}"
    if not one.before:
        return f"{one.label}：{one.after}"
    return f"{one.label}由{one.before}改为{one.after or '空'}"
