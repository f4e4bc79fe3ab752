"""Whose request is it, is the session still good, and in which capacity do they act?

In: the session's cookie.  Out: `request.user`, and for whoever is signed in `request.actor` and `request.capacities`.
Costs three queries: Django's session, ours with its account, the roles.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from duban.apps.accounts import passwords
from duban.apps.accounts.actions import sessions
from duban.apps.accounts.models import AccountSession, RoleGrant
from duban.apps.accounts.queries import actor_of, capacities, key_digest, person
from duban.apps.accounts.session_keys import CHOSEN, WHY
from duban.apps.accounts.signals import place_of
from duban.apps.web.requests import Request

PASSWORD_PAGES = {"accounts:own-password", "accounts:sign-out"}

Respond = Callable[[HttpRequest], HttpResponse]


class AccountRequest(Request):
    """What this application adds to a request; `capacity` is the one acted in, of `capacities`."""

    capacities: list[RoleGrant]
    capacity: RoleGrant


class AccountMiddleware(AuthenticationMiddleware):
    """Takes the place of Django's AuthenticationMiddleware: the session must be one of ours, live, and used where it
    began."""

    def __init__(self, get_response: Respond) -> None:
        super().__init__(get_response)
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        if SESSION_KEY in request.session:
            self._identify(request, at=timezone.now())
        return self._respond(request)

    def _identify(self, request: HttpRequest, *, at: datetime) -> None:
        session = _session_of(request)
        reason = _why_refused(session, request, at=at) if session else "登录已失效"
        if session is None or reason:
            request.session.flush()
            request.session[WHY] = reason
            return
        if at - session.seen_at >= min(timedelta(minutes=1), timedelta(minutes=settings.SESSION_IDLE_MINUTES) / 10):
            sessions.touch_session(session=session, at=at)
        request.user = session.account


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends strangers to sign in and from there back to the page they were on, never to an address for POST."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: object
    ) -> HttpResponse:
        page = request.get_full_path()
        if request.headers.get("HX-Request"):
            page = _path(request.headers.get("HX-Current-URL", ""))
        elif request.method != "GET":
            page = _path(request.headers.get("Referer", ""))
        where = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page}, safe='/')}"
        return HttpResponse(headers={"HX-Redirect": where}) if request.headers.get("HX-Request") else redirect(where)


class CapacityMiddleware:
    """Sets the actor; whoever has no role, or must change the password first, gets no further."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: AccountRequest) -> HttpResponse:
        if request.user.is_authenticated:
            grants = capacities(request.user, on=timezone.localdate())
            chosen = [grant for grant in grants if grant.pk == request.session.get(CHOSEN)] or grants
            request.capacities = grants
            if chosen:
                request.capacity = chosen[0]
                request.actor = actor_of(request.user, chosen[0], address=place_of(request).address)
        return self.get_response(request)

    def process_view(self, request: Request, view: object, *_: object) -> HttpResponse | None:
        """Views open to strangers are open to everybody."""
        account, name = request.user, request.resolver_match.view_name if request.resolver_match else ""
        if not account.is_authenticated or name in PASSWORD_PAGES or not getattr(view, "login_required", True):
            return None
        if getattr(request, "actor", None) is None:
            return render(request, "accounts/no_role.html", status=403)
        if account.must_change_password or passwords.is_expired(account, at=timezone.now()):
            return redirect("accounts:own-password")
        return None


def _session_of(request: HttpRequest) -> AccountSession | None:
    digest = key_digest(str(request.session.session_key))
    try:
        return AccountSession.objects.select_related("account").get(
            key_digest=digest, account=request.session[SESSION_KEY]
        )
    except AccountSession.DoesNotExist:
        return None


def _why_refused(session: AccountSession, request: HttpRequest, *, at: datetime) -> str:
    """Why this session is no longer good for this request; what is over or stolen is ended."""
    if session.ended_at is not None:
        return session.end_reason
    place = place_of(request)
    if not (session.address or session.browser):
        sessions.bind_session(session=session, place=place)
    moved = settings.SESSION_BIND_ADDRESS and session.address != place.address
    if moved or session.browser != place.browser:
        return sessions.refuse_session(session=session, place=place, at=at)
    if session.why_over(at=at):
        by = person(session.account, address=place.address)
        return sessions.expire_session(session=session, at=at, by=by)
    hashed = session.account.get_session_auth_hash()
    good = constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), hashed)
    return "" if good else sessions.PASSWORD_CHANGED


def _path(url: str) -> str:
    """The address within this site; an address elsewhere loses its host, what is no address is the first page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
