"""What is on record below a place, in memory: places, units with their names, people, posts, appointments.

In: the jurisdiction imported into.  Out: a `Directory`; six to eight queries, however much there is.
`locked`: the rows are locked until the transaction ends, always in the same order.
What an import adds is put in too, so that later rows of the file find it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import models

from duban.apps.organizations import naming
from duban.apps.organizations.models import (
    Appointment,
    Jurisdiction,
    Official,
    Post,
    Unit,
    UnitName,
    UnitNameKind,
)

ModelT = TypeVar("ModelT", bound=models.Model)
Key = int  # id() of a row in memory: what the file adds has no primary key yet


class Ambiguous(Exception):
    """Several are meant equally; `str()` lists them."""


class Directory:
    def __init__(self, root: Jurisdiction, *, locked: bool = False) -> None:
        path = root.path
        self.places = _rows(Jurisdiction.objects.within(path), locked)
        below = {place.pk: place for place in self.places}
        self.root = below[root.pk]
        for place in self.places:
            if place.parent_id in below:
                place.parent = below[place.parent_id]
        self.units = self._units(_rows(Unit.objects.within(path), locked), below)
        units = {unit.pk: unit for unit in self.units}
        self.names: dict[Key, list[UnitName]] = defaultdict(list)
        self._spelt: dict[tuple[Key, str], list[tuple[int, Unit]]] = defaultdict(list)
        self._keys: dict[tuple[Key, str], list[UnitName]] = defaultdict(list)
        for name in _rows(UnitName.objects.within(path), locked):
            name.unit = units[name.unit_id]
            self.add_name(name)
        self.officials = _rows(Official.objects.filter(jurisdiction__path__startswith=path), locked)
        self.posts = _rows(Post.objects.filter(unit__jurisdiction__path__startswith=path), locked)
        self.appointments = self._appointments(units, locked)

    def add_name(self, name: UnitName) -> None:
        """Make a unit found under a name."""
        unit, place = name.unit, name.unit.jurisdiction
        self.names[id(unit)].append(name)
        self._keys[id(place), naming.key(name.name)].append(name)
        for spelling in naming.spellings(name.name, place.name):
            self._spelt[id(place), spelling].append((_rank(name, unit), unit))

    def units_spelt(self, place: Jurisdiction, text: str) -> list[Unit]:
        """The units of a place that a name means best: by its full name before a short or former one."""
        found = self._spelt.get((id(place), naming.key(text)), [])
        best = min((rank for rank, _ in found), default=0)
        return list({id(unit): unit for rank, unit in found if rank == best}.values())

    def taken(self, name: str, place: Jurisdiction, since: date | None, until: date | None) -> list[UnitName]:
        """Names of the place that bar a name in that time, as `check_name_free` does; former names bar nobody."""
        spellings = naming.spellings(name, place.name)
        names = (known for spelling in spellings for known in self._keys.get((id(place), spelling), ()))
        return [
            known
            for known in names
            if known.kind != UnitNameKind.FORMER and overlap((known.since, known.until), (since, until))
        ]

    @staticmethod
    def _units(units: list[Unit], places: dict[int, Jurisdiction]) -> list[Unit]:
        known = {unit.pk: unit for unit in units}
        above = {unit.parent_id for unit in units if unit.parent_id} - known.keys()  # units of places above
        parents = known | (Unit.objects.in_bulk(above) if above else {})
        for unit in units:
            unit.jurisdiction = places[unit.jurisdiction_id]
            if unit.parent_id:
                unit.parent = parents[unit.parent_id]
        return units

    def _appointments(self, units: dict[int, Unit], locked: bool) -> list[Appointment]:
        posts = {post.pk: post for post in self.posts}
        for post in self.posts:
            post.unit = units[post.unit_id]
        places = {place.pk: place for place in self.places}
        officials = {official.pk: official for official in self.officials}
        for official in self.officials:
            official.jurisdiction = places[official.jurisdiction_id]
        path = self.root.path
        rows = _rows(Appointment.objects.filter(post__unit__jurisdiction__path__startswith=path), locked)
        strangers = {row.official_id for row in rows} - officials.keys()  # people of another place
        officials.update(Official.objects.in_bulk(strangers) if strangers else {})
        for row in rows:
            row.post, row.official = posts[row.post_id], officials[row.official_id]
        return rows


Span = tuple[date | None, date | None]


def overlap(one: Span, other: Span) -> bool:
    """Whether two half-open spans share a day; None: without beginning or end. A span of no day shares none."""
    if (None not in one and one[0] == one[1]) or (None not in other and other[0] == other[1]):
        return False
    begins = max(one[0] or date.min, other[0] or date.min)
    ends = min(one[1] or date.max, other[1] or date.max)
    return begins < ends


def _rank(name: UnitName, unit: Unit) -> int:
    if name.kind == UnitNameKind.OFFICIAL and name.name == unit.name:
        return 2 if unit.until else 0
    return 3 if name.kind == UnitNameKind.FORMER or unit.until or name.until else 1


def _rows(rows: models.QuerySet[ModelT], locked: bool) -> list[ModelT]:
    """All rows by key; locked one after another in that order, so that two imports do not block each other."""
    ordered: Iterable[ModelT] = rows.order_by("pk").select_for_update(of=("self",)) if locked else rows.order_by("pk")
    return list(ordered)
