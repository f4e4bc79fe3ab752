"""应报指标: which figures the lead units of sets in force have to give by when, and which of them are there.

In: units or an actor, a day or periods.  Out: `Asked`, one for each set, period and unit; at most four queries.
A unit of a place below that leads an indicator owes the figure of its own place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.dispatch.answering import acting, answered_by
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorUnit, Observation
from duban.apps.indicators.queries.observations import Cell
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.progress.answering import of_units
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import IndicatorKind, SetState
from duban.rulebook.observations import asked_now, asked_periods, due_on, period_words
from duban.rulebook.tasks import ResponsibilityRole

Period = tuple[int, int]
_RELATED = ("indicator__indicator_set__jurisdiction", "unit__jurisdiction", "unit__merged_into__jurisdiction")


@dataclass(frozen=True, slots=True)
class Duty:
    """An indicator a unit gives the figure of, for a place."""

    indicator: Indicator
    unit: Unit
    place: Jurisdiction


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that is asked; `given`: when it was entered first, None while it is missing."""

    duty: Duty
    given: datetime | None

    @property
    def indicator(self) -> Indicator:
        return self.duty.indicator


@dataclass(frozen=True, slots=True)
class Asked:
    """What one unit has to give of a set for a period."""

    indicator_set: IndicatorSet
    year: int
    month: int
    due: date
    unit: Unit
    lines: tuple[Line, ...]

    @property
    def period(self) -> str:
        return period_words(self.year, self.month)

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.given is None]

    @property
    def missing_first(self) -> list[Line]:
        return [*self.missing, *(line for line in self.lines if line.given is not None)]

    @property
    def given(self) -> int:
        return len(self.lines) - len(self.missing)

    @property
    def done_on(self) -> date | None:
        """The day the last of them came; None while one is missing."""
        days = [line.given for line in self.lines if line.given is not None]
        return timezone.localdate(max(days)) if len(days) == len(self.lines) else None

    def is_late(self, on: date) -> bool:
        return bool(self.missing) and self.due < on


def duties_of(units: QuerySet[Unit] | Collection[int] | None, sets: Q | None = None) -> list[Duty]:
    """What units lead in sets that ask for figures, of all units where none are named; two queries."""
    rows = IndicatorUnit.objects.filter(
        role=ResponsibilityRole.LEAD, unit__isnull=False, indicator__indicator_set__state=SetState.IN_FORCE
    ).exclude(indicator__indicator_set__due_months=[])
    if units is not None:
        rows = rows.filter(of_units(units))
    if sets is not None:
        rows = rows.filter(sets)
    led = list(rows.select_related(*_RELATED).order_by("indicator__indicator_set", "indicator__order", "pk"))
    parts = _parts({row.indicator_id for row in led if row.indicator.kind == IndicatorKind.COMPOSITE})
    return list({(one.indicator.pk, one.unit.pk): one for row in led for one in _of_row(row, parts)}.values())


def _parts(wholes: set[int]) -> dict[int, list[Indicator]]:
    """Of composites, the parts nobody leads by themselves."""
    if not wholes:
        return {}
    found: dict[int, list[Indicator]] = defaultdict(list)
    own = IndicatorUnit.objects.filter(role=ResponsibilityRole.LEAD).values("indicator")
    for row in Indicator.objects.filter(parent__in=wholes).exclude(pk__in=own).order_by("order", "pk"):
        found[row.parent_id or 0].append(row)
    return found


def _of_row(row: IndicatorUnit, parts: dict[int, list[Indicator]]) -> Iterable[Duty]:
    of = row.indicator.indicator_set
    if row.unit is None:
        return
    unit = acting(row.unit)
    is_below = unit.jurisdiction_id != of.jurisdiction_id and unit.jurisdiction.path.startswith(of.jurisdiction.path)
    place = unit.jurisdiction if is_below else of.jurisdiction
    if row.indicator.kind != IndicatorKind.COMPOSITE:
        yield Duty(row.indicator, unit, place)
    for part in parts.get(row.indicator_id, ()):
        part.indicator_set = of
        yield Duty(part, unit, place)


def asked(duties: Sequence[Duty], periods: Callable[[IndicatorSet], Iterable[Period]]) -> list[Asked]:
    """The duties by set, period and unit, what is due first in front; one query."""
    grouped: dict[tuple[int, Period, int], list[Duty]] = defaultdict(list)
    for duty in duties:
        of = duty.indicator.indicator_set
        for period in periods(of):
            grouped[of.pk, period, duty.unit.pk].append(duty)
    given = _given(duties, {period for _, period, _ in grouped})
    if not grouped:
        return []
    calendar, found = work_calendar(), []
    for (_, (year, month), _), ones in grouped.items():
        of = ones[0].indicator.indicator_set
        due = due_on(year, month, of.due_days, calendar)
        lines = tuple(Line(one, given.get((one.indicator.pk, one.place.pk, year, month))) for one in ones)
        found.append(Asked(of, year, month, due, ones[0].unit, lines))
    return sorted(found, key=lambda one: (one.due, one.indicator_set.pk, one.unit.order, one.unit.pk))


def _given(duties: Sequence[Duty], periods: set[Period]) -> dict[Cell, datetime]:
    """When each figure came first; what was withdrawn is not there."""
    if not periods:
        return {}
    rows = Observation.objects.filter(
        indicator__in={one.indicator.pk for one in duties},
        jurisdiction__in={one.place.pk for one in duties},
        year__in={year for year, _ in periods},
        month__in={month for _, month in periods},
    ).order_by()
    cells = rows.values_list("indicator", "jurisdiction", "year", "month")
    counted = cells.annotate(live=Count("pk", filter=Q(is_current=True)), first=Min("entered_at")).filter(live__gt=0)
    return {(indicator, place, year, month): first for indicator, place, year, month, _, first in counted}


def _now(on: date) -> Callable[[IndicatorSet], Iterable[Period]]:
    return lambda of: asked_now(of.starts, of.ends, of.due_months, on)


def asked_of(actor: Actor, *, on: date) -> list[Asked]:
    """What the actor's units are asked for now: of each month of a set the newest period that has ended."""
    return asked(duties_of(answered_by(actor)), _now(on))


def asked_in(actor: Actor, *, on: date) -> list[Asked]:
    """What the sets of the actor's place ask of all units now."""
    below = Q(indicator__indicator_set__jurisdiction__path__startswith=actor.path)
    return asked(duties_of(None, below), _now(on)) if actor.path else []


def asked_between(units: Collection[int], first: date, last: date) -> list[Asked]:
    """What is due from one day to another, both with."""
    duties = duties_of(units)
    if not duties:
        return []
    calendar = work_calendar()

    def due_then(of: IndicatorSet) -> list[Period]:
        periods = asked_periods(of.starts, of.ends, of.due_months)
        return [one for one in periods if first <= due_on(*one, of.due_days, calendar) <= last]

    return asked(duties, due_then)


def count_waiting(actor: Actor, *, on: date) -> int:
    """How many figures the actor's units still owe."""
    return sum(len(one.missing) for one in asked_of(actor, on=on))
