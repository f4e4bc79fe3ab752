"""In which capacities an account can act, and the actor of a request."""

from __future__ import annotations

from datetime import date

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.models import UnitKind
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role


def capacities(account: Account, *, on: date) -> list[RoleGrant]:
    """The grants in force on a day, oldest first; the first is the one acted in until another is chosen."""
    grants = RoleGrant.objects.in_force(on=on).filter(account=account)
    return list(grants.select_related("unit__jurisdiction").order_by("pk"))


def actor_of(account: Account, grant: RoleGrant, *, address: str = "") -> Actor:
    """Who acts, when `account` acts by `grant`."""
    unit = grant.unit
    return Actor(
        name=account.name,
        role=Role(grant.role),
        account=account.pk,
        unit=unit.pk,
        unit_name=unit.name,
        unit_governs=unit.kind == UnitKind.GOVERNMENT,
        jurisdiction=unit.jurisdiction_id,
        path=unit.jurisdiction.path,
        address=address,
    )
