"""Counties compared, as their page shows it: by the index of the whole set, and by one indicator side by side.

In: a `Look`, the chosen indicator, who looks.  Out: rows; only places whose figures one may see, ranked among all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.apps.indicators.measuring import PlaceFigure, PlaceRanking, PlaceStanding, places_by, places_of
from duban.apps.indicators.models import Indicator, IndicatorField
from duban.apps.indicators.queries.looks import Look
from duban.apps.indicators.queries.set_standing import Line
from duban.apps.indicators.showing.curves import common_scale, curve_of
from duban.apps.indicators.showing.words import target_words
from duban.apps.web.pictures import per_cent
from duban.apps.web.year_curves import YearCurve
from duban.rulebook.attainment.words import percent
from duban.rulebook.indicators import IndicatorKind


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place by the index; `fields` in the order of the set's."""

    standing: PlaceStanding
    fields: list[str]

    @property
    def index(self) -> str:
        return _percent(self.standing.index)

    @property
    def bar(self) -> str:
        return per_cent(self.standing.index or 0, 100)

    @property
    def moved(self) -> str:
        return _moved(self.standing.change)

    @property
    def why_not(self) -> str:
        """Why it has no rank."""
        one = self.standing
        if one.rank is not None:
            return ""
        return "没有可以计算的指标" if not one.judged else f"只有{one.judged}项可以计算，不到权重的一半，不排名"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One place by the indicator; `bar` in per cent of attainment."""

    figure: PlaceFigure
    curve: YearCurve | None

    @property
    def line(self) -> Line:
        return Line(self.figure.standing, "", (), frozenset())

    @property
    def targets(self) -> list[str]:
        return [f"{one.year}年{target_words(one)}" for one in self.figure.standing.targets]

    @property
    def bar(self) -> str:
        reached = self.figure.standing.attainment.percent
        return per_cent(min(float(reached), 100), 100) if reached is not None else "0%"

    @property
    def moved(self) -> str:
        return _moved(self.figure.change)


@dataclass(frozen=True, slots=True)
class PlaceView:
    """`ranking` None: for whoever sees only some of the indicators. `total` places are ranked."""

    look: Look
    ranking: PlaceRanking | None
    rows: list[PlaceRow]
    fields: list[IndicatorField]
    indicators: list[Indicator]
    indicator: Indicator | None
    figures: list[FigureRow]
    total: int

    @property
    def shown_ranking(self) -> list[PlaceStanding]:
        return [row.standing for row in self.rows]

    @property
    def curves(self) -> list[FigureRow]:
        return [row for row in self.figures if row.curve is not None]


def place_view(look: Look, seen: Sequence[Indicator], chosen: str) -> PlaceView:
    """`seen`: the set's indicators that one sees."""
    below = {one.pk for one in look.places if one.pk != look.indicator_set.jurisdiction_id}
    asked = next((one for one in seen if str(one.pk) == chosen), None) or next(
        (one for one in seen if one.kind != IndicatorKind.COMPOSITE), None
    )
    sees_all = len(seen) == look.indicator_set.indicators.count()
    fields = list(look.indicator_set.fields.all())
    ranking = places_of(look.indicator_set, year=look.year, month=look.month) if sees_all and below else None
    found = places_by(asked, year=look.year, month=look.month) if asked is not None and below else ()
    return PlaceView(
        look=look,
        ranking=ranking,
        rows=[_row(one, fields) for one in ranking.rows if one.place.pk in below] if ranking else [],
        fields=fields,
        indicators=list(seen),
        indicator=asked,
        figures=_figures([one for one in found if one.standing.place.pk in below]),
        total=sum(one.rank is not None for one in ranking.rows) if ranking else 0,
    )


def _row(one: PlaceStanding, fields: Sequence[IndicatorField]) -> PlaceRow:
    return PlaceRow(one, [_percent(one.fields.get(field.pk)) for field in fields])


def _figures(found: Sequence[PlaceFigure]) -> list[FigureRow]:
    scale = common_scale([one.standing for one in found])
    return [
        FigureRow(one, curve_of(one.standing, key=f"curve-{one.standing.place.pk}", scale=scale))
        if one.standing.figures
        else FigureRow(one, None)
        for one in found
    ]


def _percent(value: float | None) -> str:
    return "" if value is None else percent(Decimal(value))


def _moved(change: int | None) -> str:
    if not change:
        return "持平" if change == 0 else ""
    return f"升{change}位" if change > 0 else f"降{-change}位"
