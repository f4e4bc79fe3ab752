"""Gather what an evaluation tells of: standings of the years, the period before, places, units; queries do not grow.

In: an `Evaluation`, saved or not.  Out: `Ground`.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from django.db.models import Q

from duban.apps.dispatch.models.dispatches import ISSUED
from duban.apps.indicators.evaluating.ground import Before, Ground
from duban.apps.indicators.evaluating.periods import period_words
from duban.apps.indicators.measuring import SetStanding, measure_years, places_of
from duban.apps.indicators.models import Evaluation, IndicatorSet, IndicatorUnit
from duban.apps.organizations.models import Unit
from duban.rulebook.indicator_pace import PaceClass
from duban.rulebook.indicators import EvaluationKind
from duban.rulebook.tasks import ResponsibilityRole


def gather(row: Evaluation) -> Ground:
    one, year = row.indicator_set, row.year
    kind = EvaluationKind(row.kind)
    years = measure_years(one, _years(one, kind, year), month=row.month, scheme=row.scheme)
    places = places_of(one, year=year, month=row.month, scheme=row.scheme)
    leads, units = _leads(one)
    return Ground(
        kind=kind,
        standing=years[year],
        years=years,
        before=_issued_before(row) or _year_before(years, year),
        places=places if places.rows else None,
        leads=leads,
        units=units,
    )


def _years(one: IndicatorSet, kind: EvaluationKind, year: int) -> list[int]:
    """Bulletins need the year before to compare; evaluations all of them. The baseline's year is no year of work."""
    first = min(one.starts + 1, year) if one.starts < one.ends else year
    return list(range(first if kind is not EvaluationKind.PERIODIC else max(first, year - 1), year + 1))


def _issued_before(row: Evaluation) -> Before | None:
    """The newest one issued of an earlier period."""
    earlier = Q(year__lt=row.year) | Q(year=row.year, month__lt=row.month)
    rows = Evaluation.objects.filter(earlier, indicator_set=row.indicator_set, dispatch__state__in=ISSUED)
    last = rows.order_by("-year", "-month", "-pk").first()
    if last is None or not last.results:
        return None
    stored = last.results["index"]["percent"]
    classes = {item["key"]: PaceClass(item["class"]) for item in last.results["items"]}
    return Before(period_words(last.year, last.month), Fraction(stored) if stored else None, classes)


def _year_before(years: dict[int, SetStanding], year: int) -> Before | None:
    """Nothing is compared with a year that has no figures."""
    found = years.get(year - 1)
    if found is None or found.index.percent is None:
        return None
    classes = {one.indicator.pk: one.pace.standing for one in found.items}
    return Before(period_words(year - 1, 12), found.index.percent, classes)


def _leads(one: IndicatorSet) -> tuple[dict[int, tuple[int, ...]], dict[int, str]]:
    rows = IndicatorUnit.objects.filter(
        indicator__indicator_set=one, role=ResponsibilityRole.LEAD, unit__isnull=False
    ).order_by("indicator", "order", "pk")
    leads: dict[int, list[int]] = defaultdict(list)
    for indicator, unit in rows.values_list("indicator", "unit"):
        leads[indicator].append(unit)
    asked = {unit for several in leads.values() for unit in several}
    units = Unit.objects.filter(pk__in=asked).order_by("jurisdiction__path", "order", "pk")
    return {key: tuple(dict.fromkeys(keys)) for key, keys in leads.items()}, dict(units.values_list("pk", "name"))
