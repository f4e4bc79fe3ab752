"""Which figures a page is about, in its address: year, month, whose figures, of which place.

In: a set, the address's values, today.  Out: a `Sheet`; what the address does not say is what is asked for now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.queries.entry_grid import Sheet
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.observations import newest_period


def sheet_of(of: IndicatorSet, asked: Mapping[str, str], *, on: date) -> Sheet:
    """A value that makes no sense is left out, as in a table's address."""
    year, month = newest_period(of.starts, of.ends, of.due_months, on)
    year = _within(asked.get("year"), of.starts, of.ends) or year
    month = _within(asked.get("month"), 1, 12) or month
    known = asked.get("status") in {one.value for one in ObservationStatus}
    status = ObservationStatus(asked["status"]) if known else ObservationStatus.VERIFIED
    return Sheet(of, year, month, status, _within(asked.get("place"), 1, 10**18) or None)


def _within(text: str | None, low: int, high: int) -> int:
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
    return number if low <= number <= high else 0


def query_of(sheet: Sheet) -> str:
    values = {"year": sheet.year, "month": sheet.month, "status": sheet.status, "place": sheet.place or ""}
    return urlencode({name: value for name, value in values.items() if value != ""})


def address_of(sheet: Sheet) -> str:
    return f"{reverse('indicators:entry', args=[sheet.indicator_set.pk])}?{query_of(sheet)}"
