"""What the editor of targets shows beside the targets: the places that have some, where a place starts.

In: an indicator, a place, an actor.  Out: places to choose; a baseline; the years of the grid.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.apps.indicators.measuring.baselines import baseline_of, baseline_year
from duban.apps.indicators.models import Indicator, IndicatorTarget
from duban.apps.indicators.target_reading import Baseline
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor


def places_to_choose(indicator: Indicator, actor: Actor) -> QuerySet[Jurisdiction]:
    """The set's own place, those right below it, and any with targets of its own."""
    place = indicator.indicator_set.jurisdiction
    with_targets = indicator.targets.order_by().values("jurisdiction")
    chosen = Q(pk=place.pk) | Q(parent=place.pk) | Q(pk__in=with_targets, path__startswith=place.path)
    return Jurisdiction.objects.visible_to(actor).filter(chosen).order_by("path")


def places_with_targets(indicator: Indicator) -> set[int]:
    return set(indicator.targets.order_by().values_list("jurisdiction", flat=True))


def baseline_in(indicator: Indicator, place: Jurisdiction) -> Baseline:
    """From where the place starts: the document's baseline, or for a lower place its own figure of that year."""
    year = baseline_year(indicator)
    figures = indicator.observations.filter(jurisdiction=place, year=year, counts=True)
    return Baseline(year, baseline_of(indicator, place.pk, figures))


def years_of(indicator: Indicator) -> list[int]:
    """From the year after the baseline's to the set's last, and any other that has a target."""
    one = indicator.indicator_set
    first = one.starts + 1 if one.starts < one.ends else one.starts
    return sorted({*range(first, one.ends + 1), *indicator.targets.values_list("year", flat=True)})


def open_targets(indicators: QuerySet[Indicator]) -> QuerySet[IndicatorTarget]:
    """Those whose meaning nobody confirmed, in the order of the set."""
    rows = IndicatorTarget.objects.filter(indicator__in=indicators.order_by(), rule_confirmed=False)
    return rows.select_related("indicator", "jurisdiction").order_by(
        "indicator__order", "indicator", "jurisdiction__path", "year", "level"
    )
