"""The draft of an import: what a document says of people, as a person may still correct it; plain values, kept as JSON.

In: the JSON of `PersonnelImport.reading`.  Out: `Draft`, its sheets (one per official document) and their lines.
What a line means here (which unit, which person, which seat) is not kept: `matching` finds it each time anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

NEW = 0  # the choice "somebody not on record"


@dataclass(frozen=True, slots=True)
class Line:
    """One member, appointment or removal. `unit_choice`, `person_choice`: keys that were chosen, None if none was."""

    key: str
    kind: str  # "member" | "appoint" | "remove"
    name: str
    words: str  # the office as printed
    unit: str = ""
    title: str = ""
    role: str = ""  # of a member: a `MembershipRole`
    listed_role: str = ""  # 组长, 总指挥, as printed
    acting: bool = False
    day: str = ""  # where it differs from the document's
    skip: bool = False
    unit_choice: int | None = None
    person_choice: int | None = None
    answer: str = ""  # to the line's question


@dataclass(frozen=True, slots=True)
class Sheet:
    """One official document; `group_name` is "" where it founds no group."""

    key: str
    title: str
    number: str = ""
    day: str = ""
    group_name: str = ""
    office: int | None = None  # key of the unit in which the group's office is, once chosen
    office_words: str = ""  # that unit as printed
    term_ends_on: str = ""
    end_condition: str = ""
    skip: bool = False
    lines: tuple[Line, ...] = ()

    @property
    def basis(self) -> str:
        """What is cited as 依据: the 文号, or the title."""
        return self.number or f"《{self.title}》"

    @property
    def members(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == "member")

    @property
    def changes(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind != "member")

    @property
    def own_day(self) -> date | None:
        return date.fromisoformat(self.day) if self.day else None

    @property
    def term(self) -> date | None:
        """The last day of the group's term."""
        return date.fromisoformat(self.term_ends_on) if self.term_ends_on else None

    @property
    def first_day(self) -> date | None:
        """The earliest day a member is listed from: the group's own."""
        return min((day for line in self.members if (day := self.day_of(line))), default=None)

    def day_of(self, line: Line) -> date | None:
        """The day a line holds from; None where the document gives none and nobody has said it yet."""
        said = line.day or self.day
        return date.fromisoformat(said) if said else None


@dataclass(frozen=True, slots=True)
class Draft:
    sheets: tuple[Sheet, ...] = field(default=())

    @property
    def latest_day(self) -> date | None:
        """The day of the latest document: units are known by their names of then."""
        return max((day for sheet in self.sheets if (day := sheet.own_day)), default=None)

    def lines(self) -> Iterator[tuple[Sheet, Line]]:
        for sheet in self.sheets:
            for line in sheet.lines:
                yield sheet, line

    def sheet(self, key: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.key == key), None)

    def line(self, key: str) -> tuple[Sheet, Line] | None:
        return next((pair for pair in self.lines() if pair[1].key == key), None)

    def with_sheet(self, changed: Sheet) -> Draft:
        return Draft(tuple(changed if sheet.key == changed.key else sheet for sheet in self.sheets))

    def with_line(self, changed: Line) -> Draft:
        """The draft in which the line of this key is `changed`."""
        return Draft(
            tuple(
                replace(sheet, lines=tuple(changed if line.key == changed.key else line for line in sheet.lines))
                for sheet in self.sheets
            )
        )


def as_json(draft: Draft) -> dict[str, Any]:
    return asdict(draft)


def from_json(kept: dict[str, Any]) -> Draft:
    return Draft(
        tuple(
            Sheet(**{**sheet, "lines": tuple(Line(**line) for line in sheet["lines"])})
            for sheet in kept.get("sheets", ())
        )
    )


def seen(value: Line | Sheet) -> str:
    """What a form carries of the line or sheet it showed, so that it never overwrites what another has changed."""
    plain = asdict(value)
    plain.pop("lines", None)
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
