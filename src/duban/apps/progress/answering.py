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


def check_acts_for(unit: Unit, by: Actor, permission: Permission) -> None:
    """Refuse unless the actor may, and acts for the unit."""
    answering = unit.merged_into if unit.merged_into is not None and not answers_for(by, unit) else unit
    check_answers_for(answering, by, permission)


def of_units(units: QuerySet[Unit] | Collection[int], field: str = "unit") -> Q:
    """The rows of these units, and of those merged into them; `field` leads to the unit."""
    return Q(**{f"{field}__in": units}) | Q(**{f"{field}__merged_into__in": units})


def owing_unit(unit: Unit, units: Collection[int]) -> int:
    """Which of `units` owes what `unit` was asked."""
    return unit.pk if unit.pk in units else unit.merged_into_id or unit.pk
