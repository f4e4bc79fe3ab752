"""How a set stands, as its page shows it: indexes, classes with their rows, the table by field; constant queries.

In: a `Look`, who looks, filters.  Out: `SetView`. Whoever sees only some of the indicators gets no indexes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from duban.apps.indicators.measuring import FieldStanding, IndicatorStanding, SetStanding, measure
from duban.apps.indicators.models import Indicator, IndicatorUnit
from duban.apps.indicators.queries.looks import Look
from duban.apps.indicators.showing import words
from duban.apps.indicators.showing.words import Way
from duban.apps.web.pictures import Part
from duban.rulebook.actors import Actor
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass
from duban.rulebook.indicators import NATURES
from duban.rulebook.tasks import ResponsibilityRole

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: an indicator, or a part of the one above it. `field` is its whole's field."""

    standing: IndicatorStanding
    field: str
    leads: tuple[str, ...]
    units: frozenset[str]  # keys of those by whom it is found
    is_part: bool = False

    @property
    def indicator(self) -> Indicator:
        return self.standing.indicator

    @property
    def state(self) -> str:
        return words.state_of(self.standing)

    @property
    def label(self) -> str:
        return words.class_words(self.standing)

    @property
    def direction(self) -> str:
        return words.direction_words(self.standing)

    @property
    def facts(self) -> str:
        """%，正向，约束性，必达"""
        row, must = self.indicator, "必达" if self.standing.terms.must_pass else ""
        return "，".join(one for one in (row.unit, self.direction, row.get_nature_display(), must) if one)

    @property
    def targets(self) -> list[str]:
        return [f"{one.year}年{words.target_words(one)}" for one in self.standing.targets]

    @property
    def way(self) -> Way | None:
        return words.way_of(self.standing)

    @property
    def foreseen(self) -> str:
        return words.amount(self.standing.forecast.value, self.standing)

    @property
    def has_own_figure(self) -> bool:
        return words.has_own_figure(self.standing)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty: everything."""

    field: str = ""
    standing: str = ""
    nature: str = ""
    unit: str = ""
    q: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filters:
        return cls(*(asked.get(name, "").strip()[:100] for name in ("field", "standing", "nature", "unit", "q")))

    @property
    def is_set(self) -> bool:
        return any((self.field, self.standing, self.nature, self.unit, self.q))

    def takes(self, line: Line) -> bool:
        row = line.indicator
        return (
            self.field in ("", str(row.field_id or 0))
            and self.nature in ("", row.nature)
            and (not self.unit or self.unit in line.units)
            and self.q in row.name
        )


@dataclass(frozen=True, slots=True)
class SetView:
    """`groups` and `lines` are what the filters leave, `standing` is everything one sees."""

    look: Look
    standing: SetStanding
    filters: Filters
    groups: list[tuple[FieldStanding, list[Line]]]
    parts: list[Part]
    units: Pairs
    verdict: str
    count: int
    query: str

    @property
    def lines(self) -> list[Line]:
        return [line for _, lines in self.groups for line in lines]

    @property
    def shown(self) -> int:
        return sum(not line.is_part for line in self.lines)

    @property
    def fields(self) -> Pairs:
        return [(str(one.field.pk if one.field else 0), one.name) for one in self.standing.fields]

    @property
    def classes(self) -> Pairs:
        return [(one.value, PACE_CLASSES[one]) for one, items in self.standing.by_class.items() if items]

    @property
    def natures(self) -> Pairs:
        return [(one.value, said) for one, said in NATURES.items()]


def set_view(look: Look, actor: Actor, asked: Mapping[str, str]) -> SetView:
    only, filters = Indicator.objects.visible_to(actor), Filters.read(asked)
    standing = measure(look.indicator_set, year=look.year, month=look.month, place=look.place, only=only)
    leads = _leads(look)
    groups = [(one, list(_lines(one, leads, filters))) for one in standing.fields]
    chosen = {name: getattr(filters, name) for name in Filters.__slots__ if getattr(filters, name)}
    units = {key: name for rows in leads.values() for key, name in rows if key}
    return SetView(
        look=look,
        standing=standing,
        filters=filters,
        groups=[(one, lines) for one, lines in groups if lines],
        parts=_parts(standing, look),
        units=sorted(units.items(), key=lambda pair: pair[1]),
        verdict=words.verdict_words(standing.index),
        count=len(standing.items),
        query=look.query + (f"&{urlencode(chosen)}" if chosen else ""),
    )


def _leads(look: Look) -> dict[int, list[tuple[str, str]]]:
    """The lead units by indicator: key ("" where it is no unit or stands only behind a collective one) and name."""
    rows = IndicatorUnit.objects.filter(
        indicator__indicator_set=look.indicator_set, role=ResponsibilityRole.LEAD
    ).select_related("unit", "unit_group")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows.order_by("order", "pk"):
        found[row.indicator_id].append((str(row.unit_id or ""), "" if row.through_id else str(row)))
    return found


def _lines(field: FieldStanding, leads: Mapping[int, Sequence[tuple[str, str]]], filters: Filters) -> Iterator[Line]:
    """A whole with all its parts where it or one of them is asked for; by class only the whole, as they are counted."""
    for item in field.items:
        if filters.standing not in ("", item.pace.standing):
            continue
        several = [_line(item, field.name, leads)]
        several += [_line(part, field.name, leads, is_part=True) for part in item.parts]
        if any(filters.takes(line) for line in several):
            yield from several


def _line(
    standing: IndicatorStanding,
    field: str,
    leads: Mapping[int, Sequence[tuple[str, str]]],
    *,
    is_part: bool = False,
) -> Line:
    own = leads.get(standing.indicator.pk, ())
    names = tuple(name for _, name in own if name)
    return Line(standing, field, names, frozenset(key for key, _ in own if key), is_part)


def _parts(standing: SetStanding, look: Look) -> list[Part]:
    return [
        Part(PACE_CLASSES[one], len(items), words.STATES[one], f"?{look.query}&standing={one.value}#table")
        for one, items in standing.by_class.items()
        if items or one in (PaceClass.BEHIND, PaceClass.SEVERE)
    ]
