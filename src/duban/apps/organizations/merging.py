"""What goes along when a unit is merged into another: each application registers what it moves.

In: parts, each with how to list and how to move.  Out: the parts in order; nothing here moves anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor


class Move(Protocol):
    """Move what hangs on `losing` to `winning` from `on`; `keys`: which of it, the rest stays behind and ends."""

    def __call__(self, *, losing: Unit, winning: Unit, on: date, keys: Collection[str], by: Actor) -> None: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that hangs on a unit, as the comparison page offers it."""

    key: str
    words: str
    moves: bool = True  # offered ticked


@dataclass(frozen=True, slots=True)
class Part:
    """`blocks_retiring`: while there are any, the unit cannot be retired without a successor."""

    key: str
    label: str
    listed: Callable[[Unit, Unit | None, date], list[Item]]  # the losing unit, the winning one if known, the day
    move: Move
    left_behind: str  # what becomes of what is not moved
    blocks_retiring: bool = False


_PARTS: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add a part; called in an application's `ready()`."""
    _PARTS[part.key] = part


def parts() -> list[Part]:
    return list(_PARTS.values())
