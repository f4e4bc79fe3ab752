"""What goes along when a unit is merged into another: each application registers what it moves.

In: parts, each with how to list and how to move.  Out: the parts in order; nothing here moves anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Model

from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor


class Move(Protocol):
    """Move what hangs on `losing` to `winning` from `on`; what is not among `keys` stays behind and ends.

    Without `winning` the unit is retired and all of it ends. Given back: what else the event is about.
    """

    def __call__(
        self, *, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor
    ) -> Sequence[Model]: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that hangs on a unit, as the comparison page offers it."""

    key: str
    words: str
    moves: bool = True  # offered ticked


@dataclass(frozen=True, slots=True)
class Bar:
    """What must be settled before a unit can be retired without a successor."""

    label: str
    count: Callable[[Unit, date], int]


@dataclass(frozen=True, slots=True)
class Part:
    """`listed` is given the losing unit, the winning one, the day; `left_behind`: what becomes of the rest."""

    key: str
    label: str
    listed: Callable[[Unit, Unit, date], list[Item]]
    move: Move
    left_behind: str
    bars: Bar | None = None
    order: int = 50


_PARTS: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add a part; called in an application's `ready()`."""
    _PARTS[part.key] = part


def parts() -> list[Part]:
    return sorted(_PARTS.values(), key=lambda part: part.order)


def move_all(
    *, losing: Unit, winning: Unit | None, on: date, chosen: Mapping[str, Collection[str]], by: Actor
) -> list[Model]:
    """Move every part, each by the keys chosen for it; inside the transaction of the action that calls."""
    about: list[Model] = []
    for part in parts():
        about += part.move(losing=losing, winning=winning, on=on, keys=chosen.get(part.key, ()), by=by)
    return about
