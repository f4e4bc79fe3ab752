"""What differs between a plan and its corrected version, task by task and in the head.

In: both sides, what a person said of them.  Out: a `Comparison`: shown by the page, applied by `adopting.correcting`.
What the corrected version does not say of the head (a blank 文号) is no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from duban.apps.organizations.changes import digest
from duban.apps.plans.comparing.fields import CONTENT, PLACE, Change, differences
from duban.apps.plans.comparing.matching import Apart, matched
from duban.apps.plans.comparing.sides import PlanSide, TaskSide, squeezed


@dataclass(frozen=True, slots=True)
class Pair:
    """A task of the plan and the draft it continues in; `moves`: its number and chapter, `changes`: all else."""

    old: TaskSide
    new: TaskSide
    changes: tuple[Change, ...] = ()
    moves: tuple[Change, ...] = ()

    @property
    def all_changes(self) -> tuple[Change, ...]:
        return (*self.moves, *self.changes)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(change.field for change in self.all_changes)


@dataclass(frozen=True)
class Comparison:
    """`pairs` and `added` in the draft's order, `dropped` in the plan's; `decided`: what becomes of dropped tasks."""

    old: PlanSide
    new: PlanSide
    pairs: tuple[Pair, ...]
    added: tuple[TaskSide, ...]
    dropped: tuple[TaskSide, ...]
    header: tuple[Change, ...]
    decided: Mapping[int, str]

    @cached_property
    def changed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.changes]

    @cached_property
    def moved(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.moves and not pair.changes]

    @cached_property
    def same(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.moves and not pair.changes]

    @cached_property
    def new_rounds(self) -> list[date]:
        return sorted(set(self.new.rounds) - set(self.old.rounds)) if self.new.rounds else []

    @cached_property
    def dropped_rounds(self) -> list[date]:
        return sorted(set(self.old.rounds) - set(self.new.rounds)) if self.new.rounds else []

    @property
    def changes_nothing(self) -> bool:
        return not (
            self.changed
            or self.moved
            or self.added
            or self.dropped
            or self.header
            or self.new_rounds
            or self.dropped_rounds
        )

    @property
    def undecided(self) -> list[TaskSide]:
        return [task for task in self.dropped if task.key not in self.decided]

    def token(self) -> str:
        """A digest of both sides and of what a person said: what was shown is what is applied."""
        same = [(pair.old.key, pair.new.key) for pair in self.pairs]
        return digest((self.old, self.new, same, sorted(self.decided.items())))


def compare(old: PlanSide, new: PlanSide, *, apart: Apart = (), decided: Mapping[int, str] | None = None) -> Comparison:
    found = matched(old.tasks, new.tasks, apart)
    by_key, taken = {task.key: task for task in old.tasks}, set(found.values())
    dropped = tuple(task for task in old.tasks if task.key not in taken and not task.settled)
    keys = {task.key for task in dropped}
    return Comparison(
        old,
        new,
        tuple(_pair(by_key[found[task.key]], task) for task in new.tasks if task.key in found),
        tuple(task for task in new.tasks if task.key not in found),
        dropped,
        _of_header(dict(old.header), dict(new.header)),
        {key: choice for key, choice in (decided or {}).items() if key in keys},
    )


def _pair(old: TaskSide, new: TaskSide) -> Pair:
    if old.settled:
        return Pair(old, new)
    return Pair(old, new, differences(old, new, CONTENT), differences(old, new, PLACE))


def _of_header(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change("header", label, old.get(label, ""), value)
        for label, value in new.items()
        if value and squeezed(value) != squeezed(old.get(label, ""))
    )
