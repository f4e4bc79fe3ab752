"""What a bulletin is computed from, as of its day: plain values, without the database.

In: nothing.  Out: `Ground` and what is in it; `figures.gathering` fills it, `figures.computing` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from duban.rulebook.bulletin_words import safe
from duban.rulebook.health import Health

LAGGING = (Health.OVERDUE, Health.BEHIND)
_NUMBER = re.compile(r"[0-9A-Za-z.\-（）()一二三四五六七八九十百]+")
_PLAIN = 8  # letters of a number by which a task may be called


@dataclass(frozen=True, slots=True)
class TaskFact:
    """`reason` is told of those that lag and those the writer names; `chapter` is the key of its top section."""

    key: int
    number: str
    text: str
    chapter: int
    health: Health
    is_severe: bool
    leads: tuple[int, ...]
    reason: str = ""

    @property
    def lags(self) -> bool:
        return self.health in LAGGING


@dataclass(frozen=True, slots=True)
class ReportFact:
    """One report owed in the round; `came`: on_time, late, missing, pending."""

    key: int
    task: int
    unit: int
    came: str
    was_returned: bool
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class CaseFact:
    key: int
    unit: int
    is_answered: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Before:
    """The bulletin before this one: which round, and its figures by their names."""

    words: str
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Ground:
    """`sequence`: of the round, None for a bulletin of a day alone; `chapters` in order, key and title."""

    plan: int
    title: str
    place: str
    as_of: date
    sequence: int | None = None
    chapters: tuple[tuple[int, str], ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    units: Mapping[int, str] = field(default_factory=dict)  # in the order of the organisation
    reports: tuple[ReportFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    closed: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()
    adjusted: tuple[int, ...] = ()
    adjusting: tuple[int, ...] = ()
    before: Before | None = None

    @cached_property
    def lagging(self) -> list[TaskFact]:
        """The worst first, then in the order of the plan."""
        found = [task for task in self.tasks if task.lags]
        return sorted(found, key=lambda task: (LAGGING.index(task.health), not task.is_severe))

    @cached_property
    def names(self) -> dict[int, str]:
        """How a task is called: by its number, where no other has it; else by its place in the plan."""
        numbers = [task.number for task in self.tasks]
        plain = {one for one in numbers if one and numbers.count(one) == 1 and _is_plain(one)}
        return {task.key: task.number if task.number in plain else f"#{at}" for at, task in enumerate(self.tasks, 1)}

    def unit(self, key: int) -> str:
        return safe(self.units.get(key, "")) or "未列名单位"


def _is_plain(number: str) -> bool:
    return len(number) <= _PLAIN and _NUMBER.fullmatch(number) is not None
