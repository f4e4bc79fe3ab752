"""The years whose notices were known when this was written, 2010 to 2026: what a new installation begins with.

In: `known_days.csv`, drawn up with the package `holidays` 0.109.  Out: days; rows of the models it is given.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from duban.apps.calendars.named_days import NamedDay, stamp_of
from duban.rulebook.working_days import DayKind

_FILE = Path(__file__).with_name("known_days.csv")
YEARS = range(2010, 2027)


def known_days() -> list[NamedDay]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [one for row in csv.DictReader(file) for one in _days(row)]


def fill(years: Any, days: Any, *, source: str) -> None:
    """Make the rows; `years` and `days` are the managers of the two models."""
    by_year: dict[int, list[NamedDay]] = defaultdict(list)
    for one in known_days():
        by_year[one.day.year].append(one)
    years.bulk_create(
        years.model(year=year, is_announced=True, source=source, stamp=stamp_of(by_year[year], is_announced=True))
        for year in YEARS
    )
    days.bulk_create(
        days.model(day=one.day, kind=one.kind.value, name=one.name) for year in YEARS for one in by_year[year]
    )


def _days(row: dict[str, str]) -> list[NamedDay]:
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    count = (last - first).days + 1
    return [NamedDay(first + timedelta(days=at), DayKind(row["kind"]), row["name"]) for at in range(count)]
