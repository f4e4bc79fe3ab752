"""What a bulletin or an evaluation of indicators is counted from: how the set stands, and what is told beside it.

In: nothing.  Out: `Ground`; `evaluating.gathering` fills it, `evaluating.computing` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from duban.apps.indicators.measuring import IndicatorStanding, PlaceRanking, SetStanding
from duban.apps.indicators.models import Indicator
from duban.rulebook.bulletin_words import safe
from duban.rulebook.indicator_pace import PaceClass
from duban.rulebook.indicators import EvaluationKind

P = PaceClass
AHEAD = (P.DONE_EARLY, P.DONE, P.FASTER)
BEHIND = (P.MISSED, P.SEVERE, P.BEHIND)
UNJUDGED = (P.NO_DATA, P.NO_PATH)
_NUMBER = re.compile(r"[0-9A-Za-z.\-]+")
_PLAIN = 6  # letters of a number by which an indicator may be called


@dataclass(frozen=True, slots=True)
class Before:
    """The period before: which, its index, the class of each indicator by its key."""

    words: str
    index: Fraction | None
    classes: Mapping[int, PaceClass]


@dataclass(frozen=True)
class Ground:
    """`years`: the years so far, the one told last; `leads`: units by indicator, `units` their names in order."""

    kind: EvaluationKind
    standing: SetStanding
    years: Mapping[int, SetStanding]
    before: Before | None = None
    places: PlaceRanking | None = None
    leads: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[IndicatorStanding, ...]:
        return self.standing.items

    def of_class(self, *classes: PaceClass) -> list[IndicatorStanding]:
        """In the order of the classes, then of the set."""
        by_class = self.standing.by_class
        return [one for each in classes for one in by_class[each]]

    @cached_property
    def names(self) -> dict[int, str]:
        """How an indicator is called: by its number, where no other has it; else by its place in the set."""
        numbers = [one.indicator.number.strip().rstrip(".、") for one in self.items]
        plain = {one for one in numbers if numbers.count(one) == 1 and _is_plain(one)}
        return {
            one.indicator.pk: number if number in plain else f"#{at}"
            for at, (one, number) in enumerate(zip(self.items, numbers, strict=True), 1)
        }

    def lead_words(self, indicator: Indicator) -> list[str]:
        return [self.unit(key) for key in self.leads.get(indicator.pk, ())]

    def unit(self, key: int) -> str:
        return safe(self.units.get(key, "")) or "未列名单位"

    def lead_keys(self, standings: Iterable[IndicatorStanding]) -> list[int]:
        """The units that lead any of them, in the order of the organisation."""
        asked = {key for one in standings for key in self.leads.get(one.indicator.pk, ())}
        return [key for key in self.units if key in asked]


def _is_plain(number: str) -> bool:
    return len(number) <= _PLAIN and _NUMBER.fullmatch(number) is not None
