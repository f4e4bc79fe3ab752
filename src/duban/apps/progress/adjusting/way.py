"""What a kind of adjustment (调整) has to know: how the task stands, what may be wished, how it is done and told.

In: a task, a change as its row keeps it.  Out: `Way`, one for each kind; the actions ask nothing else of a kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from duban.apps.plans.comparing.fields import Change
from duban.apps.plans.models import Task

Values = dict[str, Any]  # as JSON keeps them, by name


class Moment(NamedTuple):
    """When it takes effect."""

    on: date
    at: datetime


class Told(NamedTuple):
    """One value in words: its name, its Chinese name."""

    field: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Way:
    """`standing`: what `after` would change, as it is now; `check` refuses a wish that cannot be granted on the day."""

    standing: Callable[[Task, Values], Values]
    check: Callable[[Task, Values, date], None]
    apply: Callable[[Task, Values, Moment], None]  # the task's own row is saved by the caller, all else here
    told: Callable[[Values], list[Told]]
    moves_duties: bool  # whether somebody else answers for the task, or nobody, once it is done


def compared(way: Way, before: Values, after: Values) -> list[Change]:
    """Both sides in words, value by value; what neither side has or what stays is left out."""
    old, new = ({one.field: one for one in way.told(side)} for side in (before, after))
    changes = []
    for field in dict.fromkeys([*old, *new]):
        sides = [side[field].words if field in side else "" for side in (old, new)]
        if sides[0] != sides[1]:
            changes.append(Change(field, (old.get(field) or new[field]).label, *sides))
    return changes
