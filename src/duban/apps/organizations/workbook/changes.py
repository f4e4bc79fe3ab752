"""What an import would do: one line for each row, and the rows to write.

In: what `places`, `units` and `people` find.  Out: a `Comparison`: shown by the page, written by `applying`.
Two comparisons that would do the same have the same token.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from duban.apps.audit.recording import Entry
from duban.apps.organizations.models import Appointment, Jurisdiction, Official, Post, Unit, UnitName
from duban.apps.organizations.workbook.problems import Problem


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MISSING = "missing"  # on record, not in the file: left as it is


class Line(NamedTuple):
    """One row of the file, or one thing on record it does not name. `values`: [name, before, after]."""

    sheet: str
    row: int
    fate: Fate
    name: str
    place: str
    values: list[list[str]]
    doubts: list[str]


@dataclass(slots=True)
class Writing:
    """Rows to write, in the order they depend on each other; `events` come with each that is changed."""

    places: list[Jurisdiction] = field(default_factory=list)
    changed_places: list[Jurisdiction] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    changed_units: list[Unit] = field(default_factory=list)
    names: list[UnitName] = field(default_factory=list)
    retired: list[tuple[Unit, date]] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    changed_appointments: list[Appointment] = field(default_factory=list)
    events: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    writing: Writing = field(default_factory=Writing)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many lines of each fate, by sheet."""
        counted: dict[str, Counter[str]] = {}
        for line in self.lines:
            counted.setdefault(line.sheet, Counter())[line.fate.value] += 1
        return {sheet: dict(counter) for sheet, counter in counted.items()}

    def doubts(self) -> int:
        return sum(len(line.doubts) for line in self.lines)

    @property
    def changes_nothing(self) -> bool:
        return all(line.fate in (Fate.SAME, Fate.MISSING) for line in self.lines)

    def token(self) -> str:
        """A digest of everything that would be written."""
        effects = [line for line in self.lines if line.fate in (Fate.NEW, Fate.CHANGED)]
        return sha256(json.dumps(effects, ensure_ascii=False).encode()).hexdigest()[:32]

    def plain(self) -> dict[str, Any]:
        """What the page shows, as JSON keeps it."""
        return {
            "token": self.token(),
            "counts": self.counts(),
            "doubts": self.doubts(),
            "changes_nothing": self.changes_nothing,
            "lines": [list(line) for line in self.lines],
        }


def pairs(before: dict[str, Any], after: dict[str, Any]) -> list[list[str]]:
    """Values that differ, in words: [name, before, after]."""
    return [[name, str(before.get(name, "") or ""), str(value)] for name, value in after.items() if value != ""]
