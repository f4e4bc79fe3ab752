"""From where an indicator starts in a place: the document's baseline for the set's own place, else a figure.

In: an indicator, a place, the figures that count.  Out: year and value; None where nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from duban.apps.indicators.models import Indicator, Observation


def baseline_year(indicator: Indicator) -> int:
    """The indicator's own, else that of its set."""
    return indicator.baseline_year or indicator.indicator_set.starts


def baseline_of(indicator: Indicator, place: int, figures: Iterable[Observation]) -> Decimal | None:
    """`place` by key; `figures` of the indicator in that place. Counties start from their own figure."""
    if place == indicator.indicator_set.jurisdiction_id and indicator.baseline_value is not None:
        return indicator.baseline_value
    found = newest(figures, baseline_year(indicator))
    return found.value if found else None


def newest(figures: Iterable[Observation], year: int, month: int = 12) -> Observation | None:
    """The year's figure: of its newest month up to the one asked."""
    own = [one for one in figures if one.year == year and one.month <= month]
    return max(own, key=lambda one: one.month, default=None)
