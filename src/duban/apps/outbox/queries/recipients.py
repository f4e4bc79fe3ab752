"""Who is reminded, and of which units' things: heads and liaisons of their unit, an office also of its government.

In: a day, or one account.  Out: `Recipient`s, a person once, whatever the number of roles; a fixed number of queries.
Says for all accounts what `plans.queries.receipts.units_answered_by` says of one actor (held equal by a test).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.models import Unit, UnitKind
from duban.apps.organizations.validity import holds
from duban.apps.outbox.models import Subscription
from duban.rulebook.roles import UNIT_WIDE, Role

_ACTING = (*UNIT_WIDE, Role.OFFICE)


@dataclass(frozen=True, slots=True)
class Recipient:
    """`units`: keys of those the person acts for; `email` is empty where none is wanted."""

    account: int
    name: str
    units: frozenset[int]
    email: str = ""
    quiet_until: date | None = None

    def is_quiet(self, *, on: date) -> bool:
        return self.quiet_until is not None and on <= self.quiet_until


def recipients(*, on: date) -> list[Recipient]:
    """Everybody who acts for a unit on that day."""
    return _of(list(Account.objects.get_queryset().filter(grants__in=_acting(on)).distinct().order_by("pk")), on)


def recipient(account: int, *, on: date) -> Recipient | None:
    """One of them; None when the person no longer acts for any unit."""
    return next(iter(_of(list(Account.objects.get_queryset().filter(pk=account)), on)), None)


def units_of(account: int, *, on: date) -> frozenset[int]:
    found = recipient(account, on=on)
    return found.units if found else frozenset()


def _acting(on: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.in_force(on=on).filter(role__in=[role.value for role in _ACTING])


def _of(accounts: list[Account], on: date) -> list[Recipient]:
    keys = [one.pk for one in accounts]
    grants = _acting(on).filter(account__in=keys).values_list("account", "role", "unit", "unit__jurisdiction")
    rows = list(grants)
    governments = _governments({place for _, role, _, place in rows if role == Role.OFFICE}, on)
    units: dict[int, set[int]] = defaultdict(set)
    for account, role, unit, place in rows:
        units[account] |= {unit, *(governments[place] if role == Role.OFFICE else ())}
    wanted = {row.account_id: row for row in Subscription.objects.filter(account__in=keys)}
    return [
        Recipient(
            one.pk,
            one.name,
            frozenset(units[one.pk]),
            wanted[one.pk].email if one.pk in wanted else "",
            wanted[one.pk].quiet_until if one.pk in wanted else None,
        )
        for one in accounts
        if units[one.pk]
    ]


def _governments(places: set[int], on: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Unit.objects.filter(holds(on), kind=UnitKind.GOVERNMENT, jurisdiction__in=places)
    for key, place in rows.values_list("pk", "jurisdiction"):
        found[place].add(key)
    return found
