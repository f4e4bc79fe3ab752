"""Signing in and out, and what somebody locked out is told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duban.apps.accounts import lockout
from duban.apps.accounts.actions import sessions
from duban.apps.accounts.addresses import client_address
from duban.apps.accounts.forms import SignInForm
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import person
from duban.apps.accounts.session_keys import WHY


@sensitive_post_parameters()
@never_cache
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        login(request, form.account)
        return redirect(_next(request))
    why = "" if request.method == "POST" else request.session.pop(WHY, "")
    return render(request, "accounts/sign_in.html", {"form": form, "why": why, "next": request.GET.get("next", "")})


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Account):
        sessions.sign_out(
            account=request.user,
            key=str(request.session.session_key),
            at=timezone.now(),
            by=getattr(request, "actor", None) or person(request.user, address=client_address(request)),
        )
    logout(request)
    list(messages.get_messages(request))  # what was told to this person is not told to the next
    return redirect("accounts:sign-in")


def locked_out(request: HttpRequest, original: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What django-axes answers a locked name or address (AXES_LOCKOUT_CALLABLE)."""
    at, username = timezone.now(), str((credentials or {}).get("username") or "")
    by_name = lockout.locked_until(username, at=at)
    by_address = lockout.address_locked_until(client_address(request), at=at)
    until = max(filter(None, (by_name, by_address)), default=at)
    context = {"until": until, "by_name": by_name, "by_address": by_address, "limit": settings.AXES_FAILURE_LIMIT}
    response = render(request, "accounts/locked.html", context, status=429)
    response["Retry-After"] = str(max(1, int((until - at).total_seconds())))
    return response


def _next(request: HttpRequest) -> str:
    """Where to go: the page asked for, if it is one of ours."""
    asked = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
