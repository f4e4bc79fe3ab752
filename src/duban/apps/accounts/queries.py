"""In which capacities an account can act, who acts in a request, and how far an administrator reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Prefetch, QuerySet

from duban.apps.accounts import lockout
from duban.apps.accounts.models import Account, AccountQuerySet, AccountSession, RoleGrant
from duban.apps.audit.chain import digest
from duban.apps.organizations.models import UnitKind
from duban.apps.organizations.validity import holds
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.roles import ADMINISTRATORS, LABELS, Role


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
        jurisdiction_name=unit.jurisdiction.name,
        address=address,
    )


def person(account: Account, *, address: str) -> Actor:
    """Who signs in or out, before or beside any capacity: only to be recorded, never to act."""
    return Actor(name=account.name, account=account.pk, address=address)


def for_update(account: Account) -> Account:
    """The row as it is now, held until the transaction ends."""
    accounts = Account.objects.get_queryset().select_for_update(of=("self",))
    return accounts.select_related("unit__jurisdiction", "official").get(pk=account.pk)


def jurisdiction_path(account: Account) -> str:
    return account.unit.jurisdiction.path


def key_digest(key: str) -> str:
    """What stands for the key of a session in our table."""
    return digest(f"session:{key}")


def check_within(by: Actor, permission: Permission, account: Account, *, on: date) -> None:
    """Refuse unless the account's unit, and every unit it has a role in now or later, is within reach.

    Else a county's administrator could take over an account that acts for the city."""
    permissions.check_can(by, permission, within=jurisdiction_path(account))
    for grant in RoleGrant.objects.not_over(on=on).filter(account=account).select_related("unit__jurisdiction"):
        if not by.is_system and not grant.unit.jurisdiction.path.startswith(by.path):
            raise NotAllowed(f"该账号在本行政区以外（{grant.unit.name}）有角色，请上级的管理员办理")


def accounts_with_roles(actor: Actor, *, on: date, role: Role | None = None) -> AccountQuerySet:
    """The accounts one administers with the roles they have, or those that have one role."""
    in_force = RoleGrant.objects.filter(holds(on))
    accounts = Account.objects.visible_to(actor).select_related("unit__jurisdiction")
    if role is not None:
        accounts = accounts.filter(pk__in=in_force.filter(role=role).values("account"))
    roles_now = in_force.select_related("unit").order_by("pk")
    return accounts.prefetch_related(Prefetch("grants", queryset=roles_now, to_attr="roles_now"))


def count_by_role(actor: Actor, *, on: date) -> dict[Role, int]:
    """How many of the accounts one administers have each role."""
    grants = RoleGrant.objects.filter(holds(on), account__in=Account.objects.visible_to(actor))
    counted = grants.order_by("role").values_list("role").annotate(Count("account", distinct=True))
    counts = dict(counted)
    return {role: counts.get(role.value, 0) for role in Role}


def locked_accounts(actor: Actor, *, at: datetime) -> list[Account]:
    """The accounts one administers that are locked out after failed sign-ins."""
    locked = lockout.locked_names(at=at)
    if not locked:
        return []
    accounts = Account.objects.visible_to(actor).select_related("unit")
    return [account for account in accounts if lockout.name_digest(account.username) in locked]


def live_sessions(account: Account, *, at: datetime) -> Iterable[AccountSession]:
    return AccountSession.objects.live(at=at).filter(account=account)


def edition(account: Account) -> str:
    """What a form was shown: changes when the account's name, unit or person does."""
    return digest(f"{account.name}\n{account.unit_id}\n{account.official_id}")[:16]


def root_administrators(*, on: date) -> QuerySet[RoleGrant]:
    """The grants by which somebody administers the whole installation on a day."""
    roles = [role.value for role in ADMINISTRATORS]
    return RoleGrant.objects.in_force(on=on).filter(role__in=roles, unit__jurisdiction__parent=None)


def hold_administrators(*, on: date) -> None:
    """Lock them until the transaction ends, so that no two take leave of each other at once."""
    list(root_administrators(on=on).select_for_update(of=("self",)).order_by("pk"))


def why_last(account: Account, grants: Iterable[RoleGrant], *, on: date) -> str:
    """Why these grants cannot be lost: nobody would be left to do their work in the whole installation."""
    others = set(root_administrators(on=on).exclude(account=account).values_list("role", flat=True))
    for grant in grants:
        is_root = grant.unit.jurisdiction.parent_id is None and grant.holds_on(on)
        if is_root and Role(grant.role) in ADMINISTRATORS and grant.role not in others:
            label = LABELS[Role(grant.role)]
            return f"{account.name}是最后一名{label}，请先为他人授予{label}"
    return ""
