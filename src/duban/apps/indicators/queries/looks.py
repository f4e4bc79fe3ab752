"""Which year and month, and whose place, a page of standings is about, as its address says it.

In: a set, the address's values, who looks.  Out: a `Look`; what the address leaves out is the newest with figures.
Of a whole set that is the newest period it asks for: a figure that came early with a report stands alone in its month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q

from duban.apps.indicators.models import Indicator, IndicatorSet, Observation
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.observations import period_words


@dataclass(frozen=True, slots=True)
class Look:
    """`places`: those that may be looked at, the set's own in front."""

    indicator_set: IndicatorSet
    place: Jurisdiction
    places: tuple[Jurisdiction, ...]
    year: int
    month: int
    years: tuple[int, ...]

    @property
    def words(self) -> str:
        return period_words(self.year, self.month)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def is_home(self) -> bool:
        return self.place == self.indicator_set.jurisdiction

    @property
    def query(self) -> str:
        asked = {"year": self.year, "month": self.month} | ({} if self.is_home else {"place": self.place.pk})
        return urlencode(asked)

    @property
    def months(self) -> range:
        return range(1, 13)


def look_at(
    of: IndicatorSet, asked: Mapping[str, str], actor: Actor, *, on: date, indicator: Indicator | None = None
) -> Look:
    """Values that make no sense are left out, as in a table's address; `indicator`: the page is about this one."""
    places = (of.jurisdiction, *places_below(of, actor))
    key = _number(asked.get("place"))
    place = next((one for one in places if one.pk == key), of.jurisdiction)
    newest = newest_with_figures(of, place, indicator) or (min(max(on.year, of.starts), of.ends), 12)
    years = tuple(range(of.starts, max(of.ends, newest[0]) + 1))
    year, month = _number(asked.get("year")), _number(asked.get("month"))
    year = year if year in years else newest[0]
    if not 1 <= month <= 12:
        month = newest[1] if year == newest[0] else 12
    return Look(of, place, places, year, month, years)


def places_below(of: IndicatorSet, actor: Actor) -> tuple[Jurisdiction, ...]:
    """The places right below the set's own whose figures one may see."""
    if not (actor.is_system or (actor.path and actor.sees_jurisdiction)):
        return ()
    rows = Jurisdiction.objects.visible_to(actor).filter(parent=of.jurisdiction_id)
    return tuple(rows.order_by("order", "pk"))


def newest_with_figures(
    of: IndicatorSet, place: Jurisdiction, indicator: Indicator | None = None
) -> tuple[int, int] | None:
    rows = Observation.objects.filter(indicator__indicator_set=of, jurisdiction=place, counts=True)
    periods = rows.order_by("-year", "-month").values_list("year", "month")
    if indicator is not None:
        return periods.filter(Q(indicator=indicator) | Q(indicator__parent=indicator)).first()
    return periods.filter(month__in=of.due_months).first() or periods.first()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
