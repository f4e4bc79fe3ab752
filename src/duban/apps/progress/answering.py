"""Who acts for a unit that was merged since: what it was asked and what it asked, the unit it went to carries on.

In: an actor, units.  Out: a refusal; the condition on rows that have a `unit`; the unit that owes.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from duban.apps.organizations.models import Unit
from duban.apps.plans.queries.receipts import answers_for, check_answers_for
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission


def acting(unit: Unit) -> Unit:
    """Who acts in its place now."""
    return unit.merged_into or unit


def acts_for(by: Actor, unit: Unit) -> bool:
    return answers_for(by, unit) or answers_for(by, acting(unit))


def check_acts_for(unit: Unit, by: Actor, permission: Permission) -> None:
    """Refuse unless the actor may, and acts for the unit."""
    check_answers_for(unit if answers_for(by, unit) else acting(unit), by, permission)


def of_units(units: QuerySet[Unit] | Collection[int], field: str = "unit") -> Q:
    """The rows of these units, and of those merged into them; `field` leads to the unit."""
    return Q(**{f"{field}__in": units}) | Q(**{f"{field}__merged_into__in": units})


def owing_unit(unit: Unit, units: Collection[int]) -> int:
    """Which of `units` owes what `unit` was asked."""
    return unit.pk if unit.pk in units else unit.merged_into_id or unit.pk
