"""How a set stands: each indicator's attainment, pace and forecast for a place, the indexes, the ranking of places.

In: a set, a year and a month, a place.  Out: `SetStanding`, `IndicatorStanding`, `PlaceRanking`; queries do not grow.
Computes nothing itself: `rulebook.attainment` and its neighbours do; told in docs/explain/indicator-standing.md.
"""

from duban.apps.indicators.measuring.ranking import PlaceFigure, PlaceRanking, PlaceStanding, places_by, places_of
from duban.apps.indicators.measuring.standings import FieldStanding, IndicatorStanding, SetStanding, YearPoint
from duban.apps.indicators.measuring.taking import measure, measure_years, scheme_on, standing_of
from duban.apps.indicators.measuring.targets import meaning_of, write_meanings, write_meanings_after

__all__ = [
    "FieldStanding",
    "IndicatorStanding",
    "PlaceFigure",
    "PlaceRanking",
    "PlaceStanding",
    "SetStanding",
    "YearPoint",
    "meaning_of",
    "measure",
    "measure_years",
    "places_by",
    "places_of",
    "scheme_on",
    "standing_of",
    "write_meanings",
    "write_meanings_after",
]
