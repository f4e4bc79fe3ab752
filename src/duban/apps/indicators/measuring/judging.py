"""Judge the indicators of a set in one place, from rows already read: the standing of each, a composite with its parts.

In: `MeasuredRows`, a place, a year and month.  Out: `IndicatorStanding`.
Years before the last one asked count whole; what came after the year judged is left out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.apps.indicators.measuring import facts as rules
from duban.apps.indicators.measuring.baselines import baseline_of, baseline_year, newest
from duban.apps.indicators.measuring.composites import pace_of_parts
from duban.apps.indicators.measuring.facts import Facts
from duban.apps.indicators.measuring.standings import IndicatorStanding
from duban.apps.indicators.models import Indicator, IndicatorTarget, Observation, Scheme, SchemeLine
from duban.apps.indicators.queries.measured_rows import MeasuredRows
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.attainment import Attainment, Part, Terms, combine, goals_for
from duban.rulebook.forecast import Forecast, Outlook
from duban.rulebook.indicator_pace import PacePoints, PathKind, Track
from duban.rulebook.indicators import Aggregation, IndicatorKind, Method, TargetRule

LENT = (TargetRule.VALUE.value, TargetRule.ABOUT.value, TargetRule.RANGE.value)
OF_PARTS = Forecast(Outlook.NONE, "由分项合成，分项各自预测")
NO_TRACK = Track(PathKind.LINEAR, (), None, reason="由分项合成")


@dataclass(frozen=True, slots=True)
class Judge:
    """The rows of a set, the place and the period they are judged for."""

    rows: MeasuredRows
    place: Jurisdiction
    year: int
    month: int

    def standing(self, indicator: Indicator) -> IndicatorStanding:
        return self._composite(indicator) if indicator.kind == IndicatorKind.COMPOSITE else self._measured(indicator)

    def _measured(self, indicator: Indicator) -> IndicatorStanding:
        known = self._facts(indicator)
        goals, path = goals_for(known.goals, self.year), rules.track(known)
        asked = {goal.year for goal in goals}
        return IndicatorStanding(
            indicator=indicator,
            place=self.place,
            year=self.year,
            month=self.month,
            weight=self._weight(indicator),
            terms=known.terms,
            baseline_year=baseline_year(indicator),
            baseline=known.baseline,
            figure=known.figure,
            figures=known.figures,
            targets=tuple(target for target in known.targets if target.year in asked),
            all_targets=known.targets,
            attainment=rules.attained(known, goals),
            final=rules.attained_finally(known),
            track=path,
            pace=rules.pace(known, path),
            forecast=rules.outlook(known),
        )

    def _composite(self, indicator: Indicator) -> IndicatorStanding:
        parts = tuple(self.standing(one) for one in self.rows.parts.get(indicator.pk, ()))
        terms = terms_of(self.rows.lines.get(indicator.pk), self.rows.scheme)
        return IndicatorStanding(
            indicator=indicator,
            place=self.place,
            year=self.year,
            month=self.month,
            weight=self._weight(indicator),
            terms=terms,
            baseline_year=None,
            baseline=None,
            figure=None,
            figures={},
            targets=(),
            all_targets=(),
            attainment=_combined(parts, [one.attainment for one in parts], terms),
            final=_combined(parts, [one.final for one in parts], terms),
            track=NO_TRACK,
            pace=pace_of_parts(parts),
            forecast=OF_PARTS,
            parts=parts,
        )

    def _facts(self, indicator: Indicator) -> Facts:
        scheme = self.rows.scheme
        figures = self.rows.figures.get((indicator.pk, self.place.pk), ())
        return Facts(
            indicator=indicator,
            year=self.year,
            month=self.month,
            terms=terms_of(self.rows.lines.get(indicator.pk), scheme),
            points=PacePoints(scheme.behind_points, scheme.severe_points, scheme.ahead_points)
            if scheme
            else PacePoints(),
            targets=self._targets(indicator),
            figures=self._by_year(figures),
            baseline=baseline_of(indicator, self.place.pk, figures),
        )

    def _targets(self, indicator: Indicator) -> tuple[IndicatorTarget, ...]:
        """The place's own, else those the set lends."""
        own, home = self.rows.targets.get((indicator.pk, self.place.pk), ()), self.rows.indicator_set
        if own or not home.shares_targets or indicator.aggregation == Aggregation.SUM:
            return own
        lent = self.rows.targets.get((indicator.pk, home.jurisdiction_id), ())
        return tuple(target for target in lent if target.rule in LENT)

    def _by_year(self, figures: Sequence[Observation]) -> Mapping[int, Observation]:
        years = sorted({one.year for one in figures if one.year <= self.year})
        found = {year: newest(figures, year, self.month if year == self.year else 12) for year in years}
        return {year: one for year, one in found.items() if one is not None}

    def _weight(self, indicator: Indicator) -> Decimal:
        line = self.rows.lines.get(indicator.pk)
        return Decimal(1) if line is None else line.weight


def terms_of(line: SchemeLine | None, scheme: Scheme | None) -> Terms:
    """What a version of the scheme says of an indicator; what it does not mention is judged as most are."""
    if scheme is None:
        return Terms()
    if line is None:
        return Terms(cap=scheme.cap, tolerance=scheme.tolerance)
    return Terms(Method(line.method), scheme.cap, line.lower, line.upper, scheme.tolerance, line.must_pass)


def _combined(parts: Sequence[IndicatorStanding], reached: Sequence[Attainment], terms: Terms) -> Attainment:
    named = [Part(one.indicator.name, one.weight, found) for one, found in zip(parts, reached, strict=True)]
    return combine(named, must_pass=terms.must_pass)
