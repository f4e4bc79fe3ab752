"""Passwords: changed by their owners, reset by the system administrator.

In: an account, passwords, the time.  Out: the account, or a password for one use. No event and no log holds a password.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from duban.apps.accounts import passwords
from duban.apps.accounts.actions.sessions import PASSWORD_CHANGED, end_all
from duban.apps.accounts.models import Account, FormerPassword, RoleGrant
from duban.apps.accounts.queries import check_within, for_update, jurisdiction_path
from duban.apps.audit import recording
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.roles import ADMINISTRATORS


@sensitive_variables()
@transaction.atomic
def change_own_password(*, account: Account, old: str, new: str, session_key: str, at: datetime, by: Actor) -> Account:
    """Change one's password; every other browser is signed out."""
    permissions.check_can(by, Permission.CHANGE_OWN_PASSWORD)
    if account.pk != by.account:
        raise NotAllowed("只能修改自己的密码")
    account = for_update(account)
    if not account.check_password(old):
        raise Invalid("现在的密码不对，请重新输入", "old")
    passwords.check_taken(new, account=account)
    _replace(account, new)
    account.must_change_password, account.password_changed_at = False, at
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    end_all(account, at=at, reason=PASSWORD_CHANGED, keep=session_key)
    recording.record("account.password_changed", account, by=by, jurisdiction_path=jurisdiction_path(account))
    return account


@sensitive_variables()
@transaction.atomic
def reset_password(*, account: Account, at: datetime, on: date, by: Actor) -> str:
    """A new password for one use, to be told to its owner; every browser is signed out."""
    account = for_update(account)
    check_can_reset(account, on=on, by=by)
    new = passwords.one_time()
    _replace(account, new)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    end_all(account, at=at, reason="密码已重置")
    recording.record("account.password_reset", account, by=by, jurisdiction_path=jurisdiction_path(account))
    return new


def check_can_reset(account: Account, *, on: date, by: Actor) -> None:
    """Refuse what is out of reach, one's own, and those of administrators of another kind.

    Whoever resets a password could sign in with it: the three administrators would be one (三员分立)."""
    check_within(by, Permission.RESET_PASSWORD, account, on=on)
    if account.pk == by.account:
        raise Conflict("自己的密码请在“我的账号”中修改")
    grants = RoleGrant.objects.not_over(on=on).filter(account=account).exclude(role=by.role or "")
    if not by.is_system and grants.filter(role__in=ADMINISTRATORS).exists():
        raise NotAllowed("其他类别管理员的密码由运维人员在服务器上用 duban password 重置")


def _replace(account: Account, new: str) -> None:
    """Set the password; of the former ones as many hashes are kept as are compared."""
    FormerPassword.objects.create(account=account, password=account.password)
    kept = account.former_passwords.order_by("-pk").values_list("pk", flat=True)[: passwords.KEPT - 1]
    account.former_passwords.exclude(pk__in=list(kept)).delete()
    account.set_password(new)
