"""填报: the figures of a set for one period as rows, with target, last year's figure and what is there already.

In: an actor, a set, what is asked (`Sheet`).  Out: `Row`s in the order of the set; a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import TARGET_LEVELS, Aggregation, IndicatorKind, ObservationStatus, TargetLevel
from duban.rulebook.observations import Stated, doubts

Figures = dict[tuple[int, int], list[Observation]]  # by keys of indicator and place


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is being filled. `status`: which figures an office gives, others have no choice; `place`: of it alone."""

    indicator_set: IndicatorSet
    year: int
    month: int
    status: ObservationStatus = ObservationStatus.VERIFIED
    place: int | None = None


@dataclass(slots=True)
class Row:
    """One figure. `current`: of the status the actor gives here; `counting`: that counts; `last`: a year ago."""

    indicator: Indicator
    place: Jurisdiction
    status: ObservationStatus
    is_own: bool
    targets: list[IndicatorTarget] = field(default_factory=list)
    figures: list[Observation] = field(default_factory=list)
    before: list[Observation] = field(default_factory=list)
    month: int = 12
    below: queries.Sum | None = None

    @property
    def key(self) -> str:
        return f"f{self.indicator.pk}-{self.place.pk}"

    @property
    def is_rate(self) -> bool:
        return self.indicator.kind == IndicatorKind.RATE

    @property
    def current(self) -> Observation | None:
        return next((one for one in self.figures if one.status == self.status), None)

    @property
    def counting(self) -> Observation | None:
        return next((one for one in self.figures if one.counts), None)

    @property
    def last(self) -> Observation | None:
        """Of the same month; of another one only where the figure does not add up over the year."""
        same = next((one for one in self.before if one.month == self.month), None)
        if same is not None or self.indicator.accrues:
            return same
        return max(self.before, key=lambda one: one.month, default=None)

    @property
    def source(self) -> str:
        """As it was said last time."""
        known = self.current or max(self.before, key=lambda one: one.month, default=None)
        return known.source if known else ""

    @property
    def goal(self) -> str:
        return "；".join(
            f"{TARGET_LEVELS[TargetLevel(one.level)]}{one.text}" if one.level else one.text for one in self.targets
        )

    @property
    def locked(self) -> str:
        """Why nothing is entered here."""
        return "来自报送的进展情况" if self.current and self.current.report_figure_id else ""

    def is_overtaken(self, shown: int, month: int) -> bool:
        """Whether another figure is there than the one of that key (0: none) that was taken out for that month."""
        return month == self.month and shown != (self.current.pk if self.current else 0)

    def doubts(self, row: Observation | None = None) -> list[str]:
        """What looks wrong with the figure that is there, or with one that is not kept yet."""
        row = row or self.current or self.counting
        if row is None:
            return []
        below = self.below.value if self.below and not self.below.missing else None
        last: Decimal | None = self.last.value if self.last else None
        growth = self.indicator.kind == IndicatorKind.GROWTH
        parts = row.numerator, row.denominator
        return doubts(Stated(row.value, self.indicator.unit, last, *parts, below=below, is_growth=growth))


def places_of(of: IndicatorSet) -> list[Jurisdiction]:
    """The set's place and those right below it."""
    return [of.jurisdiction, *queries.places_below(of.jurisdiction)]


def rows_of(sheet: Sheet, actor: Actor, only: tuple[int, int] | None = None) -> list[Row]:
    """Every figure the actor may enter here, or the one of an indicator and a place; seven queries."""
    of = sheet.indicator_set
    indicators = _indicators(sheet, actor, only[0] if only else None)
    led = queries.led_by(actor, indicators)
    places = places_of(of)
    figures = _figures(sheet, indicators)
    broken_down = _broken_down(of, indicators, figures)
    rows = []
    for indicator in indicators:
        shown = places if indicator.pk in broken_down or actor.path != of.jurisdiction.path else places[:1]
        for place in shown:
            given = queries.statuses_for(actor, indicator, place, led)
            if given and sheet.place in (None, place.pk) and (only is None or only[1] == place.pk):
                status = sheet.status if sheet.status in given else given[0]
                rows.append(_row(Row(indicator, place, status, place == of.jurisdiction), sheet, figures))
    _add_below(rows, sheet, places[1:], figures)
    return _with_targets(rows, sheet.year)


def _row(row: Row, sheet: Sheet, figures: Figures) -> Row:
    known = figures.get((row.indicator.pk, row.place.pk), [])
    row.month = sheet.month
    row.figures = [one for one in known if (one.year, one.month) == (sheet.year, sheet.month)]
    row.before = [one for one in known if one.year == sheet.year - 1 and one.counts]
    return row


def _indicators(sheet: Sheet, actor: Actor, only: int | None) -> list[Indicator]:
    """Those that have a figure of their own."""
    rows = Indicator.objects.visible_to(actor).filter(indicator_set=sheet.indicator_set)
    rows = rows.exclude(kind=IndicatorKind.COMPOSITE).select_related("field", "parent")
    if only is not None:
        rows = rows.filter(pk=only)
    found = list(rows.order_by("order", "pk"))
    for row in found:
        row.indicator_set = sheet.indicator_set
    return found


def _figures(sheet: Sheet, indicators: Iterable[Indicator]) -> Figures:
    """In use, of this period and of the year before."""
    years = (sheet.year - 1, sheet.year)
    rows = Observation.objects.filter(indicator__in=[one.pk for one in indicators], year__in=years, is_current=True)
    found: Figures = defaultdict(list)
    for row in rows.order_by("-rank"):
        found[row.indicator_id, row.jurisdiction_id].append(row)
    return found


def _broken_down(of: IndicatorSet, indicators: Sequence[Indicator], figures: Figures) -> set[int]:
    """Which are told by places below too: added up from them, with targets or figures of theirs."""
    added = {one.pk for one in indicators if one.aggregation != Aggregation.NONE}
    below = IndicatorTarget.objects.filter(indicator__indicator_set=of).exclude(jurisdiction=of.jurisdiction)
    aimed = set(below.order_by().values_list("indicator", flat=True).distinct())
    return added | aimed | {key for key, place in figures if place != of.jurisdiction_id}


def _add_below(rows: Iterable[Row], sheet: Sheet, places: Sequence[Jurisdiction], figures: Figures) -> None:
    """What those below make together, beside the whole's own figure."""
    for row in rows:
        if row.is_own and row.indicator.aggregation != Aggregation.NONE:
            known = (one for place in places for one in figures.get((row.indicator.pk, place.pk), ()))
            period = [one for one in known if (one.year, one.month, one.counts) == (sheet.year, sheet.month, True)]
            row.below = queries.sum_of(row.indicator, places, period)


def _with_targets(rows: list[Row], year: int) -> list[Row]:
    wanted = IndicatorTarget.objects.filter(
        indicator__in={row.indicator.pk for row in rows}, jurisdiction__in={row.place.pk for row in rows}, year=year
    )
    found: dict[tuple[int, int], list[IndicatorTarget]] = defaultdict(list)
    for target in wanted.order_by("level"):
        found[target.indicator_id, target.jurisdiction_id].append(target)
    for row in rows:
        row.targets = found.get((row.indicator.pk, row.place.pk), [])
    return rows
