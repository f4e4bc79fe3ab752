"""A day a notice names, and days as lines: 2027-01-01 放假 元旦.

In: days.  Out: lines, the digest of a year's days. Knows neither Django nor the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def in_words(days: Iterable[NamedDay]) -> list[str]:
    """国庆节：10月1日至7日放假，9月20日、10月10日上班; a line for each name, in the order of the days."""
    by_name: dict[str, list[NamedDay]] = {}
    for one in sorted(days):
        by_name.setdefault(one.name, []).append(one)
    return [f"{name}：{'，'.join(_of_each_kind(named))}" for name, named in by_name.items()]


def _of_each_kind(days: list[NamedDay]) -> Iterator[str]:
    for kind, word in _WORDS.items():
        if of_kind := [one.day for one in days if one.kind is kind]:
            yield "、".join(_from_to(first, last) for first, last in _spans(of_kind)) + word


def _spans(days: list[date]) -> list[tuple[date, date]]:
    """Days that follow each other: the first and the last."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _from_to(first: date, last: date) -> str:
    begin = f"{first.month}月{first.day}日"
    if first == last:
        return begin
    return f"{begin}至{f'{last.month}月' if last.month != first.month else ''}{last.day}日"
