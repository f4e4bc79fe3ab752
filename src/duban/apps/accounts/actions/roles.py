"""Roles: granted and revoked by the security administrator, never to oneself.

In: an account, a role, a unit, a day.  Out: the grant, from that day or until it.
GB/T 22239-2019 8.1.4.2 d: least privilege, and administrators kept apart.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from duban.apps.accounts.actions.sessions import end_all
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import for_update, hold_administrators, jurisdiction_path, why_last
from duban.apps.audit import recording
from duban.apps.organizations.models import Unit
from duban.rulebook import permissions, roles
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import Role


@transaction.atomic
def grant_role(*, account: Account, role: Role, unit: Unit, on: date, by: Actor) -> RoleGrant:
    """Let somebody act as `role` in `unit`, from a day on."""
    account = for_update(account)
    permissions.check_can(by, Permission.GRANT_ROLE, within=unit.jurisdiction.path)
    permissions.check_can(by, Permission.GRANT_ROLE, within=jurisdiction_path(account))
    check_can_grant(account, by=by)
    if not unit.holds_on(on):
        raise Conflict(f"{unit.name}已撤销，不能授予其中的角色")
    held = RoleGrant.objects.not_over(on=on).filter(account=account)
    roles.check_can_hold(role, [Role(grant.role) for grant in held])
    if any(grant.unit_id == unit.pk and grant.role == role for grant in held):
        raise Conflict(f"{account.name}已经是{unit.name}的{roles.LABELS[role]}")
    grant = RoleGrant.objects.create(account=account, role=role.value, unit=unit, since=on)
    _record("role.granted", grant, by, after={"角色": roles.LABELS[role], "单位": unit.name, "起始日期": on})
    return grant


def check_can_grant(account: Account, *, by: Actor) -> None:
    """Refuse one's own account, and one that is disabled."""
    if account.pk == by.account:
        raise Conflict("不能给自己授予角色，请其他安全管理员办理")
    if not account.is_active:
        raise Conflict("账号已停用，启用后才能授予角色")


@transaction.atomic
def revoke_role(*, grant: RoleGrant, at: datetime, on: date, by: Actor) -> RoleGrant:
    """End a grant with this day; whoever is signed in with the account is out at once."""
    account = for_update(grant.account)
    grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("unit__jurisdiction").get(pk=grant.pk)
    grant.account = account
    permissions.check_can(by, Permission.REVOKE_ROLE, within=grant.unit.jurisdiction.path)
    hold_administrators(on=on)
    check_can_revoke(grant, on=on, by=by)
    grant.until = max(on, grant.since) if grant.since else on
    grant.save(update_fields=["until"])
    end_all(account, at=at, reason="角色已收回")
    label = roles.LABELS[Role(grant.role)]
    _record("role.revoked", grant, by, before={"角色": label, "单位": grant.unit.name, "起始日期": grant.since})
    return grant


def check_can_revoke(grant: RoleGrant, *, on: date, by: Actor) -> None:
    """Refuse one's own role, one that is over, and the last administrator of the installation."""
    if grant.account_id == by.account:
        raise Conflict("不能收回自己的角色，请其他安全管理员办理")
    if grant.until is not None and grant.until <= on:
        raise Conflict("这个角色已经收回")
    if grant.account.is_active and (reason := why_last(grant.account, [grant], on=on)):
        raise Conflict(reason)


def _record(
    verb: str,
    grant: RoleGrant,
    by: Actor,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    recording.record(
        verb,
        grant.account,
        by=by,
        before=before,
        after=after,
        about=[grant.unit],
        jurisdiction_path=grant.unit.jurisdiction.path,
    )
