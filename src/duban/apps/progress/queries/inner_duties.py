"""内部分工 as one reader finds it: the unit reads all of its own, the office and leaders who answers for the whole.

In: a task, a unit, an actor.  Out: rows; a word that changes when any of them does; choices of accounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.changes import digest, token
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import InnerDuty
from duban.rulebook.actors import Actor
from duban.rulebook.roles import BUSINESS, Role

_READ_OWNERS = (Role.OFFICE, Role.LEADER)


def duties_of(task: Task, unit: Unit) -> list[InnerDuty]:
    """The owner first."""
    return list(InnerDuty.objects.filter(task=task, unit=unit))


def seen_of(rows: Iterable[InnerDuty]) -> str:
    return digest([token(row) for row in rows])


def duties_read_by(task: Task, actor: Actor) -> list[InnerDuty]:
    """All of the own units', the owners of the others' for the office and leaders; two queries."""
    own = set(units_answered_by(actor).values_list("pk", flat=True))
    rows = InnerDuty.objects.filter(task=task).select_related("unit")
    return [row for row in rows if row.unit_id in own or (row.is_owner and _reads_owners(actor))]


def own_units_in(task: Task, actor: Actor) -> list[Unit]:
    """The units the actor answers for that have a part in the task now."""
    held = task.responsibilities.filter(until=None, unit__isnull=False).values("unit")
    return list(units_answered_by(actor).filter(pk__in=held).order_by("order", "pk"))


def accounts_in(unit: Unit, *, on: date) -> list[Account]:
    """Who has a role in the unit on the day."""
    grants = RoleGrant.objects.in_force(on=on).filter(unit=unit, role__in=BUSINESS)
    return list(Account.objects.filter(pk__in=grants.values("account")).order_by("name", "pk"))


def _reads_owners(actor: Actor) -> bool:
    return actor.is_system or actor.role in _READ_OWNERS
