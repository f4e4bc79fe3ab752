"""The ladder of an office on a day: its own version, or the standing rules every office begins with.

In: a jurisdiction, a day.  Out: `InForce`; versions, the newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from duban.apps.organizations.validity import holds
from duban.apps.supervision.models import Ladder
from duban.rulebook.cases import LADDER, Level
from duban.rulebook.ladder_rules import ALWAYS_APPROVED, STANDING, STANDING_APPROVED, STANDING_WAITS, Rule, from_json
from duban.rulebook.ladder_rules import to_json as to_json


@dataclass(frozen=True, slots=True)
class InForce:
    """`row`: None where the standing rules hold."""

    rules: tuple[Rule, ...]
    waits: int
    approved: frozenset[Level]
    row: Ladder | None = None

    def wants_approval(self, level: str) -> bool:
        return Level(level) in self.approved


USUAL = InForce(STANDING, STANDING_WAITS, frozenset(STANDING_APPROVED) | ALWAYS_APPROVED)


def ladder_of(jurisdiction: int, *, on: date) -> InForce:
    """One query."""
    rows = Ladder.objects.filter(holds(on), jurisdiction=jurisdiction).order_by("since", "pk")
    return read(rows.last())


def newest_ladder(jurisdiction: int) -> InForce:
    """The version that holds until another is set."""
    return read(versions_of(jurisdiction).filter(until=None).first())


def versions_of(jurisdiction: int) -> QuerySet[Ladder]:
    return Ladder.objects.filter(jurisdiction=jurisdiction).order_by("-since", "-pk")


def read(row: Ladder | None) -> InForce:
    if row is None:
        return USUAL
    chosen = frozenset(level for level in LADDER if level.value in row.approved_levels)
    return InForce(from_json(row.rules), row.waits, chosen | ALWAYS_APPROVED, row)
