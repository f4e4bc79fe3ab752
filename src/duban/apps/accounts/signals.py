"""What Django and django-axes tell about signing in: a session begins, a sign-in fails, a name is locked."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from duban.apps.accounts.actions import sessions
from duban.apps.accounts.addresses import client_address
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import actor_of, capacities, person


def connect() -> None:
    user_logged_in.connect(_signed_in)
    user_login_failed.connect(_failed)
    user_locked_out.connect(_locked)


def place_of(request: HttpRequest) -> sessions.Place:
    return sessions.Place(client_address(request), request.META.get("HTTP_USER_AGENT", "")[:300])


def _signed_in(sender: object, request: HttpRequest, user: Account, **_: Any) -> None:
    if request.session.session_key is None:  # the one before belonged to somebody else and was thrown away
        request.session.create()
    place, at = place_of(request), timezone.now()
    by = None
    if place.address or place.browser:
        grants = capacities(user, on=timezone.localdate(at))
        by = actor_of(user, grants[0], address=place.address) if grants else person(user, address=place.address)
    sessions.start_session(account=user, key=str(request.session.session_key), place=place, at=at, by=by)


def _failed(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is None or getattr(request, "axes_locked_out", False):  # `_locked` has recorded it
        return
    sessions.record_failure(username=str(credentials.get("username", "")), address=client_address(request))


def _locked(sender: object, request: HttpRequest, **_: Any) -> None:
    """django-axes is told of a failure before we are, since its receivers were connected by the import above."""
    if getattr(request, "axes_failures_since_start", None) is None:  # locked before: no guess is even tried
        return
    username = str((getattr(request, "axes_credentials", None) or {}).get("username", ""))
    sessions.record_failure(username=username, address=client_address(request))
    sessions.record_lock(username=username, address=client_address(request))
