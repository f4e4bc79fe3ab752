"""What is on record of the units, people and seats a document names; a constant number of queries for a whole draft.

In: a jurisdiction, a day, the draft's lines.  Out: `Directory`, asked by `personnel.matching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from duban.apps.organizations.models import Appointment, Jurisdiction, LeadingGroup, Official, Post, Unit, UnitKind
from duban.apps.organizations.personnel.drafts import Sheet
from duban.apps.organizations.personnel.new_units import governed_place, is_own_government, spelled_out
from duban.apps.organizations.queries.units import UnitFinder

LIKE_ENOUGH = 0.6  # from here on a name on record may be the one meant


class Directory:
    """Seats come with all their appointments, people with theirs; what an import creates is told by `learn_…`."""

    def __init__(self, jurisdiction: Jurisdiction, *, on: date) -> None:
        self.jurisdiction = jurisdiction
        self._finder = UnitFinder(jurisdiction, on)
        below = Jurisdiction.objects.within(jurisdiction.path)
        self._places = {place.name: place for place in below.exclude(pk=jurisdiction.pk)}
        self._learnt: dict[str, Unit] = {}
        self._units = {unit.pk: unit for unit in self._finder}
        self._people: dict[str, list[Official]] = {}
        self._seats: dict[int, list[Post]] = {}

    def load(self, *, names: Iterable[str], units: Iterable[Unit]) -> None:
        """Fetch at once the people of these names and the seats of these units."""
        wanted, keys = set(names), {unit.pk for unit in units}
        self._people |= {name: [] for name in wanted}
        for person in _people(self.jurisdiction, wanted):
            self._people[person.name].append(person)
        seats = defaultdict(list)
        for seat in _seats(keys):
            seats[seat.unit_id].append(seat)
        self._seats |= {key: seats[key] for key in keys}

    def unit(self, text: str) -> Unit | None:
        """The unit these words mean here, if they mean one."""
        if text in self._learnt:
            return self._learnt[text]
        if is_own_government(text, self.jurisdiction.name):
            return self._government(self.jurisdiction)
        for words in dict.fromkeys((text, spelled_out(text))):
            if match := self._finder.one(words):
                return match.unit
        place = self._places.get(governed_place(text))
        return self._government(place) if place else None

    def unit_by_key(self, key: int) -> Unit | None:
        return self._units.get(key)

    def place(self, name: str) -> Jurisdiction | None:
        """A place below the import's own."""
        return self._places.get(name)

    def similar(self, text: str, least: float = LIKE_ENOUGH) -> list[Unit]:
        """Units whose names look like it, best first."""
        return [match.unit for match in self._finder.suggest(text, 3) if match.likeness >= least]

    def people(self, name: str) -> list[Official]:
        """Everyone of that name here and below."""
        if name not in self._people:
            self.load(names=[name], units=[])
        return self._people[name]

    def seats(self, unit: Unit, title: str) -> list[Post]:
        """The seats of that title in the unit."""
        if unit.pk not in self._seats:
            self.load(names=[], units=[unit])
        return [seat for seat in self._seats[unit.pk] if seat.title == title]

    def appointment(self, key: int) -> Appointment:
        return Appointment.objects.select_related("post__unit", "official").get(pk=key)

    def learn_unit(self, text: str, unit: Unit) -> None:
        self._learnt[text] = unit
        self._units[unit.pk] = unit

    def forget(self, *, name: str, unit: Unit | None) -> None:
        """People and seats just changed: ask the database again."""
        self._people.pop(name, None)
        if unit is not None:
            self._seats.pop(unit.pk, None)

    def _government(self, place: Jurisdiction) -> Unit | None:
        governs = (u for u in self._finder if u.kind == UnitKind.GOVERNMENT and u.jurisdiction_id == place.pk)
        return next((unit for unit in governs if unit.until is None), None)


def groups_named(jurisdiction: Jurisdiction, names: Iterable[str]) -> dict[str, LeadingGroup]:
    """The groups of those names that are not dissolved, in one query."""
    rows = LeadingGroup.objects.filter(jurisdiction=jurisdiction, name__in=set(names), until=None)
    return {group.name: group for group in rows}


def office_of(sheet: Sheet, directory: Directory) -> Unit | None:
    """The unit in which the group's office is: the chosen one, else the one the document's words mean."""
    if sheet.office:
        return directory.unit_by_key(sheet.office)
    return directory.unit(sheet.office_words) if sheet.office_words else None


def _people(jurisdiction: Jurisdiction, names: set[str]) -> Iterable[Official]:
    held = Appointment.objects.filter(until=None).select_related("post__unit").order_by("-pk")
    people = Official.objects.filter(jurisdiction__path__startswith=jurisdiction.path, name__in=names)
    people = people.select_related("jurisdiction").order_by("pk")
    return people.prefetch_related(Prefetch("appointments", queryset=held, to_attr="holding"))


def _seats(units: set[int]) -> Iterable[Post]:
    held = Appointment.objects.select_related("official").order_by("since", "pk")
    seats = Post.objects.filter(unit__in=units, until=None).select_related("unit").order_by("unit", "seat")
    return seats.prefetch_related(Prefetch("appointments", queryset=held, to_attr="history"))
