"""Who gives figures of which indicators, which figures there are, what those of the places below make together.

In: an actor, indicators, places, years.  Out: rows, a `Sum`; a number of queries that does not grow with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from duban.apps.dispatch.answering import answered_by
from duban.apps.indicators.models import Indicator, IndicatorUnit, Observation
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import Aggregation, ObservationStatus
from duban.rulebook.observations import GIVES, Giver, value_of_rate
from duban.rulebook.roles import UNIT_WIDE, Role
from duban.rulebook.tasks import ResponsibilityRole

Cell = tuple[int, int, int, int]  # keys of indicator and place, year, month


def led_by(actor: Actor, indicators: Iterable[Indicator]) -> set[int]:
    """Which of them the actor's unit answers for, itself or as parts of what it answers for; one query."""
    rows = list(indicators)
    if actor.role not in UNIT_WIDE:
        return set()
    keys = {one.pk for one in rows} | {one.parent_id for one in rows if one.parent_id}
    lead = IndicatorUnit.objects.filter(indicator__in=keys, role=ResponsibilityRole.LEAD, unit__in=answered_by(actor))
    led = set(lead.order_by().values_list("indicator", flat=True))
    return {one.pk for one in rows if one.pk in led or one.parent_id in led}


def giver_of(actor: Actor, indicator: Indicator, place: Jurisdiction, led: Collection[int]) -> Giver:
    """In which capacity the actor gives this figure; `led`: what `led_by` found."""
    top = indicator.indicator_set.jurisdiction.path
    if actor.is_system or (actor.role == Role.OFFICE and actor.path and top.startswith(actor.path)):
        return Giver.OFFICE
    if indicator.pk in led and actor.path and top.startswith(actor.path):
        return Giver.LEAD
    is_below = actor.path != top and actor.path.startswith(top) and place.path.startswith(actor.path)
    return Giver.BELOW if is_below and actor.role in (Role.OFFICE, *UNIT_WIDE) else Giver.NOBODY


def statuses_for(
    actor: Actor, indicator: Indicator, place: Jurisdiction, led: Collection[int]
) -> tuple[ObservationStatus, ...]:
    """Which figures of an indicator the actor may give for a place."""
    own = place.pk == indicator.indicator_set.jurisdiction_id
    return GIVES[giver_of(actor, indicator, place, led), own]


def current_at(cells: Collection[Cell]) -> dict[Cell, list[Observation]]:
    """The figures in use at these cells, the one that counts first; one query."""
    if not cells:
        return {}
    indicators, places, years, months = (set(part) for part in zip(*cells, strict=True))
    rows = Observation.objects.filter(
        indicator__in=indicators, jurisdiction__in=places, year__in=years, month__in=months, is_current=True
    )
    found: dict[Cell, list[Observation]] = {}
    for row in rows.order_by("-rank"):
        if (cell := cell_of(row)) in cells:
            found.setdefault(cell, []).append(row)
    return found


def cell_of(row: Observation) -> Cell:
    return row.indicator_id, row.jurisdiction_id, row.year, row.month


def places_below(place: Jurisdiction) -> list[Jurisdiction]:
    return list(Jurisdiction.objects.filter(parent=place).order_by("order", "path"))


def visible_indicators(actor: Actor, keys: Collection[int]) -> set[int]:
    return set(Indicator.objects.visible_to(actor).filter(Q(pk__in=keys)).order_by().values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Sum:
    """What the places below make: None while nothing can be said. `missing`: those without a figure to add."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    counted: int
    missing: tuple[Jurisdiction, ...]

    @property
    def source(self) -> str:
        left_out = f"，缺{'、'.join(place.name for place in self.missing)}" if self.missing else ""
        return f"由{self.counted}个县（市、区）汇总{left_out}"


def sum_of(indicator: Indicator, places: Sequence[Jurisdiction], figures: Iterable[Observation]) -> Sum | None:
    """Values added, or numerators and denominators each; never an average of rates. None: nothing is added up here."""
    if indicator.aggregation == Aggregation.NONE or not places:
        return None
    by_rate = indicator.aggregation == Aggregation.RATE
    wanted = {place.pk for place in places}
    known = {
        row.jurisdiction_id: row
        for row in figures
        if row.jurisdiction_id in wanted and not (by_rate and (row.numerator is None or row.denominator is None))
    }
    missing = tuple(place for place in places if place.pk not in known)
    value, *parts = (
        _rate(indicator, known.values()) if by_rate else (_added(row.value for row in known.values()), None, None)
    )
    return Sum(value if known else None, parts[0], parts[1], len(known), missing)


def _rate(indicator: Indicator, rows: Collection[Observation]) -> tuple[Decimal | None, Decimal, Decimal]:
    over, under = _added(row.numerator for row in rows), _added(row.denominator for row in rows)
    return (value_of_rate(over, under, indicator.unit) if under else None), over, under


def _added(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def sum_below(indicator: Indicator, year: int, month: int) -> Sum | None:
    """The proposal for the set's own place, of the figures that count; two queries."""
    places = places_below(indicator.indicator_set.jurisdiction)
    rows = Observation.objects.filter(indicator=indicator, year=year, month=month, counts=True)
    return sum_of(indicator, places, rows)
