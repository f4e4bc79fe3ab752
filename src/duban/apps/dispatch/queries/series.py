"""The numbers of a code: which one comes next, which codes a place writes under."""

from __future__ import annotations

from datetime import date

from duban.apps.dispatch.models import Dispatch, Letterhead, NumberSeries
from duban.rulebook.dispatches import number


def following_number(dispatch: Dispatch, *, on: date) -> str:
    """What it would be given on the day, if nobody is faster."""
    code = dispatch.letterhead.code
    named = {"jurisdiction": dispatch.jurisdiction_id, "code": code, "year": on.year}
    last = NumberSeries.objects.filter(**named).values_list("last", flat=True).first() or 0
    return number(code, on.year, last + 1)


def codes_of(jurisdiction: int | None) -> list[str]:
    rows = Letterhead.objects.filter(jurisdiction=jurisdiction).order_by("pk").values_list("code", flat=True)
    return list(dict.fromkeys(rows))


def last_serials(jurisdiction: int | None, year: int) -> dict[str, int]:
    return dict(NumberSeries.objects.filter(jurisdiction=jurisdiction, year=year).values_list("code", "last"))
