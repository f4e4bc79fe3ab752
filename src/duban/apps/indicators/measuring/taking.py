"""Measure a set: its rows in a fixed number of queries, judged by the scheme in force.

In: a set or an indicator, a year and month.  Out: standings.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from duban.apps.indicators.measuring.standings import IndicatorStanding, SetStanding
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme
from duban.apps.organizations.models import Jurisdiction


def measure(
    indicator_set: IndicatorSet,
    *,
    year: int,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
    only: QuerySet[Indicator] | None = None,
) -> SetStanding:
    """How the set stands by the end of a month, for its own place or one below it. `scheme`, else that in force `on`
    the day, else at the end of the month. `only`: of these indicators, as `Indicator.objects.visible_to(actor)`."""
    raise NotImplementedError


def measure_years(
    indicator_set: IndicatorSet,
    years: Iterable[int],
    *,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
    only: QuerySet[Indicator] | None = None,
) -> dict[int, SetStanding]:
    """The same of several years, with the queries of one: `month` is the last year's, those before count whole."""
    raise NotImplementedError


def standing_of(
    indicator: Indicator,
    *,
    year: int,
    month: int = 12,
    place: Jurisdiction | None = None,
    scheme: Scheme | None = None,
    on: date | None = None,
) -> IndicatorStanding:
    """How one indicator stands, its parts with it."""
    raise NotImplementedError


def scheme_on(indicator_set: IndicatorSet, day: date) -> Scheme | None:
    """The version in force on a day; before the first one the first; None while nobody has made one."""
    raise NotImplementedError
