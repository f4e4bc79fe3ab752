"""What does a clock run for: whose office may stop it, where its page is, in whose history it stands.

In: a clock, perhaps who asks.  Out: `Held`. Each kind of thing that has a clock registers how it is found, so that
clocks know neither instructions nor notices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from duban.apps.progress.models import Clock
from duban.rulebook.actors import Actor


@dataclass(frozen=True, slots=True)
class Held:
    """`path`: of the place whose office may stop it; `url`: the page to return to."""

    row: Model
    title: str
    url: str
    path: str
    about: tuple[Model, ...] = ()


Find = Callable[[Clock, Actor | None], Held | None]  # an actor: only if that actor sees the thing
_FINDERS: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Called when an application is ready."""
    _FINDERS[kind] = find


def held_by(clock: Clock, actor: Actor | None = None) -> Held | None:
    return next((held for find in _FINDERS.values() if (held := find(clock, actor)) is not None), None)
