"""A day a notice names, and days as lines: 2027-01-01 放假 元旦.

In: days.  Out: lines, the digest of a year's days. Knows neither Django nor the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from duban.rulebook.working_days import DayKind


@dataclass(frozen=True, slots=True, order=True)
class NamedDay:
    day: date
    kind: DayKind
    name: str


_WORDS = {DayKind.OFF: "放假", DayKind.WORKING: "上班"}


def as_lines(days: Iterable[NamedDay]) -> str:
    return "\n".join(f"{one.day} {_WORDS[one.kind]} {one.name}" for one in sorted(days))


def stamp_of(days: Iterable[NamedDay], *, is_announced: bool) -> str:
    return sha256(f"{is_announced}\n{as_lines(days)}".encode()).hexdigest()


def spans(days: Iterable[NamedDay]) -> list[tuple[NamedDay, date]]:
    """Days of one kind and name that follow each other: the first of them, and the last day."""
    found: list[tuple[NamedDay, date]] = []
    for one in sorted(days):
        first, last = found[-1] if found else (one, one.day)
        if found and (one.day - last).days == 1 and (one.kind, one.name) == (first.kind, first.name):
            found[-1] = (first, one.day)
        else:
            found.append((one, one.day))
    return found


def in_words(days: Iterable[NamedDay]) -> list[str]:
    """元旦：1月1日至3日放假; one for each span."""
    return [f"{first.name}：{_from_to(first.day, last)}{_WORDS[first.kind]}" for first, last in spans(days)]


def _from_to(first: date, last: date) -> str:
    begin = f"{first.month}月{first.day}日"
    if first == last:
        return begin
    return f"{begin}至{f'{last.month}月' if last.month != first.month else ''}{last.day}日"
