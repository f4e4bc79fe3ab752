"""What the pages of accounts are made of: tabs, buttons with their reasons, the table of roles and permissions.

In: accounts, the actor, the time.  Out: values for templates. A button that cannot act carries the action's own reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from duban.apps.accounts import lockout
from duban.apps.accounts.actions.accounts import check_can_disable
from duban.apps.accounts.actions.passwords import check_can_reset
from duban.apps.accounts.actions.roles import check_can_grant, check_can_revoke
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import check_within
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import ALLOWED, Permission
from duban.rulebook.roles import LABELS, Role


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Button:
    id: str
    label: str
    url: str
    why_not: str = ""
    is_post: bool = False  # acts at once, by POST


@dataclass(frozen=True, slots=True)
class GrantRow:
    grant: RoleGrant
    label: str
    is_over: bool
    revoke_url: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Line:
    """One permission: for each role whether it has it."""

    label: str
    allowed: tuple[tuple[str, bool], ...]


# The nouns of permissions, in groups as people think of them; a noun named in none stands in the last.
PARTS = (
    ("方案和任务", "plan task"),
    ("组织机构", "directory jurisdiction unit unit_group"),
    ("人员和职务", "official post appointment leading_group personnel"),
    ("账号和角色", "account role session"),
    ("操作记录", "record"),
    ("其他", ""),
)


def role_tabs(counts: Mapping[Role, int], chosen: Role | None) -> list[Tab]:
    """The list of accounts by role: all of them, then each role somebody has."""
    url = reverse("accounts:accounts")
    tabs = [Tab("全部", url, None, chosen is None)]
    shown = [role for role in Role if counts[role] or role == chosen]
    return tabs + [Tab(LABELS[role], f"{url}?role={role}", counts[role], role == chosen) for role in shown]


def buttons(account: Account, actor: Actor, *, at: datetime, on: date) -> list[Button]:
    """What may be done to an account by an actor of this role, with the reason where it may not now."""
    return [
        button for permission, button in _buttons(account, actor, at=at, on=on) if permissions.can(actor, permission)
    ]


def _buttons(account: Account, actor: Actor, *, at: datetime, on: date) -> list[tuple[Permission, Button]]:
    def url(name: str) -> str:
        return reverse(f"accounts:{name}", args=[account.pk])

    def reach(permission: Permission) -> str:
        return permissions.why_not(check_within, actor, permission, account, on=on)

    P = Permission
    found = [
        (P.CHANGE_ACCOUNT, Button("change", "修改", url("account-change"), reach(P.CHANGE_ACCOUNT))),
        (
            P.RESET_PASSWORD,
            Button(
                "reset",
                "重置密码",
                url("account-reset-password"),
                permissions.why_not(check_can_reset, account, on=on, by=actor),
            ),
        ),
    ]
    if account.is_active:
        refused = reach(P.DISABLE_ACCOUNT) or permissions.why_not(check_can_disable, account, on=on, by=actor)
        found.append((P.DISABLE_ACCOUNT, Button("disable", "停用", url("account-disable"), refused)))
    else:
        found.append((P.ENABLE_ACCOUNT, Button("enable", "启用", url("account-enable"), reach(P.ENABLE_ACCOUNT), True)))
    if lockout.locked_until(account.username, at=at):
        found.append((P.UNLOCK_ACCOUNT, Button("unlock", "解锁", url("account-unlock"), is_post=True)))
    refused = permissions.why_not(check_can_grant, account, by=actor)
    found.append((P.GRANT_ROLE, Button("grant", "授予角色", url("role-grant"), refused)))
    return found


def grants_of(account: Account, actor: Actor, *, on: date) -> list[GrantRow]:
    """All roles the account has or had, those in force first."""
    rows = []
    for grant in RoleGrant.objects.filter(account=account).select_related("unit__jurisdiction").order_by("-pk"):
        grant.account = account
        is_over = not grant.holds_on(on)
        refused = "" if is_over else permissions.why_not(check_can_revoke, grant, on=on, by=actor)
        may = permissions.can(actor, Permission.REVOKE_ROLE) and not is_over
        revoke_url = reverse("accounts:role-revoke", args=[grant.pk]) if may else ""
        rows.append(GrantRow(grant, LABELS[Role(grant.role)], is_over, revoke_url, refused))
    return sorted(rows, key=lambda row: row.is_over)


def matrix() -> list[tuple[str, list[Line]]]:
    """Every permission with the roles that have it, in groups."""
    part_of = {noun: title for title, nouns in PARTS for noun in nouns.split()}
    lines: dict[str, list[Line]] = {title: [] for title, _ in PARTS}
    for permission in Permission:
        allowed = tuple((LABELS[role], role in ALLOWED[permission]) for role in Role)
        title = part_of.get(permission.split(".")[0], PARTS[-1][0])
        lines[title].append(Line(permissions.LABELS[permission], allowed))
    return [(title, found) for title, found in lines.items() if found]
