"""Units found by any name they have or had, as of a day; and units that a misspelt name may mean.

In: names as documents and workbooks write them, a jurisdiction, a day.  Out: matches, best first, each with how.
`UnitFinder` is built once (two queries) and asked as often as wanted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from duban.apps.organizations import naming
from duban.apps.organizations.models import Jurisdiction, Unit, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.validity import holds

_LIKE_ENOUGH = 0.4
_CANDIDATES = 60


class How(IntEnum):
    """How a name led to a unit, best first."""

    OFFICIAL = 1
    SHORT = 2
    BOARD = 3
    PLACE = 4  # 临川县 for its government
    FORMER = 5
    LATER = 6  # a name it got after the day
    NOT_THEN = 7  # the unit did not exist on the day
    SIMILAR = 8

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    How.OFFICIAL: "全称",
    How.SHORT: "简称",
    How.BOARD: "加挂牌子",
    How.PLACE: "行政区名称",
    How.FORMER: "曾用名",
    How.LATER: "后来的名称",
    How.NOT_THEN: "当时没有这个单位",
    How.SIMILAR: "名称相近",
}
_KINDS = {
    UnitNameKind.OFFICIAL: How.OFFICIAL,
    UnitNameKind.SHORT: How.SHORT,
    UnitNameKind.BOARD: How.BOARD,
    UnitNameKind.FORMER: How.FORMER,
}


@dataclass(frozen=True, slots=True)
class Match:
    """`name` is the name on record that matched; `likeness` is 1 unless it is only similar."""

    unit: Unit
    how: How
    name: str
    own: bool = True  # of the jurisdiction itself, not of one below it
    likeness: float = 1.0


class UnitFinder:
    """The units of a jurisdiction and of those below it, under all names; units come with their jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction, on: date) -> None:
        self._jurisdiction, self._on = jurisdiction, on
        self._by_key: dict[str, list[Match]] = defaultdict(list)
        self._by_loose_key: dict[str, list[Match]] = defaultdict(list)
        self._names: list[tuple[str, Match]] = []  # bare name, match
        self._by_character: dict[str, list[int]] = defaultdict(list)
        units = Unit.objects.within(jurisdiction.path).select_related("jurisdiction")
        self._units = {unit.pk: unit for unit in units}
        for name in UnitName.objects.within(jurisdiction.path):
            self._add_name(name)
        for unit in self._units.values():
            self._add_place(unit)

    def find(self, text: str) -> list[Match]:
        """Every unit of that name, best first, each once."""
        return _best_first(self._by_key.get(naming.key(text), ()))

    def one(self, text: str) -> Match | None:
        """The unit meant, if one match is better than all others."""
        return _the_one(self.find(text))

    def one_loosely(self, text: str) -> Match | None:
        """The unit meant by a short form that leaves out 和: 市发展改革局 is 市发展和改革局."""
        return self.one(text) or _the_one(_best_first(self._by_loose_key.get(naming.loose(naming.key(text)), ())))

    def suggest(self, text: str, limit: int = 5) -> list[Match]:
        """Units that exist on the day and have a name like it: for 是不是……"""
        wanted = naming.bare(naming.key(text), naming.key(self._jurisdiction.name))
        shared = Counter(index for character in set(wanted) for index in self._by_character.get(character, ()))
        best: dict[int, Match] = {}
        for index, _ in shared.most_common(_CANDIDATES):
            name, match = self._names[index]
            likeness = naming.likeness(wanted, name)
            known = best.get(match.unit.pk)
            if likeness >= _LIKE_ENOUGH and (known is None or known.likeness < likeness):
                best[match.unit.pk] = Match(match.unit, How.SIMILAR, match.name, match.own, likeness)
        return sorted(best.values(), key=lambda match: (-match.likeness, not match.own, match.unit.order))[:limit]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def _add_name(self, name: UnitName) -> None:
        unit = self._units.get(name.unit_id)
        if unit is None:  # founded between the two queries
            return
        match = Match(unit, self._how(name, unit), name.name, self._is_own(unit))
        for spelling in self._spellings(name.name, unit):
            self._by_key[spelling].append(match)
            self._by_loose_key[naming.loose(spelling)].append(match)
        if match.how < How.NOT_THEN:
            self._add_similar(naming.bare(naming.key(name.name), naming.key(unit.jurisdiction.name)), match)

    def _add_similar(self, bare: str, match: Match) -> None:
        self._names.append((bare, match))
        for character in set(bare):
            self._by_character[character].append(len(self._names) - 1)

    def _add_place(self, unit: Unit) -> None:
        if unit.kind == UnitKind.GOVERNMENT and unit.holds_on(self._on) and not self._is_own(unit):
            place = unit.jurisdiction.name
            self._by_key[naming.key(place)].append(Match(unit, How.PLACE, place, own=False))

    def _how(self, name: UnitName, unit: Unit) -> How:
        if not unit.holds_on(self._on):
            return How.NOT_THEN
        if name.holds_on(self._on):
            return _KINDS[UnitNameKind(name.kind)]
        return How.FORMER if name.until is not None and name.until <= self._on else How.LATER

    def _spellings(self, name: str, unit: Unit) -> set[str]:
        spell = naming.spellings if self._is_own(unit) else naming.spellings_from_above
        return spell(name, unit.jurisdiction.name)

    def _is_own(self, unit: Unit) -> bool:
        return unit.jurisdiction_id == self._jurisdiction.pk


def _best_first(matches: Iterable[Match]) -> list[Match]:
    ordered = sorted(matches, key=lambda match: (match.how, not match.own))
    return list({match.unit.pk: match for match in reversed(ordered)}.values())[::-1]


def _the_one(found: Sequence[Match]) -> Match | None:
    if len(found) > 1 and (found[0].how, found[0].own) == (found[1].how, found[1].own):
        return None
    return found[0] if found and found[0].how < How.NOT_THEN else None


def name_on(unit: Unit, day: date) -> str:
    """The official name the unit had on a day; the nearest later one for a day before its record begins."""
    official = list(unit.names.filter(kind=UnitNameKind.OFFICIAL).order_by("since", "pk"))
    held = next((name for name in official if name.holds_on(day)), None)
    later = next((name for name in official if name.since is not None and name.since > day), None)
    return held.name if held else later.name if later else unit.name


def names_on(units: list[Unit], day: date) -> dict[int, str]:
    """The official names of units on a day by the unit's key, in one query."""
    rows = UnitName.objects.filter(holds(day), unit__in=units, kind=UnitNameKind.OFFICIAL)
    return {unit.pk: unit.name for unit in units} | {row.unit_id: row.name for row in rows}
