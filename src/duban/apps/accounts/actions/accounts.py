"""Accounts: made, changed, disabled, enabled, unlocked.

In: names, a unit, `by`.  Out: the account; of a new one also its first password, which nobody can read again.
GB/T 22239-2019 8.1.4.2 c, d: accounts no longer needed are disabled; none is shared (one person, one account).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from duban.apps.accounts import lockout, passwords
from duban.apps.accounts.actions.sessions import end_all
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import (
    check_within,
    edition,
    for_update,
    hold_administrators,
    jurisdiction_path,
    why_last,
)
from duban.apps.audit import recording
from duban.apps.organizations.models import Official, Unit
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
LOGIN_NAME_RULE = "3 到 40 个字符：小写字母、数字、点、横线、下划线，以字母或数字开头"


class NewAccount(NamedTuple):
    account: Account
    password: str  # shown once


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    unit: Unit,
    official: Official | None = None,
    password: str = "",
    by: Actor,
) -> NewAccount:
    """Make an account; it has no role until one is granted, and its first password must be changed.

    Without `password` a random one is made; only the system itself gives one (it then need not be changed)."""
    permissions.check_can(by, Permission.CREATE_ACCOUNT, within=unit.jurisdiction.path)
    username = taken_username(username)
    _check_official(official, unit)
    given = password if by.is_system else ""
    account = Account(username=username, name=_name(name), unit=unit, official=official)
    account.must_change_password = not given
    first = given or passwords.one_time()
    account.set_password(first)
    account.save()
    recording.record(
        "account.created",
        account,
        by=by,
        after={"登录名": username, "姓名": account.name, "所在单位": unit.name, "对应人员": str(official or "")},
        jurisdiction_path=unit.jurisdiction.path,
    )
    return NewAccount(account, first)


@transaction.atomic
def change_account(
    *, account: Account, name: str, unit: Unit, official: Official | None = None, seen: str = "", on: date, by: Actor
) -> Account:
    """Change name, unit or person; refused when somebody changed the account after the form was shown (`seen`)."""
    account = for_update(account)
    check_within(by, Permission.CHANGE_ACCOUNT, account, on=on)
    permissions.check_can(by, Permission.CHANGE_ACCOUNT, within=unit.jurisdiction.path)
    if seen and seen != edition(account):
        raise Conflict("这个账号刚被他人修改，请刷新后再改")
    _check_official(official, unit, account)
    before, path = _words(account), jurisdiction_path(account)
    account.name, account.unit, account.official = _name(name), unit, official
    account.save(update_fields=["name", "unit", "official"])
    after = _words(account)
    changed = [word for word in before if before[word] != after[word]]
    if changed:
        recording.record(
            "account.changed",
            account,
            by=by,
            before={word: before[word] for word in changed},
            after={word: after[word] for word in changed},
            note="，".join(f"{word}由“{before[word] or '空'}”改为“{after[word] or '空'}”" for word in changed),
            jurisdiction_path=path,
        )
    return account


@transaction.atomic
def disable_account(*, account: Account, at: datetime, on: date, by: Actor) -> Account:
    """Nobody signs in with it any more, and whoever is signed in is out at once."""
    account = for_update(account)
    check_within(by, Permission.DISABLE_ACCOUNT, account, on=on)
    hold_administrators(on=on)
    check_can_disable(account, on=on, by=by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_all(account, at=at, reason="账号已停用")
    recording.record("account.disabled", account, by=by, jurisdiction_path=jurisdiction_path(account))
    return account


def check_can_disable(account: Account, *, on: date, by: Actor) -> None:
    """Refuse one's own account, one already disabled, and the last administrator of the installation."""
    if account.pk == by.account:
        raise Conflict("不能停用自己的账号，请其他系统管理员办理")
    if not account.is_active:
        raise Conflict("账号已经停用")
    grants = RoleGrant.objects.filter(account=account).select_related("unit__jurisdiction")
    if reason := why_last(account, grants, on=on):
        raise Conflict(reason)


@transaction.atomic
def enable_account(*, account: Account, on: date, by: Actor) -> Account:
    """The account may sign in again, with the roles it still has."""
    account = for_update(account)
    check_within(by, Permission.ENABLE_ACCOUNT, account, on=on)
    if account.is_active:
        raise Conflict("账号没有停用")
    account.is_active = True
    account.save(update_fields=["is_active"])
    recording.record("account.enabled", account, by=by, jurisdiction_path=jurisdiction_path(account))
    return account


@transaction.atomic
def unlock_account(*, account: Account, at: datetime, by: Actor) -> Account:
    """Forget the failed sign-ins of a login name before the lock ends by itself."""
    account = for_update(account)
    permissions.check_can(by, Permission.UNLOCK_ACCOUNT, within=jurisdiction_path(account))
    if lockout.locked_until(account.username, at=at) is None:
        raise Conflict("账号没有被锁定")
    lockout.forget(account.username)
    recording.record("account.unlocked", account, by=by, jurisdiction_path=jurisdiction_path(account))
    return account


def _name(name: str) -> str:
    name = name.strip()
    if not name:
        raise Invalid("请填写姓名", "name")
    return name


def taken_username(username: str) -> str:
    """The login name as it is kept; refused when it is not plain, or somebody's."""
    username = username.strip().lower()
    if not LOGIN_NAME.fullmatch(username):
        raise Invalid(f"登录名须是 {LOGIN_NAME_RULE}", "username")
    if Account.objects.filter(username=username).exists():
        raise Invalid("这个登录名已有人使用，请换一个", "username")
    return username


def _check_official(official: Official | None, unit: Unit, account: Account | None = None) -> None:
    """One person, one account; the person is of the place of the unit, or above or below it."""
    if official is None:
        return
    other = Account.objects.filter(official=official).first()
    if other and other != account:
        raise Invalid(f"{official.name}已有账号 {other.username}，一人一号", "official")
    ours, theirs = unit.jurisdiction.path, official.jurisdiction.path
    if not (ours.startswith(theirs) or theirs.startswith(ours)):
        raise Invalid(f"{official.name}不是{unit.jurisdiction.name}的人员", "official")


def _words(account: Account) -> dict[str, str]:
    return {"姓名": account.name, "所在单位": account.unit.name, "对应人员": str(account.official or "")}
