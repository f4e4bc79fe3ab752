"""The life of a thing as a table: its states, their words, and by which verb each leads to which.

In: an enum, words, moves.  Out: a `Life`, asked before every change of state; the diagrams in the docs are drawn of it.
Total: every state has words and a line of moves, also one from which nothing leads on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from duban.rulebook.refusals import Conflict

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Life(Generic[State]):
    """`thing` begins the sentence of a refusal; `moves`: from each state, where it leads and the verb for it."""

    thing: str
    labels: Mapping[State, str]
    moves: Mapping[State, Mapping[State, str]]

    def __post_init__(self) -> None:
        states = set(type(next(iter(self.labels))))
        if set(self.labels) != states or set(self.moves) != states:
            raise ValueError(f"the table of {self.thing} leaves states out")

    def check_move(self, old: State, new: State) -> None:
        """Refuse a move that is not in the table."""
        if new not in self.moves[old]:
            raise Conflict(f"{self.thing}{self.labels[old]}，不能改为{self.labels[new]}")

    def may_move(self, old: State, new: State) -> bool:
        return new in self.moves[old]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For a column of the database."""
        return [(state.value, words) for state, words in self.labels.items()]
