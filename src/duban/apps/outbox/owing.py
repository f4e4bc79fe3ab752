"""What a unit owes by which day, asked of every application that asks units for something: each registers its own.

In: units, days.  Out: `Owed`s; one query or a few for each kind, whatever the number of rows.
Reminders, the calendar feed, the home page and the burden page all ask here, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing a unit has to do by a day. `key` names it for ever ("report:41"); `done_on`: when it was done."""

    kind: str  # 报送进展情况, 签收任务, …: a word for the group it is told in
    key: str
    title: str
    due: date
    url: str
    unit: int
    asker: str = ""  # who asks for it: 青泽市人民政府办公室
    basis: str = ""  # on which document: 青府〔2026〕6号
    task: int | None = None
    original_due: date | None = None  # where it was extended
    done_on: date | None = None
    place: int | None = None  # key of the asker's jurisdiction, whose rules hold; None: of the unit's


@dataclass(frozen=True, slots=True)
class Span:
    """Which ones are wanted: due from `first` to `last`, both with; `done`: also those that are done."""

    first: date
    last: date
    done: bool = False


Source = Callable[[Collection[int], Span], Iterable[Owed]]
_SOURCES: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Say what units owe; called when an application is ready. `source` is given the keys of units."""
    _SOURCES[kind] = source


def owed_by(units: Collection[int], span: Span) -> list[Owed]:
    """All that these units owe, by the day it is due."""
    found = [one for source in _SOURCES.values() for one in source(units, span)]
    return sorted(found, key=lambda one: (one.due, one.kind, one.key))
