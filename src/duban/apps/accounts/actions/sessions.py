"""Signed-in browsers: begun, bound to where they began, ended.

In: an account, the key of a Django session, where it is used, the time.  Out: an `AccountSession`, or its end.
GB/T 22239-2019 8.1.4.1 b: failed sign-ins, idle and simultaneous sessions are limited; each leaves an event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from duban.apps.accounts.models import Account, AccountSession, RoleGrant
from duban.apps.accounts.queries import actor_of, check_within, jurisdiction_path, key_digest
from duban.apps.audit import recording
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, NotAllowed

STRANGER = "未登录人员"
SUPERSEDED = f"同一账号最多同时登录 {settings.SESSIONS_PER_ACCOUNT} 处"
PASSWORD_CHANGED = "密码已修改"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is used: network address and browser, as the request says."""

    address: str
    browser: str


@transaction.atomic
def start_session(*, account: Account, key: str, place: Place, at: datetime, by: Actor | None) -> AccountSession:
    """Remember a browser that has signed in; beyond the limit the oldest one is signed out.

    Without `by` nobody signed in through a page (a test, a script): nothing is recorded."""
    Account.objects.select_for_update().get(pk=account.pk)
    live = AccountSession.objects.live(at=at).filter(account=account).order_by("-started_at", "-pk")
    for old in live[settings.SESSIONS_PER_ACCOUNT - 1 :]:
        _end(old, at=at, reason=SUPERSEDED)
    session = AccountSession.objects.create(
        account=account,
        key_digest=key_digest(key),
        started_at=at,
        seen_at=at,
        address=place.address,
        browser=place.browser,
    )
    if by is not None:
        recording.record(
            "session.started",
            account,
            by=by,
            after={"浏览器": place.browser},
            jurisdiction_path=jurisdiction_path(account),
        )
    return session


def touch_session(*, session: AccountSession, at: datetime) -> None:
    """Note that it is in use."""
    AccountSession.objects.filter(pk=session.pk, ended_at=None).update(seen_at=at)


def bind_session(*, session: AccountSession, place: Place) -> None:
    """Tie a session that was begun without a request to the first browser that uses it."""
    session.address, session.browser = place.address, place.browser
    AccountSession.objects.filter(pk=session.pk).update(address=place.address, browser=place.browser)


@transaction.atomic
def refuse_session(*, session: AccountSession, place: Place, at: datetime) -> str:
    """End a session whose id came from elsewhere: it may have been stolen. Gives the reason."""
    changed = "浏览器" if session.browser != place.browser else "网络地址"
    reason = f"{changed}与登录时不同"
    if _end(session, at=at, reason=reason):
        recording.record(
            "session.refused",
            session.account,
            by=Actor(name=STRANGER, address=place.address),
            before={"网络地址": session.address, "浏览器": session.browser},
            after={"网络地址": place.address, "浏览器": place.browser},
            note=reason,
            jurisdiction_path=jurisdiction_path(session.account),
        )
    return reason


@transaction.atomic
def expire_session(*, session: AccountSession, at: datetime, by: Actor) -> str:
    """End a session that is over by itself. Gives the reason."""
    reason = session.why_over(at=at)
    if _end(session, at=at, reason=reason):
        _record_end(session.account, reason, by)
    return reason


@transaction.atomic
def sign_out(*, account: Account, key: str, at: datetime, by: Actor) -> None:
    """End the session this browser uses."""
    session = AccountSession.objects.filter(account=account, key_digest=key_digest(key)).first()
    if session is not None and _end(session, at=at, reason="退出登录"):
        _record_end(account, "退出登录", by)


@transaction.atomic
def end_own_session(*, session: AccountSession, at: datetime, by: Actor) -> None:
    """End a session of one's own, here or on another machine."""
    if session.account_id != by.account:
        raise NotAllowed("只能结束自己的登录")
    if not _end(session, at=at, reason="本人结束"):
        raise Conflict("这次登录已经结束")
    _record_end(session.account, "本人结束", by)


@transaction.atomic
def end_session(*, session: AccountSession, at: datetime, on: date, by: Actor) -> None:
    """End somebody's session."""
    permissions.check_can(by, Permission.END_SESSION, within=jurisdiction_path(session.account))
    check_within(by, Permission.END_SESSION, session.account, on=on)
    if not _end(session, at=at, reason="安全管理员结束"):
        raise Conflict("这次登录已经结束")
    _record_end(session.account, "安全管理员结束", by)


@transaction.atomic
def switch_capacity(*, grant: RoleGrant, on: date, by: Actor) -> Actor:
    """Act in another of one's roles from now on; gives who then acts."""
    permissions.check_can(by, Permission.SWITCH_CAPACITY)
    if grant.account_id != by.account:
        raise NotAllowed("只能换为自己的身份")
    if not grant.holds_on(on):
        raise Conflict("这个角色已经收回")
    actor = actor_of(grant.account, grant, address=by.address)
    recording.record("account.capacity_switched", grant.account, by=by, after={"身份": actor.capacity})
    return actor


def end_all(account: Account, *, at: datetime, reason: str, keep: str = "") -> int:
    """End every session of an account but the one with the key `keep`; part of another action, which records."""
    sessions = AccountSession.objects.filter(account=account, ended_at=None)
    others = sessions.exclude(key_digest=key_digest(keep)) if keep else sessions
    return others.update(ended_at=at, end_reason=reason)


def move_session(*, account: Account, old_key: str, new_key: str) -> None:
    """The browser has got a new session id."""
    AccountSession.objects.filter(account=account, key_digest=key_digest(old_key)).update(
        key_digest=key_digest(new_key)
    )


def record_failure(*, username: str, address: str) -> None:
    """Record a failed sign-in. What was typed is kept only when it is a login name: it may be a password."""
    account = Account.objects.select_related("unit__jurisdiction").filter(username=username).first()
    recording.record(
        "session.failed" if account else "session.failed_unknown",
        account,
        by=Actor(name=STRANGER, address=address),
        jurisdiction_path=jurisdiction_path(account) if account else "",
    )


def record_lock(*, username: str, address: str) -> None:
    """Record that a login name, or the address, was locked."""
    account = Account.objects.select_related("unit__jurisdiction").filter(username=username).first()
    recording.record(
        "session.locked" if account else "session.locked_unknown",
        account,
        by=Actor(name=STRANGER, address=address),
        note=f"{settings.LOCKOUT_MINUTES} 分钟",
        jurisdiction_path=jurisdiction_path(account) if account else "",
    )


def _end(session: AccountSession, *, at: datetime, reason: str) -> bool:
    """Whether it was still open."""
    session.ended_at, session.end_reason = at, reason
    return bool(AccountSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at, end_reason=reason))


def _record_end(account: Account, reason: str, by: Actor) -> None:
    recording.record("session.ended", account, by=by, note=reason, jurisdiction_path=jurisdiction_path(account))
