"""Accounts of a unit that is merged into another: they move with their roles, within one place.

Into a unit of another place only the accounts move; its security administrator grants the roles anew.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Model, Q, QuerySet

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.organizations.actions.unit_parts import begin_again, end_rows
from duban.apps.organizations.merging import Bar, Item, Part, register
from duban.apps.organizations.models import Unit
from duban.apps.organizations.validity import overlapping
from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import ADMINISTRATORS, Role


def register_parts() -> None:
    register(_ACCOUNTS)


def _list(losing: Unit, winning: Unit, on: date) -> list[Item]:
    accounts = list(_accounts(losing, on))
    held: dict[int, list[str]] = {}
    for grant in RoleGrant.objects.filter(overlapping(on, None), unit=losing, account__in=accounts):
        held.setdefault(grant.account_id, []).append(roles.LABELS[Role(grant.role)])
    return [Item(str(one.pk), f"{one}：{'、'.join(held.get(one.pk, ['没有角色']))}") for one in accounts]


def _move(*, losing: Unit, winning: Unit | None, on: date, keys: Collection[str], by: Actor) -> list[Model]:
    if winning is None:
        return []
    _check_administrators_stay(losing, winning, keys)
    accounts = [account for account in _accounts(losing, on) if str(account.pk) in keys]
    Account.objects.filter(pk__in=[one.pk for one in accounts], unit=losing).update(unit=winning)
    grants = RoleGrant.objects.filter(overlapping(on, None), unit=losing, account__in=accounts)
    present = set(RoleGrant.objects.filter(unit=winning, until=None).values_list("account", "role"))
    moved = list(grants) if losing.jurisdiction_id == winning.jurisdiction_id else []
    end_rows(grants, on)
    for grant in moved:
        if (grant.account_id, grant.role) not in present:
            begin_again(grant, on, unit=winning)
    return list(accounts)


def _check_administrators_stay(losing: Unit, winning: Unit, keys: Collection[str]) -> None:
    """Refuse when a kind of administrator of the whole installation would be lost with the unit."""
    grants = RoleGrant.objects.filter(until=None, account__is_active=True, role__in=ADMINISTRATORS)
    grants = grants.filter(unit__jurisdiction__parent=None, unit__until=None).select_for_update(of=("self",))
    rows = list(grants.order_by("pk"))
    goes_along = losing.jurisdiction_id == winning.jurisdiction_id
    left = {row.role for row in rows if row.unit_id != losing.pk or (goes_along and str(row.account_id) in keys)}
    if lost := sorted({row.role for row in rows} - left):
        named = "、".join(roles.LABELS[Role(role)] for role in lost)
        raise Conflict(f"合并后没有人担任{named}，请把担任的账号一并转入，或先在其他单位授予")


def _accounts(unit: Unit, on: date) -> QuerySet[Account]:
    """Those that work in the unit, and those from elsewhere with a role in it."""
    there = RoleGrant.objects.filter(overlapping(on, None), unit=unit)
    return Account.objects.get_queryset().filter(Q(unit=unit) | Q(pk__in=there.values("account")))


def _active(unit: Unit, on: date) -> int:
    return _accounts(unit, on).filter(is_active=True).count()


_ACCOUNTS = Part(
    "accounts",
    "账号",
    _list,
    _move,
    "仍在原单位名下，其中的角色同日终止，须由管理员调整",
    Bar("启用的账号", _active),
    order=60,
)
