"""A generated set: places, indicators of every direction and method, targets of every shape, figures with gaps.

In: a seed.  Out: rows in the database; the same rows for the same seed. Zero, negative and missing figures are common.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from duban.apps.indicators.models import (
    Indicator,
    IndicatorField,
    IndicatorSet,
    IndicatorTarget,
    Observation,
    Scheme,
    SchemeField,
    SchemeLine,
)
from duban.apps.organizations.models import Jurisdiction, Level
from duban.rulebook.indicators import (
    Aggregation,
    Direction,
    IndicatorKind,
    Method,
    ObservationStatus,
    SetState,
    TargetLevel,
    TargetRule,
)

AT = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)
YEARS = (2020, 2021, 2022, 2023)
HOLDS = ("", "=", "~", "range", ">=", ">", "<=", "<", "words")
FIGURES = tuple(map(Decimal, ("0", "-3.5", "0.001", "1", "47.25", "50", "52.5", "60", "99.9", "120", "4000.125")))


class Generated:
    """`places` below `home`; every choice by the seed."""

    def __init__(self, seed: int, *, indicators: int = 40, places: int = 4, shares: bool = False) -> None:
        self.random = Random(seed)
        self.home = Jurisdiction.objects.create(name="青泽市", level=Level.CITY)
        self.places = [
            Jurisdiction.objects.create(name=f"第{at}县", level=Level.COUNTY, parent=self.home)
            for at in range(1, places + 1)
        ]
        self.set = IndicatorSet.objects.create(
            jurisdiction=self.home, title="指标", starts=2019, ends=2023, state=SetState.IN_FORCE, shares_targets=shares
        )
        self.scheme = Scheme.objects.create(
            indicator_set=self.set,
            number=1,
            since=date(2019, 1, 1),
            cap=self.random.random() < 0.7,
            made_at=AT,
            made_by="督小青",
        )
        self.fields = [self._field(order) for order in range(3)]
        self.indicators = [self._indicator(order) for order in range(indicators)]
        self._rows()

    def _field(self, order: int) -> IndicatorField:
        field = IndicatorField.objects.create(indicator_set=self.set, title=f"领域{order}", order=order)
        if order:
            SchemeField.objects.create(scheme=self.scheme, field=field, weight=Decimal(order) / 4)
        return field

    def _indicator(self, order: int) -> Indicator:
        """Every tenth is a whole of the two after it."""
        is_whole, at = order % 10 == 0, order % 10
        indicator = Indicator.objects.create(
            indicator_set=self.set,
            order=order,
            name=f"指标{order}",
            field=None if at in (1, 2) else self.random.choice([*self.fields, None]),
            parent=Indicator.objects.get(indicator_set=self.set, order=order - at) if at in (1, 2) else None,
            kind=IndicatorKind.COMPOSITE if is_whole else IndicatorKind.VALUE,
            direction=self.random.choice([*Direction, *Direction, ""]),
            aggregation=self.random.choice([Aggregation.NONE, Aggregation.SUM]),
            baseline_year=self.random.choice([None, 2019, 2020]),
            baseline_value=self.random.choice([None, *FIGURES]),
        )
        if self.random.random() < 0.8:
            self._line(indicator)
        return indicator

    def _line(self, indicator: Indicator) -> None:
        bound = [None, None, Decimal("-10"), Decimal(40), Decimal(55), Decimal(200)]
        SchemeLine.objects.create(
            scheme=self.scheme,
            indicator=indicator,
            weight=self.random.choice([0, 1, 1, Decimal("2.5"), 4]),
            method=self.random.choice([Method.AUTO, Method.AUTO, *Method]),
            lower=self.random.choice(bound),
            upper=self.random.choice(bound),
            must_pass=self.random.random() < 0.15,
        )

    def _rows(self) -> None:
        targets, figures = [], []
        for indicator in self.indicators:
            for place in (self.home, *self.places):
                if self.random.random() < (0.9 if place == self.home else 0.6):
                    targets += self._targets(indicator, place)
                figures += self._figures(indicator, place)
        IndicatorTarget.objects.bulk_create(targets)
        Observation.objects.bulk_create(figures)

    def _targets(self, indicator: Indicator, place: Jurisdiction) -> list[IndicatorTarget]:
        years = self.random.sample(YEARS, self.random.choice([1, 1, 2]))
        levels = self.random.choice([[TargetLevel.PLAIN], [TargetLevel.STRIVE, TargetLevel.ENSURE], [*TargetLevel]])
        return [self._target(indicator, place, year, level) for year in years for level in levels]

    def _target(self, indicator: Indicator, place: Jurisdiction, year: int, level: TargetLevel) -> IndicatorTarget:
        low = self.random.choice(FIGURES)
        return IndicatorTarget(
            indicator=indicator,
            jurisdiction=place,
            year=year,
            level=level,
            rule=self.random.choice([TargetRule.VALUE, TargetRule.ABOUT, TargetRule.KEEP]),
            goal=self.random.choice([None, *[low] * 9]),
            goal_to=self.random.choice([None, low, low + Decimal("7.5")]),
            holds=self.random.choice(HOLDS),
            text="目标",
        )

    def _figures(self, indicator: Indicator, place: Jurisdiction) -> list[Observation]:
        """Some years whole, some in part, some replaced, some not at all."""
        found = []
        for year in (2019, *YEARS):
            months = self.random.choice([(), (12,), (12,), (6,), (3, 6), (6, 12)])
            found += [self._figure(indicator, place, year, month) for month in months]
        return found

    def _figure(self, indicator: Indicator, place: Jurisdiction, year: int, month: int) -> Observation:
        return Observation(
            indicator=indicator,
            jurisdiction=place,
            year=year,
            month=month,
            status=ObservationStatus.STATED,
            value=self.random.choice([*FIGURES, Decimal(self.random.randint(-500, 20000)) / 100]),
            source="演示数据（虚构）",
            entered_by="林联络",
            entered_at=AT,
            counts=self.random.random() < 0.95,
        )
