"""By which steps a listed case is accepted, and whose office takes each: of the county, then of the city it lies in.

In: listed cases, a day.  Out: a `Way` for each; two queries for all. Where a county or a city has no office here, the
office that keeps the case records what was decided there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.apps.accounts.models import RoleGrant
from duban.apps.organizations.models import Jurisdiction, Level
from duban.apps.supervision.models import ListedCase
from duban.rulebook.listings import ListedLevel, ListedState, Step, is_accepted, next_step, steps_of
from duban.rulebook.roles import Role

_LEVELS = {Step.COUNTY: Level.COUNTY, Step.CITY: Level.CITY}


@dataclass(frozen=True, slots=True)
class Way:
    """`places`: whose office accepts at each step but the unit's own check."""

    steps: tuple[Step, ...]
    places: dict[Step, Jurisdiction]

    def next_step(self, row: ListedCase) -> Step | None:
        return next_step(ListedState(row.state), self.steps)

    def is_accepted(self, row: ListedCase) -> bool:
        return is_accepted(ListedState(row.state), self.steps)


def ways_of(rows: Iterable[ListedCase], *, on: date) -> dict[int, Way]:
    """`rows` with unit and its jurisdiction, and their own jurisdiction, at hand."""
    rows = list(rows)
    keys = {key for row in rows for key in _keys(row)}
    places = Jurisdiction.objects.in_bulk(keys)
    offices = RoleGrant.objects.in_force(on=on).filter(role=Role.OFFICE, unit__jurisdiction__in=keys)
    staffed = set(offices.values_list("unit__jurisdiction", flat=True))
    return {row.pk: _way(row, [places[key] for key in _keys(row)], staffed) for row in rows}


def way_of(row: ListedCase, *, on: date) -> Way:
    return ways_of([row], on=on)[row.pk]


def _way(row: ListedCase, above: list[Jurisdiction], staffed: set[int]) -> Way:
    found = {step: next((one for one in above if one.level == level), None) for step, level in _LEVELS.items()}
    steps = steps_of(ListedLevel(row.level), in_county=found[Step.COUNTY] is not None)
    places = {step: one if one is not None and one.pk in staffed else row.jurisdiction for step, one in found.items()}
    return Way(steps, {step: places[step] for step in steps if step in places})


def _keys(row: ListedCase) -> list[int]:
    """Of the places its unit lies in, from the root down."""
    return [int(key) for key in row.unit.jurisdiction.path.strip("/").split("/")]
