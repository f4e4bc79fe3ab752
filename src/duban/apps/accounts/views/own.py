"""我的账号: one's roles, password and sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.signals import user_login_failed
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duban.apps.accounts import lockout, passwords
from duban.apps.accounts.actions import sessions
from duban.apps.accounts.actions.passwords import change_own_password
from duban.apps.accounts.addresses import client_address
from duban.apps.accounts.forms import OwnPasswordForm
from duban.apps.accounts.models import Account, AccountSession, RoleGrant
from duban.apps.accounts.queries import key_digest, live_sessions, person
from duban.apps.accounts.session_keys import CHOSEN
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor


def own(request: Request) -> HttpResponse:
    account, now = cast(Account, request.user), timezone.now()
    changed = account.password_changed_at or account.created_at
    expires = changed + timedelta(days=settings.PASSWORD_DAYS) if settings.PASSWORD_DAYS else None
    context = {
        "account": account,
        "changed": changed,
        "expires": expires,
        "days_left": (expires - now).days if expires else None,
        "sessions": live_sessions(account, at=now),
        "here": key_digest(str(request.session.session_key)),
    }
    return render(request, "accounts/own.html", context)


@sensitive_post_parameters()
@never_cache
def own_password(request: Request) -> HttpResponse:
    account, now = cast(Account, request.user), timezone.now()
    form, old_key = OwnPasswordForm(request.POST or None), str(request.session.session_key)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            change_own_password,
            account=account,
            session_key=old_key,
            at=now,
            by=_whoever(request),
            **form.cleaned_data,
        )
        if changed:
            update_session_auth_hash(request, changed)
            sessions.move_session(account=changed, old_key=old_key, new_key=str(request.session.session_key))
            messages.success(request, "密码已修改，其他地方的登录已结束")
            return redirect("home:home")
        if form.has_error("old"):
            _count_wrong_guess(request, account)
    forced = account.must_change_password or passwords.is_expired(account, at=now)
    context = {"form": form, "forced": forced, "account": account, "days": settings.PASSWORD_DAYS}
    return render(request, "accounts/own_password.html", context)


def _count_wrong_guess(request: Request, account: Account) -> None:
    """As at the sign-in page; when the name is locked by it the browser is out, and django-axes says so instead."""
    failed = {"username": account.username}
    user_login_failed.send(sender=__name__, credentials=failed, request=request)
    now = timezone.now()
    if lockout.locked_until(account.username, at=now) is not None:
        key = str(request.session.session_key)
        sessions.sign_out(account=account, key=key, at=now, by=_whoever(request))
        logout(request)


def _whoever(request: Request) -> Actor:
    """Who changes the own password: also somebody who has no role yet."""
    known: Actor | None = getattr(request, "actor", None)
    return known or person(cast(Account, request.user), address=client_address(request))


@require_POST
def end_own_session(request: Request, pk: int) -> HttpResponse:
    session = get_object_or_404(AccountSession.objects.filter(account=request.actor.account), pk=pk)
    sessions.end_own_session(session=session, at=timezone.now(), by=request.actor)
    if session.key_digest == key_digest(str(request.session.session_key)):
        logout(request)
        return redirect("accounts:sign-in")
    messages.success(request, "那一处的登录已结束")
    return redirect("accounts:own")


@require_POST
def switch_capacity(request: Request, pk: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.filter(account=request.actor.account), pk=pk)
    actor = sessions.switch_capacity(grant=grant, on=timezone.localdate(), by=request.actor)
    request.session[CHOSEN] = grant.pk
    messages.success(request, f"现在的身份是{actor.capacity}")
    return redirect("home:home")
