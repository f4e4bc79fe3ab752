"""Figures that other applications know of what a report asks for: offered beside the field, never filed by themselves.

In: a report, the keys of its targets, who fills it.  Out: `Offer`s by target; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain


@dataclass(frozen=True, slots=True)
class Offer:
    """`label`: by whom it is known (指标填报); `source`: where the figure is from, and its day."""

    value: Decimal
    label: str
    source: str

    @property
    def shown(self) -> str:
        return plain(self.value)


Find = Callable[[Report, Collection[int], Actor], Mapping[int, Offer]]
_FINDERS: list[Find] = []


def register(find: Find) -> None:
    """Called when an application is ready."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def offers_of(report: Report, targets: Collection[int], actor: Actor) -> dict[int, Offer]:
    """One for each target at most; nobody is asked where nothing is to be filled in."""
    found: dict[int, Offer] = {}
    for find in _FINDERS if targets else ():
        found |= find(report, targets, actor)
    return found
