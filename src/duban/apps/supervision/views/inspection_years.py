"""The year of each object as a picture: a bar for each inspection, in hundredths of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.apps.supervision.models import Inspection
from duban.apps.supervision.queries.inspections import YearOfUnit

_LEAST = 0.8  # a day can still be seen


@dataclass(frozen=True, slots=True)
class Bar:
    row: Inspection
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    of: YearOfUnit
    bars: list[Bar]


def lines_of(units: Sequence[YearOfUnit], year: int) -> list[Line]:
    return [Line(one, [_bar(row, year) for row in one.inspections]) for one in units]


def _bar(row: Inspection, year: int) -> Bar:
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins, ends = max(row.begins, first), min(row.ends, last)
    days = (last - first).days + 1
    x, width = (begins - first).days * 100 / days, ((ends - begins).days + 1) * 100 / days
    return Bar(row, f"{x:.2f}%", f"{max(width, _LEAST):.2f}%")
