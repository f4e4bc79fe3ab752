"""历年数据: the whole years of a set's indicators side by side, for the office that brings in what is known.

In: a set, a place, whose figures.  Out: `Line`s with a `Cell` for each year; two queries.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from duban.apps.indicators.models import Indicator, IndicatorSet, Observation
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicators import IndicatorKind, ObservationStatus
from duban.rulebook.observations import period_end

YEAR = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """`current`: of the status that is being entered; `counting`: the one that counts, where that is another."""

    indicator: Indicator
    year: int
    current: Observation | None
    counting: Observation | None

    @property
    def key(self) -> str:
        return f"y{self.indicator.pk}-{self.year}"


@dataclass(frozen=True, slots=True)
class Line:
    indicator: Indicator
    cells: tuple[Cell, ...]


def years_over(of: IndicatorSet, *, on: date) -> list[int]:
    """The years of the set that have ended."""
    return [year for year in range(of.starts, of.ends + 1) if period_end(year, YEAR) <= on]


def lines_of(of: IndicatorSet, place: Jurisdiction, status: ObservationStatus, *, on: date) -> list[Line]:
    indicators = Indicator.objects.filter(indicator_set=of).exclude(kind=IndicatorKind.COMPOSITE)
    rows = Observation.objects.filter(
        indicator__indicator_set=of, jurisdiction=place, month=YEAR, is_current=True
    ).order_by("-rank")
    figures: dict[tuple[int, int], list[Observation]] = defaultdict(list)
    for row in rows:
        figures[row.indicator_id, row.year].append(row)
    years = years_over(of, on=on)
    found = []
    for indicator in indicators.select_related("field", "parent").order_by("order", "pk"):
        cells = tuple(_cell(indicator, year, figures[indicator.pk, year], status) for year in years)
        found.append(Line(indicator, cells))
    return found


def _cell(indicator: Indicator, year: int, rows: list[Observation], status: ObservationStatus) -> Cell:
    current = next((one for one in rows if one.status == status), None)
    counting = next((one for one in rows if one.counts and one is not current), None)
    return Cell(indicator, year, current, counting)
